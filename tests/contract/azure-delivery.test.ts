// How the app gets to Azure: each check is silent here, and speaks up at each planted mistake.

import { describe, expect, it } from 'vitest'
import { deliveryChecks } from './azure-delivery-checks.ts'
import { deliveryMistakes } from './azure-delivery-mistakes.ts'
import { type FileCheck, readFiles, textOf } from './azure-files.ts'
import { workflowChecks } from './azure-workflow-checks.ts'

const checks: Readonly<Record<string, FileCheck>> = { ...deliveryChecks, ...workflowChecks }
const files = readFiles()

describe('the way to Azure', () => {
  it.each(Object.entries(checks))('passes the check %s', (_, check) => {
    expect(check(files)).toEqual([])
  })

  it.each(deliveryMistakes)('$check notices: $about', ({ check, path, from, to }) => {
    const text = textOf(files, path)
    const changed = text.replace(from, () => to)
    expect(changed).not.toBe(text)
    const found = checks[check]?.({ ...files, [path]: changed })
    expect(found?.length).toBeGreaterThan(0)
  })

  it('has a planted mistake for every check', () => {
    expect(Object.keys(checks).filter((name) => !deliveryMistakes.some(({ check }) => check === name))).toEqual([])
  })
})
