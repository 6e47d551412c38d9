// Who may see headquarters: nobody while it is closed, people with roles under App Service authentication.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { act, actions, admin, expectRefused, get, header, id, json, pages, principal } from './http-access-support.ts'
import { allRows, expectPage, expectProblem } from './http-support.ts'

/** The functions of headquarters must all be in the lists above, so that a new one cannot be forgotten here. */
const expectAllListed = (env: Environment): void => {
  const anonymous =
    /^(HomePage|SignUpPage|ConfirmationPage|StatusPage|SiteStylesheet|SiteIcon|SubmitOnboardingRequest|GetOnboardingRequest|GetOpenApi|Health|Receive\w+)$/
  const samples = [...pages, ...json, ...actions].map((path) => path.slice(1).split('/'))
  for (const { name, route } of env.host.functions) {
    if (route === undefined || anonymous.test(name)) continue
    const parts = route.split('/')
    const isListed = samples.some(
      (sample) =>
        sample.length === parts.length && parts.every((part, at) => part.startsWith('{') || part === sample[at]),
    )
    expect({ name, isListed }).toEqual({ name, isListed: true })
  }
}

describe('closed', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({ HEADQUARTERS_ACCESS: 'closed' })
  })
  afterAll(() => env.close())

  it('refuses everybody everything', async () => {
    expectAllListed(env)
    const before = await allRows(env)
    await expectRefused(env, 403, 'forbidden')
    await expectRefused(env, 403, 'forbidden', admin)
    expect(await allRows(env)).toEqual(before)
  })

  it('leaves the B2B site open', async () => {
    await expectPage(await get(env, '/'))
    await expectPage(await get(env, '/sign-up'))
    expect((await get(env, '/api/health')).status).toBe(200)
  })
})

describe('App Service authentication', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({}, true)
  })
  afterAll(() => env.close())

  it('asks who has not signed in to do so', () => expectRefused(env, 401, 'unauthenticated'))

  it.each<[string, Record<string, string>]>([
    ['nothing in base64', { 'x-ms-client-principal': '' }],
    ['no base64', { 'x-ms-client-principal': '%%%' }],
    ['no JSON', { 'x-ms-client-principal': Buffer.from('{').toString('base64') }],
    ['null', header(null)],
    ['claims that are no list', header({ claims: { typ: 'roles', val: 'Headquarters.Admin' } })],
    ['a name alone', { 'x-ms-client-principal-name': 'ada', 'x-ms-client-principal-id': id }],
  ])('takes a principal that cannot be read for none: %s', async (_, headers) => {
    await expectProblem(await get(env, '/api/prospects', headers), 401, 'unauthenticated')
  })

  it.each<[string, unknown]>([
    ['no role', principal()],
    ['a role of another app', principal('Reader', 'headquarters.admin', 'Headquarters.Admin2')],
    ['a role in a claim of another type', { ...principal(), claims: [{ typ: 'groups', val: 'Headquarters.Admin' }] }],
    ['claims of wrong types', { ...principal(), claims: [null, 7, { typ: 'roles', val: ['Headquarters.Admin'] }] }],
  ])('refuses a principal with %s', (_, value) => expectRefused(env, 403, 'forbidden', header(value)))

  it('lets a Reader read, but not run jobs', async () => {
    const reader = header(principal('Headquarters.Reader'))
    expect((await get(env, '/headquarters', reader)).status).toBe(303)
    await expectPage(await get(env, '/headquarters/prospects', reader))
    await expectPage(await get(env, '/headquarters/jobs', reader))
    expect(await (await get(env, '/api/prospects', reader)).json()).toEqual({ items: [] })
    const before = await allRows(env)
    for (const path of actions) await expectPage(await act(env, path, reader), 403)
    expect(await allRows(env)).toEqual(before)
  })

  it.each(['Headquarters.Approver', 'Headquarters.Admin'])('lets %s run jobs, and remembers who did', async (role) => {
    const who = header(principal(role))
    const response = await act(env, '/headquarters/jobs/P-0001/run', who)
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/headquarters/jobs?ran=P-0001')
    expect(await expectPage(await get(env, '/headquarters/jobs?ran=P-0001', who))).toContain(id)
    await expectPage(await act(env, '/headquarters/jobs/unknown/run', who), 404)
  })

  it('refuses every action for another site, whoever is signed in', async () => {
    const before = await allRows(env)
    const foreign = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of foreign)
      for (const path of actions) await expectPage(await act(env, path, { ...admin, ...headers }), 403)
    expect(await allRows(env)).toEqual(before)
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
      expect({ path, status: (await get(env, path, admin)).status }).toEqual({ path, status: 401 })
    expect((await run({ 'x-functions-key': env.host.keys.master })).status).toBe(202)
    await env.host.idle()
  })
})
