// Who and what comes as far as the code of a route, with what is known of them, and what the others are told.

import { describe, expect, it } from 'vitest'
import { type RouteName, routes } from '../../functions/routes.ts'
import { createServe } from '../../functions/serve.ts'
import type { Visit } from '../../functions/visit.ts'
import { statusToken } from '../../shared/channel/status-token.ts'
import type { CheckAccess } from '../../shared/headquarters/access.ts'
import { httpRequest, invocation, type RequestParts, serveDeps } from '../support/http-samples.ts'

const secret = 'status-token-secret-of-the-tests-0123456789'
const id = '11111111-2222-4333-8444-555555555555'
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const ada: CheckAccess = () => ({ outcome: 'allowed', who: { kind: 'staff', id: 'ada' }, role: 'Headquarters.Admin' })
const nobody: CheckAccess = () => ({ outcome: 'refused', code: 'forbidden' })

/** What becomes of a request, and with what the code of the route was called; nothing when it was not. */
const visit = async (name: RouteName, parts: RequestParts, given: { access?: CheckAccess; params?: object } = {}) => {
  const serve = createServe(serveDeps({ tokenSecrets: [secret], salesEventKeys: ['key'], access: given.access ?? ada }))
  let seen: Visit | undefined
  const handler = (each: Visit) => {
    seen = each
    return { status: 200 }
  }
  const request = httpRequest({ url: 'https://host.example/x', ...parts })
  Object.assign(request.params, given.params)
  const { status, body } = await serve(routes[name], handler)(request, invocation())
  return { status, seen, text: String(body) }
}

describe('who comes', () => {
  it('to an open address, nothing is known of them', async () => {
    const { seen } = await visit('SignUpPage', { method: 'GET' })
    expect(seen).toMatchObject({ who: '', requestId: '', body: undefined })
    expect([...(seen?.form ?? [['missing', '']])]).toEqual([])
  })

  it('as staff, it is known who, and no request is theirs', async () => {
    expect((await visit('ProspectsPage', { method: 'GET' })).seen).toMatchObject({ who: 'ada', requestId: '' })
  })

  it('with the token of the request in the address, it is known whose it is', async () => {
    const url = `https://host.example/x?token=${statusToken(secret, id)}`
    expect((await visit('StatusPage', { method: 'GET', url }, { params: { requestId: id } })).seen).toMatchObject({
      who: '',
      requestId: id,
    })
  })

  it('with the token of the request in the query, it is known whose it is', async () => {
    const url = `https://host.example/x?request=${id}&token=${statusToken(secret, id)}`
    expect((await visit('ConfirmationPage', { method: 'GET', url })).seen).toMatchObject({ requestId: id })
  })

  it.each([
    ['without a token', id, ''],
    ['with the token of another request', id, `?token=${statusToken(secret, 'aaaaaaaa-2222-4333-8444-555555555555')}`],
    ['with a request that is none', 'none', `?token=${statusToken(secret, 'none')}`],
  ])('%s there is nothing to be found', async (_, requestId, query) => {
    const url = `https://host.example/x${query}`
    const { status, seen } = await visit('StatusPage', { method: 'GET', url }, { params: { requestId } })
    expect([status, seen]).toEqual([404, undefined])
  })

  it.each([
    ['without a key', {}],
    ['with another key', { 'x-sales-event-key': 'kex' }],
  ])('Dataverse %s is not believed', async (_, headers) => {
    const { status, seen } = await visit('ReceiveSalesEvent', { body: '{}', headers })
    expect([status, seen]).toEqual([401, undefined])
  })
})

describe('what comes', () => {
  it('JSON is read', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    const { seen } = await visit('SubmitOnboardingRequest', { body: '{"a":[1]}', headers })
    expect(seen?.body).toEqual({ a: [1] })
    expect([...(seen?.form ?? [['missing', '']])]).toEqual([])
  })

  it('a form is read', async () => {
    const { seen } = await visit('SignUpPage', { body: 'a=1&b=2', headers: form })
    expect([...(seen?.form ?? [])]).toEqual([
      ['a', '1'],
      ['b', '2'],
    ])
    expect(seen?.body).toBeUndefined()
  })

  it.each<[string, RouteName, string, Record<string, string>, number]>([
    ['a form where JSON is taken', 'SubmitOnboardingRequest', 'a=1', form, 415],
    ['JSON of no type', 'SubmitOnboardingRequest', '{}', {}, 415],
    ['JSON where a form is taken', 'SignUpPage', '{}', { 'content-type': 'application/json' }, 415],
    ['JSON that is cut off', 'SubmitOnboardingRequest', '{', { 'content-type': 'application/json' }, 400],
    ['too much', 'SignUpPage', 'a'.repeat(96 * 1024 + 1), form, 413],
  ])('%s is refused', async (_, name, body, headers, expected) => {
    const { status, seen } = await visit(name, { body, headers })
    expect([status, seen]).toEqual([expected, undefined])
  })

  it('an event may be of any type', async () => {
    const headers = { 'content-type': 'text/plain', 'x-sales-event-key': 'key' }
    expect((await visit('ReceiveSalesEvent', { body: '{"a":1}', headers })).seen?.body).toEqual({ a: 1 })
  })

  it('a button without fields is of no type', async () => {
    expect((await visit('RunJob', {})).status).toBe(200)
  })
})

describe('from where it comes', () => {
  const elsewhere = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }

  it('a form of another site is not taken', async () => {
    const { status, seen } = await visit('SignUpPage', { body: 'a=1', headers: { ...form, ...elsewhere } })
    expect([status, seen]).toEqual([403, undefined])
  })

  it.each(['https://host.example', 'https://partners.example'])('a form of %s is taken', async (origin) => {
    expect((await visit('SignUpPage', { body: 'a=1', headers: { ...form, origin } })).status).toBe(200)
  })

  it('JSON of another site is taken: its own server or page sent it', async () => {
    const headers = { 'content-type': 'application/json', ...elsewhere }
    expect((await visit('SubmitOnboardingRequest', { body: '{}', headers })).status).toBe(200)
  })

  it('a link of another site opens a page', async () => {
    expect((await visit('SignUpPage', { method: 'GET', headers: elsewhere })).status).toBe(200)
  })
})

describe('what staff are told', () => {
  it.each<[number, string, RequestParts, CheckAccess]>([
    [403, 'Error 403', {}, nobody],
    [415, 'Error 415', { body: 'x', headers: { 'content-type': 'text/plain' } }, ada],
  ])('a refusal of status %i has it in its heading', async (expected, heading, parts, access) => {
    const { status, text } = await visit('RunJob', parts, { access })
    expect(status).toBe(expected)
    expect(text).toContain(`<h1>${heading}</h1>`)
  })

  it('what is not there is said in words', async () => {
    const url = 'https://host.example/x'
    const serve = createServe(serveDeps())
    const answer = await serve(routes.ProspectPage, ({ refuse }) => refuse('not-found'))(
      httpRequest({ method: 'GET', url }),
      invocation(),
    )
    expect(answer.status).toBe(404)
    expect(String(answer.body)).toContain('<h1>Not found</h1>')
  })
})
