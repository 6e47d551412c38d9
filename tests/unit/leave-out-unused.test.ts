// What the build takes out of the Functions library is what nothing here uses, and a library of another form stops it.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { withoutUnused } from '../../infra/local/build/leave-out-unused.ts'

const library = readFileSync(createRequire(import.meta.url).resolve('@azure/functions'), 'utf8')

it('is a tenth of the Functions library or more, and nothing that something else is made of', () => {
  const text = withoutUnused(library)
  expect(text.length).toBeLessThan(0.9 * library.length)
  const modules = (of: string) => [...of.matchAll(/^\/\*\*\*\/ "(.+)"$/gm)].map(([, name]) => name)
  expect(modules(text)).toEqual(modules(library))
  for (const gone of ['class McpToolResponse', 'function setupHttpProxy', 'require("cookie")'])
    expect(text, gone).not.toContain(gone)
  for (const kept of ['class HttpRequest', 'class InvocationContext', 'function serviceBusQueue', 'function timer'])
    expect(text, kept).toContain(kept)
})

it('stops the build where the library has another form', () => {
  expect(() => withoutUnused('module.exports = {}')).toThrow(
    'has no module ./src/converters/toMcpPromptTriggerOptionsToRpc',
  )
})
