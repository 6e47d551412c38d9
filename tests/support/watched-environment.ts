// The whole local environment with somebody between the app and each of its neighbours, who sees every call and may make
// it go wrong. Otherwise the same as tests/support/environment.ts.

import { resolve } from 'node:path'
import { queueSettings } from '../../functions/queues.ts'
import { startHost } from '../../infra/local/host/host.ts'
import { startInbox } from '../../infra/local/inbox/inbox.ts'
import { salesPages } from '../../infra/local/sales/pages/pages.ts'
import { type SalesOptions, startSales } from '../../infra/local/sales/sales.ts'
import type { Faults } from '../../infra/local/service-bus/faults.ts'
import { startServiceBus } from '../../infra/local/service-bus/service-bus.ts'
import { localSettings } from '../../infra/local/start/local-settings.ts'
import { installLocally } from '../../infra/local/start/neighbours.ts'
import type { Environment } from './environment.ts'
import { freePort } from './free-port.ts'
import { openStorage } from './storage.ts'
import { startWatchingProxy, type Watch } from './watching-proxy.ts'

const root = resolve(import.meta.dirname, '..', '..')

export type Neighbour = 'table' | 'sales' | 'inbox'

export type Watching = {
  /** Asked about every HTTP call of the app, and of the host where it keeps its own documents. */
  readonly watch?: (neighbour: Neighbour, ...call: Parameters<Watch>) => ReturnType<Watch>
  /** Asked about every operation on the queues, the host's included. */
  readonly queueFaults?: Faults
  /** Asked about every event on its way from Sales. */
  readonly webhookFaults?: SalesOptions['webhookFaults']
  /** Milliseconds since the epoch, for the broker. */
  readonly now?: () => number
  readonly settings?: Readonly<Record<string, string>>
  /** Another address for the broker, such as one that listens in. */
  readonly queuesThrough?: (port: number) => Promise<{ readonly port: number; readonly close: () => Promise<void> }>
}

const tableEndpoint = /TableEndpoint=(http:\/\/[^/;]+)/

// The first of January at midnight: jobs of a test run by hand.
const never = '0 0 0 1 1 *'
const schedules = {
  PULL_CHANNEL_REQUESTS_SCHEDULE: never,
  SYNCHRONIZE_CHANNEL_REQUESTS_SCHEDULE: never,
  PUSH_CUSTOMERS_TO_CHANNEL_SCHEDULE: never,
  CATCH_UP_WITH_SALES_SCHEDULE: never,
}
const secrets = {
  statusToken: 'status-token-secret-of-the-tests-0123456789',
  salesEventKey: 'sales-event-key-of-the-tests',
}

/** Starts everything; whatever was started is closed again, the last first, when something does not start. */
export const startWatchedEnvironment = async (watching: Watching = {}): Promise<Environment> => {
  const closers: (() => Promise<void>)[] = []
  const keep = <T extends { close: () => Promise<void> }>(part: T): T => {
    closers.push(() => part.close())
    return part
  }
  const close = async (): Promise<void> => {
    for (const closer of closers.reverse()) await closer()
  }
  const proxyTo = async (neighbour: Neighbour, target: string): Promise<string> =>
    keep(await startWatchingProxy(target, (call) => watching.watch?.(neighbour, call))).url

  try {
    const { connectionString: storage } = keep(await openStorage())
    const { queueFaults, webhookFaults, now } = watching
    const serviceBus = keep(
      await startServiceBus({
        port: 0,
        queues: queueSettings,
        ...(queueFaults ? { faults: queueFaults } : {}),
        ...(now ? { now } : {}),
      }),
    )
    const sales = keep(await startSales({ port: 0, pages: salesPages, ...(webhookFaults ? { webhookFaults } : {}) }))
    const inbox = keep(await startInbox({ port: 0 }))
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    await installLocally(sales.url, `${url}/api/sales/events`, secrets.salesEventKey)
    const tables = tableEndpoint.exec(storage)?.[1]
    if (tables === undefined) throw new Error('The storage connection names no table endpoint.')
    const tap = watching.queuesThrough && keep(await watching.queuesThrough(serviceBus.port))
    const settings: Record<string, string> = {
      ...localSettings(
        {
          storage: storage.replace(`TableEndpoint=${tables}`, `TableEndpoint=${await proxyTo('table', tables)}`),
          serviceBus: serviceBus.connectionString.replace(`:${serviceBus.port};`, `:${tap?.port ?? serviceBus.port};`),
          salesUrl: await proxyTo('sales', sales.url),
          inboxUrl: await proxyTo('inbox', inbox.url),
          publicUrl: url,
        },
        secrets,
        false,
      ),
      ...schedules,
      ...watching.settings,
    }
    const lines: string[] = []
    const host = keep(await startHost({ appFolder: root, port, settings, log: (line) => lines.push(line) }))
    return { url, settings, secrets, host, lines, storage, sales, inbox, serviceBus, close }
  } catch (error) {
    await close()
    throw error
  }
}
