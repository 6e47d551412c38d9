// A way to a local service that can lose an answer: the request arrives, the service acts, the caller hears nothing.

import { createServer, request } from 'node:http'
import { closeLocally, listenLocally } from './local-server.ts'

export type CuttingProxy = {
  readonly port: number
  /** Cuts the connection instead of passing on the next answer to a request of this method. */
  readonly loseNextAnswer: (method: string) => void
  /** Cuts every connection that asks for a path with this ending, before the service hears of it. */
  readonly cutOff: (ending: string) => void
  /** Status codes that the service answered with, lost ones included. */
  readonly statuses: number[]
  readonly close: () => Promise<void>
}

/** Starts a proxy on any free port of 127.0.0.1. It keeps the host header, which request signatures may cover. */
export const startCuttingProxy = async (targetPort: number): Promise<CuttingProxy> => {
  let lost: string | undefined
  let unreachable: string | undefined
  const statuses: number[] = []
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming
    if (unreachable !== undefined && new URL(url ?? '', 'http://localhost').pathname.endsWith(unreachable)) {
      incoming.socket.destroy()
      return
    }
    const forwarded = request({ host: '127.0.0.1', port: targetPort, method, path: url, headers }, (answer) => {
      statuses.push(answer.statusCode ?? 0)
      if (lost === method) {
        lost = undefined
        // Only once the whole answer is there is the work of the service done.
        answer.resume().once('end', () => incoming.socket.destroy())
        return
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    forwarded.once('error', () => incoming.socket.destroy())
    incoming.pipe(forwarded)
  })
  const port = await listenLocally(server)
  return {
    port,
    loseNextAnswer: (method) => {
      lost = method
    },
    cutOff: (ending) => {
      unreachable = ending
    },
    statuses,
    close: () => closeLocally(server),
  }
}
