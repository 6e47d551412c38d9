// Makes a row fit columns that are shorter than its texts.

import { truncate } from '../domain/text.ts'
import type { Lengths } from './column-lengths.ts'
import { isRefusal } from './failures.ts'
import { fieldMap } from './field-map.ts'
import type { SalesRow } from './sales-row.ts'

// A lead's e-mail address, phones and website are in the same columns as those of accounts and contacts.
const neverCut = new Set(
  [...fieldMap.Organization, ...fieldMap.Person].filter(({ mayBeCut }) => !mayBeCut).map(({ column }) => column),
)

/** A row that fits, and the columns whose text was cut or, where half a text is worth nothing, not written. */
export const fitRow = (row: SalesRow, lengths: Lengths) => {
  const fitted: Record<string, unknown> = { ...row }
  const cut: string[] = []
  const tooLong: string[] = []
  for (const [column, text] of Object.entries(row)) {
    const room = lengths[column]
    if (room === undefined || typeof text !== 'string' || text.length <= room) continue
    if (neverCut.has(column)) {
      delete fitted[column]
      tooLong.push(column)
    } else {
      fitted[column] = truncate(text, room)
      cut.push(column)
    }
  }
  return { row: fitted as SalesRow, cut, tooLong }
}

/** Whether a text was refused because its column is shorter. */
export const isTooLong = (error: unknown): boolean => isRefusal(error, '0x80044331')
