// Stands between the app and the broker, passes every byte on, and keeps them all.

import { connect, createServer, type Socket } from 'node:net'
import { listenLocally } from './local-server.ts'

export type Tap = {
  readonly port: number
  /** Everything that passed so far, in both directions, as single-byte text. */
  readonly heard: () => string
  readonly close: () => Promise<void>
}

/** Starts a tap on 127.0.0.1. @param targetPort of the broker */
export const startTap = async (targetPort: number): Promise<Tap> => {
  const chunks: Buffer[] = []
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.on('data', (bytes) => chunks.push(bytes))
      from.pipe(to)
      // The other side learns of the end of this one, however it came.
      from.once('error', () => to.destroy())
      from.once('close', () => {
        open.delete(from)
        to.destroy()
      })
    }
  })
  const port = await listenLocally(server)
  return {
    port,
    heard: () => Buffer.concat(chunks).toString('latin1'),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}
