// Hostile JSON: whatever is sent to the interface gets a proper answer that repeats nothing, and what is accepted
// reaches Sales unharmed.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanText } from '../../shared/domain/clean-text.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { truncate } from '../../shared/domain/text.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, postRequest, quiet, type Row, runJobs, type Submitted, salesUser } from '../support/people.ts'
import { hostileStrings, hostileValues, inPlace, marker, nested, repeats } from './http-hostile-strings.ts'
import { allRows, expectProblem, pendingCount, rawHead, sendRaw } from './http-support.ts'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment()
})
afterAll(() => env.close())

const withField = (path: string, value: unknown): Record<string, unknown> => {
  const request = structuredClone(aRequest('Hostile GmbH')) as Record<string, unknown>
  const names = path.split('.')
  const last = names.pop() ?? ''
  let target = request
  for (const name of names) target = target[name] as Record<string, unknown>
  // Defined, not assigned, so that even __proto__ is a member like any other.
  Object.defineProperty(target, last, { value, enumerable: true })
  return request
}

const accepted = new Map<string, Record<string, unknown>>()

/** Sends a request and judges the answer. @returns its status */
const send = async (body: string, sent: string): Promise<number> => {
  const response = await postRequest(env, body)
  const text = await response.text()
  expect([202, 400, 413], `${response.status} for ${sent.slice(0, 60)}`).toContain(response.status)
  if (response.status === 202) {
    accepted.set((JSON.parse(text) as Submitted).requestId, JSON.parse(body) as Record<string, unknown>)
    return 202
  }
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect({ sent, repeated: repeats(text, sent) }).toEqual({ sent, repeated: false })
  return response.status
}

const paths = [...onboardingFields.map(({ path }) => path), 'attributes.expectedVolume']

describe('every field', () => {
  it.each(paths.map((path, place) => ({ path, place })))(
    '$path takes or refuses any text and any value',
    async (field) => {
      const { path, place } = field
      const statuses = [...inPlace(hostileStrings, place), ...hostileValues].map((value) =>
        send(JSON.stringify(withField(path, value)), typeof value === 'string' ? value : JSON.stringify(value)),
      )
      expect(new Set(await Promise.all(statuses)).has(400)).toBe(true)
    },
  )

  it.each(['company', 'company.address', 'requestor', 'attributes'])(
    '%s takes no value but an object',
    async (path) => {
      for (const value of ['x', 7, true, [], [{}]])
        expect(await send(JSON.stringify(withField(path, value)), 'x')).toBe(400)
    },
  )

  it.each(['__proto__', 'constructor', 'toString', '', `${marker}!`, 'company.name', 'requestor.', '\u0000', '\ud800'])(
    'a member named %j is refused wherever it stands',
    async (name) => {
      for (const base of ['', 'company.', 'company.address.', 'requestor.']) {
        const request = aRequest('Members GmbH')
        let target = request as Record<string, unknown>
        for (const part of base.split('.').filter((each) => each !== ''))
          target = target[part] as Record<string, unknown>
        Object.defineProperty(target, name, {
          value: { polluted: true },
          enumerable: true,
          configurable: true,
        })
        // A plain name is told to whoever sent it, so that they find it.
        expect(await send(JSON.stringify(request), /^[\w-]{1,40}$/.test(name) ? '' : name)).toBe(400)
      }
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
    },
  )
})

