// The list *All prospects*, newest first: the lists of all partitions merged, read by range from where the last page ended.

import type { ProspectStatus, ProspectSummary } from '../domain/prospect.ts'
import { shards } from '../platform/ids.ts'
import type { Table } from '../platform/table.ts'
import { listRange } from './keys.ts'

export type ProspectList = { readonly items: readonly ProspectSummary[]; readonly cursor?: string }

const cursorForm = /^\d{13}\|[0-9a-f-]{36}$/

/** Reads a cursor that `readProspectList` gave out; `undefined` when it is none. */
export const asCursor = (text: string): string | undefined => {
  const cursor = Buffer.from(text, 'base64url').toString('utf8')
  return cursorForm.test(cursor) ? cursor : undefined
}

/**
 * One page of the list; one storage transaction per partition.
 * @param status only prospects of this status
 * @param pageSize 1 to 200
 * @param after a cursor read by `asCursor`
 */
export const readProspectList = async (
  table: Table,
  status: ProspectStatus | undefined,
  pageSize: number,
  after?: string,
): Promise<ProspectList> => {
  const list = status ?? 'All'
  // One row more than the page tells whether there is a next one.
  const found = await Promise.all(
    shards.map((shard) => table.range<ProspectSummary>(shard, ...listRange(list, after), pageSize + 1)),
  )
  const prefix = `list|${list}|`
  const rows = found.flat().sort((a, b) => (a.key < b.key ? -1 : 1))
  const items = rows.slice(0, pageSize)
  const last = items.at(-1)
  const cursor =
    rows.length > pageSize && last ? { cursor: Buffer.from(last.key.slice(prefix.length)).toString('base64url') } : {}
  return { items: items.map((row) => row.value), ...cursor }
}
