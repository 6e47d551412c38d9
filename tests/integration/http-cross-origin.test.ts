// Browsers of the sites: what pages of the origins that the channels name may send and read, and pages of no other.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, type Submitted } from '../support/people.ts'
import { expectProblem, rowsOf } from './http-support.ts'

const eu = 'https://shop.example'
const us = 'http://localhost:3000'
const both = 'https://both.example'
const limit = 40
let env: Environment
beforeAll(async () => {
  const channels = [
    { name: 'default' },
    { name: 'eu', origins: [eu, both] },
    { name: 'us', origins: [us, both], terms: { url: 'https://us.example/terms', version: '1' } },
  ]
  env = await startEnvironment({ CHANNELS: JSON.stringify(channels), LIMIT_PER_NETWORK: String(limit) })
})
afterAll(() => env?.close())

let networks = 0
/** Each test comes from a network of its own, so that the limit is nobody's but its own. */
const send = (origin: string | undefined, body: unknown, headers: Record<string, string> = {}): Promise<Response> => {
  networks += 1
  return fetch(`${env.url}/api/onboarding-requests`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `198.51.${networks % 250}.1`,
      ...(origin === undefined ? {} : { origin }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}
const { channel: _, ...withoutChannel } = aRequest('Browser GmbH')
const readableBy = (response: Response) => ({
  origin: response.headers.get('access-control-allow-origin'),
  vary: response.headers.get('vary'),
  credentials: response.headers.get('access-control-allow-credentials'),
})
const yes = (origin: string, vary = 'origin') => ({ origin, vary, credentials: null })

describe('a page of an origin that a channel names', () => {
  it('hands in a request of that channel, reads the answer, and its status', async () => {
    const response = await send(eu, withoutChannel)
    expect([response.status, readableBy(response)]).toEqual([202, yes(eu)])
    const { requestId, statusUrl } = (await response.json()) as Submitted
    const row = (await rowsOf(env, 'Channel')).find((line) => line.includes(requestId))
    expect(row).toContain('"channel":"eu"')
    const status = await fetch(statusUrl, { headers: { origin: eu } })
    expect([status.status, readableBy(status)]).toEqual([200, yes(eu, 'accept, origin')])
  })

  it('may name each channel of its origin, and no other', async () => {
    expect((await send(both, { ...withoutChannel, channel: 'eu' })).status).toBe(202)
    expect((await send(both, { ...withoutChannel, channel: 'us', acceptedTerms: '1' })).status).toBe(202)
    for (const channel of ['us', 'default']) {
      const { errors } = await expectProblem(await send(eu, { ...withoutChannel, channel }), 400, 'invalid-request')
      expect(errors).toMatchObject([{ path: 'channel', code: 'unknown-value' }])
    }
  })

  it('is asked to accept the terms of its channel', async () => {
    const { errors } = await expectProblem(await send(us, withoutChannel), 400, 'invalid-request')
    expect(errors).toMatchObject([{ path: 'acceptedTerms', code: 'required' }])
  })

  it('may ask first, and learns what it may send', async () => {
    const preflight = await fetch(`${env.url}/api/onboarding-requests`, {
      method: 'OPTIONS',
      headers: {
        origin: us,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,idempotency-key',
      },
    })
    expect([preflight.status, await preflight.text(), readableBy(preflight)]).toEqual([204, '', yes(us)])
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type, idempotency-key',
      'access-control-max-age': '600',
    })
  })

  it.each<[code: string, status: number, body: unknown, headers: Record<string, string>]>([
    ['invalid-request', 400, {}, {}],
    ['unreadable-body', 400, '{', {}],
    ['invalid-idempotency-key', 400, withoutChannel, { 'idempotency-key': 'x'.repeat(256) }],
    ['unauthenticated', 401, withoutChannel, { 'x-site-key': 'x'.repeat(32) }],
    ['body-too-large', 413, 'x'.repeat(33_000), {}],
    ['unsupported-media-type', 415, withoutChannel, { 'content-type': 'text/plain' }],
    ['unsupported-encoding', 415, withoutChannel, { 'content-encoding': 'gzip' }],
  ])('can read why it was refused: %s', async (code, status, body, headers) => {
    const response = await send(eu, body, headers)
    expect(readableBy(response)).toEqual(yes(eu))
    await expectProblem(response, status, code)
  })

  it('can read that a key was used before, that there were too many, and that there is nothing', async () => {
    const key = { 'idempotency-key': 'once', 'x-forwarded-for': '203.0.113.7' }
    await send(eu, withoutChannel, key)
    const other = await send(eu, { ...withoutChannel, comments: 'Others.' }, key)
    expect([other.status, readableBy(other)]).toEqual([422, yes(eu)])
    const nothing = await fetch(`${env.url}/api/onboarding-requests/11111111-2222-4333-8444-555555555555?token=x`, {
      headers: { origin: eu },
    })
    expect([nothing.status, readableBy(nothing)]).toEqual([404, yes(eu)])
    let last = nothing
    for (let sent = 0; sent <= limit && last.status !== 429; sent += 1)
      last = await send(eu, {}, { 'x-forwarded-for': '203.0.113.8' })
    expect([last.status, readableBy(last)]).toEqual([429, yes(eu)])
    expect(last.headers.get('access-control-expose-headers')).toBe('retry-after')
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe('everybody else', () => {
  const foreign = [
    'https://evil.example',
    'https://shop.example.evil.example',
    'http://shop.example',
    'https://shop.example:8443',
    'https://SHOP.example',
    'null',
  ]
  it.each([...foreign, undefined])('%s reads nothing, and caches keep the answers apart', async (origin) => {
    const headers = origin === undefined ? {} : { origin }
    for (const response of [
      await send(origin, withoutChannel),
      await send(origin, {}),
      await fetch(`${env.url}/api/onboarding-requests`, { method: 'OPTIONS', headers }),
    ])
      expect(readableBy(response)).toEqual({ origin: null, vary: 'origin', credentials: null })
  })

  it('is told of to whoever watches when a browser asks, and nothing that it sent', async () => {
    const before = env.lines.length
    await fetch(`${env.url}/api/onboarding-requests`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example' },
    })
    await env.host.idle()
    const told = env.lines.slice(before).filter((line) => line.includes('"security"'))
    expect(told.filter((line) => line.includes('"kind":"origin"')).length).toBeLessThanOrEqual(1)
    expect(env.lines.join('\n')).not.toContain('evil.example')
  })

  it('a site reads no page, no stylesheet and nothing of headquarters', async () => {
    for (const path of ['/', '/sign-up', '/assets/site.css', '/api/openapi.json', '/api/health', '/api/prospects']) {
      const response = await fetch(env.url + path, { headers: { origin: eu } })
      expect([path, response.headers.get('access-control-allow-origin')]).toEqual([path, null])
    }
  })
})
