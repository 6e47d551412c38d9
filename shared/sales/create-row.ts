// Creates rows in Sales, and never changes one that is there.

import type { ColumnLengths } from './column-lengths.ts'
import type { Dataverse } from './dataverse.ts'
import { SalesRefused } from './failures.ts'
import { fitRow, isTooLong } from './fit-row.ts'
import type { Created } from './sales.ts'
import { present, type SalesRow } from './sales-row.ts'

/** Creates a row of a table; where its columns are too short for it, what of it fits. */
export type WriteRow = (table: { readonly table: string; readonly set: string }, row: SalesRow) => Promise<Created>

const create = async (call: Dataverse, set: string, row: SalesRow): Promise<'created' | 'exists'> => {
  try {
    await call({ method: 'POST', path: set, body: present(row) })
    return 'created'
  } catch (error) {
    // The primary key is ours, so a lost answer and a second try end here.
    if (error instanceof SalesRefused && error.kind === 'exists') return 'exists'
    throw error
  }
}

/** @param lengthsOf asked only after a text was refused as too long */
export const createRowWriter =
  (call: Dataverse, lengthsOf: ColumnLengths): WriteRow =>
  async ({ table, set }, row) => {
    try {
      return await create(call, set, row)
    } catch (error) {
      if (!isTooLong(error)) throw error
      const { row: fitted, cut, tooLong } = fitRow(row, await lengthsOf(table, true))
      if (cut.length + tooLong.length === 0) throw error
      await create(call, set, fitted)
      return { cut, tooLong }
    }
  }
