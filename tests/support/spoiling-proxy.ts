// A way to the app that spoils one thing, to see whether a look from outside notices it.

import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { closeLocally, listenLocally } from './local-server.ts'

/** What is spoiled; what is not named passes through. */
export type Spoil = {
  /** Answers in the app's place; returns whether it did. */
  readonly answers?: (incoming: IncomingMessage, outgoing: ServerResponse) => boolean
  /** Changes the headers of an answer. */
  readonly headers?: (headers: IncomingHttpHeaders, incoming: IncomingMessage, status: number) => IncomingHttpHeaders
}

/** Starts a proxy on any free port of 127.0.0.1 before the app at this port. */
export const startSpoilingProxy = async (targetPort: number, { answers, headers: changed }: Spoil) => {
  const server = createServer((incoming, outgoing) => {
    if (answers?.(incoming, outgoing)) return
    const { method, url, rawHeaders } = incoming
    const forwarded = request(
      { host: '127.0.0.1', port: targetPort, method, path: url, headers: rawHeaders },
      (answer) => {
        const status = answer.statusCode ?? 502
        outgoing.writeHead(status, changed?.({ ...answer.headers }, incoming, status) ?? answer.headers)
        answer.pipe(outgoing)
      },
    )
    forwarded.once('error', () => incoming.socket.destroy())
    outgoing.once('error', () => forwarded.destroy())
    incoming.pipe(forwarded)
  })
  const port = await listenLocally(server)
  return { url: new URL(`http://127.0.0.1:${port}`), close: () => closeLocally(server) }
}
