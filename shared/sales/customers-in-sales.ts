// The accounts and contacts of customers: read, and changed column by column.

import type { ColumnLengths } from './column-lengths.ts'
import { customerColumns, type ReadRecord } from './customer-rows.ts'
import type { Dataverse } from './dataverse.ts'
import { isSecured, SalesRefused } from './failures.ts'
import { customerTables, fieldMap, type MappedField } from './field-map.ts'
import { isTooLong } from './fit-row.ts'
import type { ReadRow } from './read-row.ts'
import type { CustomersInSales } from './sales.ts'
import { refusedOf, type SecuredColumns } from './secured-columns.ts'

const isChangedMeanwhile = (error: unknown): boolean =>
  error instanceof SalesRefused && (error.kind === 'changed' || error.kind === 'missing')

type Given = {
  readonly call: Dataverse
  readonly lengthsOf: ColumnLengths
  readonly secured: SecuredColumns
  readonly read: ReadRow
  readonly recordOf: ReadRecord
}

export const createCustomersInSales = ({ call, lengthsOf, secured, read, recordOf }: Given): CustomersInSales => ({
  readCustomer: async (type, id, sure = false) => {
    const row = await read(`${customerTables[type].set}(${id})?$select=${customerColumns(type)}`)
    return row && { ...(await recordOf(type, row, sure)), id, etag: String(row['@odata.etag']) }
  },
  lengths: async (type) => {
    const lengths = await lengthsOf(customerTables[type].table)
    return Object.fromEntries(
      fieldMap[type].flatMap(({ path, column }) => (lengths[column] === undefined ? [] : [[path, lengths[column]]])),
    )
  },
  changeCustomer: async (type, id, values, etag) => {
    const { set, table } = customerTables[type]
    const changed = fieldMap[type].filter(({ path }) => values[path] !== undefined)
    const write = async (fields: readonly MappedField[]): Promise<void> => {
      const body = Object.fromEntries(fields.map(({ path, column }) => [column, values[path]]))
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
  },
})
