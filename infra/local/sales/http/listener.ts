// The HTTP side of the organization: token endpoint, Web API and, for everything else, the salesperson's pages.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { ApiRequest, ApiResponse, SalesApi } from '../base/api.ts'
import { SalesError } from '../base/errors.ts'
import type { User } from '../organization/session.ts'
import { type Engine, handle } from '../web-api/handle.ts'
import { parseJson, runBatch } from './batch.ts'
import type { Counter } from './counter.ts'
import { operationOf } from './counter.ts'
import { faultError, type SalesFaults } from './faults.ts'
import type { Limiter } from './limits.ts'
import type { Tokens } from './token.ts'

type Pages = (request: IncomingMessage, response: ServerResponse, api: SalesApi) => Promise<boolean>

export type Listener = {
  readonly engine: Engine
  readonly tokens: Tokens
  readonly limiter: Limiter
  readonly counter: Counter
  readonly latencyMs: number
  readonly faults: SalesFaults | undefined
  readonly pages: Pages | undefined
  readonly pagesApi: SalesApi
  origins(): readonly string[]
}

const largestBody = 32 * 1024 * 1024

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largestBody) throw new SalesError(413, '0x80060888', 'The request body is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const lowerHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )

const send = (response: ServerResponse, answer: ApiResponse): void => {
  const { status, headers, body } = answer
  const isJson = typeof body === 'object' && body !== null
  const text = body === undefined ? undefined : isJson ? JSON.stringify(body) : String(body)
  const type = isJson ? 'application/json; odata.metadata=minimal' : 'text/plain'
  const id = randomUUID()
  response.writeHead(status, {
    'Cache-Control': 'no-cache',
    REQ_ID: id,
    'x-ms-service-request-id': `${id},${randomUUID()}`,
    ...(text === undefined ? {} : { 'Content-Type': type, 'Content-Length': String(Buffer.byteLength(text)) }),
    ...headers,
  })
  response.end(text)
}

const errorAnswer = (error: unknown): ApiResponse => {
  if (!(error instanceof SalesError)) console.error(error)
  const known = error instanceof SalesError ? error : new SalesError(500, '0x80040216', 'An unexpected error occurred.')
  const body = { error: { code: known.code, message: known.message } }
  return { status: known.status, headers: { 'OData-Version': '4.0', ...known.headers }, body }
}

const run = (listener: Listener, user: User, request: ApiRequest, text: string): ApiResponse => {
  const { engine, counter } = listener
  if (!/^\$batch(\?|$)/.test(request.path)) {
    return handle(engine, user, { ...request, body: parseJson(text) })
  }
  if (request.method !== 'POST') throw new SalesError(405, '0x80060888', 'A batch is sent with POST.')
  const onRequest = (inner: ApiRequest) => counter.count(operationOf(inner.method, inner.path), false)
  return runBatch({ engine, user, outer: { ...request, body: text }, onRequest })
}

const answerApi = async (listener: Listener, request: IncomingMessage, path: string): Promise<ApiResponse | 'lost'> => {
  const method = request.method ?? 'GET'
  const operation = operationOf(method, path)
  listener.counter.count(operation, true)
  // The service's own work is part of its latency, so requests that come together do not wait for each other's.
  const latency = listener.latencyMs > 0 ? delay(listener.latencyMs) : undefined
  const text = await readBody(request)
  const user = listener.tokens.userOf(request.headers.authorization)
  if (!user) {
    const [origin = ''] = listener.origins()
    throw new SalesError(401, '0x8005f101', 'The requested resource requires authentication.', {
      'WWW-Authenticate': `Bearer authorization_uri=${origin}/organizations/oauth2/authorize, resource_id=${origin}/`,
    })
  }
  const { leave, headers } = listener.limiter.enter(user.id)
  try {
    const fault = listener.faults?.({ method, path, operation })
    if (fault?.delayMs) await delay(fault.delayMs)
    if (fault?.lose === 'request') return 'lost'
    if (fault?.status !== undefined) throw faultError(fault, fault.status)
    const answer = run(listener, user, { method, path, headers: lowerHeaders(request) }, text)
    return fault?.lose === 'reply' ? 'lost' : { ...answer, headers: { ...headers, ...answer.headers } }
  } finally {
    await latency
    leave()
  }
}

const answerToken = async (
  listener: Listener,
  request: IncomingMessage,
  tenant: string,
): Promise<ApiResponse | 'lost'> => {
  listener.counter.count('token', false)
  const fault = listener.faults?.({ method: 'POST', path: request.url ?? '', operation: 'token' })
  if (fault?.delayMs) await delay(fault.delayMs)
  if (fault?.lose) return 'lost'
  if (fault?.status !== undefined) throw faultError(fault, fault.status)
  const form = new URLSearchParams(await readBody(request))
  const { status, body } = listener.tokens.grant(decodeURIComponent(tenant), form, listener.origins())
  return { status, headers: { 'Cache-Control': 'no-store' }, body }
}

/** Answers one HTTP request. */
export const listen = async (listener: Listener, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = request.url ?? '/'
  const reply = (answer: ApiResponse | 'lost'): void => {
    if (answer === 'lost') request.socket.destroy()
    else send(response, answer)
  }
  try {
    const api = /^\/api\/data\/v9\.[0-2]\/(.*)$/s.exec(url)?.[1]
    if (api !== undefined) {
      reply(await answerApi(listener, request, api))
      return
    }
    const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token(?:\?|$)/.exec(url)?.[1]
    if (tenant !== undefined) {
      if (request.method !== 'POST') throw new SalesError(405, '0x80060888', 'Tokens are asked for with POST.')
      reply(await answerToken(listener, request, tenant))
      return
    }
    if (!url.startsWith('/api/') && (await listener.pages?.(request, response, listener.pagesApi))) return
    throw new SalesError(404, '0x8006088a', `Resource not found for the segment '${url.split('?')[0]}'.`)
  } catch (error) {
    if (response.headersSent) response.destroy()
    else send(response, errorAnswer(error))
  }
}
