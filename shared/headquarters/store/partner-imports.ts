// Imports of partners as they are kept: all in one part, each as a head and its rows. The names and addresses of a row go as
// soon as it has ended.

import type { NewPartner } from '../../domain/new-partner.ts'
import { type ImportRow, importOutcomes, importRefusals, type PartnerImport } from '../../domain/partner-import.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { anything, listOf, number, objectOf, oneOf, text } from '../../platform/shape.ts'
import { mostAtOnce, put, type Table } from '../../platform/table.ts'
import { importKey, importListKey, importListRange, importRowKey, importRowRange } from './keys.ts'

export const readPartnerImport = objectOf<PartnerImport>(
  { importId: text, at: text, who: text, rows: number, digest: text },
  { endedAt: text },
)

const rowFormat = createRowFormat(
  objectOf<ImportRow>(
    { line: number, name: text, organizationId: text, outcome: oneOf(importOutcomes) },
    {
      // As it was checked when the file was read.
      partner: (value, at) => anything(value, at) as NewPartner,
      number: text,
      why: oneOf(importRefusals),
      columns: listOf(text),
    },
  ),
)
const headFormat = createRowFormat(readPartnerImport)

const partition = 'imports'

export type PartnerImports = {
  readonly head: (importId: string) => Promise<PartnerImport | undefined>
  readonly rows: (importId: string) => Promise<readonly ImportRow[]>
  /** Stores the rows, and the head after them; once more makes no difference. One storage transaction for each hundred. */
  readonly add: (head: PartnerImport, rows: readonly ImportRow[]) => Promise<void>
  /** What became of a row. */
  readonly end: (importId: string, row: ImportRow) => Promise<void>
  /** Every row has ended. */
  readonly finish: (head: PartnerImport) => Promise<void>
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
    rows: async (importId) => (await rows.range(partition, ...importRowRange(importId))).map(({ value }) => value),
    add: async (head, all) => {
      const writes = all.map((row) => rows.put(importRowKey(head.importId, row.line), row))
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
    newest: async (count) => (await heads.range(partition, ...importListRange, count)).map(({ value }) => value),
  }
}
