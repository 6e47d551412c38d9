// Table storage through the Azure SDK.

import type { TableClient, TransactionAction } from '@azure/data-tables'
import { piecesOf, textIn } from './row-text.ts'
import type { OneOutcome, Row, Table, Write } from './table.ts'
import { failureOf, unexpected } from './table-failures.ts'

/** `op` marks the write that stored the row; its text stands beside it, in one property or several. */
type Entity = { partitionKey: string; rowKey: string; op: string }

const pageSize = 1000

const parsed = (data: string): unknown => {
  try {
    return JSON.parse(data)
  } catch {
    // Nothing of ours is stored like this: as plain text it is refused by whatever format the row should have.
    return data
  }
}

const rowOf = (entity: { rowKey?: unknown; etag?: string }): Row => ({
  key: String(entity.rowKey),
  etag: entity.etag ?? '',
  value: parsed(textIn({ ...entity })),
})

const entityOf = (partitionKey: string, { key, value }: { key: string; value: unknown }, op: string): Entity => ({
  partitionKey,
  rowKey: key,
  ...piecesOf(JSON.stringify(value)),
  op,
})

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A single operation costs the service and the caller less than a transaction of one. */
const sendOne = async (
  client: TableClient,
  partition: string,
  write: Write,
  op: string,
): Promise<{ etag?: string }> => {
  switch (write.op) {
    case 'create':
      return client.createEntity(entityOf(partition, write, op))
    case 'put':
      return client.upsertEntity(entityOf(partition, write, op), 'Replace')
    case 'replace':
      return client.updateEntity(entityOf(partition, write, op), 'Replace', { etag: write.etag })
    case 'delete':
      await client.deleteEntity(partition, write.key, write.etag === undefined ? {} : { etag: write.etag })
      return {}
  }
}

const actionOf = (partition: string, write: Write, op: string): TransactionAction => {
  switch (write.op) {
    case 'create':
      return ['create', entityOf(partition, write, op)]
    case 'put':
      return ['upsert', entityOf(partition, write, op), 'Replace']
    case 'replace':
      return ['update', entityOf(partition, write, op), 'Replace', { etag: write.etag }]
    case 'delete':
      if (write.etag !== undefined) throw new Error('A row can be deleted by its ETag only on its own.')
      return ['delete', { partitionKey: partition, rowKey: write.key }]
  }
}

/** @returns the ETag of the first row */
const send = async (client: TableClient, partition: string, writes: readonly Write[], op: string): Promise<string> => {
  const [only, ...others] = writes
  if (only === undefined) return ''
  if (others.length === 0) return (await sendOne(client, partition, only, op)).etag ?? ''
  const answer = await client.submitTransaction(writes.map((write) => actionOf(partition, write, op)))
  // In the order of what was asked for; updates are answered without their keys.
  return answer.subResponses[0]?.etag ?? ''
}

/**
 * A table kept in Azure Table storage. It is made on its first use if it does not exist.
 * @param client a client of the one table
 * @param newId makes the mark by which a write that was retried below the SDK recognizes its own success
 */
export const createAzureTable = (client: TableClient, newId: () => string): Table => {
  const entityAt = async (partition: string, key: string) => {
    try {
      return await client.getEntity<Entity>(partition, key)
    } catch (error) {
      const failure = failureOf(error)
      if (failure === 'missing' || failure === 'no table') return undefined
      throw unexpected('read a row', error)
    }
  }

  const read = async (partition: string, key: string): Promise<Row | undefined> => {
    const entity = await entityAt(partition, key)
    return entity && rowOf(entity)
  }

  const range = async (partition: string, from: string, to: string, limit = Infinity): Promise<Row[]> => {
    const filter = `PartitionKey eq ${quoted(partition)} and RowKey ge ${quoted(from)} and RowKey lt ${quoted(to)}`
    const rows: Row[] = []
    try {
      const pages = client.listEntities<Entity>({ queryOptions: { filter } })
      // A page can be short or empty although more follow; only a missing continuation token ends the list.
      for await (const page of pages.byPage({ maxPageSize: Math.min(limit, pageSize) })) {
        for (const entity of page) rows.push(rowOf(entity))
        if (rows.length >= limit) break
      }
    } catch (error) {
      const failure = failureOf(error)
      if (failure === 'missing' || failure === 'no table') return []
      throw unexpected('list rows', error)
    }
    return rows.slice(0, limit)
  }

  const makeTable = async (): Promise<void> => {
    try {
      await client.createTable()
    } catch (error) {
      throw unexpected('be made', error)
    }
  }

  /** After a lost answer the SDK sends again, and the service answers that the row exists: ours does. */
  const ownSuccess = async (partition: string, writes: readonly Write[], op: string): Promise<OneOutcome> => {
    const marked = writes.find((write) => write.op !== 'delete')
    const stored = marked && (await entityAt(partition, marked.key))
    return stored?.op === op ? { etag: stored.etag } : 'conflict'
  }

  const store = async (partition: string, writes: readonly Write[]): Promise<OneOutcome> => {
    const op = newId()
    for (let isMade = false; ; isMade = true) {
      try {
        return { etag: await send(client, partition, writes, op) }
      } catch (error) {
        const failure = failureOf(error)
        if (failure === 'no table' && !isMade) {
          await makeTable()
          continue
        }
        if (failure !== 'conflict' && failure !== 'missing' && failure !== 'no table')
          throw unexpected('store rows', error)
        return ownSuccess(partition, writes, op)
      }
    }
  }

  return {
    read,
    range,
    write: async (partition, writes) => ((await store(partition, writes)) === 'conflict' ? 'conflict' : 'written'),
    writeOne: (partition, write, others = []) => store(partition, [write, ...others]),
  }
}
