// How every address of the app answers what HTTP allows a caller to ask: the head alone, a body in pieces or packed, one
// form of the answer rather than another, and when to come again.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isForUsers } from '../../functions/partner-caller.ts'
import type { Method, Route } from '../../functions/route.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { freePort } from '../support/free-port.ts'
import { partnerSettings, tellPartner } from '../support/partner-calls.ts'
import { aRequest, submit } from '../support/people.ts'
import { call, everyRoute, mailEventKey, usualContents } from '../support/route-calls.ts'
import { expectRefusal, send } from './http-route-support.ts'
import { expectPage, expectProblem, rawHead, sendRaw, settled } from './http-support.ts'

const named = (...methods: readonly Method[]) =>
  everyRoute.filter(({ method }) => methods.includes(method)).map((one) => [`${one.method} ${one.name}`, one] as const)

const typeOf = ({ body }: Route): string => usualContents[body?.as ?? 'JSON'].type
/** Whether what is sent has members that the description names, and no others. */
const takesMembers = ({ body, caller }: Route): boolean =>
  body?.as === 'JSON' && body.anyType !== true && caller !== 'SendGrid'

describe('an address', () => {
  let env: Environment
  let requestId: string
  beforeAll(async () => {
    env = await startEnvironment({ ...partnerSettings(), SENDGRID_EVENT_PUBLIC_KEY: mailEventKey })
    await tellPartner(env)
    requestId = (await submit(env, aRequest('Only one GmbH'))).requestId
  })
  afterAll(() => env.close())

  it.each(named('GET'))('%s answers HEAD as GET, without a body', async (_, one) => {
    const { path, headers } = call(env, one, requestId, { secret: 'right' })
    const whole = await fetch(env.url + path, { headers, redirect: 'manual' })
    await whole.text()
    const { status, text } = await sendRaw(
      env,
      rawHead('HEAD', path, [...Object.entries(headers).map((line) => line.join(': ')), 'Connection: close']),
    )
    expect(status).toBe(whole.status)
    const [head = '', body] = text.split('\r\n\r\n')
    expect(body).toBe('')
    const type = whole.headers.get('content-type')
    if (type !== null) expect(head.toLowerCase()).toContain(`\r\ncontent-type: ${type.toLowerCase()}`)
  })

  it.each(named('POST', 'PATCH'))('%s says 411 to a body in pieces, and how it is taken', async (_, one) => {
    const { path, headers, body } = call(env, one, requestId, { secret: 'right' })
    const pieces = new ReadableStream({
      start: (stream) => {
        stream.enqueue(new TextEncoder().encode(String(body)))
        stream.close()
      },
    })
    const response = await fetch(env.url + path, {
      method: one.method,
      headers,
      body: pieces,
      redirect: 'manual',
      duplex: 'half',
    } as RequestInit)
    await expectRefusal(response, one.route, 'length-required')
  })

  it.each(named('POST', 'PATCH'))('%s says 415 to a packed body', async (_, one) => {
    const headers = { 'content-encoding': 'gzip' }
    const response = await send(env, one, requestId, { secret: 'right', headers })
    expect(response.headers.get('accept-encoding')).toBe(one.route.kind === 'JSON' ? 'identity' : null)
    await expectRefusal(response, one.route, 'unsupported-encoding')
  })

  it.each(named('POST', 'PATCH').filter(([, { route }]) => route.body?.anyType !== true))(
    '%s says 415 to a body of another type, and of no UTF',
    async (_, one) => {
      for (const type of ['text/plain', 'application/xml', `${typeOf(one.route)}; charset=utf-16`]) {
        const response = await send(env, one, requestId, { secret: 'right', type })
        await expectRefusal(response, one.route, 'unsupported-media-type')
      }
    },
  )

  it.each(named('POST', 'PATCH').filter(([, { route }]) => takesMembers(route)))(
    '%s names the members that it does not know, and changes nothing',
    async (_, one) => {
      // That staff tried is an act, and stands in the trail.
      const kept = async () => (await settled(env)).filter((row) => !row.startsWith('Headquarters audit '))
      const before = await kept()
      const body = JSON.stringify({ surprise: 1, 'x-other': null })
      const response = await send(env, one, requestId, { secret: 'right', body, headers: { 'if-match': '*' } })
      const { errors = [] } = await expectProblem(response, 400, 'invalid-request')
      const unknown = errors.filter(({ code }) => code === 'unknown-member').map(({ path }) => path)
      expect(unknown).toEqual(['surprise', 'x-other'])
      expect(await kept()).toEqual(before)
    },
  )

  it.each(named('GET', 'POST', 'PATCH', 'DELETE').filter(([, { route }]) => isForUsers(route)))(
    '%s answers JSON, whatever form of it would be better',
    async (_, one) => {
      for (const accept of ['text/html, */*;q=0.1', 'application/json;q=0.1, text/html', 'text/html;q=0.9', '']) {
        const response = await send(env, one, requestId, { secret: 'right', headers: { accept } })
        expect(response.headers.get('content-type')).toMatch(/^application\/(problem\+)?json; charset=utf-8$/)
        expect(response.status).toBeLessThan(500)
        await response.text()
      }
    },
  )

  it.each([
    ['text/html', 303],
    ['text/html;q=0.9, application/json;q=0.8', 303],
    ['application/json;q=0.5, text/*;q=0.6', 303],
    ['text/html;q=0.2, */*;q=0.1', 303],
    ['application/json, text/html;q=0.9', 200],
    ['text/html;q=0, */*', 200],
    ['text/html;q=0.5, application/*;q=0.5', 200],
    ['*/*', 200],
    ['', 200],
    ['text/html;q=2', 200],
  ])('of a status asked for as %j answers %i', async (accept, status) => {
    const one = everyRoute.find(({ name }) => name === 'GetOnboardingRequest')
    if (!one) throw new Error('The table of routes has no status.')
    const response = await send(env, one, requestId, { secret: 'right', headers: { accept } })
    await response.text()
    expect(response.status).toBe(status)
  })
})

