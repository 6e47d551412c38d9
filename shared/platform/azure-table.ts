// Table storage through the Azure SDK.

import { RestError, type TableClient, type TransactionAction } from '@azure/data-tables'
import { type Row, StorageUnavailable, type Table, type Write, type WriteOutcome } from './table.ts'

type Entity = { partitionKey: string; rowKey: string; data: string; op: string }

const notFound = 404
const conflicts = new Set([404, 409, 412])
const pageSize = 1000

const odataCode = (error: RestError): string | undefined => {
  // A single operation leaves `code` empty and puts it into the details; a transaction does the opposite.
  const details = error.details as { odataError?: { code?: string } } | undefined
  return details?.odataError?.code ?? error.code
}

const statusOf = (error: unknown): number | undefined => (error instanceof RestError ? error.statusCode : undefined)

const unavailable = (what: string, error: unknown): Error => {
  const status = statusOf(error)
  const lasting = status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429
  return lasting
    ? new Error(`The table refused to ${what} (${status}).`, { cause: error })
    : new StorageUnavailable(`The table could not ${what}.`, { cause: error })
}

/**
 * A table kept in Azure Table storage. It is made on its first use if it does not exist.
 * @param client a client of the one table
 * @param newId makes the mark by which a write that was retried below the SDK recognizes its own success
 */
export const azureTable = (client: TableClient, newId: () => string): Table => {
  const toRow = <T>(entity: { rowKey?: unknown; data?: unknown; etag?: string }): Row<T> => ({
    key: String(entity.rowKey),
    etag: entity.etag ?? '',
    value: JSON.parse(String(entity.data)) as T,
  })

  const read = async <T>(partition: string, key: string): Promise<Row<T> | undefined> => {
    try {
      return toRow<T>(await client.getEntity<Entity>(partition, key))
    } catch (error) {
      if (statusOf(error) === notFound) return undefined
      throw unavailable('read a row', error)
    }
  }

  const range = async <T>(partition: string, from: string, to: string, limit = Infinity): Promise<Row<T>[]> => {
    const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
    const filter = `PartitionKey eq ${quoted(partition)} and RowKey ge ${quoted(from)} and RowKey lt ${quoted(to)}`
    const rows: Row<T>[] = []
    try {
      const pages = client.listEntities<Entity>({ queryOptions: { filter } })
      // A page can be short or empty although more follow; only a missing continuation token ends the list.
      for await (const page of pages.byPage({ maxPageSize: Math.min(limit, pageSize) })) {
        for (const entity of page) rows.push(toRow<T>(entity))
        if (rows.length >= limit) break
      }
    } catch (error) {
      if (statusOf(error) === notFound) return []
      throw unavailable('list rows', error)
    }
    return rows.slice(0, limit)
  }

  const send = async (partition: string, writes: readonly Write[], op: string): Promise<void> => {
    const entity = (key: string, value: unknown): Entity => ({
      partitionKey: partition,
      rowKey: key,
      data: JSON.stringify(value),
      op,
    })
    const [only, ...others] = writes
    if (only === undefined) return
    if (others.length === 0) {
      // A single operation costs the service and the caller less than a transaction of one.
      if (only.op === 'create') await client.createEntity(entity(only.key, only.value))
      else if (only.op === 'put') await client.upsertEntity(entity(only.key, only.value), 'Replace')
      else if (only.op === 'replace')
        await client.updateEntity(entity(only.key, only.value), 'Replace', { etag: only.etag })
      else await client.deleteEntity(partition, only.key, only.etag === undefined ? {} : { etag: only.etag })
      return
    }
    if (writes.some((write) => write.op === 'delete' && write.etag !== undefined))
      throw new Error('A row can be deleted by its ETag only on its own.')
    await client.submitTransaction(
      writes.map((write): TransactionAction => {
        if (write.op === 'create') return ['create', entity(write.key, write.value)]
        if (write.op === 'put') return ['upsert', entity(write.key, write.value), 'Replace']
        if (write.op === 'replace') return ['update', entity(write.key, write.value), 'Replace', { etag: write.etag }]
        return ['delete', { partitionKey: partition, rowKey: write.key }]
      }),
    )
  }

  // After a lost answer the SDK sends again, and the service answers that the row exists: ours does.
  const isOwnSuccess = async (partition: string, writes: readonly Write[], op: string): Promise<boolean> => {
    const marked = writes.find((write) => write.op !== 'delete')
    if (!marked) return false
    try {
      return (await client.getEntity<Entity>(partition, marked.key)).op === op
    } catch (error) {
      if (statusOf(error) === notFound) return false
      throw unavailable('read a row', error)
    }
  }

  const write = async (partition: string, writes: readonly Write[]): Promise<WriteOutcome> => {
    const op = newId()
    for (let attempt = 0; ; attempt += 1) {
      try {
        await send(partition, writes, op)
        return 'written'
      } catch (error) {
        if (error instanceof RestError && odataCode(error) === 'TableNotFound' && attempt === 0) {
          await client.createTable().catch((cause: unknown) => {
            throw unavailable('be made', cause)
          })
          continue
        }
        if (!conflicts.has(statusOf(error) ?? 0)) throw unavailable('store rows', error)
        return (await isOwnSuccess(partition, writes, op)) ? 'written' : 'conflict'
      }
    }
  }

  return { read, range, write }
}
