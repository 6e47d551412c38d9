// Table storage in memory, for tests that are about something else: the same answers as the service, none of its time.
// tests/integration/table-contract.test.ts holds both against the same sentences.

import type { Row, Table, Write, WriteOutcome } from '../../shared/platform/table.ts'

type Stored = { readonly data: string; readonly etag: string }

// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#characters-disallowed-in-key-fields
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the characters that the service refuses
const illegal = /[/\\#?\u0000-\u001f\u007f-\u009f]/
const longestKey = 512
const largestTransaction = 100

const checkKey = (text: string): void => {
  if (illegal.test(text)) throw new Error('The table refused a key with a character that keys cannot have (400).')
  if (text.length > longestKey) throw new Error('The table refused a key that is too long (400).')
}

/** How often each kind of request reached the table. */
export type TableRequests = { reads: number; ranges: number; writes: number }

/** An empty table, and a count of its requests; every call of the table is one. */
export const memoryTable = (): Table & { readonly requests: TableRequests } => {
  const partitions = new Map<string, Map<string, Stored>>()
  const requests: TableRequests = { reads: 0, ranges: 0, writes: 0 }
  let changes = 0

  const toRow = (key: string, { data, etag }: Stored): Row => ({ key, etag, value: JSON.parse(data) as unknown })

  const holds = (stored: Stored | undefined, write: Write): boolean => {
    if (write.op === 'create') return stored === undefined
    if (write.op === 'put') return true
    return stored !== undefined && (write.etag === undefined || write.etag === stored.etag)
  }

  const apply = (rows: Map<string, Stored>, write: Write): void => {
    if (write.op === 'delete') {
      rows.delete(write.key)
      return
    }
    changes += 1
    rows.set(write.key, { data: JSON.stringify(write.value), etag: `W/"${changes}"` })
  }

  const read = async (partition: string, key: string): Promise<Row | undefined> => {
    requests.reads += 1
    const stored = partitions.get(partition)?.get(key)
    return stored && toRow(key, stored)
  }

  const range = async (partition: string, from: string, to: string, limit = Infinity): Promise<Row[]> => {
    requests.ranges += 1
    // Comparing strings with < is ordinal, as the service is.
    return [...(partitions.get(partition) ?? [])]
      .filter(([key]) => key >= from && key < to)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, limit)
      .map(([key, stored]) => toRow(key, stored))
  }

  const write = async (partition: string, writes: readonly Write[]): Promise<WriteOutcome> => {
    requests.writes += 1
    for (const text of [partition, ...writes.map(({ key }) => key)]) checkKey(text)
    if (writes.length > largestTransaction) throw new Error('The table refused more than 100 changes at once (400).')
    if (new Set(writes.map(({ key }) => key)).size < writes.length)
      throw new Error('The table refused to change a row twice at once (400).')
    if (writes.length > 1 && writes.some((each) => each.op === 'delete' && each.etag !== undefined))
      throw new Error('A row can be deleted by its ETag only on its own.')
    const rows = partitions.get(partition) ?? new Map<string, Stored>()
    if (!writes.every((each) => holds(rows.get(each.key), each))) return 'conflict'
    for (const each of writes) apply(rows, each)
    partitions.set(partition, rows)
    return 'written'
  }

  return { read, range, write, requests }
}
