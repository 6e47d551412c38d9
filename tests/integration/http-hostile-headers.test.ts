// Hostile headers and events: keys, lengths, languages, ids in what the webhook is told. Never an error of ours, never a hang.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, submit } from '../support/people.ts'
import { hostileStrings, marker, nested } from './http-hostile-strings.ts'
import { allRows, rawHead, sendRaw } from './http-support.ts'

let env: Environment
let before: string[]
beforeAll(async () => {
  env = await startEnvironment()
  await submit(env, aRequest('Only one GmbH'))
  before = await allRows(env)
})
afterAll(() => env.close())

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
