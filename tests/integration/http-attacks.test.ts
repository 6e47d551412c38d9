// Attacks by the exact request of each, over HTTP: floods, stolen keys, heads of bodies that never come, and what a decent
// program may ask.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statusToken } from '../../shared/channel/status-token.ts'
import { type Environment, secretsInMemory, startEnvironment } from '../support/environment.ts'
import { aRequest, postRequest } from '../support/people.ts'
import { expectProblem, rawHead, sendRaw } from './http-support.ts'

const siteKey = 'the-key-of-the-shop-in-europe-0123456789'
const nextKey = 'the-next-key-of-the-shop-in-europe-01234'
const before = 'the-status-token-secret-before-this-one-0123'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment({
    LIMIT_PER_ADDRESS: '10',
    LIMIT_PER_NETWORK: '5',
    CHANNELS: 'default,eu',
    SITE_KEYS: JSON.stringify({ eu: [siteKey, nextKey] }),
    STATUS_TOKEN_SECRET: `${secretsInMemory.statusToken},${before}`,
  })
})
afterAll(() => env.close())

let people = 0
const from = (network: string, headers: Record<string, string> = {}, more: Record<string, unknown> = {}) => {
  people += 1
  const channel = headers['x-site-key'] ? 'eu' : 'default'
  const request = aRequest(`Company ${people}`, { channel, ...more })
  request.requestor.email = `person${people}@fabrikam.example`
  return postRequest(env, request, { 'x-forwarded-for': network, ...headers })
}
const takenOf = async (attempts: readonly Promise<Response>[]) =>
  (await Promise.all(attempts)).filter(({ status }) => status === 202).length

describe('the limit of a network', () => {
  it.each([
    ['one /64, compressed', Array.from({ length: 12 }, (_, at) => `[2001:db8::${(at + 1).toString(16)}]:5000`)],
    ['one /64 with groups left out in the middle', Array.from({ length: 12 }, (_, at) => `[2a01:4f8::${at}:1]:5000`)],
    [
      'one IPv4 address in two notations',
      Array.from({ length: 12 }, (_, at) => `${at % 2 ? '::ffff:' : ''}203.0.113.200`),
    ],
    ['both letter cases', Array.from({ length: 12 }, (_, at) => (at % 2 ? '2001:DB8:A::1' : '2001:db8:a::1'))],
  ])('is not escaped by %s', async (_, networks) => {
    let taken = 0
    for (const network of networks) taken += await takenOf([from(network)])
    expect(taken).toBe(5)
  })

  it('counts what is refused and what conflicts, and says when to come again', async () => {
    const network = '198.51.100.20'
    const key = { 'idempotency-key': 'conflict', 'x-forwarded-for': network }
    await postRequest(env, aRequest('First GmbH'), key)
    for (const status of [422, 400, 400]) {
      const body = status === 422 ? aRequest('Another GmbH') : status === 400 ? { company: 7 } : '{'
      expect((await postRequest(env, body, key)).status).toBe(status)
    }
    expect((await postRequest(env, '{', key)).status).toBe(400)
    for (const body of [aRequest('Another GmbH'), { company: 7 }, '{']) {
      const response = await postRequest(env, body, key)
      // Five an hour: one in twelve minutes.
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(600)
      await expectProblem(response, 429, 'too-many-requests')
    }
    // What is stored under the key is answered all the same.
    expect((await postRequest(env, aRequest('First GmbH'), key)).status).toBe(202)
  })
})

it('a repeat of a stored key and body gets the very same answer after the limit of its address is reached', async () => {
  const request = (name: string) => {
    const made = aRequest(name)
    made.requestor.email = 'ada+shop@fabrikam.example'
    return made
  }
  const send = (name: string, key: string, at: number) =>
    postRequest(env, request(name), { 'idempotency-key': key, 'x-forwarded-for': `192.0.2.${at}` })
  const first = await send('Repeated GmbH', 'k', 1)
  const answer = await first.text()
  let limited: Response | undefined
  for (let at = 2; at < 14 && !limited; at += 1) {
    const response = await send(`Other ${at} GmbH`, `o${at}`, at)
    if (response.status === 429) limited = response
  }
  expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThan(300)
  expect(Number(limited?.headers.get('retry-after'))).toBeLessThanOrEqual(360)
  const again = await send('Repeated GmbH', 'k', 1)
  expect([again.status, await again.text()]).toEqual([202, answer])
})

