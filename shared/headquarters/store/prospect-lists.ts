// The lists of prospects, newest first: the lists of all parts merged, read by range from where the last page ended.

import type { missingList, undeliveredList } from '../../domain/lists/facets.ts'
import type { ProspectStatus, ProspectSummary } from '../../domain/prospect.ts'
import { createRows } from '../../platform/row-format.ts'
import { shards } from '../../platform/shards.ts'
import type { Table } from '../../platform/table.ts'
import { listPlace, listRange } from './keys.ts'
import { summaryFormat } from './prospect-formats.ts'

/** A list of its own: of those of one status, of which something is missing in Sales, or to whom a mail did not arrive. */
export type ListName = ProspectStatus | typeof missingList | typeof undeliveredList

export type ProspectList = { readonly items: readonly ProspectSummary[]; readonly cursor?: string }

const cursorForm = /^(?:(?:\d{13}\|){1,2}[0-9a-f-]{36}|#\d{1,4})$/

/** Reads a cursor that a page of the list gave out; `undefined` when it is none. */
export const asCursor = (text: string): string | undefined => {
  const cursor = Buffer.from(text, 'base64url').toString('utf8')
  return cursorForm.test(cursor) ? cursor : undefined
}

/** A cursor into what was sorted: how many come before. */
export const offsetCursor = (before: number): string => Buffer.from(`#${before}`).toString('base64url')
export const offsetOf = (cursor: string | undefined): number | undefined =>
  cursor?.startsWith('#') ? Number(cursor.slice(1)) : undefined

/**
 * One page of a list; one storage transaction per part.
 * @param of only prospects of this list
 * @param pageSize 1 to 200
 * @param after a cursor read by `asCursor`
 */
export type ReadProspectList = (of: ListName | undefined, pageSize: number, after?: string) => Promise<ProspectList>

export const createProspectLists = (table: Table): ReadProspectList => {
  const lines = createRows(table, summaryFormat)
  return async (of, pageSize, after) => {
    const list = of ?? 'All'
    // One row more than the page tells whether there is a next one.
    const found = await Promise.all(shards.map((shard) => lines.range(shard, ...listRange(list, after), pageSize + 1)))
    const rows = found.flat().sort((a, b) => (a.key < b.key ? -1 : 1))
    const items = rows.slice(0, pageSize)
    const last = items.at(-1)
    const cursor =
      rows.length > pageSize && last ? { cursor: Buffer.from(listPlace(list, last.key)).toString('base64url') } : {}
    return { items: items.map(({ value }) => value), ...cursor }
  }
}
