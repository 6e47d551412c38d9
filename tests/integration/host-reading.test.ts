// How the functions host reads an app's files and requests, where it differs from what JSON and HTTP alone say.
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readApp } from '../../infra/local/host/app-config.ts'
import { entryFiles } from '../../infra/local/host/app-load.ts'
import { localSettings } from '../../infra/local/host/environment.ts'
import { isSubMinute, parseSchedule } from '../../infra/local/host/schedule.ts'
import { fixtureApp, openHost, type TestHost, temporaryFolder } from './host-support.ts'

describe('the files of an app', () => {
  it('may hold comments and trailing commas; numbers and yes or no among the settings become text', () => {
    const folder = temporaryFolder()
    writeFileSync(
      join(folder, 'host.json'),
      '\uFEFF// first\n{ "version": "2.0", /* a, } */ "a": { "b": "// no, comment */ ,}", }, }',
    )
    writeFileSync(join(folder, 'package.json'), '{ "main": "main.mjs" }')
    writeFileSync(join(folder, 'main.mjs'), '')
    expect(readApp(folder, {}).setting('a.b')).toBe('// no, comment */ ,}')
    writeFileSync(
      join(folder, 'local.settings.json'),
      '{ "Values": { "A": 8080, "B": true, "C": "x\\"//y", // last\n }, }',
    )
    expect(localSettings(folder, {})).toEqual({ A: '8080', B: 'True', C: 'x"//y' })
    writeFileSync(join(folder, 'local.settings.json'), '{ "Values": { "A": [1,], }, }')
    expect(() => localSettings(folder, {})).toThrow('the value of "A" must be a text')
    writeFileSync(join(folder, 'local.settings.json'), '{ "Values": { "A": 1,, } }')
    expect(() => localSettings(folder, {})).toThrow('is not valid JSON')
  })

  it('are loaded where the glob of main names a folder as well', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'src', 'folder.js'), { recursive: true })
    writeFileSync(join(folder, 'src', 'one.js'), '')
    expect(entryFiles(folder, 'src/*.js')).toEqual([join(folder, 'src', 'one.js')])
  })
})

describe('the status of a timer', () => {
  it.each([
    ['*/10 * * * * *', false],
    ['0,30 * * * * *', false],
    ['00:00:30', false],
    ['0 * * * * *', true],
    ['*/30 0 * * * *', true],
    ['0,30 * 8 * * *', true],
    ['* * * * *', true],
    ['00:05:00', true],
  ])('with %s is kept: %s', (expression, kept) => {
    expect(!isSubMinute(expression, parseSchedule(expression), Date.UTC(2026, 0, 1))).toBe(kept)
  })
})

describe('a request', () => {
  const open = async (settings: Record<string, string> = {}, enableAuth = false) => {
    const host = await openHost({ appFolder: fixtureApp('http'), settings, enableAuth })
    onTestFinished(() => host.close())
    return host
  }

  it('with %00 in its path is 400', async () => {
    const host = await open()
    for (const path of ['/api/%00', '/%00', '/admin/%00', '/files/a%00b'])
      expect((await fetch(host.url + path)).status).toBe(400)
  })

  /** Written as it is: clients of the web tidy addresses and headers up. */
  const ask = (host: TestHost, target: string, headers: string[] = []) =>
    new Promise<{ status: number; text: string }>((resolve) => {
      const socket = connect(host.port, '127.0.0.1')
      let text = ''
      socket.on('data', (bytes) => {
        text += bytes
      })
      socket.once('close', () => resolve({ status: Number(text.slice(9, 12)), text }))
      socket.write([`GET ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n'))
    })

  it('is routed by its decoded path without dot segments, and seen with that path encoded anew', async () => {
    const host = await open()
    const id = '6f9619ff-8b86-d011-b42d-00c04fc964ff'
    for (const target of [`/show/${id}?x=%7e`, `/a/../show/./${id}?x=%7e`, `/%73ho%77/x/%2e%2e/${id}?x=%7e`])
      expect((await ask(host, target)).text).toContain(`"url":"http://localhost/show/${id}?x=%7e"`)
    expect((await ask(host, '/files/100%/%zz/%5b%c3%a9%2f')).text).toContain('{"rest":"100%/%zz/[é%2f"}')
    expect((await ask(host, `http://localhost/show/${id}`)).status).toBe(200)
    expect((await ask(host, '/tri vial')).status).toBe(400)
  })

  it('reaches nothing by another spelling that its own would not', async () => {
    const host = await open({}, true)
    for (const target of [
      '/admin/host/status',
      '/%61dmin/host/status',
      '/x/../admin/host/status',
      '/x/%2e./ADMIN/host/status',
    ])
      expect([target, (await ask(host, target)).status]).toEqual([target, 401])
    for (const target of ['/keyed', '/%6Beyed', '/x/../keyed', '/./keyed/'])
      expect([target, (await ask(host, target)).status]).toEqual([target, 401])
    expect((await ask(host, '/admin%2fhost/status')).status).toBe(404)
  })

  it('has its repeated headers joined, and only one host', async () => {
    const host = await open()
    const target = '/show/6f9619ff-8b86-d011-b42d-00c04fc964ff'
    const repeated = [
      'X-One: a',
      'x-one: b',
      'Content-Type: text/plain',
      'Content-Type: text/html',
      'Accept: c',
      'Accept: d',
    ]
    const { text } = await ask(host, target, repeated)
    expect(text).toContain('"x-one":"a, b"')
    expect(text).toContain('"content-type":"text/plain, text/html"')
    expect(text).toContain('"accept":"c, d"')
    expect((await ask(host, target, ['Cookie: e=1', 'Cookie: f=2'])).text).toContain('"cookie":"e=1; f=2"')
    expect((await ask(host, target, ['Host: other'])).status).toBe(400)
  })

  it('with a key in a repeated header has none', async () => {
    const host = await open({}, true)
    const key = `x-functions-key: ${host.keys.host['default']}`
    expect((await ask(host, '/keyed', [key])).status).toBe(200)
    expect((await ask(host, '/keyed', ['x-functions-key: wrong', key])).status).toBe(401)
    expect((await ask(host, '/keyed', [key, 'x-functions-key: wrong'])).status).toBe(401)
  })

  it('to run a function by hand must be JSON', async () => {
    const host = await open()
    const post = async (headers: Record<string, string>, body: string) =>
      (await fetch(`${host.url}/admin/functions/Trivial`, { method: 'POST', headers, body })).status
    expect(await post({ 'content-type': 'text/plain' }, '{}')).toBe(415)
    expect(await post({}, '{}')).toBe(415)
    expect(await post({ 'content-type': 'application/x-www-form-urlencoded' }, 'input=x')).toBe(415)
    for (const type of ['application/json', 'application/json; charset=utf-8', 'text/json', 'application/problem+json'])
      expect(await post({ 'content-type': type }, '{}')).toBe(202)
  })

  it('for a function that is switched off asks for its key before anything is told', async () => {
    const host = await open({ 'AzureWebJobs.Keyed.Disabled': 'true' }, true)
    const off = host.functions.find(({ name }) => name === 'Keyed')
    expect((await fetch(`${host.url}/${off?.route}`)).status).toBe(401)
    const key = host.keys.host['default'] ?? ''
    expect((await fetch(`${host.url}/${off?.route}`, { headers: { 'x-functions-key': key } })).status).toBe(404)
    const keys = await fetch(`${host.url}/admin/host/keys`, { headers: { 'x-functions-key': host.keys.master } })
    expect(await keys.json()).toEqual({ keys: [{ name: 'default', value: key }], links: [] })
  })
})
