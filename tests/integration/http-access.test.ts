// What the matrix of access does not tell: who is remembered, which names of this machine count, and the admin API.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { principal, staffId } from '../support/route-calls.ts'
import { expectPage, rawHead, sendRaw } from './http-support.ts'

const admin = principal(['Headquarters.Admin'])

describe('App Service authentication', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({}, true)
  })
  afterAll(() => env.close())
  const get = (path: string, headers: Record<string, string>) => fetch(env.url + path, { headers, redirect: 'manual' })

  it('lets an Admin run jobs, and nobody less, and remembers who did', async () => {
    const headers = { ...principal(['Headquarters.Admin'], [{ typ: 'name', val: 'Ada Roth' }]), origin: env.url }
    const run = (job: string) =>
      fetch(`${env.url}/headquarters/jobs/${job}/run`, { method: 'POST', headers, redirect: 'manual' })
    const response = await run('P-0001')
    expect([response.status, response.headers.get('location')]).toEqual([303, '/headquarters/jobs?ran=P-0001'])
    await expectPage(await get('/headquarters/jobs?ran=P-0001', headers))
    expect(await (await get('/api/jobs', headers)).text()).toContain(`"by":"${staffId}"`)
    await expectPage(await run('unknown'), 404)
    const approver = { ...principal(['Headquarters.Approver']), origin: env.url }
    const refused = await fetch(`${env.url}/headquarters/jobs/P-0001/run`, { method: 'POST', headers: approver })
    expect(refused.status).toBe(403)
  })

  it('takes the highest of several roles, and no role that only looks like one', async () => {
    const several = principal(['Other.Role', 'Headquarters.Reader', 'Headquarters.Admin'])
    expect((await get('/api/prospects', several)).status).toBe(200)
    const alike = principal(['Reader', 'headquarters.admin', 'Headquarters.Admin2'])
    expect((await get('/api/prospects', alike)).status).toBe(403)
  })

  it('keeps the admin API for the master key', async () => {
    const run = (headers: Record<string, string>) =>
      fetch(`${env.url}/admin/functions/PullChannelRequests`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ input: '' }),
      })
    for (const headers of [{}, { 'x-functions-key': 'wrong' }, { 'x-functions-key': '' }, admin])
      expect((await run(headers)).status).toBe(401)
    for (const path of ['/admin/functions', '/admin/host/status', '/admin', '/ADMIN/functions/PullChannelRequests'])
      expect({ path, status: (await get(path, admin)).status }).toEqual({ path, status: 401 })
    expect((await run({ 'x-functions-key': env.host.keys.master })).status).toBe(202)
    await env.host.idle()
  })
})

describe('local access', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment()
  })
  afterAll(() => env.close())
  const statusAt = async (host: string) =>
    (
      await sendRaw(
        env,
        rawHead('GET', '/api/prospects', []).replace('127.0.0.1', () => host),
      )
    ).status

  it('is there under the names of this machine', async () => {
    for (const host of ['127.0.0.1', 'localhost', `localhost:${env.host.port}`])
      expect({ host, status: await statusAt(host) }).toEqual({ host, status: 200 })
  })

  it('is closed to a foreign name that leads to this machine', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${env.host.port}`,
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      'evil.example#localhost',
    ])
      expect({ host, refused: [400, 403].includes(await statusAt(host)) }).toEqual({ host, refused: true })
  })
})
