// What Sales' webhook may do: leave a hint, when it has the key. Nothing it says is believed.

import { generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, bringToSales, quiet, submit } from '../support/people.ts'
import { allRows, expectProblem, expectSafeHeaders } from './http-support.ts'

const firstKey = 'first-key-of-the-webhook-0123'
const secondKey = 'second-key-of-the-webhook-456'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment({ SALES_EVENT_KEYS: `${firstKey},${secondKey}` })
})
afterAll(() => env.close())

const leadUpdate = (leadId: string, attributes: { key: string; value: unknown }[] = []) => ({
  MessageName: 'Update',
  PrimaryEntityName: 'lead',
  PrimaryEntityId: leadId,
  Stage: 40,
  Depth: 1,
  InputParameters: [{ key: 'Target', value: { LogicalName: 'lead', Id: leadId, Attributes: attributes } }],
  PreEntityImages: [],
  PostEntityImages: [],
})

const post = (body: unknown, headers: Record<string, string> = { 'x-sales-event-key': firstKey }): Promise<Response> =>
  fetch(`${env.url}/api/sales/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** How many hints the function has put on the queue since the environment was started. */
const hints = (): number => env.lines.filter((line) => line.includes("Executing 'Functions.ApplySalesChange'")).length

/** What somebody signs who has a key of the right kind, but not SendGrid's. */
const forgedSignature = (text: string): string => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return sign('sha256', Buffer.from(text), privateKey).toString('base64')
}

const unknownLead = '11111111-2222-4333-8444-555555555555'

describe('the key of the webhook', () => {
  it.each<[string, Record<string, string>]>([
    ['no key', {}],
    ['an empty key', { 'x-sales-event-key': '' }],
    ['a wrong key', { 'x-sales-event-key': 'first-key-of-the-webhook-0124' }],
    ['a part of the key', { 'x-sales-event-key': firstKey.slice(0, -1) }],
    ['both keys in one header', { 'x-sales-event-key': `${firstKey},${secondKey}` }],
    ['the key as a function key', { 'x-functions-key': firstKey }],
    ['the key as a bearer token', { authorization: `Bearer ${firstKey}` }],
  ])('is needed: %s is 401 and leaves no hint', async (_, headers) => {
    const before = hints()
    await expectProblem(await post(leadUpdate(unknownLead), headers), 401, 'unauthenticated')
    await quiet(env)
    expect(hints()).toBe(before)
  })

  it.each([firstKey, secondKey])('may be either of the two accepted ones: %s', async (key) => {
    const before = hints()
    const response = await post(leadUpdate(unknownLead), { 'x-sales-event-key': key })
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
    expectSafeHeaders(response)
    await quiet(env)
    expect(hints()).toBe(before + 1)
  })

  it('is checked before anything of the body is read', async () => {
    await expectProblem(await post('not JSON', {}), 401, 'unauthenticated')
  })
})

describe('an event', () => {
  it('of another table is acknowledged and leaves no hint', async () => {
    const before = hints()
    const event = { ...leadUpdate(unknownLead), PrimaryEntityName: 'annotation' }
    expect((await post(event)).status).toBe(204)
    await quiet(env)
    expect(hints()).toBe(before)
  })

  it.each<[string, unknown]>([
    ['nothing', ''],
    ['text that is no JSON', '{'],
    ['a list', [leadUpdate(unknownLead)]],
    ['null', 'null'],
    ['an object that is no event', {}],
    ['a lead without an id', { MessageName: 'Update', PrimaryEntityName: 'lead' }],
    ['a lead with an id that is none', leadUpdate("x') or 1 eq 1")],
    ['an opportunity without an id', { MessageName: 'Update', PrimaryEntityName: 'opportunity' }],
    [
      'lists of wrong things',
      {
        MessageName: 'Win',
        PrimaryEntityName: 'opportunity',
        InputParameters: [null, 1, [], { key: 'OpportunityClose', value: [] }],
        PostEntityImages: [7, { value: { Attributes: 'x' } }],
      },
    ],
  ])('that is unreadable is 400 and leaves no hint: %s', async (_, body) => {
    const before = hints()
    await expectProblem(await post(body), 400, 'unreadable-body')
    await quiet(env)
    expect(hints()).toBe(before)
  })

  it('over 1 MB is 413', async () => {
    await expectProblem(
      await post({ ...leadUpdate(unknownLead), More: 'x'.repeat(1024 * 1024) }),
      413,
      'body-too-large',
    )
  })

  it('forged for a lead that nobody knows changes nothing', async () => {
    const before = await allRows(env)
    const decided = [
      { key: 'statecode', value: { Value: 1 } },
      { key: 'statuscode', value: { Value: 3 } },
    ]
    expect((await post(leadUpdate(unknownLead, decided))).status).toBe(204)
    await quiet(env)
    expect(await allRows(env)).toEqual(before)
  })

  it('forged or replayed for a lead of ours changes nothing that Sales does not say as well', async () => {
    const { requestId } = await submit(env, aRequest('Replayed GmbH'))
    await bringToSales(env, requestId)
    await quiet(env)
    const before = await allRows(env)
    const handled = hints()
    const disqualified = leadUpdate(requestId, [{ key: 'statecode', value: { Value: 2 } }])
    const events = [disqualified, leadUpdate(requestId), leadUpdate(requestId), leadUpdate(requestId)]
    expect((await Promise.all(events.map((event) => post(event)))).map(({ status }) => status)).toEqual([
      204, 204, 204, 204,
    ])
    await quiet(env)
    expect(hints()).toBe(handled + events.length)
    expect(await allRows(env)).toEqual(before)
    expect(env.inbox.messages()).toEqual([])
  })
})

describe('the webhook for mail events', () => {
  const timestamp = 'x-twilio-email-event-webhook-timestamp'
  const signature = 'x-twilio-email-event-webhook-signature'
  const event = [{ event: 'bounce', email: 'ada@fabrikam.example', sg_event_id: 'x', prospectId: unknownLead }]
  const seconds = String(Math.floor(Date.now() / 1000))

  it.each<[string, Record<string, string>]>([
    ['no signature', {}],
    ['a time alone', { [timestamp]: seconds }],
    ['an empty signature', { [timestamp]: seconds, [signature]: '' }],
    ['a signature that is none', { [timestamp]: seconds, [signature]: 'AAAA' }],
    [
      'a signature of another key',
      { [timestamp]: seconds, [signature]: forgedSignature(seconds + JSON.stringify(event)) },
    ],
    ['the key of the other webhook', { 'x-sales-event-key': firstKey }],
  ])('opens to the signature only: %s is 401 and changes nothing', async (_, headers) => {
    const before = await allRows(env)
    const url = `${env.url}/api/mail/events`
    await expectProblem(
      await fetch(url, { method: 'POST', headers, body: JSON.stringify(event) }),
      401,
      'unauthenticated',
    )
    await expectProblem(await fetch(url, { method: 'POST', headers, body: 'not JSON' }), 401, 'unauthenticated')
    await env.host.idle()
    expect(await allRows(env)).toEqual(before)
  })
})
