// Hostile addresses and headers: ids in paths, query strings, keys, names of hosts. Never an error of ours, never a hang.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, submit } from '../support/people.ts'
import { hostileStrings, marker, nested } from './http-hostile-strings.ts'
import { shapeOf } from './http-page-shape.ts'
import { allRows, rawHead, sendRaw } from './http-support.ts'

let env: Environment
let before: string[]
beforeAll(async () => {
  env = await startEnvironment()
  await submit(env, aRequest('Only one GmbH'))
  before = await allRows(env)
})
afterAll(() => env.close())

const encoded = hostileStrings
  .filter((text) => text.isWellFormed())
  .map((text) => encodeURIComponent(text).slice(0, 12_000))
// 431: the server's own refusal of an address or of headers that are too long.
const harmless = [200, 204, 303, 400, 401, 403, 404, 413, 414, 415, 431]

const expectHarmless = async (path: string, allowed = harmless): Promise<{ status: number; text: string }> => {
  const { status, text } = await sendRaw(env, rawHead('GET', path, ['Accept-Language: en']))
  expect(allowed, `${status} for ${path.slice(0, 80)}`).toContain(status)
  return { status, text }
}

describe('an id in a path', () => {
  it.each([
    '/api/onboarding-requests/',
    '/requests/',
    '/api/prospects/',
    '/api/customers/',
    '/api/customer-hierarchies/',
    '/headquarters/prospects/',
    '/headquarters/customers/',
    '/headquarters/customer-hierarchies/',
  ])('of %s is nothing that is there', async (path) => {
    for (const id of [
      ...encoded,
      '%',
      '%ff',
      '%c0%ae%c0%ae',
      '%2f..%2f',
      '%00',
      '11111111-2222-4333-8444-55555555555g',
    ]) {
      const { text } = await expectHarmless(path + id, [400, 404, 431])
      expect(text).not.toContain(marker)
    }
  })

  it.each([
    ['/headquarters/jobs/', '/run'],
    ['/headquarters/dual-write/', ''],
    ['/headquarters/dual-write/errors/', '/retry'],
    ['/headquarters/dual-write/errors/11111111-2222-4333-8444-555555555555/', ''],
  ])('of an action is no action: %s…%s', async (path, rest) => {
    const more = ['__proto__', 'constructor', 'p-0001', 'P-0001%00', 'P-0001%20', 'pause%00', '..', '%2e%2e', '%ff']
    for (const id of [...more, ...encoded]) {
      const head = rawHead('POST', `${path}${id}${rest}`, ['Content-Length: 0'])
      expect([400, 404, 431]).toContain((await sendRaw(env, head)).status)
    }
  })

  it('of a pause without a reason that can be shown is refused', async () => {
    const post = (body: string) =>
      fetch(`${env.url}/headquarters/dual-write/pause`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      })
    for (const body of [
      '',
      'reason=',
      'reason=%20',
      'reason=%00',
      'reason=%E2%80%AE',
      `reason=${'x'.repeat(201)}`,
      'x'.repeat(5000),
    ])
      expect((await post(body)).status).toBe(400)
  })
})

describe('a query string', () => {
  const more = ['', '%', '%ff', 'Open,Open', 'MTIzfDQ1Ng', '1.5', '0x10', '201', '%205']
  const cases: [string, string[]][] = [
    ...['status', 'pageSize', 'cursor'].map((name): [string, string[]] => [name, [...encoded, ...more]]),
    ...['unknown', '__proto__', 'status%5B%5D', '%ff', ''].map((name): [string, string[]] => [name, more]),
  ]
  it.each(cases)('%s of the list takes any text', async (name, values) => {
    for (const value of values) {
      const { status, text } = await expectHarmless(`/api/prospects?${name}=${value}`, [200, 400, 431])
      if (status === 400) expect(text).toContain('application/problem+json')
      expect(text).not.toContain(marker)
      const page = await expectHarmless(`/headquarters/prospects?${name}=${value}`, [200, 400, 431])
      expect(page.text).not.toContain(marker)
    }
  })

  it('of the list answers every page size that it takes, and refuses all others', async () => {
    for (const [size, status] of [
      ['1', 200],
      ['200', 200],
      ['', 200],
      ['0', 400],
      ['-1', 400],
      ['201', 400],
      ['1e9', 400],
      ['NaN', 400],
      ['2.5', 400],
    ])
      expect({ size, status: (await fetch(`${env.url}/api/prospects?pageSize=${size}`)).status }).toEqual({
        size,
        status,
      })
  })

  it.each([
    ['/?language=', 200],
    ['/sign-up?language=', 200],
    ['/sign-up/confirmation?request=', 404],
    ['/sign-up/confirmation?token=', 404],
    ['/headquarters/jobs?ran=', 200],
    ['/headquarters/dual-write?done=', 200],
  ])('%s takes any text and stays the same page', async (path, status) => {
    const shape = shapeOf(await (await fetch(env.url + path, { headers: { 'accept-language': 'en' } })).text())
    for (const value of encoded) {
      const response = await fetch(env.url + path + value, { headers: { 'accept-language': 'en' } }).catch(
        () => undefined,
      )
      if (response?.status === 431) continue
      expect(response?.status).toBe(status)
      expect(shapeOf((await response?.text()) ?? '')).toEqual(shape)
    }
  })

  it('of very many members is no burden', async () => {
    const many = Array.from({ length: 1200 }, (_, at) => `status=${at}`).join('&')
    await expectHarmless(`/api/prospects?${many}`, [400, 431])
    await expectHarmless(`/api/prospects?${'&'.repeat(10_000)}`)
  })
})

