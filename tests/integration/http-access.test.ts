// Who may see headquarters: every page, every JSON answer and every action, in every mode of access.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { allRows, expectPage, expectProblem, rawHead, sendRaw } from './http-support.ts'

const id = '11111111-2222-4333-8444-555555555555'
const pages = [
  '/headquarters',
  '/headquarters/prospects',
  `/headquarters/prospects/${id}`,
  `/headquarters/customers/${id}`,
  `/headquarters/customer-hierarchies/${id}`,
  '/headquarters/jobs',
  '/headquarters/dual-write',
]
const json = ['/api/prospects', `/api/prospects/${id}`, `/api/customers/${id}`, `/api/customer-hierarchies/${id}`]
const actions = [
  ...['P-0001', 'synchronize', '1010', 'unknown'].map((job) => `/headquarters/jobs/${job}/run`),
  ...['pause', 'resume', 'retry-all', 'unknown'].map((action) => `/headquarters/dual-write/${action}`),
  ...['retry', 'dismiss', 'unknown'].map((action) => `/headquarters/dual-write/errors/${id}/${action}`),
]

type Principal = { auth_typ: string; role_typ: string; name_typ: string; claims: { typ: string; val: string }[] }

const principal = (...roles: string[]): Principal => ({
  auth_typ: 'aad',
  name_typ: 'name',
  role_typ: 'roles',
  claims: [
    { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: id },
    { typ: 'name', val: 'Ada Roth' },
    ...roles.map((val) => ({ typ: 'roles', val })),
  ],
})

const header = (value: unknown): Record<string, string> => ({
  'x-ms-client-principal': Buffer.from(JSON.stringify(value)).toString('base64'),
})

const admin = header(principal('Headquarters.Admin'))

const get = (env: Environment, path: string, headers: Record<string, string> = {}) =>
  fetch(env.url + path, { headers, redirect: 'manual' })
const act = (env: Environment, path: string, headers: Record<string, string> = {}) =>
  fetch(env.url + path, { method: 'POST', headers: { origin: env.url, ...headers }, redirect: 'manual' })

const expectRefused = async (env: Environment, status: number, code: string, headers: Record<string, string> = {}) => {
  for (const path of pages) await expectPage(await get(env, path, headers), status)
  for (const path of json) await expectProblem(await get(env, path, headers), status, code)
  for (const path of actions) await expectPage(await act(env, path, headers), status)
}

/** The functions of headquarters must all be in the lists above, so that a new one cannot be forgotten here. */
const expectAllListed = (env: Environment): void => {
  const anonymous =
    /^(HomePage|SignUpPage|ConfirmationPage|StatusPage|SiteStylesheet|SiteIcon|SubmitOnboardingRequest|GetOnboardingRequest|Health|Receive\w+)$/
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

describe('local', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment()
  })
  afterAll(() => env.close())

  it('opens headquarters under the names of this machine', async () => {
    for (const host of ['127.0.0.1', 'localhost', `localhost:${env.host.port}`]) {
      const answer = await sendRaw(env, `GET /api/prospects HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      expect({ host, status: answer.status }).toEqual({ host, status: 200 })
    }
  })

  it('is closed to a foreign name that leads to this machine', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${env.host.port}`,
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      'evil.example#localhost',
    ])
      for (const path of [...pages, ...json]) {
        const answer = await sendRaw(env, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
        expect({ host, path, refused: [400, 403].includes(answer.status) }).toEqual({ host, path, refused: true })
      }
    const before = await allRows(env)
    for (const path of actions) {
      const answer = await sendRaw(env, `POST ${path} HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n\r\n`)
      expect(answer.status).toBe(403)
    }
    expect(await allRows(env)).toEqual(before)
  })

  it('does not read the principal of a platform that is not there', async () => {
    const answer = await sendRaw(
      env,
      rawHead('GET', '/api/prospects', [`X-MS-Client-Principal: ${admin['x-ms-client-principal']}`]).replace(
        '127.0.0.1',
        'evil.example',
      ),
    )
    expect(answer.status).toBe(403)
  })
})

describe('app-service without App Service authentication', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({ HEADQUARTERS_ACCESS: 'app-service' })
  })
  afterAll(() => env.close())

  it('refuses a forged principal always', async () => {
    await expectRefused(env, 403, 'forbidden')
    await expectRefused(env, 403, 'forbidden', admin)
  })
})
