// The admin API of the functions host and its access keys.
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { HostOptions } from '../../infra/local/host/host.ts'
import { eventually, fixtureApp, openHost, type TestHost, temporaryFolder } from './host-support.ts'

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
    for (const path of ['no-such-thing', '%E0%A4%A', 'host/%2e'])
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
    // Before routing: what is nowhere is counted as well.
    const more = await Promise.all(['/slow', '/slow', '/nowhere'].map((path) => fetch(host.url + path)))
    expect(more.map(({ status }) => status).sort()).toEqual([200, 200, 429])
    expect((await fetch(`${host.url}/trivial`)).status).toBe(200)
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

  it('in a file are the same after a restart', async () => {
    const keysFile = join(temporaryFolder(), 'keys', 'host.json')
    const first = await open({ enableAuth: true, keysFile })
    const second = await open({ enableAuth: true, keysFile })
    expect(second.keys).toEqual(first.keys)
  })
})
