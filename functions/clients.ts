// Builds the clients of the neighbours from the configuration, once per process. The heavy SDKs are loaded on first use.

import { randomUUID } from 'node:crypto'
import { createChannelStore } from '../shared/channel/store/channel-store.ts'
import { type Message, queueNames, queueOf } from '../shared/domain/messages.ts'
import type { Connection } from '../shared/platform/configuration.ts'
import { createServiceBusSend, queueDepths, senderRetry } from '../shared/platform/service-bus.ts'
import { lazyTable, type Table } from '../shared/platform/table.ts'
import { createManagedIdentity } from './managed-identity.ts'
import { once } from './once.ts'
import type { Settings } from './settings.ts'

const loadTables = () => import('../shared/platform/open-table.ts')

/**
 * A table of the app's storage account. Its SDK is loaded right after the functions are registered, while the host still
 * takes them in, so that neither the start nor the first request waits for it.
 */
const createTable = (connection: Connection, name: string): Table => {
  setImmediate(() => void loadTables())
  const credential = 'connectionString' in connection ? undefined : createManagedIdentity(connection.clientId)
  return lazyTable(async () => (await loadTables()).openTable(connection, name, credential, randomUUID))
}

/** Connects to Service Bus; its SDK is loaded now. */
const connectTo = (connection: Connection) => async () => {
  const { ServiceBusClient } = await import('@azure/service-bus')
  const options = { retryOptions: senderRetry }
  return 'connectionString' in connection
    ? new ServiceBusClient(connection.connectionString, options)
    : new ServiceBusClient(connection.resource, createManagedIdentity(connection.clientId), options)
}

/** Sending to the queues, and counting what is in them. */
const createQueues = (connection: Connection) => ({
  ...createServiceBusSend<Message>(connectTo(connection), queueOf, Date.now, randomUUID),
  depths: () => queueDepths(connectTo(connection), queueNames),
})

export type Clients = ReturnType<typeof createClients>

/** What the app keeps, and its way to the queues. The code of most stores is loaded by their first use. */
export const createClients = ({ storage, serviceBus }: Settings) => {
  const tables = {
    Channel: createTable(storage, 'Channel'),
    Headquarters: createTable(storage, 'Headquarters'),
    DualWrite: createTable(storage, 'DualWrite'),
  }
  return {
    channel: createChannelStore(tables.Channel),
    stores: once(async () =>
      (await import('./stores.ts')).createStores(
        (name) => tables[name],
        () => new Date(),
      ),
    ),
    ...createQueues(serviceBus),
  }
}
