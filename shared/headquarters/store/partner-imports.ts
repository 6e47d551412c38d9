// Imports of partners as they are kept: all in one part, each as a head and its rows. The names and addresses of a row go as
// soon as it has ended.

import type { NewPartner } from '../../domain/new-partner.ts'
import { type ImportRow, importOutcomes, importRefusals, type PartnerImport } from '../../domain/partner-import.ts'
import { forMany } from '../../platform/for-many.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { anything, listOf, number, objectOf, oneOf, text } from '../../platform/shape.ts'
import { after, mostAtOnce, put, removeAll, type Table } from '../../platform/table.ts'
import { importKey, importListKey, importListRange, importRowKey, importRowRange, importsEnd } from './keys.ts'

export const readPartnerImport = objectOf<PartnerImport>(
  { importId: text, at: text, who: text, rows: number, digest: text },
  { endedAt: text },
)

const rowFormat = createRowFormat(
  objectOf<ImportRow & { readonly at?: string }>(
    { line: number, name: text, organizationId: text, outcome: oneOf(importOutcomes) },
    {
      // As it was checked when the file was read.
      partner: (value, at) => anything(value, at) as NewPartner,
      number: text,
      why: oneOf(importRefusals),
      columns: listOf(text),
      at: text,
    },
  ),
)
const headFormat = createRowFormat(readPartnerImport)

const partition = 'imports'
/** An import is stored within seconds; a day is for clocks that differ. */
const cutOffMs = 24 * 3_600_000
/** One page of the service. */
const sliceSize = 1000

/** A row, and when it was stored; one of an earlier version does not say. */
type KeptRow = ImportRow & { readonly at?: string }

/** What a look at a slice came to. @member next the key where the rest begins; absent when there is none */
type Slice = { readonly seen: number; readonly removed: number; readonly next?: string }

export type PartnerImports = {
  readonly head: (importId: string) => Promise<PartnerImport | undefined>
  readonly rows: (importId: string) => Promise<readonly ImportRow[]>
  /**
   * Stores the rows, and the head after them; once more makes no difference. Rows without a head are those of an import
   * that was cut off, and go after a day. One storage transaction for each hundred.
   */
  readonly add: (head: PartnerImport, rows: readonly ImportRow[]) => Promise<void>
  /** What became of a row. */
  readonly end: (importId: string, row: ImportRow) => Promise<void>
  /** Every row has ended. */
  readonly finish: (head: PartnerImport) => Promise<void>
  /**
   * Takes away rows of imports that were cut off while they were stored: nobody was told of them, and they have names.
   * @param from where a look before ended
   */
  readonly removeCutOff: (from: string | undefined, now: Date) => Promise<Slice>
  /** The newest ones; one storage transaction. */
  readonly newest: (count: number) => Promise<readonly PartnerImport[]>
}

export const createPartnerImports = (table: Table): PartnerImports => {
  const heads = createRows(table, headFormat)
  const rows = createRows(table, rowFormat)
  const putHead = (head: PartnerImport) =>
    table.write(partition, [
      heads.put(importKey(head.importId), head),
      put(importListKey(head.at, head.importId), { v: 1, ...head }),
    ])
  return {
    head: async (importId) => (await heads.read(partition, importKey(importId)))?.value,
    rows: async (importId) =>
      (await rows.range(partition, ...importRowRange(importId))).map(({ value: { at: _, ...row } }) => row),
    add: async (head, all) => {
      const writes = all.map((row) => rows.put(importRowKey(head.importId, row.line), { ...row, at: head.at }))
      for (let from = 0; from < writes.length; from += mostAtOnce)
        await table.write(partition, writes.slice(from, from + mostAtOnce))
      await putHead(head)
    },
    end: async (importId, row) => {
      await table.write(partition, [rows.put(importRowKey(importId, row.line), row)])
    },
    finish: async (head) => {
      await putHead(head)
    },
    removeCutOff: async (from, now) => {
      const page = await table.range(partition, from ?? importKey(''), importsEnd, sliceSize)
      const before = new Date(now.getTime() - cutOffMs).toISOString()
      const old = page.filter(({ key, value }) => key.split('|').length === 3 && ((value as KeptRow).at ?? '') < before)
      const importIds = [...new Set(old.map(({ key }) => key.split('|')[1] ?? ''))]
      const known = await forMany(importIds, async (id) => (await table.read(partition, importKey(id))) !== undefined)
      const cutOff = new Set(importIds.filter((_, at) => !known[at]))
      const keys = old.filter(({ key }) => cutOff.has(key.split('|')[1] ?? '')).map(({ key }) => key)
      await removeAll(table, partition, keys)
      const last = page.at(-1)
      return {
        seen: page.length,
        removed: keys.length,
        ...(last && page.length === sliceSize ? { next: after(last.key) } : {}),
      }
    },
    newest: async (count) => (await heads.range(partition, ...importListRange, count)).map(({ value }) => value),
  }
}
