// The accounts and contacts of customers: read, and changed column by column.

import type { ColumnLengths } from './column-lengths.ts'
import { customerColumns, type ReadRecord } from './customer-rows.ts'
import type { Dataverse } from './dataverse.ts'
import { SalesRefused } from './failures.ts'
import { customerTables, fieldMap } from './field-map.ts'
import { isTooLong } from './fit-row.ts'
import type { ReadRow } from './read-row.ts'
import type { CustomersInSales } from './sales.ts'

const isChangedMeanwhile = (error: unknown): boolean =>
  error instanceof SalesRefused && (error.kind === 'changed' || error.kind === 'missing')

export const createCustomersInSales = (
  call: Dataverse,
  lengthsOf: ColumnLengths,
  read: ReadRow,
  recordOf: ReadRecord,
): CustomersInSales => ({
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
    const body = Object.fromEntries(changed.map(({ path, column }) => [column, values[path]]))
    try {
      await call({ method: 'PATCH', path: `${set}(${id})`, body, headers: { 'if-match': etag } })
      return 'written'
    } catch (error) {
      if (isChangedMeanwhile(error)) return 'changed-meanwhile'
      if (!isTooLong(error)) throw error
      // A column was made shorter since its length was read.
      await lengthsOf(table, true)
      return 'changed-meanwhile'
    }
  },
})
