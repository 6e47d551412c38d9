// Creates rows in Sales, and never changes one that is there.

import type { ColumnLengths } from './column-lengths.ts'
import type { Dataverse } from './dataverse.ts'
import { isSecured, SalesRefused } from './failures.ts'
import { fitRow, isTooLong } from './fit-row.ts'
import type { Created } from './sales.ts'
import { present, type SalesRow } from './sales-row.ts'
import { refusedOf, type SecuredColumns } from './secured-columns.ts'
import { isOfUnknownColumn, withoutShown } from './shown-columns.ts'

/** Creates a row of a table; where its columns are too short or secured, what of it can be. */
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

type Left = Exclude<Created, string>

/** Everything that was left out or cut in one attempt after the other. */
const together = (one: Left, other: Left): Left => {
  const secured = [...(one.secured ?? []), ...(other.secured ?? [])]
  return {
    cut: [...one.cut, ...other.cut],
    tooLong: [...one.tooLong, ...other.tooLong],
    ...(secured.length > 0 ? { secured } : {}),
  }
}

type Fitted = { readonly row: SalesRow; readonly left: Left }

// A row can be too long in one column, secured in another, and refused for one that Sales calls allowed.
const mostAttempts = 4

/** For so long it is remembered that a table lacks columns of ours that it can do without. */
const lackingMs = 10 * 60_000

/**
 * @param lengthsOf asked only after a text was refused as too long
 * @param secured asked only after a column was refused as secured
 * @param now milliseconds
 */
export const createRowWriter = (
  call: Dataverse,
  lengthsOf: ColumnLengths,
  secured: SecuredColumns,
  now: () => number,
): WriteRow => {
  const lackingUntil = new Map<string, number>()
  /** The row without what it was refused for; `undefined` where no column of ours explains it. */
  const smaller = async (table: string, row: SalesRow, error: unknown): Promise<Fitted | undefined> => {
    if (isTooLong(error)) {
      const { row: fitted, cut, tooLong } = fitRow(row, await lengthsOf(table, true))
      return cut.length + tooLong.length === 0 ? undefined : { row: fitted, left: { cut, tooLong } }
    }
    if (isOfUnknownColumn(error)) {
      const rest = withoutShown(row)
      if (Object.keys(rest).length === Object.keys(row).length) return undefined
      lackingUntil.set(table, now() + lackingMs)
      return { row: rest, left: { cut: [], tooLong: [] } }
    }
    if (!isSecured(error)) return undefined
    const left = refusedOf(await secured(table, true), 'create', Object.keys(row))
    if (left.length === 0) return undefined
    const rest = Object.fromEntries(Object.entries(row).filter(([column]) => !left.includes(column)))
    return { row: rest, left: { cut: [], tooLong: [], secured: left } }
  }

  return async ({ table, set }, whole) => {
    const row = (lackingUntil.get(table) ?? 0) > now() ? withoutShown(whole) : whole
    let fitted: Fitted = { row, left: { cut: [], tooLong: [] } }
    for (let attempt = 1; ; attempt += 1) {
      try {
        const outcome = await create(call, set, fitted.row)
        return attempt === 1 ? outcome : fitted.left
      } catch (error) {
        const next = attempt < mostAttempts ? await smaller(table, fitted.row, error) : undefined
        if (!next) throw error
        fitted = { row: next.row, left: together(fitted.left, next.left) }
      }
    }
  }
}
