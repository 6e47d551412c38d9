// Ports for what is told its port before it listens, and for what must find nobody there.

import { createServer, type Server } from 'node:net'
import { isFree } from '../../infra/local/start/ports.ts'

// No system gives these to a program that asks for any port or connects to one: Linux takes 32768 and up for that, the
// others 49152 and up. A port from there is soon somebody else's while many tests run.
const first = 20_000
const blocks = 120
const blockSize = 100

/** Listens for as long as the process lives. @returns nothing where somebody does so already */
const listenFrom = (port: number): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer().unref()
    server.once('error', (error) => {
      if ('code' in error && error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(port, '127.0.0.1', () => resolve(server))
  })

/**
 * Takes a block of ports. Whoever listens on its first one has it: the system sees to it that this is one process, whatever
 * runs in other folders, and frees it when that ends, however it does.
 */
const takeBlock = async () => {
  for (let tried = 0; tried < blocks; tried += 1) {
    const lock = first + ((process.pid + tried) % blocks) * blockSize
    const held = await listenFrom(lock)
    if (held) return { held, ports: Array.from({ length: blockSize - 1 }, (_, at) => lock + 1 + at) }
  }
  throw new Error(`All ${blocks} blocks of ports are taken.`)
}

let block: ReturnType<typeof takeBlock> | undefined
let given = 0

/** A port of 127.0.0.1 on which nobody listens, and that no other process is given as long as this one lives. */
export const freePort = async (): Promise<number> => {
  block ??= takeBlock()
  const { ports } = await block
  for (const _ of ports) {
    const port = ports[given++ % ports.length]
    if (port !== undefined && (await isFree(port))) return port
  }
  throw new Error(`No port from ${ports[0]} to ${ports.at(-1)} is free.`)
}
