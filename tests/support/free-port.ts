// Ports for what is told its port before it listens, and for what must find nobody there.

import { createServer } from 'node:net'

// No system gives these to a program that asks for any port or connects to one: Linux takes 32768 and up for that, the
// others 49152 and up. A port from there is soon somebody else's while many tests run.
const first = 20_000
const count = 12_000
const perWorker = 200

/** Workers that run at the same time never get the same port. */
const ownFirst = (worker: number): number => first + (((worker - 1) * perWorker) % count)

/** Whether a port of 127.0.0.1 can be taken. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })

let given = process.pid

/** A port of 127.0.0.1 on which nobody listens, and that nobody else in this run is given. */
export const freePort = async (): Promise<number> => {
  const from = ownFirst(Number(process.env['VITEST_POOL_ID'] ?? 1))
  for (let tried = 0; tried < perWorker; tried++) {
    const port = from + (given++ % perWorker)
    if (await isFree(port)) return port
  }
  throw new Error(`No port from ${from} to ${from + perWorker - 1} is free.`)
}
