// Whatever fails inside a route, its answer says so in the route's own form, without detail and with all safe headers.

import { describe, expect, it } from 'vitest'
import { problems } from '../../functions/problems.ts'
import { refusalsOf } from '../../functions/route.ts'
import { type RouteName, routes } from '../../functions/routes.ts'
import { createServe } from '../../functions/serve.ts'
import { statusToken } from '../../shared/channel/status-token.ts'
import { json, type WebAnswer } from '../../shared/platform/http.ts'
import { QueueUnavailable } from '../../shared/platform/service-bus.ts'
import { StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { headersOf, httpRequest, invocation, serveDeps } from '../support/http-samples.ts'
import { everyRoute } from '../support/route-calls.ts'

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
    ...(method === 'POST' && route?.body?.as === 'JSON' ? { body: '{}' } : {}),
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

it('what a route answers is passed on as it is', async () => {
  expect(await answerOf('Health', async () => json(200, { status: 'healthy' }))).toEqual(
    json(200, { status: 'healthy' }),
  )
})