describe('while storage is away, an address', () => {
  let env: Environment
  beforeAll(async () => {
    const endpoint = `TableEndpoint=http://127.0.0.1:${await freePort()}/devstoreaccount1`
    const account = 'DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=c2VjcmV0'
    env = await startEnvironment({
      ...partnerSettings(),
      AzureWebJobsStorage: `${account};${endpoint};`,
      SENDGRID_EVENT_PUBLIC_KEY: mailEventKey,
    })
  })
  afterAll(() => env.close())

  const needless: string[] = []
  it.concurrent.each(named('GET', 'POST', 'PATCH', 'DELETE'))(
    '%s says when to come again, or needs none',
    async (_, one) => {
      const { name } = one
      const id = '11111111-2222-4333-8444-555555555555'
      const body = one.name === 'SubmitOnboardingRequest' ? JSON.stringify(aRequest('No storage GmbH')) : undefined
      const headers = { 'if-match': '*' }
      const response = await send(env, one, id, { secret: 'right', headers, ...(body === undefined ? {} : { body }) })
      if (response.status !== 503) {
        needless.push(name)
        expect([name, response.status < 500]).toEqual([name, true])
        return
      }
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
      if (one.route.kind === 'JSON') await expectProblem(response, 503, 'temporarily-unavailable')
      else await expectPage(response, 503)
    },
  )

  it('of the site’s home and form answers as always', () => {
    expect(needless).toEqual(expect.arrayContaining(['HomePage', 'SignUpPage', 'SiteStylesheet', 'GetOpenApi']))
    expect(needless).not.toContain('SubmitOnboardingRequest')
    expect(needless).not.toContain('ListProspects')
    const ofUsers = everyRoute.filter(({ route }) => isForUsers(route) || route.caller === 'site')
    expect(needless.filter((name) => ofUsers.some((one) => one.name === name))).toEqual([])
  })
})
