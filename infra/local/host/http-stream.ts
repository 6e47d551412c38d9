// HTTP streaming: an app that asks for it opens its own server, and the host forwards requests and answers untouched.
import { type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'
import type { HttpData, TypedData } from './protocol.ts'

export type Forwarding = {
  /** Resolves when the app's answer has been passed on, or could not be. */
  answered: Promise<void>
  abort(): void
}

const ownHeaders = new Set(['x-ms-invocation-id', 'connection', 'keep-alive', 'transfer-encoding'])

/** How the library recognises the request that belongs to an invocation. */
const forwardedHeaders = (request: IncomingMessage, id: string) => ({
  ...request.headers,
  'x-ms-invocation-id': id,
  'x-forwarded-host': request.headers.host ?? 'localhost',
  'x-forwarded-proto': 'http',
})

/**
 * Forwards a request to the app's own server (the `HttpUri` it declared) and streams the answer back.
 * @param id the invocation the request belongs to
 * @see https://learn.microsoft.com/azure/azure-functions/functions-reference-node#http-streams
 */
export const forwardRequest = (
  request: IncomingMessage,
  response: ServerResponse,
  httpUri: string,
  id: string,
): Forwarding => {
  const answered = Promise.withResolvers<void>()
  const target = new URL(httpUri)
  const proxied = openRequest({
    host: '127.0.0.1',
    port: target.port,
    method: request.method,
    path: request.url,
    headers: forwardedHeaders(request, id),
    agent: false,
  })
  proxied.on('response', (answer) => {
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined && !ownHeaders.has(name)) response.setHeader(name, value)
    }
    response.writeHead(answer.statusCode ?? 500)
    // A broken stream has destroyed the response, which is all the client can learn.
    pipeline(answer, response, () => answered.resolve())
  })
  proxied.on('error', () => answered.resolve())
  request.on('error', () => proxied.destroy())
  request.pipe(proxied)
  return { answered: answered.promise, abort: () => proxied.destroy() }
}

/** Route values and headers, which a streaming function reads from its trigger metadata. */
export const streamMetadata = (data: HttpData): Record<string, TypedData> => {
  const values = Object.entries(data.params ?? {}).map(([name, value]): [string, TypedData] => [
    name,
    { string: value },
  ])
  return { ...Object.fromEntries(values), Headers: { json: JSON.stringify(data.headers ?? {}) } }
}
