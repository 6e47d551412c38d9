// What the build makes of the Functions library's sources is the library that is published, without what nothing here uses.

import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as published from '@azure/functions'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { functionsLibrary, librarySources } from '../../infra/local/build/functions-library.ts'

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'functions-library-'))
afterAll(() => rmSync(folder, { recursive: true }))

let made: typeof published
let sizes: ReadonlyMap<string, number>
beforeAll(async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: "export * from '@azure/functions'", resolveDir: root },
    outfile: join(folder, 'library.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    external: ['@azure/functions-core'],
    plugins: [functionsLibrary(root)],
    metafile: true,
  })
  made = createRequire(import.meta.url)(join(folder, 'library.cjs'))
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs))
  sizes = new Map(inputs.map(([path, { bytesInOutput }]) => [path.split('/functions/src/')[1] ?? path, bytesInOutput]))
})

const namesOf = (thing: object): string[] => Object.keys(thing).sort()

describe('the Functions library from its sources', () => {
  it('gives what the published one gives, except tools of language models', () => {
    const given = namesOf(made).filter((name) => made[name as keyof typeof made] !== undefined)
    const missing = namesOf(published).filter((name) => !given.includes(name))
    expect(missing.filter((name) => !/mcp|prompt|^arg$/i.test(name))).toEqual([])
    expect(given.filter((name) => !(name in published))).toEqual([])
    const parts = ({ app, input, output, trigger }: typeof published) => [app, input, output, trigger].map(namesOf)
    expect(parts(made)).toEqual(parts(published))
  })

  it('has the fields of objects that the published one has', async () => {
    const fields = (library: typeof published) => {
      const request = new library.HttpRequest({ method: 'POST', url: 'http://127.0.0.1/a?b=c', body: { string: 'd' } })
      const response = new library.HttpResponse({ status: 202, jsonBody: { e: 1 }, headers: { f: 'g' } })
      const context = new library.InvocationContext({ invocationId: 'h', functionName: 'i' })
      const hook = new library.PreInvocationContext({
        invocationContext: context,
        functionCallback: () => 1,
        inputs: [2],
      })
      return [request, response, context, hook].map((object) => Object.getOwnPropertyNames(object).sort())
    }
    expect(fields(made)).toEqual(fields(published))
    const answer = new made.HttpResponse({ status: 202, jsonBody: { e: 1 } })
    expect([answer.status, await answer.json()]).toEqual([202, { e: 1 }])
  })

  it('leaves out what reads and writes streams of HTTP and words for models', () => {
    expect(sizes.get('http/HttpRequest.ts')).toBeGreaterThan(1000)
    for (const file of librarySources(root).unused) expect(sizes.get(file) ?? 0, file).toBeLessThan(250)
  })
})

it('stops the build where the library ships no such sources', () => {
  expect(() => librarySources(join(folder, 'nowhere'))).toThrow()
})
