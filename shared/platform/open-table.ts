// Opens a table of Azure Table storage. This file and the SDK behind it stand in a file of the bundle of their own.

import { TableClient } from '@azure/data-tables'
import { createAzureTable } from './azure-table.ts'
import type { Connection } from './configuration.ts'
import type { Table } from './table.ts'

type Credential = { getToken: (scopes: string | string[]) => Promise<{ token: string; expiresOnTimestamp: number }> }

const retryOptions = { maxRetries: 3, retryDelayInMs: 200, maxRetryDelayInMs: 2000 }

/**
 * @param credential of the managed identity, when the connection is no connection string
 * @param newId see `createAzureTable`
 */
export const openTable = (
  connection: Connection,
  name: string,
  credential: Credential | undefined,
  newId: () => string,
): Table => {
  if ('connectionString' in connection)
    return createAzureTable(
      TableClient.fromConnectionString(connection.connectionString, name, {
        allowInsecureConnection: true,
        retryOptions,
      }),
      newId,
    )
  if (!credential) throw new Error('A table without a connection string needs a credential.')
  return createAzureTable(new TableClient(connection.resource, name, credential, { retryOptions }), newId)
}
