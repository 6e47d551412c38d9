// The accounts and contacts of customers: read, and changed column by column.

import type { FieldChanges } from '../domain/customer-convergence.ts'
import type { CreditColumns, CustomerPath, CustomerType } from '../domain/customer-fields.ts'
import type { ColumnLengths } from './column-lengths.ts'
import { cellsOf } from './credit-cells.ts'
import type { Currencies } from './currencies.ts'
import { customerColumns, type ReadRecord } from './customer-rows.ts'
import type { Dataverse } from './dataverse.ts'
import { isSecured, SalesRefused } from './failures.ts'
import { customerTables, fieldsOf } from './field-map.ts'
import { isTooLong } from './fit-row.ts'
import type { ReadRow } from './read-row.ts'
import type { Changed, CustomersInSales } from './sales.ts'
import type { SalesRow } from './sales-row.ts'
import { refusedOf, type SecuredColumns } from './secured-columns.ts'

const isChangedMeanwhile = (error: unknown): boolean =>
  error instanceof SalesRefused && (error.kind === 'changed' || error.kind === 'missing')

type Given = {
  readonly call: Dataverse
  readonly lengthsOf: ColumnLengths
  readonly secured: SecuredColumns
  readonly currencies: Currencies
  readonly read: ReadRow
  readonly recordOf: ReadRecord
  readonly creditColumns: CreditColumns
}

/** A field that is written, and how. */
type Cell = { readonly path: CustomerPath; readonly column: string; readonly body: SalesRow }

const cellsIn = async (
  type: CustomerType,
  values: FieldChanges,
  { currencies, creditColumns }: Given,
): Promise<{ cells: Cell[]; withoutCurrency: CustomerPath[] }> => {
  const [cells, withoutCurrency]: [Cell[], CustomerPath[]] = [[], []]
  for (const field of fieldsOf(type, creditColumns)) {
    const { path, column } = field
    const text = values[path]
    if (text === undefined) continue
    const body = await cellsOf(field, text, currencies)
    if (body) cells.push({ path, column, body })
    else withoutCurrency.push(path)
  }
  return { cells, withoutCurrency }
}

const changeWith = ({ call, lengthsOf, secured }: Given) => {
  /** Writes cells; without those that are secured where it has to be. */
  return async (type: CustomerType, id: string, changed: readonly Cell[], etag: string): Promise<Changed> => {
    const { set, table } = customerTables[type]
    const write = async (cells: readonly Cell[]): Promise<void> => {
      const body = Object.assign({}, ...cells.map((cell) => cell.body))
      await call({ method: 'PATCH', path: `${set}(${id})`, body, headers: { 'if-match': etag } })
    }
    try {
      await write(changed)
      return 'written'
    } catch (error) {
      if (isChangedMeanwhile(error)) return 'changed-meanwhile'
      if (isSecured(error)) {
        const what = await secured(table, true)
        const named = refusedOf(
          what,
          'update',
          changed.map(({ column }) => column),
        )
        const left = changed.filter(({ column }) => named.includes(column))
        const others = changed.filter((field) => !left.includes(field))
        if (left.length === 0) throw error
        try {
          if (others.length > 0) await write(others)
          return { secured: left.map(({ path }) => path) }
        } catch (again) {
          // What Sales says of the rights is not what it does; then none of the secured columns is written.
          const open = others.filter(({ column }) => !what.isSecured(column))
          if (!isSecured(again) || open.length === others.length) throw again
          if (open.length > 0) await write(open)
          return { secured: changed.filter((field) => !open.includes(field)).map(({ path }) => path) }
        }
      }
      if (!isTooLong(error)) throw error
      // A column was made shorter since its length was read.
      await lengthsOf(table, true)
      return 'changed-meanwhile'
    }
  }
}

export const createCustomersInSales = (given: Given): CustomersInSales => {
  const { lengthsOf, read, recordOf, creditColumns } = given
  const change = changeWith(given)
  return {
    readCustomer: async (type, id, sure = false) => {
      const row = await read(`${customerTables[type].set}(${id})?$select=${customerColumns(type, creditColumns)}`)
      return row && { ...(await recordOf(type, row, sure)), id, etag: String(row['@odata.etag']) }
    },
    lengths: async (type) => {
      const lengths = await lengthsOf(customerTables[type].table)
      return Object.fromEntries(
        fieldsOf(type, creditColumns).flatMap(({ path, column }) =>
          lengths[column] === undefined ? [] : [[path, lengths[column]]],
        ),
      )
    },
    changeCustomer: async (type, id, values, etag) => {
      const { cells, withoutCurrency } = await cellsIn(type, values, given)
      const changed = cells.length > 0 ? await change(type, id, cells, etag) : 'written'
      if (withoutCurrency.length === 0 || changed === 'changed-meanwhile') return changed
      return { secured: changed === 'written' ? [] : changed.secured, withoutCurrency }
    },
  }
}
