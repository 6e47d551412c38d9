// HTTP streaming: an app that asks for it opens its own server, and the host forwards requests and answers untouched.
import { type ClientRequest, type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'
import type { HttpData, TypedData } from './protocol.ts'

export type Forwarding = {
  /** Resolves when nothing more will pass: the answer went through, broke off, or nobody is there to get it. */
  readonly over: Promise<void>
  /** Ends it from this side; a client that has begun to read learns of it by the end of its connection. */
  abort(): void
}

/** What is between two neighbours alone (https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1), and our own mark. */
const betweenNeighbours = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'x-ms-invocation-id',
])

/** A client that still sends when its answer is there may go on for so long, as Kestrel has it. */
const lateBodyMs = 5_000

/** How the library recognises the request that belongs to an invocation. */
const forwardedHeaders = (request: IncomingMessage, id: string): Record<string, string | string[]> => {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !betweenNeighbours.has(name)) headers[name] = value
  }
  return {
    ...headers,
    // A server that has announced to close does so over the rest of a body, and its answer may be lost by that.
    connection: 'keep-alive',
    'x-ms-invocation-id': id,
    'x-forwarded-host': request.headers.host ?? 'localhost',
    'x-forwarded-proto': 'http',
  }
}

/**
 * Resolves when the app's server has the request. The library waits for that without end
 * (https://github.com/Azure/azure-functions-nodejs-library/blob/v4.x/src/http/httpProxy.ts), so that a request whose
 * client has left must arrive all the same.
 */
const untilSent = (proxied: ClientRequest): Promise<void> =>
  new Promise((resolve, reject) => {
    proxied.once('error', reject)
    proxied.once('close', () => reject(new Error('The connection to the app was closed before it was used.')))
    proxied.once('socket', (socket) => socket.once('connect', () => setImmediate(resolve)))
  })

const copyHead = (answer: IncomingMessage, response: ServerResponse): void => {
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    if (!values || betweenNeighbours.has(name) || name === 'transfer-encoding') continue
    response.setHeader(name, values.length === 1 ? (values[0] ?? '') : values)
  }
  response.writeHead(answer.statusCode ?? 500)
}

/**
 * Forwards a request to the app's own server (the `HttpUri` it declared) and streams the answer back. Whoever breaks
 * off, the client, the app or this host, the connections of all of them end.
 * @param path as the app is to see it, with its query
 * @param id the invocation the request belongs to
 * @param onLost hears that the request could not be brought to the app, which will wait for it
 * @see https://learn.microsoft.com/azure/azure-functions/functions-reference-node#http-streams
 */
export const forwardRequest = (
  request: IncomingMessage,
  response: ServerResponse,
  httpUri: string,
  path: string,
  id: string,
  onLost: (error: Error) => void,
): Forwarding => {
  const over = Promise.withResolvers<void>()
  const proxied = openRequest({
    host: '127.0.0.1',
    port: new URL(httpUri).port,
    method: request.method,
    path,
    headers: forwardedHeaders(request, id),
    agent: false,
  })
  // How a connection breaks does not matter; that it does, its end tells.
  proxied.on('error', () => undefined)

  const end = (): void => {
    over.resolve()
    proxied.destroy()
    if (request.complete || request.destroyed) return
    // Nobody takes the rest of the body any more, but the client may wait until it has sent it.
    request.unpipe(proxied)
    request.resume()
    const limit = setTimeout(() => request.destroy(), lateBodyMs)
    for (const event of ['end', 'close']) request.once(event, () => clearTimeout(limit))
  }

  const sent = untilSent(proxied)
  const abort = (): void => void sent.finally(() => proxied.destroy()).catch(() => undefined)
  sent.catch((error: Error) => {
    onLost(error)
    over.resolve()
  })

  proxied.on('response', (answer) => {
    try {
      copyHead(answer, response)
    } catch {
      // The head was written already, or is none that can be written.
      answer.destroy()
      response.destroy()
      return
    }
    pipeline(answer, response, end)
  })
  proxied.once('close', end)
  // The client has left: before its own body was complete, or before it had the whole answer.
  request.once('close', () => request.complete || abort())
  response.once('close', () => response.writableFinished || abort())

  proxied.flushHeaders()
  request.pipe(proxied)
  return { over: over.promise, abort }
}

/** Brings the app a request that nobody sent, for a run by hand; its answer goes nowhere. @returns ends it */
export const forwardByHand = (
  httpUri: string,
  id: string,
  body: Buffer,
  onLost: (error: Error) => void,
): (() => void) => {
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    'x-ms-invocation-id': id,
    'x-forwarded-host': 'localhost',
    'x-forwarded-proto': 'http',
  }
  const port = new URL(httpUri).port
  const proxied = openRequest({ host: '127.0.0.1', port, method: 'POST', headers, agent: false })
  proxied.on('error', () => undefined)
  proxied.on('response', (answer) => answer.on('error', () => undefined).resume())
  untilSent(proxied).catch(onLost)
  proxied.end(body)
  return () => void proxied.destroy()
}

/** Route values and headers, which a streaming function reads from its trigger metadata. */
export const streamMetadata = (data: HttpData): Record<string, TypedData> => {
  const values = Object.entries(data.params ?? {}).map(([name, value]): [string, TypedData] => [
    name,
    { string: value },
  ])
  return { ...Object.fromEntries(values), Headers: { json: JSON.stringify(data.headers ?? {}) } }
}
