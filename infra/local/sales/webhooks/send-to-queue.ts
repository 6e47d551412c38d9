// Puts a context onto a Service Bus queue the way Dataverse does, with Microsoft's own client.
// https://learn.microsoft.com/power-apps/developer/data-platform/azure-integration
import type { ServiceBusClient } from '@azure/service-bus'
import { type Context, trimContext } from '../events/context.ts'
import type { Values } from '../schema/types.ts'
import type { Delivery } from './send.ts'

export type QueueSender = {
  /** Sends once. */
  send(endpoint: Values, context: Context): Promise<Delivery>
  close(): Promise<void>
}

const sizeLimit = 192 * 1024
const claims = 'http://schemas.microsoft.com/xrm/2011/Claims/'
const quick = { maxRetries: 0, timeoutInMs: 10_000 }

const connectionString = (endpoint: Values): string => {
  const address = String(endpoint['namespaceaddress'])
  const { hostname } = new URL(address.replace(/^sb:/, 'http:'))
  // A broker on this machine speaks without encryption.
  const here = hostname === '127.0.0.1' || hostname === 'localhost' ? ';UseDevelopmentEmulator=true' : ''
  return `Endpoint=${address};SharedAccessKeyName=${endpoint['saskeyname']};SharedAccessKey=${endpoint['saskey']}${here}`
}

/** @param organization the host name of the organization */
export const createQueueSender = (organization: string): QueueSender => {
  const clients = new Map<string, Promise<ServiceBusClient>>()
  const clientOf = (connection: string): Promise<ServiceBusClient> => {
    const known = clients.get(connection)
    if (known) return known
    const opened = import('@azure/service-bus').then(
      (sdk) => new sdk.ServiceBusClient(connection, { retryOptions: quick }),
    )
    clients.set(connection, opened)
    return opened
  }
  return {
    send: async (endpoint, context) => {
      const payload = trimContext(context, sizeLimit)
      if (!payload) return { delivered: false, attempts: 0, code: '0x80050207', message: 'The message is too large.' }
      try {
        const client = await clientOf(connectionString(endpoint))
        const sender = client.createSender(String(endpoint['path']))
        try {
          await sender.sendMessages({
            body: Buffer.from(payload.text),
            contentType: 'application/json',
            applicationProperties: {
              [`${claims}Organization`]: organization,
              [`${claims}User`]: String(context['UserId']),
              [`${claims}InitiatingUser`]: String(context['InitiatingUserId']),
              [`${claims}EntityLogicalName`]: String(context['PrimaryEntityName']),
              [`${claims}RequestName`]: String(context['MessageName']),
              ...(payload.exceeded ? { MessageMaxSizeExceeded: true } : {}),
            },
          })
        } finally {
          await sender.close()
        }
        return { delivered: true, attempts: 1 }
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        return {
          delivered: false,
          attempts: 1,
          code: '0x80050201',
          message: `The queue could not be reached: ${reason}`,
        }
      }
    },
    close: async () => {
      for (const client of clients.values()) await (await client).close()
    },
  }
}
