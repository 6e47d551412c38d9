// How the functions host reads an app's files and requests, where it differs from what JSON and HTTP alone say.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readApp } from '../../infra/local/host/app-config.ts'
import { entryFiles } from '../../infra/local/host/app-load.ts'
import { localSettings } from '../../infra/local/host/environment.ts'
import { isSubMinute, parseSchedule } from '../../infra/local/host/schedule.ts'
import { fixtureApp, openHost, temporaryFolder } from './host-support.ts'

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
    for (const path of ['/api/%00', '/%00', '/admin/%00']) expect((await fetch(host.url + path)).status).toBe(400)
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
