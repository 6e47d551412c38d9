// Naughty strings at the real app: each endpoint gets a share of them in each of its places, so that each text comes in
// somewhere. The whole product of texts and places is tried without a host in tests/faults/naughty-strings.test.ts.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { repeats } from '../integration/http-hostile-strings.ts'
import { aForm, allRows, pendingCount, settled } from '../integration/http-support.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { bodyWith, fullBody } from '../support/intake-samples.ts'
import { naughtyStrings, sampleOf } from '../support/naughty-strings.ts'
import { aRequest, submit } from '../support/people.ts'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment({
    CHANNELS: 'default,benelux',
    LIMIT_IN_ALL: '0',
    LIMIT_PER_ADDRESS: '0',
    LIMIT_PER_NETWORK: '0',
  })
})
afterAll(() => env.close())

type Sent = { path: string; method?: 'POST'; headers?: Record<string, string>; body?: string }
type Place = { name: string; send: (text: string) => Sent }

const id = '11111111-2222-4333-8444-555555555555'
const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const enc = (text: string): string => encodeURIComponent(text.toWellFormed())
const post = (path: string, headers: Record<string, string>, body: string): Sent => ({
  path,
  method: 'POST',
  headers,
  body,
})
const requests = '/api/onboarding-requests'
const fields = [...onboardingFields.map(({ path }) => path), 'attributes.industry']

const places: Place[] = [
  ...fields.map((path) => ({
    name: `JSON ${path}`,
    send: (text: string) => post(requests, json, JSON.stringify(bodyWith(path, text))),
  })),
  { name: 'JSON, all', send: (text) => post(requests, json, text) },
  {
    name: 'key',
    send: (text) => post(requests, { ...json, 'idempotency-key': text }, JSON.stringify(fullBody())),
  },
  ...[...fields, 'referenceCode', 'renderedAt', 'unknown'].map((path) => ({
    name: `form ${path}`,
    send: (text: string) => post('/sign-up', form, new URLSearchParams(aForm('x', { [path]: text })).toString()),
  })),
  ...[
    `${requests}/?`,
    `${requests}/${id}?token=?`,
    '/requests/?',
    `/requests/${id}?token=?`,
    '/sign-up/confirmation?request=?',
    `/sign-up/confirmation?request=${id}&token=?`,
    '/sign-up?language=?',
    '/?language=?',
    '/api/prospects/?',
    '/api/customers/?',
    '/api/customer-hierarchies/?',
    '/api/prospects?status=?',
    '/api/prospects?pageSize=?',
    '/api/prospects?cursor=?',
    '/headquarters/prospects?status=?',
    '/headquarters/prospects?cursor=?',
    '/headquarters/prospects/?',
    '/headquarters/customers/?',
    '/headquarters/customers/?/edit',
    '/headquarters/customer-hierarchies/?',
    '/headquarters/jobs?ran=?',
    '/headquarters/dual-write?done=?',
  ].map((path) => ({
    name: path,
    send: (text: string) => ({ path: path.replace(/\?(?=$|\/edit)/, () => enc(text)) }),
  })),
  ...[
    '/headquarters/jobs/?/run',
    '/headquarters/dual-write/?',
    `/headquarters/dual-write/errors/${id}/?`,
    '/headquarters/dual-write/errors/?/retry',
    '/headquarters/dual-write/errors/?/dismiss',
  ].map((path) => ({
    name: `POST ${path}`,
    send: (text: string) =>
      post(
        path.replace('?', () => enc(text)),
        form,
        new URLSearchParams({ reason: text }).toString(),
      ),
  })),
  ...['MessageName', 'PrimaryEntityName', 'PrimaryEntityId', 'InputParameters'].map((member) => ({
    name: `webhook ${member}`,
    send: (text: string) =>
      post(
        '/api/sales/events',
        { ...json, 'x-sales-event-key': env.secrets.salesEventKey },
        JSON.stringify({ MessageName: 'Update', PrimaryEntityName: 'lead', PrimaryEntityId: 'none', [member]: text }),
      ),
  })),
  { name: 'webhook key', send: (text) => post('/api/sales/events', { ...json, 'x-sales-event-key': text }, '{}') },
  ...['signature', 'timestamp'].map((name) => ({
    name: `mail events ${name}`,
    send: (text: string) => post('/api/mail/events', { ...json, [`x-twilio-email-event-webhook-${name}`]: text }, '[]'),
  })),
]

const shares = 13

/** A text that no header can hold cannot be sent by fetch; any other failure is one. */
const noHeader = (error: unknown): undefined => {
  if (!/header|ByteString/i.test(`${String(error)} ${error instanceof Error ? String(error.cause) : ''}`)) throw error
}

it('are taken in or refused by the real app, which repeats and stores nothing that it refuses', async () => {
  const { requestId } = await submit(env, aRequest('Only one GmbH'))
  const accepted = new Set([requestId])
  const counts: Record<string, number> = {}
  const failures: string[] = []
  let unsendable = 0
  for (const [at, { name, send }] of places.entries())
    for (const text of sampleOf(at, shares)) {
      const { path, ...init } = send(text)
      const response = await fetch(env.url + path, { redirect: 'manual', ...init }).catch(noHeader)
      if (!response) {
        unsendable += 1
        continue
      }
      const said = await response.text()
      counts[response.status] = (counts[response.status] ?? 0) + 1
      const where = `${name} answers ${response.status} to ${JSON.stringify(text.slice(0, 80))}`
      if (response.status >= 500) failures.push(where)
      const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json')
      if (isProblem && repeats(said, text)) failures.push(`${where} and repeats it`)
      if (response.status === 202) accepted.add((JSON.parse(said) as { requestId: string }).requestId)
      const stored = /[?&]request=([0-9a-f-]{36})/.exec(response.headers.get('location') ?? '')?.[1]
      if (stored && path.startsWith('/sign-up') && name !== 'form referenceCode') accepted.add(stored)
    }
  await settled(env)
  console.log(
    `naughty strings at the app: ${places.length} places, answers by status ${JSON.stringify(counts)}, ` +
      `${unsendable} that no header can hold, ${failures.length} failures`,
  )
  expect(failures).toEqual([])
  expect(await pendingCount(env)).toBe(accepted.size)
  const rows = await allRows(env)
  // The numbers of the list of pairs say that it is counted, not what was sent.
  expect(rows.filter((row) => !/ (pending|key)\||^DualWrite [0-9a-f] counts /.test(row))).toEqual([])
  expect(places.length).toBeGreaterThan(shares)
  expect(naughtyStrings.length).toBeGreaterThan(500)
})
