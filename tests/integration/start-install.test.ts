// What runs before anything is installed: it repairs a tree that is not complete, whatever the shell says of development
// packages, lets one start at a time do that, and keeps this machine out of a proxy. npm is played by a script.
import { spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..', '..')
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const native = { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] }
const packages = {
  '': {},
  'node_modules/node': { version: process.versions.node },
  'node_modules/tool': { version: '1.0.0', dev: true },
  'node_modules/native': native,
  'node_modules/foreign': { ...native, os: ['plan9'] },
  'node_modules/foreign-part': { version: '1.0.0', optional: true },
}

// Installs as npm does: what is for another machine is left out, and development packages with --include=dev only.
const fakeNpm = `#!${process.execPath}
const { appendFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
appendFileSync('npm-calls.txt', process.argv.slice(2).join(' ') + '\\n')
setTimeout(() => {
  rmSync('node_modules', { recursive: true, force: true })
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const dev = process.argv.includes('--include=dev')
  const taken = Object.entries(packages).filter(([name, one]) => name && !/foreign/.test(name) && (dev || !one.dev))
  for (const [folder, one] of taken) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: one.version }))
  }
  mkdirSync('node_modules/node/bin')
  symlinkSync(process.execPath, 'node_modules/node/bin/node')
  writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: Object.fromEntries(taken) }))
}, 300)
`

const newProject = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'b2b-install-'))
  folders.push(folder)
  mkdirSync(join(folder, 'infra', 'local'), { recursive: true })
  mkdirSync(join(folder, 'bin'))
  for (const name of ['run.mjs', 'installed.mjs', 'install-lock.mjs'])
    cpSync(join(root, 'infra', 'local', name), join(folder, 'infra', 'local', name))
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }))
  writeFileSync(join(folder, 'bin', 'npm'), fakeNpm)
  chmodSync(join(folder, 'bin', 'npm'), 0o755)
  writeFileSync(
    join(folder, 'told.mjs'),
    'console.log(JSON.stringify({ proxy: process.env.NO_PROXY, lower: process.env.no_proxy, mode: process.env.NODE_ENV }))',
  )
  return folder
}

const run = (folder: string, variables: Record<string, string> = {}) => {
  const env = { PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}`, ...variables }
  const child = spawn(process.execPath, ['infra/local/run.mjs', 'told.mjs'], { cwd: folder, env })
  const output = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.err += text
  })
  return new Promise<{ code: number | null; out: string; err: string }>((done) =>
    child.once('close', (code) => done({ code, ...output })),
  )
}

const calls = (folder: string): string[] =>
  existsSync(join(folder, 'npm-calls.txt'))
    ? readFileSync(join(folder, 'npm-calls.txt'), 'utf8').trim().split('\n')
    : []

describe.skipIf(process.platform === 'win32')('the first start', () => {
  it('installs development packages too, whatever the shell says, and once only', async () => {
    const folder = newProject()
    const shell = { NODE_ENV: 'production', npm_config_omit: 'dev optional' }
    expect(await run(folder, shell)).toMatchObject({ code: 0 })
    expect(calls(folder)).toEqual([expect.stringMatching(/^ci .*--include=dev .*--include=optional/)])
    expect(await run(folder, shell)).toMatchObject({ code: 0, err: '' })
    expect(calls(folder)).toHaveLength(1)
  })

  it('repairs a tree without its development packages, with a package deleted, of another version or half a list', async () => {
    const folder = newProject()
    await run(folder)
    const list = join(folder, 'node_modules', '.package-lock.json')
    const harms = [
      () => rmSync(join(folder, 'node_modules', 'tool'), { recursive: true }),
      () => rmSync(join(folder, 'node_modules', 'native'), { recursive: true }),
      () => rmSync(join(folder, 'node_modules'), { recursive: true }),
      () => writeFileSync(list, readFileSync(list, 'utf8').slice(0, 100)),
      () => writeFileSync(list, readFileSync(list, 'utf8').replace('"1.0.0"', '"0.9.0"')),
    ]
    for (const harm of harms) {
      const before = calls(folder).length
      harm()
      expect(await run(folder)).toMatchObject({ code: 0 })
      expect(calls(folder)).toHaveLength(before + 1)
    }
  })

  it('waits for another one that installs, instead of installing into the same folder', async () => {
    const folder = newProject()
    const both = await Promise.all([run(folder), run(folder)])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(calls(folder)).toHaveLength(1)
    expect(both.map(({ err }) => err).join('')).toContain('Another start installs the dependencies; waiting for it…')
    expect(existsSync(join(folder, '.installing'))).toBe(false)
  })

  it('does not wait for one that was killed while it installed', async () => {
    const folder = newProject()
    writeFileSync(join(folder, '.installing'), '2147483646')
    expect(await run(folder)).toMatchObject({ code: 0 })
    expect(calls(folder)).toHaveLength(1)
  })

  it('says in one sentence what npm left out', async () => {
    const folder = newProject()
    writeFileSync(join(folder, 'bin', 'npm'), fakeNpm.replace("includes('--include=dev')", "includes('never')"))
    const { code, err } = await run(folder)
    expect({ code, last: err.trim().split('\n').at(-1) }).toEqual({
      code: 1,
      last: 'npm ci left out node_modules/tool; see npm config list.',
    })
  })
})

describe.skipIf(process.platform === 'win32')('every script', () => {
  it('asks this machine without the proxy of the shell', async () => {
    const folder = newProject()
    const told = async (variables: Record<string, string>) => JSON.parse((await run(folder, variables)).out)
    const here = '127.0.0.1,localhost,::1,[::1]'
    const proxy = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: 'http://proxy.example:3128' }
    expect(await told(proxy)).toMatchObject({ proxy: here, lower: here })
    expect(await told({ ...proxy, NO_PROXY: 'intranet' })).toMatchObject({ proxy: `intranet,${here}` })
    expect(await told({ ...proxy, no_proxy: 'one', NO_PROXY: 'other' })).toMatchObject({ lower: `one,${here}` })
  })

  it('is quoted so that every shell of npm understands it', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    // cmd.exe takes single quotes for a part of the word.
    expect(Object.entries(scripts).filter(([, line]) => line.includes("'"))).toEqual([])
  })
})
