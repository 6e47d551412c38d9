// Answers a request of the Web API: who calls, how much they may, what is asked for.
import type { IncomingMessage } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { SalesError } from '../base/errors.ts'
import type { User } from '../organization/session.ts'
import { type Engine, handle } from '../web-api/handle.ts'
import { runBatch } from './batch.ts'
import { type Counter, operationOf } from './counter.ts'
import { faultError, type SalesFaults } from './faults.ts'
import type { Limiter } from './limits.ts'
import { lowerHeaders, parseJson, readBody } from './read-request.ts'
import type { Tokens } from './token.ts'

/** What the HTTP side of an organization works with. */
export type Service = {
  readonly engine: Engine
  readonly tokens: Tokens
  readonly limiter: Limiter
  readonly counter: Counter
  readonly latencyMs: number
  readonly faults: SalesFaults | undefined
  origins(): readonly string[]
}

const run = (service: Service, user: User, request: ApiRequest, text: string): ApiResponse => {
  const { engine, counter } = service
  if (!/^\$batch(\?|$)/.test(request.path)) {
    return handle(engine, user, { ...request, body: parseJson(text) })
  }
  if (request.method !== 'POST') throw new SalesError(405, '0x80060888', 'A batch is sent with POST.')
  const onRequest = (inner: ApiRequest) => counter.count(operationOf(inner.method, inner.path), false)
  return runBatch({ engine, user, outer: { ...request, body: text }, onRequest })
}

/**
 * Answers a request of the Web API.
 * @param path below the service root
 * @returns the answer, or `lost` when a fault ends the connection instead
 * @throws SalesError for what is refused before the Web API sees it
 */
export const answerApi = async (
  service: Service,
  request: IncomingMessage,
  path: string,
): Promise<ApiResponse | 'lost'> => {
  const method = request.method ?? 'GET'
  const operation = operationOf(method, path)
  service.counter.count(operation, true)
  // The service's own work is part of its latency, so requests that come together do not wait for each other's.
  const latency = service.latencyMs > 0 ? delay(service.latencyMs) : undefined
  const text = await readBody(request)
  const user = service.tokens.userOf(request.headers.authorization)
  if (!user) {
    const [origin = ''] = service.origins()
    throw new SalesError(401, '0x8005f101', 'The requested resource requires authentication.', {
      'WWW-Authenticate': `Bearer authorization_uri=${origin}/organizations/oauth2/authorize, resource_id=${origin}/`,
    })
  }
  const { leave, headers } = service.limiter.enter(user.id)
  try {
    const fault = service.faults?.({ method, path, operation })
    if (fault?.delayMs) await delay(fault.delayMs)
    if (fault?.lose === 'request') return 'lost'
    if (fault?.status !== undefined) throw faultError(fault, fault.status)
    const answer = run(service, user, { method, path, headers: lowerHeaders(request) }, text)
    return fault?.lose === 'reply' ? 'lost' : { ...answer, headers: { ...headers, ...answer.headers } }
  } finally {
    await latency
    leave()
  }
}
