// Tables to hold against the same sentences: one in memory, and fresh ones in table storage itself.

import { randomUUID } from 'node:crypto'
import { TableClient } from '@azure/data-tables'
import { createAzureTable } from '../../shared/platform/azure-table.ts'
import type { Row, Table } from '../../shared/platform/table.ts'
import { openStorage } from './storage.ts'

const retryOptions = { maxRetries: 3, retryDelayInMs: 20, maxRetryDelayInMs: 100 }
const tableEndpoint = /(TableEndpoint=http:\/\/127\.0\.0\.1:)(\d+)/

export const newName = (): string => `t${randomUUID().replaceAll('-', '')}`

/** A table of a running environment, to be looked at. */
export const tableToRead = (connectionString: string, name: string): Table =>
  createAzureTable(TableClient.fromConnectionString(connectionString, name, { allowInsecureConnection: true }), () => {
    throw new Error('This table is only read.')
  })

/** A table of a running environment, for what a test says happened before. */
export const tableToWrite = (connectionString: string, name: string): Table =>
  createAzureTable(
    TableClient.fromConnectionString(connectionString, name, { allowInsecureConnection: true }),
    randomUUID,
  )

/** Opens table storage in memory; every table is a new one unless it is named. */
export const startTableStorage = async () => {
  const storage = await openStorage()
  const port = Number(tableEndpoint.exec(storage.connectionString)?.[2])
  return {
    port,
    /** @param throughPort another way to the service */
    table: (name = newName(), throughPort = port): Table =>
      createAzureTable(
        TableClient.fromConnectionString(storage.connectionString.replace(tableEndpoint, `$1${throughPort}`), name, {
          allowInsecureConnection: true,
          retryOptions,
        }),
        randomUUID,
      ),
    close: storage.close,
  }
}

export type TableStorage = Awaited<ReturnType<typeof startTableStorage>>

/** Reads a row that must be there. */
export const found = async (table: Table, partition: string, key: string): Promise<Row> => {
  const row = await table.read(partition, key)
  if (!row) throw new Error(`There is no row ${key}.`)
  return row
}

export const keysOf = (rows: readonly Row[]): string[] => rows.map((row) => row.key)
