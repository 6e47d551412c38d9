// Tokens, rights and the limits of the service, over genuine HTTP.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { caller, leadBody, type Rig, startRig, tokenAnswer } from './sales-api-support.ts'

const clock = { at: Date.parse('2026-11-21T08:00:00Z') }
let rig: Rig
let lateMs = 0

beforeEach(async () => {
  clock.at = Date.parse('2026-11-21T08:00:00Z')
  rig = await startRig({
    now: () => new Date(clock.at),
    rateLimit: { requests: 5, windowSeconds: 60, concurrent: 2 },
    faults: () => ({ delayMs: lateMs }),
  })
  lateMs = 0
})
afterEach(() => rig.close())

test('a wrong secret is refused with AADSTS7000215 and 401', async () => {
  const { status, body } = await tokenAnswer(rig.sales.url, { client_secret: 'wrong' })
  expect(status).toBe(401)
  expect(body['error']).toBe('invalid_client')
  expect(body['error_description']).toContain('AADSTS7000215')
})

test.each([
  [{ scope: 'https://other.example/.default' }, 400, 'AADSTS500011'],
  [{ scope: 'http://127.0.0.1/user_impersonation' }, 400, 'AADSTS1002012'],
  [{ scope: '' }, 400, 'AADSTS900144'],
  [{ grant_type: 'password' }, 400, 'AADSTS70003'],
  [{ client_id: 'nobody' }, 400, 'AADSTS700016'],
  [{ client_secret: '' }, 401, 'AADSTS7000218'],
  [{ resource: 'http://127.0.0.1' }, 400, 'AADSTS901002'],
])('a token request with %j is refused', async (changes, status, code) => {
  const answer = await tokenAnswer(rig.sales.url, changes)
  expect(answer.status).toBe(status)
  expect(answer.body['error_description']).toContain(code)
})

test('a request without a token, or with an invented one, gets 401 and says where to sign in', async () => {
  for (const token of ['', 'invented']) {
    const answer = await caller(rig.sales.url, token)('GET', 'WhoAmI')
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain('authorization_uri=')
  }
})

test('a token works until it expires', async () => {
  const { body } = await tokenAnswer(rig.sales.url)
  const call = caller(rig.sales.url, body['access_token'] ?? '')
  clock.at += 3598 * 1000
  expect((await call('GET', 'WhoAmI')).status).toBe(200)
  clock.at += 2000
  expect((await call('GET', 'WhoAmI')).status).toBe(401)
})

test('the two identities are two users', async () => {
  const [one, other] = [await rig.administrator('GET', 'WhoAmI'), await rig.salesperson('GET', 'WhoAmI')]
  expect(one.body['UserId']).not.toBe(other.body['UserId'])
  expect(one.body['OrganizationId']).toBe(other.body['OrganizationId'])
})

test('a salesperson may not register webhooks', async () => {
  const answer = await rig.salesperson('POST', 'serviceendpoints', { name: 'x', contract: 8, url: 'http://127.0.0.1/' })
  expect(answer.status).toBe(403)
  expect(answer.body.error.code).toBe('0x80040220')
})

test('requests over the limit get 429 with Retry-After until the window has passed, each user for itself', async () => {
  for (let call = 0; call < 5; call += 1) expect((await rig.administrator('GET', 'WhoAmI')).status).toBe(200)
  clock.at += 20_000
  const refused = await rig.administrator('POST', 'leads', leadBody())
  expect(refused.status).toBe(429)
  expect(refused.body.error.code).toBe('0x80072322')
  expect(refused.headers.get('retry-after')).toBe('40')
  expect((await rig.salesperson('GET', 'WhoAmI')).status).toBe(200)
  clock.at += 40_000
  const admitted = await rig.administrator('GET', 'leads?$count=true')
  expect(admitted.body['@odata.count']).toBe(0)
  expect(admitted.headers.get('x-ms-ratelimit-burst-remaining-xrm-requests')).toBe('4')
})

test('more concurrent requests than allowed get 429 at once', async () => {
  lateMs = 1_000
  const answers = await Promise.all([1, 2, 3].map(() => rig.administrator('GET', 'WhoAmI')))
  const refused = answers.filter((answer) => answer.status === 429)
  expect(refused.map((answer) => answer.body.error.code)).toEqual(['0x80072326'])
})

test('statistics count HTTP requests and operations', async () => {
  await rig.administrator('POST', 'leads', leadBody())
  await rig.administrator('GET', 'leads')
  expect(rig.sales.stats()).toEqual({ requests: 2, byOperation: { token: 3, 'POST leads': 1, 'GET leads': 1 } })
})
