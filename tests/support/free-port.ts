// Ports for what is told its port before it listens, and for what must find nobody there.

import { isFree } from '../../infra/local/start/ports.ts'

// No system gives these to a program that asks for any port or connects to one: Linux takes 32768 and up for that, the
// others 49152 and up. A port from there is soon somebody else's while many tests run.
const first = 20_000
const count = 12_000
const perWorker = 200

/** Workers that run at the same time never get the same port. */
const ownFirst = (worker: number): number => first + (((worker - 1) * perWorker) % count)

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