describe('a site with a key', () => {
  it.each([siteKey, nextKey])('is not counted by its own network, with either key', async (key) => {
    const attempts = Array.from({ length: 8 }, () => from('203.0.113.9', { 'x-site-key': key }))
    expect(await takenOf(attempts)).toBe(8)
  })

  it('has its applicants counted by the network that it tells', async () => {
    const told = { 'x-site-key': siteKey, 'x-applicant-network': '2001:db8:77::1' }
    expect(await takenOf(Array.from({ length: 8 }, () => from('203.0.113.9', told)))).toBe(5)
    const response = await from('203.0.113.9', { 'x-site-key': siteKey, 'x-applicant-network': 'unknown' })
    await expectProblem(response, 400, 'invalid-applicant-network')
  })

  it('without its key is a stranger, whatever network it tells', async () => {
    const attempts = Array.from({ length: 8 }, (_, at) =>
      from('203.0.113.66', { 'x-applicant-network': `10.0.0.${at}` }),
    )
    expect(await takenOf(attempts)).toBe(5)
  })

  it.each(['', 'x'.repeat(40), siteKey.toUpperCase(), `${siteKey},${nextKey}`, `${siteKey} x`])(
    'is refused with the key %j, and guesses are counted',
    async (key) => {
      await expectProblem(await from(`203.0.${key.length}.7`, { 'x-site-key': key }), 401, 'unauthenticated')
    },
  )

  it('hands in requests of its own channel only', async () => {
    const response = await from('203.0.113.9', { 'x-site-key': siteKey }, { channel: 'default' })
    expect((await expectProblem(response, 400, 'invalid-request')).errors?.[0]?.path).toBe('channel')
  })

  it('has idempotency keys of its own', async () => {
    const key = { 'idempotency-key': '1' }
    const ofStranger = await from('198.18.0.1', key)
    const ofOther = await from('198.19.0.1', key)
    const ofSite = await from('198.18.0.1', { ...key, 'x-site-key': siteKey })
    expect([ofStranger.status, ofOther.status, ofSite.status]).toEqual([202, 202, 202])
    expect((await from('198.18.0.1', { ...key, 'x-site-key': siteKey })).status).toBe(422)
  })
})

describe('the link to the status of a request', () => {
  it('opens with either secret, and is kept by no search engine', async () => {
    const { requestId, statusUrl } = (await (await from('198.51.100.77')).json()) as Record<string, string>
    expect(statusUrl).toContain(statusToken(secretsInMemory.statusToken, requestId ?? ''))
    const page = (secret: string) =>
      fetch(`${env.url}/requests/${requestId}?token=${statusToken(secret, requestId ?? '')}`)
    const [now, earlier, forged] = [await page(secretsInMemory.statusToken), await page(before), await page('forged')]
    expect([now.status, earlier.status, forged.status]).toEqual([200, 200, 404])
    expect(now.headers.get('x-robots-tag')).toBe('noindex, nofollow')
    expect(await now.text()).toContain('<meta name="robots" content="noindex, nofollow">')
  })
})

describe('a body that is too large', () => {
  it('is refused by the host at its head: nothing of it is read', async () => {
    const head = rawHead('POST', '/api/onboarding-requests', [
      'content-type: application/json',
      'content-length: 95000000',
    ])
    expect((await sendRaw(env, head)).status).toBe(413)
    const hook = rawHead('POST', '/api/sales/events', ['content-type: application/json', 'content-length: 95000000'])
    expect((await sendRaw(env, hook)).status).toBe(413)
  })
})

describe('HEAD', () => {
  it.each(['/', '/sign-up', '/api/health', '/api/openapi.json', '/assets/site.css'])(
    'of %s is answered as GET, without a body',
    async (path) => {
      const [head, get] = [await fetch(env.url + path, { method: 'HEAD' }), await fetch(env.url + path)]
      expect([head.status, await head.text()]).toEqual([200, ''])
      for (const name of ['content-type', 'cache-control', 'content-security-policy'])
        expect(head.headers.get(name)).toBe(get.headers.get(name))
    },
  )

  it('of a status link is answered as GET, and of one that is not there as well', async () => {
    const { statusUrl } = (await (await from('198.51.100.78')).json()) as { readonly statusUrl: string }
    expect((await fetch(statusUrl, { method: 'HEAD' })).status).toBe(200)
    expect((await fetch(statusUrl.replace('token=', 'token=x'), { method: 'HEAD' })).status).toBe(404)
  })
})
