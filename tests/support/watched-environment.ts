// The whole local environment with somebody between the app and each of its neighbours, who sees every call and may make
// it go wrong. Otherwise the same as tests/support/environment.ts.

import type { Faults } from '../../infra/local/service-bus/faults.ts'
import { type Environment, startEnvironment } from './environment.ts'
import { startWatchingProxy, type Watch } from './watching-proxy.ts'

export type Neighbour = 'table' | 'sales' | 'inbox'

export type Watching = {
  /** Asked about every HTTP call of the app, and of the host where it keeps its own documents. */
  readonly watch: (neighbour: Neighbour, ...call: Parameters<Watch>) => ReturnType<Watch>
  /** Asked about every operation on the queues, the host's included. */
  readonly queueFaults: Faults
  /** Milliseconds since the epoch, for the broker. */
  readonly now?: () => number
  readonly settings?: Record<string, string>
  /** Another address for the broker, such as one that listens in. */
  readonly queuesThrough?: (port: number) => Promise<{ readonly port: number; readonly close: () => Promise<void> }>
}

const tableEndpoint = /TableEndpoint=(http:\/\/[^/;]+)/
const brokerPort = /:(\d+);/

/** Starts everything, with watchers in between; they are closed with it. */
export const startWatchedEnvironment = async (watching: Watching): Promise<Environment> => {
  const { watch, queueFaults: faults, now, settings, queuesThrough } = watching
  const between: { close: () => Promise<void> }[] = []
  const keep = <T extends { close: () => Promise<void> }>(part: T): T => {
    between.push(part)
    return part
  }
  const close = async (): Promise<void> => {
    for (const part of between.splice(0)) await part.close()
  }
  const proxyTo = async (neighbour: Neighbour, target: string): Promise<string> =>
    keep(await startWatchingProxy(target, (call) => watch(neighbour, call))).url

  try {
    const env = await startEnvironment(settings, false, {
      serviceBus: { faults, ...(now ? { now } : {}) },
      holdAnswers: false,
      detour: async ({ storage, serviceBus, salesUrl, inboxUrl, publicUrl }) => {
        const tables = tableEndpoint.exec(storage)?.[1]
        if (tables === undefined) throw new Error('The storage connection names no table endpoint.')
        const port = Number(brokerPort.exec(serviceBus)?.[1])
        const through = queuesThrough ? keep(await queuesThrough(port)).port : port
        return {
          storage: storage.replace(`TableEndpoint=${tables}`, `TableEndpoint=${await proxyTo('table', tables)}`),
          serviceBus: serviceBus.replace(`:${port};`, `:${through};`),
          salesUrl: await proxyTo('sales', salesUrl),
          inboxUrl: await proxyTo('inbox', inboxUrl),
          publicUrl,
        }
      },
    })
    return {
      ...env,
      close: async () => {
        await env.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
