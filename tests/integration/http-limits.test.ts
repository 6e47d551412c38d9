// What the table of routes says of bodies holds at every route that takes one: size, media type, encoding, origin.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isForUsers } from '../../functions/partner-caller.ts'
import type { ProblemCode } from '../../functions/problems.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { partnerSettings, tellPartner } from '../support/partner-calls.ts'
import { aRequest, submit } from '../support/people.ts'
import { type Call, everyRoute, isForStaff, mailEventKey, type Named, principal } from '../support/route-calls.ts'
import { expectRefusal, send } from './http-route-support.ts'
import { expectSafeHeaders, settled } from './http-support.ts'

let env: Environment
let requestId: string
beforeAll(async () => {
  env = await startEnvironment({ ...partnerSettings(), SENDGRID_EVENT_PUBLIC_KEY: mailEventKey }, true)
  await tellPartner(env)
  requestId = (await submit(env, aRequest('Only one GmbH'))).requestId
})
afterAll(() => env.close())

const known: Call = { headers: principal(['Headquarters.Admin']), secret: 'right' }
const taking = everyRoute
  .filter(({ method }) => method === 'POST')
  .map((named): [string, Named, number] => [named.name, named, named.route.body?.limit ?? 0])

const refuses = async (named: Named, given: Call, code: ProblemCode): Promise<void> => {
  // Whether a file can be read, its own code says, and the audit trail tells that somebody tried.
  const isOwn = code === 'unreadable-body' && named.route.body?.as === 'file'
  const rows = async () => (await settled(env)).filter((row) => !isOwn || !row.startsWith('Headquarters audit '))
  const before = await rows()
  const response = await send(env, named, requestId, { ...known, ...given })
  await expectRefusal(response, named.route, code)
  expect(await rows()).toEqual(before)
}

describe.each(taking)('%s', (_, named, limit) => {
  const { route } = named

  it('refuses a body of one byte more than it takes, and none for its size that has no more', async () => {
    await refuses(named, { body: 'x'.repeat(limit + 1) }, 'body-too-large')
    const { status } = await send(env, named, requestId, { ...known, body: 'x'.repeat(limit) })
    expect(status).not.toBe(413)
  })

  it('tells a stranger who sends too much no more than any other stranger', async () => {
    const response = await send(env, named, requestId, { body: 'x'.repeat(limit + 1) })
    const isGated =
      isForStaff(route) || route.caller === 'Dataverse' || route.caller === 'SendGrid' || isForUsers(route)
    const unnamed = route.caller === 'applicant' ? 'not-found' : 'body-too-large'
    await expectRefusal(response, route, isGated ? 'unauthenticated' : unnamed)
  })

  it('refuses bytes that are not UTF-8', () => refuses(named, { body: Buffer.from([0x61, 0xff]) }, 'unreadable-body'))

  it.each(['text/plain', 'multipart/form-data; boundary=x', ''])('takes only its media type, not %j', async (type) => {
    const isOwn = route.body?.as === 'file' && type.startsWith('multipart/')
    if (!route.body?.anyType && !isOwn) return refuses(named, { type }, 'unsupported-media-type')
    expectSafeHeaders(await send(env, named, requestId, { ...known, type }))
  })

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('is closed to pages of other sites if a browser may send it: %j', async (headers) => {
    if (route.kind.endsWith('page')) return refuses(named, { headers: { ...known.headers, ...headers } }, 'cross-site')
    // A user's token is good for the pages of the own site; which page asks, browsers say by the origin.
    if (isForUsers(route) && 'origin' in headers)
      return refuses(named, { headers: { ...known.headers, ...headers } }, 'forbidden')
    // What proves itself by a key, or may be sent by anybody, has no cookie to abuse.
    const { status } = await send(env, named, requestId, { ...known, headers })
    expect(status).not.toBe(403)
  })
})

it('every route that takes something is tried here', () => {
  console.log(`limits: ${taking.length} routes that take a body`)
  expect(taking.every(([, , limit]) => limit > 0)).toBe(true)
  expect(taking.length).toBeGreaterThan(5)
})
