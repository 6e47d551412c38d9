// Builds the clients of the neighbours from the configuration, once per process. The heavy SDKs are loaded on first use.

import { randomUUID } from 'node:crypto'
import { createChannelStore } from '../shared/channel/store/channel-store.ts'
import type { ApprovalDesk } from '../shared/domain/approval-desk.ts'
import type { Send } from '../shared/domain/messages.ts'
import type { Connection } from '../shared/platform/configuration.ts'
import { once } from '../shared/platform/once.ts'
import { lazyTable, type Table } from '../shared/platform/table.ts'
import { createManagedIdentity } from './managed-identity.ts'
import type { QueueClient as Queues } from './queue-client.ts'
import { deskOf, type Settings } from './settings.ts'

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

/** The way to the queues; its code is loaded by the first use. */
const createQueues = (connection: Connection, desk: ApprovalDesk) => {
  let opened: Promise<Queues> | undefined
  const queues = () => {
    opened ??= import('./queue-client.ts').then(({ createQueueClient }) => createQueueClient(connection, desk))
    return opened
  }
  const send: Send = async (...given) => (await queues()).send(...given)
  return {
    send,
    depths: async () => (await queues()).depths(),
    close: async () => (await opened)?.close(),
  }
}

export type Clients = ReturnType<typeof createClients>

/** What the app keeps, and its way to the queues. The code of most stores is loaded by their first use. */
export const createClients = (settings: Settings) => {
  const { storage, serviceBus } = settings
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
    ...createQueues(serviceBus, deskOf(settings)),
  }
}