describe('a header', () => {
  const body = JSON.stringify(aRequest('Header GmbH'))
  const post = (...headers: string[]) =>
    sendRaw(
      env,
      rawHead('POST', '/api/onboarding-requests', [
        'Content-Type: application/json',
        `Content-Length: ${Buffer.byteLength(body)}`,
        ...headers,
      ]) + body,
    )

  it('Idempotency-Key is refused unless it is one line of visible ASCII', async () => {
    const keys = [
      ' ',
      '\x01',
      'a\x00b',
      '\x7f',
      'caf\xe9',
      `${'k'.repeat(256)}`,
      'k'.repeat(20_000),
      'a b',
      'a\tb',
      '\xff\xfe',
    ]
    for (const key of keys) {
      const { status, text } = await post(`Idempotency-Key: ${key}`)
      expect({ key, refused: [400, 431].includes(status) }).toEqual({ key, refused: true })
      expect(text).not.toContain(marker)
    }
    expect((await post('Idempotency-Key: a', 'Idempotency-Key: b')).status).toBe(400)
  })

  it('Content-Length that lies or is none is refused without a hang', async () => {
    for (const length of ['-1', 'x', '1e3', '0x10', '5, 5', '99999999999999999999']) {
      const head = rawHead('POST', '/api/onboarding-requests', [
        'Content-Type: application/json',
        `Content-Length: ${length}`,
      ])
      expect([0, 400, 413]).toContain((await sendRaw(env, head)).status)
    }
    const both = ['Content-Type: application/json', 'Content-Length: 5', 'Transfer-Encoding: chunked']
    expect((await sendRaw(env, `${rawHead('POST', '/api/onboarding-requests', both)}0\r\n\r\n`)).status).toBe(400)
  })

  it('of any kind is read as text', async () => {
    for (const value of ['\x80\xff', '<script>', 'x'.repeat(8000), ',,,;;;q=q=q', '*', 'en;q=1e999,nl;q=-1'])
      for (const name of [
        'Accept-Language',
        'Accept',
        'Origin',
        'Sec-Fetch-Site',
        'Traceparent',
        'X-Forwarded-For',
        'X-Forwarded-Host',
        'Cookie',
        'X-MS-CLIENT-PRINCIPAL',
        'X-Functions-Key',
        'Content-Type',
      ]) {
        const { status, text } = await sendRaw(env, rawHead('GET', '/sign-up', [`${name}: ${value}`]))
        expect({ name, value, status }).toEqual({ name, value, status: 200 })
        expect(text).not.toContain('<script>')
      }
  })
})

describe('the webhook', () => {
  const event = (body: string) =>
    fetch(`${env.url}/api/sales/events`, {
      method: 'POST',
      headers: { 'x-sales-event-key': env.secrets.salesEventKey },
      body,
    })

  it('refuses any text in the place of an id, and hostile JSON', async () => {
    const bodies = hostileStrings.flatMap((text) => [
      JSON.stringify({ MessageName: text, PrimaryEntityName: 'lead', PrimaryEntityId: text }),
      JSON.stringify({
        MessageName: 'Win',
        PrimaryEntityName: 'opportunity',
        InputParameters: [
          { key: 'OpportunityClose', value: { Attributes: [{ key: 'opportunityid', value: { Id: text } }] } },
        ],
      }),
      JSON.stringify({
        MessageName: 'Update',
        PrimaryEntityName: 'lead',
        InputParameters: text,
        PostEntityImages: text,
        PreEntityImages: { length: 9 },
      }),
      text,
    ])
    const deep = `{"MessageName":"Update","PrimaryEntityName":"lead","InputParameters":${nested(100_000)}}`
    for (const body of [
      ...bodies,
      deep,
      nested(400_000),
      '{"__proto__":{"MessageName":"Update","PrimaryEntityName":"lead"}}',
    ]) {
      const response = await event(body)
      const text = await response.text()
      expect({ body: body.slice(0, 80), status: response.status }).toEqual({ body: body.slice(0, 80), status: 400 })
      expect(text).not.toContain(marker)
    }
  })

  it('acknowledges events of tables it does not know, whatever they are called', async () => {
    for (const text of hostileStrings) {
      const response = await event(JSON.stringify({ MessageName: 'Update', PrimaryEntityName: text }))
      expect(response.status).toBe(204)
    }
  })

  it('takes any text for its key, and none for the right one', async () => {
    for (const key of ['\x80\xff', 'x'.repeat(8000), '__proto__', ',', env.secrets.salesEventKey.toUpperCase()]) {
      const { status } = await sendRaw(
        env,
        `${rawHead('POST', '/api/sales/events', [`X-Sales-Event-Key: ${key}`, 'Content-Length: 2'])}{}`,
      )
      expect({ key, status }).toEqual({ key, status: 401 })
    }
  })
})

it('nothing of all this has changed a row', async () => {
  await env.host.idle()
  expect(await allRows(env)).toEqual(before)
})
