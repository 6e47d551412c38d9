// Table storage in memory: the same answers as the service, none of its time. Most tests ask it as the app asks a table;
// the world of the fault rig asks its rows at once, so that hundreds of thousands of runs take seconds.
// tests/integration/table-contract.test.ts and tests/proofs/tables.test.ts hold it against the service.

import { longestRow } from '../../shared/platform/row-text.ts'
import type { OneOutcome, Row, Table, Write, WriteOutcome } from '../../shared/platform/table.ts'

/** The value is read from its text when somebody asks for it. */
type Stored = { readonly text: string; readonly etag: string; value?: unknown }
type Partitions = Map<string, Map<string, Stored>>

export type MemoryRow = { readonly partition: string; readonly key: string; readonly value: unknown }

/** Rows that answer at once. Their readers share the values, as none of them changes what it read. */
export type MemoryRows = {
  readonly read: (partition: string, key: string) => Row | undefined
  readonly range: (partition: string, from: string, to: string, limit?: number) => Row[]
  readonly write: (partition: string, writes: readonly Write[]) => WriteOutcome
  readonly writeOne: (partition: string, write: Write, others?: readonly Write[]) => OneOutcome
  readonly rows: () => MemoryRow[]
  /** Transactions that changed a stored value; a row put back as it was is no change. */
  readonly changes: () => number
  readonly copy: () => MemoryRows
  /** Everything that an answer to come depends on, in one text. */
  readonly print: () => string
}

// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#characters-disallowed-in-key-fields
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the characters that the service refuses
const illegal = /[/\\#?\u0000-\u001f\u007f-\u009f]/
const longestKey = 512
const largestTransaction = 100

const checkKey = (text: string): void => {
  if (illegal.test(text)) throw new Error('The table refused a key with a character that keys cannot have (400).')
  if (text.length > longestKey) throw new Error('The table refused a key that is too long (400).')
}

/** @returns the text of each row that is written, none of one that is deleted */
const check = (partition: string, writes: readonly Write[]): (string | undefined)[] => {
  checkKey(partition)
  for (const { key } of writes) checkKey(key)
  const texts = writes.map((each) => (each.op === 'delete' ? undefined : JSON.stringify(each.value)))
  if (texts.some((text) => text !== undefined && text.length > longestRow))
    throw new Error('The table has no room for a row so large.')
  if (writes.length < 2) return texts
  if (writes.length > largestTransaction) throw new Error('The table refused more than 100 changes at once (400).')
  if (new Set(writes.map(({ key }) => key)).size < writes.length)
    throw new Error('The table refused to change a row twice at once (400).')
  if (writes.some((each) => each.op === 'delete' && each.etag !== undefined))
    throw new Error('A row can be deleted by its ETag only on its own.')
  return texts
}

const holds = (stored: Stored | undefined, write: Write): boolean => {
  if (write.op === 'create') return stored === undefined
  if (write.op === 'put') return true
  return stored !== undefined && (write.etag === undefined || write.etag === stored.etag)
}

const sharedValue = (stored: Stored): unknown => {
  stored.value ??= JSON.parse(stored.text)
  return stored.value
}
const ownValue = ({ text }: Stored): unknown => JSON.parse(text) as unknown

const createRows = (
  toValue: (stored: Stored) => unknown,
  ignored: ReadonlySet<string>,
  partitions: Partitions = new Map(),
  etagsBefore = 0,
): MemoryRows => {
  let etags = etagsBefore
  let changes = 0
  const toRow = (key: string, stored: Stored): Row => ({ key, etag: stored.etag, value: toValue(stored) })

  const read = (partition: string, key: string): Row | undefined => {
    const stored = partitions.get(partition)?.get(key)
    return stored && toRow(key, stored)
  }

  const range = (partition: string, from: string, to: string, limit = Number.POSITIVE_INFINITY): Row[] => {
    const rows = partitions.get(partition)
    if (!rows || rows.size === 0) return []
    const found: [string, Stored][] = []
    // Comparing strings with < is ordinal, as the service is.
    for (const entry of rows) if (entry[0] >= from && entry[0] < to) found.push(entry)
    found.sort(([a], [b]) => (a < b ? -1 : 1))
    return found.slice(0, limit).map(([key, stored]) => toRow(key, stored))
  }

  /** @returns whether the stored value is another one than before */
  const apply = (rows: Map<string, Stored>, key: string, text: string | undefined): boolean => {
    if (text === undefined) return rows.delete(key)
    etags += 1
    const before = rows.get(key)?.text
    rows.set(key, { text, etag: `W/"${etags}"` })
    return before !== text
  }

  const write = (partition: string, writes: readonly Write[]): WriteOutcome => {
    const texts = check(partition, writes)
    const rows = partitions.get(partition) ?? new Map<string, Stored>()
    if (!writes.every((each) => holds(rows.get(each.key), each))) return 'conflict'
    const changed = writes.map(({ key }, at) => apply(rows, key, texts[at])).includes(true)
    partitions.set(partition, rows)
    if (changed && !ignored.has(partition)) changes += 1
    return 'written'
  }

  return {
    read,
    range,
    write,
    writeOne: (partition, one, others = []) =>
      write(partition, [one, ...others]) === 'conflict'
        ? 'conflict'
        : { etag: partitions.get(partition)?.get(one.key)?.etag ?? '' },
    rows: () =>
      [...partitions].flatMap(([partition, rows]) =>
        [...rows].map(([key, stored]) => ({ partition, key, value: toValue(stored) })),
      ),
    changes: () => changes,
    print: () =>
      JSON.stringify([
        etags,
        changes,
        [...partitions].map(([name, rows]) => [name, [...rows].map(([key, { text, etag }]) => [key, etag, text])]),
      ]),
    copy: () =>
      createRows(toValue, ignored, new Map([...partitions].map(([name, rows]) => [name, new Map(rows)])), etags),
  }
}

/** An empty table that answers at once. @param ignored partitions whose changes are not counted */
export const memoryRows = (ignored: ReadonlySet<string> = new Set()): MemoryRows => createRows(sharedValue, ignored)

/** How often each kind of request reached the table. */
export type TableRequests = { reads: number; ranges: number; writes: number }

/** An empty table as the app knows one, and a count of its requests; every call of the table is one. */
export const memoryTable = (): Table & { readonly requests: TableRequests } => {
  const rows = createRows(ownValue, new Set())
  const requests: TableRequests = { reads: 0, ranges: 0, writes: 0 }
  return {
    requests,
    read: async (partition, key) => {
      requests.reads += 1
      return rows.read(partition, key)
    },
    range: async (partition, from, to, limit) => {
      requests.ranges += 1
      return rows.range(partition, from, to, limit)
    },
    write: async (partition, writes) => {
      requests.writes += 1
      return rows.write(partition, writes)
    },
    writeOne: async (...what) => {
      requests.writes += 1
      return rows.writeOne(...what)
    },
  }
}
