// Servers of the tests: on any free port of this machine alone, and gone with all their connections when closed.

import type { Server } from 'node:net'

/** Listens on 127.0.0.1. @returns the port that the system gave */
export const listenLocally = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.')
  return address.port
}

/** Stops listening and ends what is still connected. */
export const closeLocally = async (server: Server & { closeAllConnections?: () => void }): Promise<void> => {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections?.()
  await closed
}
