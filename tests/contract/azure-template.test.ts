// What is described for Azure, checked without Azure: each check is silent here, and speaks up at each planted mistake.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how the templates spell what they fill in.

import { describe, expect, it } from 'vitest'
import { appChecks } from './azure-app-checks.ts'
import { tokensOf } from './azure-bicep.ts'
import { deliveryChecks } from './azure-delivery-checks.ts'
import { type Check, readFiles, templatesOf, textOf } from './azure-files.ts'
import { mistakes } from './azure-mistakes.ts'
import { safetyChecks } from './azure-safety-checks.ts'
import { structureChecks } from './azure-structure-checks.ts'
import { typeChecks } from './azure-type-check.ts'

const checks: Readonly<Record<string, Check>> = {
  ...structureChecks,
  ...typeChecks,
  ...safetyChecks,
  ...appChecks,
  ...deliveryChecks,
}
const files = readFiles()

describe('the description of the deployment', () => {
  it('can be read: every template, every bracket, every string', () => {
    expect(Object.keys(templatesOf(files)).length).toBeGreaterThan(8)
  })

  it.each(Object.entries(checks))('passes the check %s', (_, check) => {
    expect(check(files)).toEqual([])
  })

  it.each(mistakes)('$check notices: $about', ({ check, path, from, to }) => {
    const text = textOf(files, path)
    expect(text).toContain(from)
    const found = checks[check]?.({ ...files, [path]: text.replace(from, () => to) })
    expect(found?.length).toBeGreaterThan(0)
  })

  it('has a planted mistake for every check', () => {
    expect(Object.keys(checks).filter((name) => !mistakes.some(({ check }) => check === name))).toEqual([])
  })
})

describe('reading a template', () => {
  it.each([
    ['a bracket without a partner', 'var a = [1', 'line 1: [ is never closed'],
    ['brackets that cross', 'var a = [{]}', 'unexpected ]'],
    ['a string without an end', "var a = 'b\n", 'a string has no end'],
    ['an interpolation without an end', "var a = '${b'\n", 'an interpolation has no end'],
    ['a sign of another language', 'var a = "b"', '" cannot be read'],
  ])('refuses %s', (_, source, message) => {
    expect(() => tokensOf(source)).toThrow(message)
  })

  it('finds names inside strings', () => {
    expect(tokensOf("var a = 'x-${b.c}-\\'y'").map(({ text }) => text)).toEqual([
      'var',
      'a',
      '=',
      "x-${}-'y",
      'b',
      '.',
      'c',
    ])
  })
})
