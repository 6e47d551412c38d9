// The product's ports as production has them: genuine SDKs against table storage, the broker, Sales and the inbox, each
// with somebody in between who decides what goes wrong.

import { randomUUID } from 'node:crypto'
import { TableClient } from '@azure/data-tables'
import { ServiceBusClient } from '@azure/service-bus'
import { queueSettings } from '../../functions/queues.ts'
import { startInbox } from '../../infra/local/inbox/inbox.ts'
import { startSales } from '../../infra/local/sales/sales.ts'
import { startServiceBus } from '../../infra/local/service-bus/service-bus.ts'
import { installLocally } from '../../infra/local/start/neighbours.ts'
import { type Message, queueOf } from '../../shared/domain/messages.ts'
import { sendGridMail } from '../../shared/mail/send-grid.ts'
import { createAzureTable } from '../../shared/platform/azure-table.ts'
import { createServiceBusSend, senderRetry } from '../../shared/platform/service-bus.ts'
import type { Table } from '../../shared/platform/table.ts'
import { createFetchToken, createTokenCache } from '../../shared/sales/access-token.ts'
import { createSales } from '../../shared/sales/create-sales.ts'
import { createDataverse } from '../../shared/sales/dataverse.ts'
import { tableRequest } from '../bench/counting-proxy.ts'
import type { Ports } from './faults/ports.ts'
import { openStorage } from './storage.ts'
import { startWatchingProxy, type Watch } from './watching-proxy.ts'

/**
 * `refused`: the neighbour does nothing and says that it cannot, however often the SDK asks. `reply lost`: it does what
 * it was asked, and the connection ends instead of its answer; the SDK may ask again. `lost for good`: after that, it
 * cannot be asked again.
 */
export type RealFault = 'refused' | 'reply lost' | 'lost for good'

/** Asked for every request at the wire. @param call the same for all tries of one call by its SDK, where that is known */
export type Decide = (name: string, call: string) => RealFault | undefined

export type RealPorts = Awaited<ReturnType<typeof startRealPorts>>

const tableEndpoint = /TableEndpoint=(http:\/\/[^/;]+)/
// The product's number of tries, without its waiting.
const retryOptions = { maxRetries: 3, retryDelayInMs: 1, maxRetryDelayInMs: 4 }
const brokerRetries = { ...senderRetry, retryDelayInMs: 1, maxRetryDelayInMs: 4, timeoutInMs: 700 }

/** Counts the writes of a table that were answered with `conflict`. */
const countingConflicts = (table: Table, onConflict: () => void): Table => ({
  ...table,
  write: async (partition, writes) => {
    const outcome = await table.write(partition, writes)
    if (outcome === 'conflict') onConflict()
    return outcome
  },
  writeOne: async (...what) => {
    const outcome = await table.writeOne(...what)
    if (outcome === 'conflict') onConflict()
    return outcome
  },
})

/**
 * Starts the neighbours and connects to them.
 * @param decide what goes wrong with each request of the app
 * @param now milliseconds since 1970, for the app and the broker
 */
export const startRealPorts = async (decide: Decide, now: () => number) => {
  const closers: (() => Promise<unknown>)[] = []
  const keep = <T extends { close: () => Promise<unknown> }>(part: T): T => {
    closers.push(() => part.close())
    return part
  }
  const httpWatch =
    (nameOf: (method: string, url: string) => string): Watch =>
    ({ method, url, headers }) => {
      const call = String(headers['x-ms-client-request-id'] ?? '')
      const fault = decide(nameOf(method, url), call)
      return fault && { kind: fault === 'refused' ? 503 : 'lose' }
    }
  const salesName = (method: string, url: string) => `sales ${method} ${url.split('?')[0]?.replace(/\([^)]*\)/g, '')}`

  const { connectionString } = keep(await openStorage())
  const tableOrigin = tableEndpoint.exec(connectionString)?.[1] ?? ''
  const tables = keep(await startWatchingProxy(tableOrigin, httpWatch(tableRequest)))
  const brokerFault = (fault: RealFault | undefined) =>
    fault === 'refused'
      ? ({ kind: 'refuse', condition: 'com.microsoft:server-busy' } as const)
      : fault && ({ kind: 'lose-reply' } as const)
  const serviceBus = keep(
    await startServiceBus({
      port: 0,
      queues: queueSettings,
      now,
      faults: ({ kind, queue }) =>
        kind === 'send' || kind === 'settle' ? brokerFault(decide(`${kind} ${queue}`, `${kind} ${queue}`)) : undefined,
    }),
  )
  const sales = keep(await startSales({ port: 0 }))
  const inbox = keep(await startInbox({ port: 0 }))
  const salesProxy = keep(await startWatchingProxy(sales.url, httpWatch(salesName)))
  const inboxProxy = keep(
    await startWatchingProxy(
      inbox.url,
      httpWatch(() => 'inbox POST /v3/mail/send'),
    ),
  )
  // Events come by hand; the installation is for the columns of the lead.
  await installLocally(sales.url, 'http://127.0.0.1:9/events', 'key')

  const connected = (name: string, through: string): Table =>
    createAzureTable(
      TableClient.fromConnectionString(connectionString.replace(tableOrigin, through), name, {
        allowInsecureConnection: true,
        retryOptions,
      }),
      randomUUID,
    )
  const kept = {
    channel: connected('Channel', tableOrigin),
    headquarters: connected('Headquarters', tableOrigin),
    errors: connected('DualWrite', tableOrigin),
  }
  const conflicts = { count: 0 }
  const ours = (name: string): Table =>
    countingConflicts(connected(name, tables.url), () => {
      conflicts.count += 1
    })

  const bus = keep(new ServiceBusClient(serviceBus.connectionString, { retryOptions: brokerRetries }))
  const { send } = createServiceBusSend<Message>(async () => bus, queueOf, now, randomUUID)
  const secret = {
    authority: salesProxy.url,
    tenantId: 'local',
    clientId: 'integration',
    clientSecret: 'integration',
    resource: salesProxy.url,
  }
  const token = createTokenCache(createFetchToken(secret, fetch, Date.now), Date.now)
  const ports: Ports = {
    channel: ours('Channel'),
    headquarters: ours('Headquarters'),
    errors: ours('DualWrite'),
    send,
    sales: createSales(createDataverse(salesProxy.url, token, fetch)),
    sendMail: sendGridMail({
      apiKey: 'SG.local',
      baseUrl: inboxProxy.url,
      timeoutMs: 5000,
      from: { email: 'partners@adventure-works.example', name: 'Adventure Works' },
    }),
    // No story on real services has the site told.
    callSite: () => Promise.reject(new TypeError('fetch failed')),
    now: () => new Date(now()),
    random: () => 0.5,
    newId: randomUUID,
  }
  const receivers = new Map(queueSettings.map(({ name }) => [name, bus.createReceiver(name)]))
  return {
    ports,
    kept,
    conflicts,
    /** Statuses with which the table service answered. */
    tableStatuses: tables.statuses,
    serviceBus,
    receivers,
    sales,
    inbox,
    close: async () => {
      for (const closer of closers.reverse()) await closer()
    },
  }
}
