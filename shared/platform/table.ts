// What the rooms need of table storage, and nothing more: rows of one partition change together or not at all.

import type { Stored } from './stored.ts'

/** A stored row. The value is whatever its owner wrote; what it is, only the row's format knows. */
export type Row = Stored<unknown>

/**
 * One change. `put` inserts or replaces; `replace` needs the row unchanged since its ETag was read, and so does a
 * `delete` with an ETag, which cannot be part of a transaction with others.
 */
export type Write =
  | { readonly op: 'create'; readonly key: string; readonly value: unknown }
  | { readonly op: 'replace'; readonly key: string; readonly value: unknown; readonly etag: string }
  | { readonly op: 'put'; readonly key: string; readonly value: unknown }
  | { readonly op: 'delete'; readonly key: string; readonly etag?: string }

export type WriteOutcome =
  /** All changes are stored. */
  | 'written'
  /** Nothing is stored: a created row exists already, or a replaced or deleted one changed or is gone. */
  | 'conflict'

/** What became of one change: the ETag of the row as it is stored now (empty when it is gone), or a conflict as above. */
export type OneOutcome = { readonly etag: string } | 'conflict'

/** One table. Every method is one request to the storage service, unless it says otherwise; failures throw. */
export type Table = {
  readonly read: (partition: string, key: string) => Promise<Row | undefined>
  /** Rows with `from <= key < to` in ordinal key order, at most `limit` of them (all, when absent). */
  readonly range: (partition: string, from: string, to: string, limit?: number) => Promise<Row[]>
  /** Up to 100 changes of one partition, as one transaction. */
  readonly write: (partition: string, writes: readonly Write[]) => Promise<WriteOutcome>
  /**
   * One change, for whoever changes the row again without reading it first.
   * @param others changes of the same partition, up to 99: stored in one transaction with it, or not at all
   */
  readonly writeOne: (partition: string, write: Write, others?: readonly Write[]) => Promise<OneOutcome>
  /** Notes that a row cannot be read, for people to look at. */
  readonly setAside?: (partition: string, key: string) => Promise<void>
}

/**
 * A table whose unusable rows are noted, each once in a process: it is met again with every run that passes by.
 * @param note safe to repeat
 */
export const settingAside = (table: Table, note: (partition: string, key: string) => Promise<void>): Table => {
  const noted = new Set<string>()
  const setAside = async (partition: string, key: string): Promise<void> => {
    const name = JSON.stringify([partition, key])
    if (noted.has(name)) return
    await note(partition, key)
    noted.add(name)
  }
  return {
    read: (...which) => table.read(...which),
    range: (...which) => table.range(...which),
    write: (...what) => table.write(...what),
    writeOne: (...what) => table.writeOne(...what),
    setAside,
  }
}

export const create = (key: string, value: unknown): Write => ({ op: 'create', key, value })
export const put = (key: string, value: unknown): Write => ({ op: 'put', key, value })
export const replace = (row: Pick<Row, 'key' | 'etag'>, value: unknown): Write => ({
  op: 'replace',
  key: row.key,
  etag: row.etag,
  value,
})
export const remove = (key: string): Write => ({ op: 'delete', key })
export const removeUnchanged = (row: Pick<Row, 'key' | 'etag'>): Write => ({
  op: 'delete',
  key: row.key,
  etag: row.etag,
})

/** Changes of one transaction. https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions */
export const mostAtOnce = 100

/** Takes rows of one partition away, whoever else does so: a row that is gone refuses a whole transaction, so then each goes alone. */
export const removeAll = async (
  table: Pick<Table, 'write'>,
  partition: string,
  keys: readonly string[],
): Promise<void> => {
  for (let from = 0; from < keys.length; from += mostAtOnce) {
    const removals = keys.slice(from, from + mostAtOnce).map(remove)
    if ((await table.write(partition, removals)) === 'written') continue
    for (const removal of removals) await table.write(partition, [removal])
  }
}

/** The first key that may follow a key: nothing can stand between the two, as keys have no character before the space. */
export const after = (key: string): string => `${key} `

/**
 * Pages of rows, each asked for when the one before was taken; what follows a page is asked for by its last key.
 * @param page reads up to `size` rows from a key on; fewer mean that there are no more
 * @param from the first key
 * @param size rows of the first page
 * @param laterSize rows of each other page
 */
export async function* pagesOf<R extends Pick<Row, 'key'>>(
  page: (from: string, size: number) => Promise<readonly R[]>,
  from: string,
  size: number,
  laterSize = size,
): AsyncGenerator<readonly R[]> {
  for (let start = from, wanted = size; ; wanted = laterSize) {
    const rows = await page(start, wanted)
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < wanted) return
    start = after(last.key)
  }
}

/** A table that is opened by its first use. */
export const lazyTable = (open: () => Promise<Table>): Table => {
  let opened: Promise<Table> | undefined
  const table = (): Promise<Table> => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
  return {
    read: async (partition, key) => (await table()).read(partition, key),
    range: async (partition, from, to, limit) => (await table()).range(partition, from, to, limit),
    write: async (partition, writes) => (await table()).write(partition, writes),
    writeOne: async (...what) => (await table()).writeOne(...what),
  }
}