describe('hostile JSON', () => {
  let before: string[]
  beforeAll(async () => {
    before = await allRows(env)
  })
  const valid = JSON.stringify(aRequest('Valid GmbH'))
  const inComments = (json: string) => valid.replace('"We sell garden tools."', json)

  it.each<[string, string]>([
    ['lists in lists', nested(10_000)],
    ['objects in objects', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
    ['lists in lists that never end', '['.repeat(30_000)],
    ['lists in lists in a field', inComments(nested(10_000))],
    ['objects in objects in a field', inComments(`${'{"a":'.repeat(4000)}1${'}'.repeat(4000)}`)],
    ['lists in lists as attributes', valid.replace('{"expectedVolume":"10-50k"}', nested(10_000))],
    ['companies in companies', `${'{"company":'.repeat(2500)}1${'}'.repeat(2500)}`],
    ['very many members', `{${Array.from({ length: 2500 }, (_, at) => `"m${at}":1`).join()}}`],
    [
      'very many attributes',
      valid.replace('"expectedVolume":"10-50k"', Array.from({ length: 1500 }, (_, at) => `"m${at}":"1"`).join()),
    ],
    ['a number beyond all numbers', inComments('1e400')],
    ['a number with very many digits', inComments('9'.repeat(20_000))],
    ['words of JavaScript', inComments('NaN')],
    ['escapes that are none', inComments('"\\x41"')],
    ['half an escape', inComments('"\\ud8"')],
    ['a raw line feed in a text', inComments('"a\nb"')],
    ['a comment', `${valid}//`],
  ])('is refused and stores nothing: %s', async (_, body) => {
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(32 * 1024)
    expect(await send(body, marker)).toBe(400)
    expect(await allRows(env)).toEqual(before)
  })

  it('of 1 MB is refused', async () => {
    await expectProblem(await postRequest(env, inComments(`"${'x'.repeat(1024 * 1024)}"`)), 413, 'body-too-large')
    await expectProblem(await postRequest(env, nested(500_000)), 413, 'body-too-large')
  })

  it.each<[string, Buffer]>([
    ['a lone continuation byte', Buffer.from([0x80])],
    ['an overlong slash', Buffer.from([0xc0, 0xaf])],
    ['a surrogate', Buffer.from([0xed, 0xa0, 0x80])],
    ['a cut sequence', Buffer.from([0xf0, 0x9f, 0x92])],
    ['a byte that never occurs', Buffer.from([0xff, 0xfe])],
  ])('that is not UTF-8 is refused: %s', async (_, bytes) => {
    const [head = '', tail = ''] = valid.split('garden')
    const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(tail)])
    const request = rawHead('POST', '/api/onboarding-requests', [
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ])
    const { status, text } = await sendRaw(env, Buffer.concat([Buffer.from(request), body]))
    expect(status).toBe(400)
    expect(text).toContain('"code":"unreadable-body"')
    expect(await allRows(env)).toEqual(before)
  })

  it('in UTF-16 is refused', async () => {
    const body = Buffer.from(valid, 'utf16le')
    const head = rawHead('POST', '/api/onboarding-requests', [
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ])
    expect((await sendRaw(env, Buffer.concat([Buffer.from(head), body]))).status).toBe(400)
  })

  it('that says a member twice counts the last one, as JSON.parse does', async () => {
    const twice = valid.replace('"comments":', `"comments":"${marker}","comments":`)
    const [first, second] = await Promise.all([postRequest(env, twice), postRequest(env, valid)])
    expect(await first.text()).toBe(await second.text())
    accepted.set(((await (await postRequest(env, valid)).json()) as Submitted).requestId, JSON.parse(valid) as Row)
  })
})

/** What is stored of a text, by the kind of its field; the clean form of every kind has tests of its own. */
const asStored = (path: string, value: unknown, most = Number.POSITIVE_INFINITY): unknown => {
  const kind = onboardingFields.find((field) => field.path === path)?.kind ?? 'text'
  if (typeof value !== 'string') return value ?? null
  const text = cleanText(kind, value)
  return text === '' ? null : truncate(text, most)
}

it('whatever was accepted becomes a lead with exactly these values', { timeout: 120_000 }, async () => {
  expect(accepted.size).toBeGreaterThan(100)
  expect(await pendingCount(env)).toBe(accepted.size)
  await runJobs(env, 'PullChannelRequests', 'SynchronizeChannelRequests')
  await quiet(env)
  expect(await pendingCount(env)).toBe(0)
  const sales = await salesUser(env, 'integration')
  const rows = await sales.rows(
    'leads?$select=leadid,firstname,lastname,companyname,emailaddress1,jobtitle,description,address1_line1,address1_line2,address1_city,address1_postalcode,address1_stateorprovince',
  )
  const leads = new Map(rows.map((row) => [row['leadid'], row]))
  for (const [id, body] of accepted) {
    const { company, requestor, comments } = body as ReturnType<typeof aRequest>
    const lead = leads.get(id)
    expect({ id, found: lead !== undefined }).toEqual({ id, found: true })
    expect(lead).toMatchObject({
      companyname: asStored('company.name', company.name, 100),
      firstname: asStored('requestor.firstName', requestor.firstName),
      lastname: asStored('requestor.lastName', requestor.lastName),
      emailaddress1: asStored('requestor.email', requestor.email),
      jobtitle: asStored('requestor.jobTitle', requestor.jobTitle),
      description: asStored('comments', comments),
      address1_line1: asStored('company.address.line1', company.address.line1),
      address1_line2: asStored('company.address.line2', company.address.line2),
      address1_city: asStored('company.address.city', company.address.city),
      address1_postalcode: asStored('company.address.postalCode', company.address.postalCode),
      address1_stateorprovince: asStored('company.address.stateOrProvince', company.address.stateOrProvince),
    })
  }
})
