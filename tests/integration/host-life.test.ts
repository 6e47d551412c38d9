// The life of the functions host: what it refuses to start with, crashes, time limits, draining and its end.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type HostOptions, startHost } from '../../infra/local/host/host.ts'
import { closeLocally, listenLocally } from '../support/local-server.ts'
import { eventually, fixtureApp, openHost, type TestHost, temporaryFolder } from './host-support.ts'

const open = async (options: Partial<HostOptions> = {}): Promise<TestHost> => {
  const host = await openHost({ appFolder: fixtureApp('http'), ...options })
  onTestFinished(() => host.close())
  return host
}

const appFolder = (files: Record<string, string>): string => {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    // The signal could not be sent because the process is gone.
    return false
  }
}

const hostJson = '{ "version": "2.0" }'
const packageJson = '{ "main": "main.js" }'

describe('a folder that is no function app is refused', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['without host.json', { 'package.json': packageJson, 'main.js': '' }, /There is no host\.json/],
    ['with broken host.json', { 'host.json': '{' }, /host\.json is not valid JSON/],
    ['with another version', { 'host.json': '{ "version": "1.0" }' }, /must have "version": "2\.0"/],
    ['without package.json', { 'host.json': hostJson }, /package\.json cannot be read/],
    ['without main', { 'host.json': hostJson, 'package.json': '{}' }, /has no "main"/],
    ['with a main that matches nothing', { 'host.json': hostJson, 'package.json': packageJson }, /matches no file/],
    [
      'with an entry file that throws',
      { 'host.json': hostJson, 'package.json': packageJson, 'main.js': 'throw new Error("broken app")' },
      /main\.js: .*broken app/,
    ],
    [
      'with a bad time limit',
      { 'host.json': '{ "version": "2.0", "functionTimeout": "five" }', 'package.json': packageJson, 'main.js': '' },
      /functionTimeout in host\.json is not a time span/,
    ],
  ])('%s', async (_what, files, message) => {
    await expect(startHost({ appFolder: appFolder(files), port: 0, settings: {} })).rejects.toThrow(message)
  })

  it('and so is a port that is taken, with the code EADDRINUSE', async () => {
    const server = createServer()
    const port = await listenLocally(server)
    onTestFinished(() => closeLocally(server))
    await expect(startHost({ appFolder: fixtureApp('http'), port, settings: {} })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
  })
})

describe('an app process', () => {
  it('that dies of an uncaught exception fails its calls and is started anew', async () => {
    const host = await open()
    const before = await (await fetch(`${host.url}/pid`)).text()
    const [crash, neighbour] = await Promise.all([fetch(`${host.url}/crash`), fetch(`${host.url}/hang`)])
    expect([crash.status, neighbour.status]).toEqual([500, 500])
    expect(host.lines).toContainEqual(expect.stringContaining('nobody catches this'))
    const after = await (await fetch(`${host.url}/pid`)).text()
    expect(after).not.toBe(before)
  })

  it('that dies a fourth time ends the host, which then answers 503', async () => {
    const stopped = Promise.withResolvers<string>()
    const host = await open({ onStopped: stopped.resolve })
    for (let count = 0; count < 4; count += 1) expect((await fetch(`${host.url}/crash`)).status).toBe(500)
    expect(await stopped.promise).toMatch(/Exceeded language worker restart retry count/)
    expect((await fetch(`${host.url}/trivial`)).status).toBe(503)
    const status = await (await fetch(`${host.url}/admin/host/status`)).json()
    expect(status).toMatchObject({ state: 'Error' })
  })

  it('that is killed from outside is started anew however often, without counting as a failure', async () => {
    const host = await open()
    const pids = new Set<string>()
    for (let count = 0; count < 5; count += 1) {
      pids.add(await (await fetch(`${host.url}/pid`)).text())
      host.kill()
    }
    expect((await fetch(`${host.url}/trivial`)).status).toBe(200)
    expect(pids.size).toBe(5)
  })

  it('that exceeds the time limit of a function is replaced, also when its event loop is blocked', async () => {
    const host = await open({ settings: { AzureFunctionsJobHost__functionTimeout: '00:00:01' } })
    for (const path of ['/hang', '/spin']) {
      expect((await fetch(`${host.url}${path}`)).status).toBe(500)
      expect((await fetch(`${host.url}/trivial`)).status).toBe(200)
    }
    const exceeded = host.lines.filter((line) => line.startsWith('Timeout value of 1000 ms exceeded by function'))
    expect(exceeded.map((line) => /Functions\.\w+/.exec(line)?.[0])).toEqual(['Functions.Hang', 'Functions.Spin'])
  })
})

