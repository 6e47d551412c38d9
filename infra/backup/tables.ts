// The tables as a backup sees them: rows as they are, whatever they mean, page by page.

import { randomUUID } from 'node:crypto'
import { RestError, type TableClient, type TableServiceClient } from '@azure/data-tables'
import { createAzureTable } from '../../shared/platform/azure-table.ts'
import type { Table } from '../../shared/platform/table.ts'

/** One property with its type, as storage has it. */
export type Property = { readonly type: string; readonly value: unknown }

/** A row: its keys, and its properties with their types. What storage adds by itself is left out. */
export type BackupRow = {
  readonly partition: string
  readonly key: string
  readonly properties: Readonly<Record<string, Property>>
}

export type Page = {
  readonly rows: readonly BackupRow[]
  /** When each row was last changed, in milliseconds. */
  readonly changedAt: readonly number[]
  readonly next?: string
}

export type Tables = {
  /** Address for people. */
  readonly about: string
  readonly names: () => Promise<string[]>
  /** Up to `size` rows in the order of their keys, from where `next` of the last page said. */
  readonly page: (table: string, size: number, next?: string) => Promise<Page>
  readonly make: (table: string) => Promise<void>
  /** Writes rows of one partition, replacing what is there; at most 100. */
  readonly put: (table: string, rows: readonly BackupRow[]) => Promise<void>
  /** Deletes rows of one partition; at most 100. */
  readonly remove: (table: string, rows: readonly BackupRow[]) => Promise<void>
  /** The table as the app sees it. */
  readonly asApp: (table: string) => Table
}

/** What opens a table, and the list of them. */
export type OpenTables = {
  readonly about: string
  readonly service: TableServiceClient
  readonly table: (name: string) => TableClient
}

/** While a restore is under way this table says of which backup, and how far it came. The app knows nothing of it. */
export const markTable = 'RestoreUnderWay'

/** Tables of the Functions host, which it makes again, and the mark of a restore. */
const left = /^(AzureFunctions|AzureWebJobs|RestoreUnderWay$)/i
/** Made by the platform for every entity. */
const added = ['etag', 'partitionKey', 'rowKey', 'timestamp']

const rowOf = (entity: Record<string, unknown>): BackupRow => ({
  partition: String(entity['partitionKey']),
  key: String(entity['rowKey']),
  properties: Object.fromEntries(
    Object.entries(entity)
      .filter(([name]) => !added.includes(name) && !name.startsWith('odata.'))
      .map(([name, value]): [string, Property] => [name, value as Property])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ),
})

const entityOf = ({ partition, key, properties }: BackupRow) => ({
  ...properties,
  partitionKey: partition,
  rowKey: key,
})

const isMissing = (error: unknown): boolean => error instanceof RestError && error.statusCode === 404

/** The one text of a row, which digests are made over. */
export const lineOf = ({ partition, key, properties }: BackupRow): string =>
  JSON.stringify([partition, key, properties])

/** @throws Error when a line is none of ours */
export const rowIn = (line: string): BackupRow => {
  const [partition, key, properties] = JSON.parse(line) as [string, string, BackupRow['properties']]
  if (typeof partition !== 'string' || typeof key !== 'string')
    throw new Error('A part holds something else than rows.')
  return { partition, key, properties }
}

export const createTables = ({ about, service, table }: OpenTables): Tables => {
  return {
    about,
    names: async () => {
      const names: string[] = []
      for await (const { name } of service.listTables()) if (name && !left.test(name)) names.push(name)
      return names
    },
    page: async (name, size, next) => {
      const pages = table(name)
        .listEntities<Record<string, unknown>>({ disableTypeConversion: true })
        .byPage({ maxPageSize: size, ...(next === undefined ? {} : { continuationToken: next }) })
      try {
        // A page can be empty although more follow; only a missing token ends the list.
        for await (const page of pages) {
          const following = page.continuationToken
          if (page.length === 0 && following) continue
          return {
            rows: page.map(rowOf),
            changedAt: page.map(({ timestamp }) => Date.parse(String(timestamp))),
            ...(following ? { next: following } : {}),
          }
        }
      } catch (error) {
        if (!isMissing(error)) throw error
      }
      return { rows: [], changedAt: [] }
    },
    make: async (name) => {
      try {
        await table(name).createTable()
      } catch (cause) {
        // https://learn.microsoft.com/rest/api/storageservices/delete-table: the name is not free at once.
        const isGoing = cause instanceof RestError && cause.statusCode === 409
        throw isGoing ? new Error(`Storage is still deleting ${name}: run this again in a minute.`, { cause }) : cause
      }
    },
    put: async (name, rows) => {
      const [first, ...others] = rows
      if (first && others.length === 0) await table(name).upsertEntity(entityOf(first), 'Replace')
      else if (first) await table(name).submitTransaction(rows.map((row) => ['upsert', entityOf(row), 'Replace']))
    },
    remove: async (name, rows) => {
      const keys = rows.map(({ partition, key }) => ({ partitionKey: partition, rowKey: key }))
      await table(name).submitTransaction(keys.map((one) => ['delete', one]))
    },
    asApp: (name) => createAzureTable(table(name), randomUUID),
  }
}
