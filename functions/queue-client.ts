// Sending to the queues, and counting what is in them; loaded by its first use, as its SDK is.

import { randomUUID } from 'node:crypto'
import type { ApprovalDesk } from '../shared/domain/approval-desk.ts'
import { type Message, queueOf } from '../shared/domain/messages.ts'
import { withoutSales } from '../shared/domain/needs-sales.ts'
import { queueNames } from '../shared/domain/queue-names.ts'
import type { Connection } from '../shared/platform/configuration.ts'
import { createServiceBusSend, queueDepths, senderRetry } from '../shared/platform/service-bus.ts'
import { createManagedIdentity } from './managed-identity.ts'

/** Connects to Service Bus; its SDK is loaded now. */
const connectTo = (connection: Connection) => async () => {
  const { ServiceBusClient } = await import('@azure/service-bus')
  const options = { retryOptions: senderRetry }
  return 'connectionString' in connection
    ? new ServiceBusClient(connection.connectionString, options)
    : new ServiceBusClient(connection.resource, createManagedIdentity(connection.clientId), options)
}

export type QueueClient = ReturnType<typeof createQueueClient>

/** @param desk without Sales nothing is sent for it */
export const createQueueClient = (connection: Connection, desk: ApprovalDesk) => {
  const { send, ...more } = createServiceBusSend<Message>(connectTo(connection), queueOf, Date.now, randomUUID)
  return {
    ...more,
    send: desk === 'sales' ? send : withoutSales(send),
    depths: () => queueDepths(connectTo(connection), queueNames),
  }
}
