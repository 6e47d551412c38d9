// The admin API of the functions host and its access keys.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { HostOptions } from '../../infra/local/host/host.ts'
import { openStorage, type Storage } from '../support/storage.ts'
import { until } from '../support/until.ts'
import { eventually, fixtureApp, openHost, readCalls, type TestHost, temporaryFolder } from './host-support.ts'

let storage: Storage
beforeAll(async () => {
  storage = await openStorage()
})
afterAll(() => storage.close())

const triggerSettings = { DAILY: '0 0 0 1 1 *', PLAIN_QUEUE: 'plain' }

const open = async (options: Partial<HostOptions> = {}): Promise<TestHost> => {
  const host = await openHost({
    appFolder: fixtureApp('http'),
    settings: { 'AzureWebJobs.Off.Disabled': 'true' },
    ...options,
  })
  onTestFinished(() => host.close())
  return host
}

const post = (body: string): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body })

describe('the admin API', () => {
  it('tells the status of the host and which functions are in error', async () => {
    const host = await open()
    const status = (await (await fetch(`${host.url}/admin/host/status`)).json()) as Record<string, unknown>
    expect(status).toMatchObject({
      state: 'Running',
      version: expect.stringMatching(/^4\./),
      processUptime: expect.any(Number),
    })
    expect(status['errors']).toContainEqual(expect.stringContaining("The 'Administrators' function is in error"))
    expect((await fetch(`${host.url}/admin/host/ping`, { method: 'POST' })).status).toBe(200)
    for (const path of ['no-such-thing', '%E0%A4%A', 'host/no%2fsuch'])
      expect((await fetch(`${host.url}/admin/${path}`)).status).toBe(404)
  })

  it('describes functions and refuses to change them', async () => {
    const host = await open()
    const all = (await (await fetch(`${host.url}/admin/functions`)).json()) as { name: string }[]
    expect(all.map(({ name }) => name)).toContain('Trivial')
    const one = await fetch(`${host.url}/admin/functions/off`)
    expect(await one.json()).toMatchObject({
      name: 'Off',
      isDisabled: true,
      invoke_url_template: `http://localhost:${host.port}/off`,
    })
    expect((await fetch(`${host.url}/admin/functions/NoSuch`)).status).toBe(404)
    expect((await fetch(`${host.url}/admin/functions/Off`, { method: 'DELETE' })).status).toBe(400)
    const status = await fetch(`${host.url}/admin/functions/Administrators/status`)
    expect(await status.json()).toEqual({ errors: [expect.stringContaining('built in routes')] })
  })

  it('runs a function by hand: 202 at once, 400 without a JSON object, 404 for an unknown name', async () => {
    const host = await open()
    const url = `${host.url}/admin/functions/Trivial`
    expect((await fetch(url, post('{}'))).status).toBe(202)
    await eventually(() => host.lines.find((line) => line.startsWith("Executed 'Functions.Trivial' (Succeeded")))
    for (const body of ['', 'null', '[1]', '{']) expect((await fetch(url, post(body))).status).toBe(400)
    expect((await fetch(`${host.url}/admin/functions/NoSuch`, post('{}'))).status).toBe(404)
  })

  it('drains: it says when no call is left', async () => {
    const host = await open()
    const status = async () => (await fetch(`${host.url}/admin/host/drain/status`)).json()
    expect(await status()).toMatchObject({ state: 'Disabled' })
    expect((await fetch(`${host.url}/admin/host/drain`, { method: 'POST' })).status).toBe(202)
    expect(await status()).toEqual({ state: 'Completed', outstandingInvocations: 0, outstandingRetries: 0 })
  })
})

