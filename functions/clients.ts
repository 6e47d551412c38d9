// Builds the clients of the neighbours from the configuration, once per process. The heavy SDKs are loaded on first use.

import { randomUUID } from 'node:crypto'
import type { Configuration, Connection } from '../shared/platform/configuration.ts'
import { queues } from '../shared/platform/queues.ts'
import { queueDepths, senderRetry, serviceBusSend } from '../shared/platform/service-bus.ts'
import { lazyTable, type Table } from '../shared/platform/table.ts'
import { type AccessToken, cachedToken, clientSecretToken } from '../shared/sales/access-token.ts'
import { dataverseClient } from '../shared/sales/dataverse.ts'
import { SalesUnavailable } from '../shared/sales/failures.ts'
import { dataverseSales, type Sales } from '../shared/sales/sales.ts'

type Credential = { getToken: (scopes: string | string[]) => Promise<{ token: string; expiresOnTimestamp: number }> }

/** The managed identity; its SDK is loaded with the first token. */
const managedIdentity = (clientId?: string): Credential => {
  const loaded = async () => {
    const { ManagedIdentityCredential } = await import('@azure/identity')
    return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential()
  }
  let credential: ReturnType<typeof loaded> | undefined
  return {
    getToken: async (scopes) => {
      credential ??= loaded()
      return (await credential).getToken(scopes)
    },
  }
}

const loadTables = () => import('../shared/platform/open-table.ts')

/**
 * A table of the app's storage account. Its SDK is loaded right after the functions are registered, while the host still
 * takes them in, so that neither the start nor the first request waits for it.
 */
export const tableOf = (connection: Connection, name: string): Table => {
  setImmediate(() => void loadTables())
  const credential = 'connectionString' in connection ? undefined : managedIdentity(connection.clientId)
  return lazyTable(async () => (await loadTables()).openTable(connection, name, credential, randomUUID))
}

/** Connects to Service Bus; its SDK is loaded now. */
const connectTo = (connection: Connection) => async () => {
  const { ServiceBusClient } = await import('@azure/service-bus')
  const options = { retryOptions: senderRetry }
  return 'connectionString' in connection
    ? new ServiceBusClient(connection.connectionString, options)
    : new ServiceBusClient(connection.resource, managedIdentity(connection.clientId), options)
}

/** Sending to the queues, and counting what is in them. */
export const queuesOf = (connection: Connection) => ({
  ...serviceBusSend(connectTo(connection), Date.now, randomUUID),
  depths: () => queueDepths(connectTo(connection), queues),
})

const identityToken = (resource: string, clientId: string) => async (): Promise<AccessToken> => {
  try {
    const { token, expiresOnTimestamp } = await managedIdentity(clientId || undefined).getToken(
      `${new URL(resource).origin}/.default`,
    )
    return { token, expiresAt: expiresOnTimestamp }
  } catch (error) {
    throw new SalesUnavailable('token-unreachable', { cause: error })
  }
}

/** Sales, signed in with the client secret when there is one, with the managed identity otherwise. */
export const salesOf = ({ values }: Configuration): Sales => {
  const fetchToken = values.DATAVERSE_CLIENT_SECRET
    ? clientSecretToken(
        {
          authority: values.DATAVERSE_AUTHORITY,
          tenantId: values.DATAVERSE_TENANT_ID,
          clientId: values.DATAVERSE_CLIENT_ID,
          clientSecret: values.DATAVERSE_CLIENT_SECRET,
          resource: values.DATAVERSE_URL,
        },
        fetch,
        Date.now,
      )
    : identityToken(values.DATAVERSE_URL, values.DATAVERSE_CLIENT_ID)
  return dataverseSales(dataverseClient(values.DATAVERSE_URL, cachedToken(fetchToken, Date.now), fetch))
}