describe('closing', () => {
  it('lets running calls finish, runs the appTerminate hooks and ends the process', async () => {
    const marker = join(temporaryFolder(), 'terminated')
    const host = await open({ settings: { TERMINATED_FILE: marker } })
    const pid = Number(await (await fetch(`${host.url}/pid`)).text())
    const slow = fetch(`${host.url}/slow`)
    await eventually(() => host.lines.some((line) => line.startsWith("Executing 'Functions.Slow'")))
    await host.close()
    expect(await (await slow).text()).toBe('slow')
    expect(readFileSync(marker, 'utf8')).toBe('terminated yes')
    expect(isAlive(pid)).toBe(false)
    await expect(fetch(`${host.url}/trivial`)).rejects.toThrow()
  })

  it('does not wait for ever for a call that hangs', async () => {
    const host = await open({ drainMs: 200, settings: { AzureFunctionsJobHost__functionTimeout: '-1' } })
    const hanging = fetch(`${host.url}/hang`)
    hanging.catch(() => undefined)
    await eventually(() => host.lines.some((line) => line.startsWith("Executing 'Functions.Hang'")))
    await host.close()
    await Promise.allSettled([hanging])
    expect(host.lines.at(-1)).toBe('Host stopped.')
  })

  it('is waited for by idle()', async () => {
    const host = await open()
    const slow = fetch(`${host.url}/slow`)
    await eventually(() => host.lines.some((line) => line.startsWith("Executing 'Functions.Slow'")))
    await host.idle()
    expect(host.lines.some((line) => line.startsWith("Executed 'Functions.Slow' (Succeeded"))).toBe(true)
    await slow
  })
})

describe('the command', () => {
  const script = fileURLToPath(new URL('../../infra/local/host/main.ts', import.meta.url))
  const start = (args: string[]) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    const state = { output: '', exit: undefined as number | null | undefined }
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        state.output += text
      })
    }
    child.once('close', (code) => {
      state.exit = code
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    return { child, state }
  }

  it('reads local.settings.json, prints the functions and ends on a signal without leaving a process', async () => {
    const marker = join(temporaryFolder(), 'terminated')
    const main = `
      const { createRequire } = require('node:module')
      const { writeFileSync } = require('node:fs')
      const { app } = createRequire(${JSON.stringify(script)})('@azure/functions')
      app.hook.appTerminate(() => writeFileSync(process.env.MARKER, 'x'))
      app.http('Hello', { handler: () => ({ body: process.pid + ' ' + process.env.MARKER }) })`
    const settings = JSON.stringify({ IsEncrypted: false, Values: { MARKER: marker } })
    const folder = appFolder({
      'host.json': hostJson,
      'package.json': packageJson,
      'main.js': main,
      'local.settings.json': settings,
    })
    const { child, state } = start([folder, '--port', '0'])
    const url = await eventually(
      () => /Hello: \[GET,POST\] (http:\/\/localhost:\d+\/api\/Hello)/.exec(state.output)?.[1],
    )
    const [pid, text] = (await (await fetch(url)).text()).split(' ')
    expect(text).toBe(marker)
    child.kill('SIGTERM')
    await eventually(() => state.exit !== undefined)
    expect([state.exit, existsSync(marker), isAlive(Number(pid))]).toEqual([0, true, false])
  })

  it('says in one line what is wrong and exits with 1', async () => {
    const { state } = start([temporaryFolder()])
    await eventually(() => state.exit !== undefined)
    expect([state.exit, state.output]).toEqual([1, expect.stringMatching(/^There is no host\.json in .*\n$/)])
  })

  it('takes its app process with it when it is killed', async () => {
    const { child, state } = start([fixtureApp('http'), '--port', '0'])
    const port = await eventually(() => /Pid: \[GET\] http:\/\/localhost:(\d+)/.exec(state.output)?.[1])
    const pid = Number(await (await fetch(`http://127.0.0.1:${port}/pid`)).text())
    child.kill('SIGKILL')
    await eventually(() => !isAlive(pid))
  })
})
