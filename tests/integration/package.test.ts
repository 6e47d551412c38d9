// What is deployed is whole, small and always the same, and runs away from this project.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Package, packageApp } from '../../infra/local/build/package-main.ts'
import { unzip, zip } from '../../infra/local/build/zip.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, bringToSales, runJobs, salesUser, submit } from '../support/people.ts'

const root = resolve(import.meta.dirname, '..', '..')
const kilobyte = 1024
const folder = mkdtempSync(join(tmpdir(), 'package-'))
const elsewhere = join(folder, 'unpacked')
let made: Package

beforeAll(async () => {
  made = await packageApp(root, folder)
  for (const { name, contents } of unzip(readFileSync(made.archive))) {
    mkdirSync(dirname(join(elsewhere, name)), { recursive: true })
    writeFileSync(join(elsewhere, name), contents)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

const filesIn = (where: string): string[] =>
  readdirSync(where, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(where.length + 1))
    .sort()

describe('the package', () => {
  it('holds the bundle, host.json and package.json, and nothing else', () => {
    const names = filesIn(elsewhere)
    expect(names).toEqual(filesIn(made.folder))
    expect(names.filter((name) => !/^dist\/[\w-]+\.cjs$/.test(name))).toEqual(['host.json', 'package.json'])
    expect(readFileSync(join(elsewhere, 'host.json'))).toEqual(readFileSync(join(root, 'host.json')))
  })

  it('holds every file that one of its files loads later', () => {
    const names = filesIn(elsewhere)
    const loaded = names.flatMap((name) =>
      [...readFileSync(join(elsewhere, name), 'utf8').matchAll(/\brequire\("(\.\/[\w-]+\.cjs)"\)/g)].map(([, file]) =>
        join('dist', file ?? ''),
      ),
    )
    expect(new Set(loaded).size).toBeGreaterThan(3)
    expect(loaded.filter((name) => !names.includes(name))).toEqual([])
  })

  it('has a manifest that names the main file and nothing to install', () => {
    const manifest = JSON.parse(readFileSync(join(elsewhere, 'package.json'), 'utf8')) as Record<string, string>
    expect(Object.keys(manifest)).toEqual(['name', 'version', 'type', 'main'])
    expect(filesIn(elsewhere)).toContain(manifest['main'])
  })

  it('points to no source map and to no folder of the machine that built it', () => {
    for (const name of filesIn(elsewhere)) {
      const text = readFileSync(join(elsewhere, name), 'utf8')
      const found = { map: /^\/\/# sourceMappingURL=/m.test(text), path: text.includes(root) }
      expect({ name, ...found }).toEqual({ name, map: false, path: false })
    }
  })

  it('is small: the main file under 350 KB, the zip under 1.2 MB', () => {
    expect(made.sizes['dist/main.cjs']).toBeGreaterThan(50 * kilobyte)
    expect(made.sizes['dist/main.cjs']).toBeLessThanOrEqual(350 * kilobyte)
    expect(made.sizes['package.zip']).toBeLessThanOrEqual(1.2 * kilobyte * kilobyte)
  })

  it('is the same, byte for byte, when it is made again', async () => {
    const again = await packageApp(root, join(folder, 'again'))
    expect(readFileSync(again.archive).equals(readFileSync(made.archive))).toBe(true)
  })
})

describe('the zip', () => {
  const files = [
    { name: 'b/ä.txt', contents: Buffer.from('second') },
    { name: 'a.txt', contents: Buffer.alloc(70_000, 'x') },
  ]

  it('gives back what went in, whatever the order', () => {
    expect(unzip(zip(files))).toEqual([files[1], files[0]])
    expect(zip(files.toReversed()).equals(zip(files))).toBe(true)
  })

  it('is refused when a byte of it changed or its end is missing', () => {
    const damaged = zip(files)
    damaged.writeUInt32LE(1, damaged.readUInt32LE(damaged.length - 6) + 16)
    expect(() => unzip(damaged)).toThrow('is damaged')
    expect(() => unzip(zip(files).subarray(0, -1))).toThrow('no zip archive')
  })
})

describe('the unpacked package', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({}, false, { appFolder: elsewhere })
  })
  afterAll(() => env.close())

  it('takes a request in and writes it to Sales as a lead', async () => {
    const submitted = await submit(env, aRequest('Fabrikam GmbH'))
    await runJobs(env, 'PullChannelRequests')
    expect(await bringToSales(env, submitted.requestId)).toMatchObject({ status: 'Open', number: 'P-000001' })
    const seller = await salesUser(env)
    expect(await seller.qualify(submitted.requestId)).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('serves its pages', async () => {
    for (const path of ['/', '/sign-up', '/headquarters/prospects'])
      expect((await fetch(env.url + path)).status).toBe(200)
  })
})
