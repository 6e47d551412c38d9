// What is described for Azure, checked without Azure: each check is silent here, and speaks up at each planted mistake.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how the templates spell what they fill in.

import { describe, expect, it } from 'vitest'
import { appChecks } from './azure-app-checks.ts'
import { nodesOf, readTemplate, stringOf } from './azure-bicep.ts'
import { deliveryChecks } from './azure-delivery-checks.ts'
import { deliveryMistakes } from './azure-delivery-mistakes.ts'
import { type Check, readFiles, templatesOf, textOf } from './azure-files.ts'
import { mistakes as templateMistakes } from './azure-mistakes.ts'
import { networkChecks } from './azure-network-checks.ts'
import { queueChecks } from './azure-queue-checks.ts'
import { safetyChecks } from './azure-safety-checks.ts'
import { structureChecks } from './azure-structure-checks.ts'
import { typeChecks } from './azure-type-check.ts'
import { workflowChecks } from './azure-workflow-checks.ts'

const checks: Readonly<Record<string, Check>> = {
  ...structureChecks,
  ...typeChecks,
  ...safetyChecks,
  ...appChecks,
  ...queueChecks,
  ...networkChecks,
  ...deliveryChecks,
  ...workflowChecks,
}
const mistakes = [...templateMistakes, ...deliveryMistakes]
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
    ['a bracket without a partner', 'var a = 1\nvar b = [1\n', 'line 2: ] is missing'],
    ['brackets that cross', 'var a = [{]}\n', 'line 1: unreadable'],
    ['a string without an end', "var a = 'b\n", "' is missing"],
    ['an interpolation without an end', "var a = '${b'\n", 'line 1: } is missing'],
    ['a sign of another language', 'var a = "b"\n', 'line 1: unreadable'],
    ['a declaration without a value', 'var a =\n', 'line 1'],
  ])('refuses %s', (_, source, message) => {
    expect(() => readTemplate(source)).toThrow(message)
  })

  it('finds what is declared, and what is filled into strings', () => {
    const { parameters, variables, resources, root } = readTemplate(
      "@allowed(['x'])\nparam p string = 'x'\nvar v = 'a-${p}'\nresource r 'T@1' existing = {\n  name: v\n}\n",
    )
    expect(parameters).toEqual([{ name: 'p', default: "'x'", decorators: "@allowed(['x'])" }])
    expect(variables.map(({ name, value }) => [name, stringOf(value)])).toEqual([['v', 'a-{}']])
    expect(resources).toMatchObject([{ name: 'r', type: 'T@1', isExisting: true }])
    expect(nodesOf(root, 'interpolation').map(({ children }) => children[0]?.text)).toEqual(['p'])
  })
})
