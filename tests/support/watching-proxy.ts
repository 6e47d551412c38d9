// Stands between the app and a neighbour that speaks HTTP: shows every call before it is passed on and after its answer
// came, and lets either side of it go wrong.

import { Agent, createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import { closeLocally, listenLocally } from './local-server.ts'

export type PassingCall = {
  readonly method: string
  /** Path and query, as sent. */
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/**
 * What becomes of a call: `cut` ends the connection before the neighbour hears of it, `lose` after the neighbour did all
 * it was asked. `meanwhile` runs at that moment, before the caller can notice. A number is answered as a status instead,
 * with `body` as JSON.
 */
export type Interference = {
  readonly kind: 'cut' | 'lose' | number
  readonly meanwhile?: () => void
  readonly body?: string
}

export type Watch = (call: PassingCall) => Interference | undefined

export type WatchingProxy = {
  readonly url: string
  readonly port: number
  /** Status codes the neighbour answered with, lost answers included. */
  readonly statuses: number[]
  readonly close: () => Promise<void>
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/**
 * Starts a proxy on 127.0.0.1.
 * @param target origin of the neighbour
 * @param watch asked once for each request
 */
export const startWatchingProxy = async (target: string, watch: Watch): Promise<WatchingProxy> => {
  const { hostname, port } = new URL(target)
  const agent = new Agent({ keepAlive: true })
  const statuses: number[] = []

  // A form may name the neighbour's address, and the neighbour knows its own only.
  const own = { origin: '' }
  const addressed = ({ headers, body }: PassingCall): { headers: PassingCall['headers']; body: Buffer } => {
    if (headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true) return { headers, body }
    const form = body.toString().replaceAll(encodeURIComponent(own.origin), encodeURIComponent(target))
    return { headers: { ...headers, 'content-length': String(Buffer.byteLength(form)) }, body: Buffer.from(form) }
  }

  /** The neighbour's whole answer: only then is its work done. */
  const ask = (call: PassingCall): Promise<{ answer: IncomingMessage; bytes: Buffer }> =>
    new Promise((resolve, reject) => {
      const { method, url } = call
      const { headers, body } = addressed(call)
      const onward = forward({ hostname, port, method, path: url, headers, agent }, (answer) => {
        bodyOf(answer).then((bytes) => resolve({ answer, bytes }), reject)
      })
      onward.once('error', reject)
      onward.end(body)
    })

  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = request
    const call = { method, url, headers, body: await bodyOf(request) }
    const interference = watch(call)
    if (typeof interference?.kind === 'number') {
      const { kind, body = '' } = interference
      response
        .writeHead(kind, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
        .end(body)
      return
    }
    if (interference?.kind === 'cut') {
      interference.meanwhile?.()
      request.socket.destroy()
      return
    }
    const { answer, bytes } = await ask(call)
    statuses.push(answer.statusCode ?? 0)
    if (interference) {
      interference.meanwhile?.()
      request.socket.destroy()
      return
    }
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    response.end(bytes)
  }

  const server = createServer((request, response) => {
    // A caller that is gone, or a neighbour that hung up: the other side sees the same.
    pass(request, response).catch(() => request.socket.destroy())
  })
  // A connection that ends between two requests of the app would make the SDK send one of them again.
  server.keepAliveTimeout = 0
  const ownPort = await listenLocally(server)
  own.origin = `http://127.0.0.1:${ownPort}`
  return {
    url: own.origin,
    port: ownPort,
    statuses,
    close: async () => {
      const closed = closeLocally(server)
      agent.destroy()
      await closed
    },
  }
}
