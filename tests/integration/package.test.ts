// What is deployed is whole, small and always the same, and runs away from this project.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Package, packageApp } from '../../infra/local/build/package-main.ts'
import { unzip, zip } from '../../infra/local/build/zip.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, bringToSales, mailsTo, prospectWhere, quiet, runJobs, salesUser, submit } from '../support/people.ts'

const root = resolve(import.meta.dirname, '..', '..')
const kilobyte = 1024
const folder = mkdtempSync(join(tmpdir(), 'package-'))
const elsewhere = join(folder, 'unpacked')
let made: Package

/** Loads an app with the module that the host provides, and says which files that took. */
const loadAlone = `
const Module = require('node:module')
const { basename } = require('node:path')
const nothing = () => ({ dispose() {} })
const core = { registerFunction: nothing, registerHook: nothing, setProgrammingModel() {}, log() {}, version: '3.14.1', hostVersion: '4' }
const load = Module._load
Module._load = (name, ...more) => (name === '@azure/functions-core' ? { ...core, Disposable: class {} } : load(name, ...more))
require(process.argv[2])
// The tables follow in the next turn of the event loop.
process.on('exit', () => process.stdout.write(JSON.stringify(Object.keys(require.cache).map((file) => basename(file)))))
`
const onAzure = {
  AzureWebJobsStorage__tableServiceUri: 'https://stabc.table.core.windows.net/',
  ServiceBusConnection__fullyQualifiedNamespace: 'sb-abc.servicebus.windows.net',
  PUBLIC_URL: 'https://func-abc.azurewebsites.net',
  DATAVERSE_URL: 'https://contoso.crm.dynamics.com',
  MAIL_FROM: 'partners@contoso.example',
  STATUS_TOKEN_SECRET: 'a'.repeat(64),
  SALES_EVENT_KEYS: 'b'.repeat(64),
  SENDGRID_API_KEY: 'SG.key',
}

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

  it('is small: the main file at most 150 KB, the zip at most 600 KB', () => {
    expect(made.sizes['dist/main.cjs']).toBeGreaterThan(50 * kilobyte)
    expect(made.sizes['dist/main.cjs']).toBeLessThanOrEqual(150 * kilobyte)
    expect(made.sizes['package.zip']).toBeLessThanOrEqual(600 * kilobyte)
  })

  it('loads no SDK but that of tables when it starts, with identities as on Azure', () => {
    const script = join(folder, 'load.cjs')
    writeFileSync(script, loadAlone)
    const output = execFileSync(process.execPath, [script, join(elsewhere, 'dist/main.cjs')], { env: onAzure })
    expect(JSON.parse(String(output))).toEqual(['load.cjs', 'main.cjs', 'tables.cjs'])
    const code = ['main', 'common'].map((file) => readFileSync(join(elsewhere, `dist/${file}.cjs`), 'utf8')).join('')
    for (const later of ['identity', 'service-bus', 'workers', 'pages'])
      expect(code).toContain(`require("./${later}.cjs")`)
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

  it('stands where no package can be found', () => {
    const require = createRequire(join(elsewhere, 'dist/main.cjs'))
    for (const name of ['@azure/functions', '@azure/service-bus', 'vitest'])
      expect(() => require.resolve(name)).toThrow('Cannot find module')
  })

  it('takes a request from the submission to the approval mail', { timeout: 60_000 }, async () => {
    const request = aRequest('Fabrikam GmbH')
    const { requestId } = await submit(env, request)
    expect(await bringToSales(env, requestId)).toMatchObject({ status: 'Open', number: 'P-000001' })
    const seller = await salesUser(env)
    await seller.win(await seller.qualify(requestId))
    const approved = await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
    expect(approved.customers.map(({ type }) => type)).toEqual(['Organization', 'Person'])
    // A look that somebody else was faster than may have taken a number.
    expect(approved.hierarchy?.number).toMatch(/^H-0000\d\d$/)
    await quiet(env)
    await runJobs(env, 'PushCustomersToChannel')
    await prospectWhere(env, requestId, 'the mail is accepted', ({ mails }) => mails[0]?.state === 'Accepted')
    expect(mailsTo(env, request.requestor.email).map(({ subject }) => subject)).toEqual([
      'Uw aanvraag is goedgekeurd: Fabrikam GmbH',
    ])
  })

  it('serves its pages', async () => {
    for (const path of ['/', '/sign-up', '/headquarters/prospects'])
      expect((await fetch(env.url + path)).status).toBe(200)
  })
})
