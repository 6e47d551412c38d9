// Whatever fails inside a route, its answer says so in the route's own form, without detail and with all safe headers.

import { describe, expect, it } from 'vitest'
import { problems } from '../../functions/problems.ts'
import { refusalsOf } from '../../functions/route.ts'
import { type RouteName, routes } from '../../functions/routes.ts'
import { createServe } from '../../functions/serve.ts'
import { statusToken } from '../../shared/channel/status-token.ts'
import type { Access } from '../../shared/headquarters/access.ts'
import { json, type WebAnswer } from '../../shared/platform/http.ts'
import { QueueUnavailable } from '../../shared/platform/queue-failures.ts'
import { StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { headersOf, httpRequest, invocation, serveDeps } from '../support/http-samples.ts'
import { everyRoute, isForStaff } from '../support/route-calls.ts'

const secret = 'status-token-secret-of-the-tests-0123456789'
const id = '11111111-2222-4333-8444-555555555555'
const detail = 'Zq7kXw'

/** Lets everybody in, and runs one handler for a route. */
const answerOf = async (name: string, handler: () => Promise<WebAnswer>): Promise<WebAnswer> => {
  const serve = createServe(serveDeps({ tokenSecrets: [secret], salesEventKeys: ['key'] }))
  const { method = 'GET', route } = everyRoute.find((each) => each.name === name) ?? {}
  const request = httpRequest({
    method,
    headers: { 'x-sales-event-key': 'key', 'content-type': 'application/json' },
    url: `https://partners.example/x?request=${id}&token=${statusToken(secret, id)}`,
    ...((method === 'POST' || method === 'PATCH') && route?.body?.as === 'JSON' ? { body: '{}' } : {}),
  })
  return serve(routes[name as RouteName], handler)(request, invocation())
}

// Without SendGrid's private key nobody comes as far as the code of this one.
const routesHere = everyRoute.filter(({ name }) => name !== 'ReceiveMailEvents')

const failures: [string, Error, 500 | 503][] = [
  ['a mistake', new Error(detail), 500],
  ['storage that is gone', new StorageUnavailable(detail), 503],
  ['a broker that is gone', new QueueUnavailable(detail), 503],
]

describe.each(failures)('%s', (_, error, status) => {
  it.each(routesHere.map(({ name, route }) => [name, route] as const))(
    'is told by %s without detail',
    async (name, route) => {
      const answer = await answerOf(name, () => Promise.reject(error))
      const headers = headersOf(answer)
      expect(answer.status).toBe(status)
      expect(String(answer.body)).not.toContain(detail)
      expect(headers.get('content-type')).toMatch(
        route.kind.endsWith('page') ? /^text\/html/ : /^application\/problem\+json/,
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(refusalsOf(route).map((code) => problems[code][0])).toContain(status)
    },
  )
})

it('what has the secret of a request in its address is kept out of search engines, and nothing else is', async () => {
  const kept: string[] = []
  for (const { name } of routesHere)
    if (headersOf(await answerOf(name, async () => json(200, {}))).get('x-robots-tag') === 'noindex, nofollow')
      kept.push(name)
  expect(kept).toEqual(routesHere.filter(({ route }) => route.caller === 'applicant').map(({ name }) => name))
  expect(kept).toContain('StatusPage')
})

it('what a route answers is passed on as it is', async () => {
  expect(await answerOf('Health', async () => json(200, { status: 'healthy' }))).toEqual(
    json(200, { status: 'healthy' }),
  )
})

it('who has signed in without the role is told who they are, and a stranger nothing', async () => {
  const told = async (given: Partial<Access>) => {
    const access = () => ({ outcome: 'refused', code: 'forbidden', ...given }) as Access
    const serve = createServe(serveDeps({ access }))
    return String((await serve(routes.JobsPage, async () => json(200, {}))(httpRequest({}), invocation())).body)
  }
  const who = { kind: 'staff', id: 'o-1', name: 'Kim Larsen' } as const
  expect(await told({ known: { who } })).toMatch(/Kim Larsen.*\/\.auth\/logout/s)
  expect(await told({})).not.toMatch(/\.auth|headquarters\/jobs/)
})

describe('at a host of a channel', () => {
  const at = async (name: RouteName, host: string) => {
    const { site, ...deps } = serveDeps()
    const channels = [{ ...site.channels[0], hosts: ['eu.partners.example'] }] as const
    const serve = createServe({ ...deps, site: { ...site, channels } })
    const request = httpRequest({ url: `https://${host}/x` })
    return (await serve(routes[name], async () => json(200, {}))(request, invocation())).status
  }

  it('nothing for staff is answered, and all else is', async () => {
    const staff = everyRoute.filter(
      ({ name, route, method }) => method === 'GET' && isForStaff(routes[name as RouteName] ?? route),
    )
    expect(staff.length).toBeGreaterThan(10)
    for (const { name } of staff) {
      expect([name, await at(name as RouteName, 'eu.partners.example')]).toEqual([name, 404])
      expect([name, await at(name as RouteName, 'partners.example')]).toEqual([name, 200])
    }
    expect(await at('SignUpPage', 'eu.partners.example')).toBe(200)
  })
})
