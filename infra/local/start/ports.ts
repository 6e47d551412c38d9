// The ports of the local environment, and what to say when one is taken.

import { createServer } from 'node:net'

const defaults = {
  FUNCTIONS_PORT: 7071,
  SALES_PORT: 5555,
  INBOX_PORT: 8025,
  SHOP_PORT: 3000,
  SERVICEBUS_PORT: 5672,
  AZURITE_BLOB_PORT: 10_000,
  AZURITE_QUEUE_PORT: 10_001,
  AZURITE_TABLE_PORT: 10_002,
} as const

export type Ports = { readonly [name in keyof typeof defaults]: number }

/**
 * Reads the ports from the environment.
 * @throws Error with one sentence for a value that is no port, and for two names with the same one
 */
export const readPorts = (environment: Readonly<Record<string, string | undefined>>): Ports => {
  const ports = Object.fromEntries(
    Object.entries(defaults).map(([name, port]) => {
      const text = environment[name]
      if (text === undefined || text === '') return [name, port]
      const given = Number(text)
      if (!Number.isInteger(given) || given < 1 || given > 65_535)
        throw new Error(`${name} must be a port number, not "${text}".`)
      return [name, given]
    }),
  ) as Ports
  const names = new Map<number, string>()
  for (const [name, port] of Object.entries(ports)) {
    const other = names.get(port)
    if (other !== undefined) throw new Error(`${other} and ${name} must not be the same port (${port}).`)
    names.set(port, name)
  }
  return ports
}

/** Whether a port of 127.0.0.1 can be taken. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** The first port that is taken, by the name of its variable. */
export const takenPort = async (ports: Partial<Ports>): Promise<{ name: string; port: number } | undefined> => {
  for (const [name, port] of Object.entries(ports)) if (!(await isFree(port))) return { name, port }
  return undefined
}
