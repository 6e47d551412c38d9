// Answers a request of the Web API: who calls, how much they may, what is asked for.
import type { IncomingMessage } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { SalesError } from '../base/errors.ts'
import type { User } from '../organization/session.ts'
import { type Engine, handle } from '../web-api/handle.ts'
import { actingUser } from '../web-api/impersonate.ts'
import { runBatch } from './batch.ts'
import { type Counter, operationOf } from './counter.ts'
import { faultAnswer, type SalesFaults } from './faults.ts'
import type { Limiter } from './limits.ts'
import { lowerHeaders, parseJson, readBody } from './read-request.ts'
import type { Tokens } from './token.ts'

/** What the HTTP side of an organization works with. */
export type Service = {
  readonly engine: Engine
  readonly tokens: Tokens
  readonly limiter: Limiter
  readonly counter: Counter
  /** How long each request takes at least; a batch as long as all its requests one after the other. */
  readonly latencyMs: number
  readonly faults: SalesFaults | undefined
  origins(): readonly string[]
}

/** An answer, and how long the organization says that it worked on it. */
type Work = { readonly answer: ApiResponse; readonly milliseconds: number }

const runAll = (service: Service, caller: User, request: ApiRequest, text: string): Work => {
  if (request.method !== 'POST') throw new SalesError(405, '0x80060888', 'A batch is sent with POST.')
  const user = actingUser(service.engine.org, caller, request.headers)
  let milliseconds = 0
  // What is in a batch is worked off one after the other, so its times add up.
  // https://learn.microsoft.com/power-apps/developer/data-platform/webapi/execute-batch-operations-using-web-api
  const handlePart = (inner: ApiRequest): ApiResponse => {
    const operation = operationOf(inner.method, inner.path)
    service.counter.count(operation, false)
    const { method, path, headers } = inner
    const fault = service.faults?.({ method, path, headers, operation, inBatch: true })
    milliseconds += service.latencyMs + (fault?.delayMs ?? 0)
    const refused = fault && (fault.by ?? 'dataverse') === 'dataverse' ? faultAnswer(fault) : undefined
    return refused ?? handle(service.engine, user, inner)
  }
  const answer = runBatch({ store: service.engine.org.store, outer: { ...request, body: text }, handlePart })
  return { answer, milliseconds }
}

const run = (service: Service, user: User, request: ApiRequest, text: string): Work => {
  if (/^\$batch(\?|$)/.test(request.path)) return runAll(service, user, request, text)
  const answer = handle(service.engine, user, { ...request, body: parseJson(text) })
  return { answer, milliseconds: service.latencyMs }
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
  const begun = performance.now()
  let milliseconds = service.latencyMs
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
    const asked = { method, path, headers: lowerHeaders(request) }
    const fault = service.faults?.({ ...asked, operation, inBatch: false })
    if (fault?.delayMs) await delay(fault.delayMs)
    if (fault?.lose === 'request') return 'lost'
    const instead = fault && faultAnswer(fault)
    if (instead) return instead
    const { answer, ...work } = run(service, user, asked, text)
    milliseconds = Math.max(milliseconds, work.milliseconds)
    return fault?.lose === 'reply' ? 'lost' : { ...answer, headers: { ...headers, ...answer.headers } }
  } finally {
    const left = milliseconds - (performance.now() - begun)
    if (left > 0) await delay(left)
    leave()
  }
}