const call = (host: TestHost, method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${host.url}/admin/${path}`, {
    method,
    headers: { 'x-functions-key': host.keys.master, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
const statusOf = async (answer: Promise<Response>): Promise<number> => (await answer).status
const jsonOf = async (answer: Promise<Response>): Promise<unknown> => (await answer).json()

describe('a host that is asked to pause', () => {
  it('takes nothing new from its timers and queues while it drains, and goes on when it resumes', async () => {
    const file = join(temporaryFolder(), 'calls.jsonl')
    writeFileSync(file, '')
    const host = await open({
      appFolder: fixtureApp('triggers'),
      settings: { ...triggerSettings, CALLS_FILE: file, AzureWebJobsStorage: storage.connectionString },
    })
    const ran = () => readCalls(file, 'EverySecond').length
    await eventually(() => ran() > 0)
    expect(await statusOf(call(host, 'POST', 'host/drain'))).toBe(202)
    await until('it is drained', async () =>
      /Completed/.test(await (await call(host, 'GET', 'host/drain/status')).text()),
    )
    const drained = ran()
    const from = Date.now()
    await until('more ticks pass', () => Date.now() > from + 2200)
    expect(ran()).toBe(drained)
    expect(await jsonOf(call(host, 'POST', 'host/resume'))).toEqual({ state: 'Running' })
    expect(await jsonOf(call(host, 'GET', 'host/drain/status'))).toMatchObject({ state: 'Disabled' })
    await eventually(() => ran() > drained)
    expect(await statusOf(call(host, 'POST', 'host/resume'))).toBe(200)
    await host.close()
    const ended = ran()
    expect(host.lines.filter((line) => line.startsWith("Executing 'Functions.EverySecond'")).length).toBe(ended)
  })

  it('answers everybody with 503 while it is offline, except its admin API', async () => {
    const host = await open()
    expect(await jsonOf(call(host, 'GET', 'host/state'))).toBe('Running')
    expect(await statusOf(call(host, 'PUT', 'host/state', 'Running'))).toBe(200)
    for (const state of ['Stopped', '', 7, { state: 'Offline' }, null])
      expect(await statusOf(call(host, 'PUT', 'host/state', state))).toBe(400)
    expect(await statusOf(call(host, 'PUT', 'host/state', 'offline'))).toBe(202)
    for (const path of ['/trivial', '/', '/nowhere']) expect((await fetch(host.url + path)).status).toBe(503)
    expect(await jsonOf(call(host, 'GET', 'host/status'))).toMatchObject({ state: 'Offline' })
    expect(await statusOf(call(host, 'PUT', 'host/state', 'Offline'))).toBe(200)
    expect(await statusOf(call(host, 'PUT', 'host/state', 'RUNNING'))).toBe(202)
    expect((await fetch(`${host.url}/trivial`)).status).toBe(200)
    expect(await jsonOf(call(host, 'GET', 'host/state'))).toBe('Running')
  })

  it('takes a state as JSON only', async () => {
    const host = await open()
    const init = { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: 'Offline' }
    expect((await fetch(`${host.url}/admin/host/state`, init)).status).toBe(415)
    expect((await fetch(`${host.url}/trivial`)).status).toBe(200)
  })
})

describe('the root of the site', () => {
  it('is a landing page unless the app switches it off', async () => {
    const host = await open()
    const response = await fetch(host.url)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html'])
    expect(await response.text()).toContain('up and running')
  })
})

describe('too many requests at once', () => {
  it('wait for a place, and what finds no place to wait is refused with 429', async () => {
    const limits = 'AzureFunctionsJobHost__extensions__http__'
    const host = await open({
      settings: {
        [`${limits}maxConcurrentRequests`]: '1',
        [`${limits}maxOutstandingRequests`]: '2',
      },
    })
    const answers = await Promise.all([1, 2, 3].map(() => fetch(`${host.url}/slow`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429])
    expect(answers.map(({ headers }) => headers.get('x-function-scaleout')).sort()).toEqual(['1', null, null])
    // The app's own headers are for what the app answers.
    expect(answers.map(({ headers }) => headers.get('x-content-type-options')).sort()).toEqual([
      'nosniff',
      'nosniff',
      null,
    ])
    expect((await fetch(`${host.url}/trivial`)).status).toBe(200)
  })

  it('are refused before anything is looked up: the address, its method, its key', async () => {
    const limits = 'AzureFunctionsJobHost__extensions__http__'
    const host = await open({
      enableAuth: true,
      settings: { [`${limits}maxConcurrentRequests`]: '1', [`${limits}maxOutstandingRequests`]: '1' },
    })
    const first = fetch(`${host.url}/slow`)
    await eventually(() => host.lines.find((line) => line.startsWith("Executing 'Functions.Slow'")))
    const paths = ['/keyed', '/nowhere', '/', '/slow']
    const others = await Promise.all(paths.map((path) => fetch(host.url + path, { method: 'PUT' })))
    expect(others.map(({ status }) => status)).toEqual([429, 429, 429, 429])
    expect((await first).status).toBe(200)
    expect((await fetch(`${host.url}/keyed`)).status).toBe(401)
  })
})

describe('access keys', () => {
  it('open what their level allows and nothing else', async () => {
    const host = await open({ enableAuth: true })
    const statusOf = async (path: string, headers: Record<string, string> = {}) =>
      (await fetch(`${host.url}${path}`, { headers })).status
    const { master } = host.keys
    const own = host.keys.functions['Keyed']?.['default'] ?? ''
    const other = host.keys.functions['Trivial']?.['default'] ?? ''
    const shared = host.keys.host['default'] ?? ''
    expect(await statusOf('/trivial')).toBe(200)
    expect(await statusOf('/keyed')).toBe(401)
    expect(await statusOf(`/keyed?code=${own}`)).toBe(200)
    expect(await statusOf('/keyed', { 'x-functions-key': shared })).toBe(200)
    expect(await statusOf('/keyed', { 'x-functions-key': master })).toBe(200)
    expect(await statusOf('/keyed', { 'x-functions-key': other })).toBe(401)
    expect(await statusOf('/only-for-admins', { 'x-functions-key': shared })).toBe(401)
    expect(await statusOf('/only-for-admins', { 'x-functions-key': master })).toBe(200)
    expect(await statusOf('/off', { 'x-functions-key': shared })).toBe(404)
    expect(await statusOf('/off', { 'x-functions-key': master })).toBe(200)
  })

  it('in a wrong header are not saved by a right one in the address', async () => {
    const host = await open({ enableAuth: true })
    const own = host.keys.functions['Keyed']?.['default']
    const headers = { 'x-functions-key': 'wrong' }
    expect((await fetch(`${host.url}/keyed?code=${own}`, { headers })).status).toBe(401)
  })

  it('guard the admin API, except for ping', async () => {
    const host = await open({ enableAuth: true })
    expect((await fetch(`${host.url}/admin/host/status`)).status).toBe(401)
    expect((await fetch(`${host.url}/admin/functions/Trivial`, post('{}'))).status).toBe(401)
    expect((await fetch(`${host.url}/admin/host/ping`)).status).toBe(200)
    const headers = { 'x-functions-key': host.keys.master }
    expect((await fetch(`${host.url}/admin/host/status`, { headers })).status).toBe(200)
  })

  it('are shown, set, made anew and removed, and hold at once and after a restart', async () => {
    const keysFile = join(temporaryFolder(), 'host.json')
    const host = await open({ enableAuth: true, keysFile })
    const opens = async (key: string) => (await fetch(`${host.url}/keyed?code=${key}`)).status
    for (const [ring, own] of [
      ['host/keys', host.keys.host],
      ['functions/keyed/keys', host.keys.functions['Keyed']],
    ] as const) {
      expect(await jsonOf(call(host, 'GET', ring))).toEqual({
        keys: [{ name: 'default', value: own?.['default'] }],
        links: [],
      })
      expect(await statusOf(call(host, 'PUT', `${ring}/partner`, { name: 'partner', value: 'a-given-key' }))).toBe(201)
      expect(await opens('a-given-key')).toBe(200)
      expect(await jsonOf(call(host, 'GET', `${ring}/partner`))).toMatchObject({ value: 'a-given-key' })
      const renewed = await call(host, 'POST', `${ring}/partner`)
      const { value } = (await renewed.json()) as { value: string }
      expect([renewed.status, await opens('a-given-key'), await opens(value)]).toEqual([200, 401, 200])
      for (const body of [{ name: 'other', value: 'x' }, { value: '' }, { value: 7 }, [], null])
        expect(await statusOf(call(host, 'PUT', `${ring}/partner`, body))).toBe(400)
      expect(await statusOf(call(host, 'DELETE', `${ring}/partner`))).toBe(204)
      expect([await opens(value), await statusOf(call(host, 'DELETE', `${ring}/partner`))]).toEqual([401, 404])
      expect(await statusOf(call(host, 'POST', `${ring}/kept`))).toBe(201)
    }
    expect(await statusOf(call(host, 'GET', 'host/keys/toString'))).toBe(404)
    expect(await statusOf(call(host, 'GET', 'functions/NoSuch/keys'))).toBe(404)
    expect(await jsonOf(call(host, 'GET', 'host/systemkeys'))).toEqual({ keys: [], links: [] })
    const again = await open({ enableAuth: true, keysFile })
    expect(Object.keys(again.keys.host)).toEqual(['default', 'kept'])
    expect(Object.keys(again.keys.functions['Keyed'] ?? {})).toEqual(['default', 'kept'])
  })

  it('have one above them, which can be made anew but not removed', async () => {
    const host = await open({ enableAuth: true })
    const old = host.keys.master
    expect(await jsonOf(call(host, 'GET', 'host/systemkeys/_master'))).toMatchObject({ value: old })
    expect(await statusOf(call(host, 'DELETE', 'host/systemkeys/_master'))).toBe(400)
    const { value } = (await jsonOf(call(host, 'POST', 'host/systemkeys/_master'))) as { value: string }
    expect(value).not.toBe(old)
    const status = (key: string) => fetch(`${host.url}/admin/host/status?code=${key}`)
    expect([(await status(old)).status, (await status(value)).status]).toEqual([401, 200])
  })

  it('in a file are the same after a restart', async () => {
    const keysFile = join(temporaryFolder(), 'keys', 'host.json')
    const first = await open({ enableAuth: true, keysFile })
    const second = await open({ enableAuth: true, keysFile })
    expect(second.keys).toEqual(first.keys)
  })
})
