// The accounts and contacts of customers: read, changed column by column, and what changed of them meanwhile.

import type { ReadChanges } from './change-tracking.ts'
import type { ColumnLengths } from './column-lengths.ts'
import { customerColumns, valuesOfRow } from './customer-rows.ts'
import type { Dataverse } from './dataverse.ts'
import { SalesRefused } from './failures.ts'
import { customerTables, fieldMap } from './field-map.ts'
import { isTooLong } from './fit-row.ts'
import type { ReadRow } from './read-row.ts'
import type { CustomersInSales } from './sales.ts'
import { leadIdOf } from './sales-row.ts'

const isChangedMeanwhile = (error: unknown): boolean =>
  error instanceof SalesRefused && (error.kind === 'changed' || error.kind === 'missing')

export const createCustomersInSales = (
  call: Dataverse,
  lengthsOf: ColumnLengths,
  read: ReadRow,
  changes: ReadChanges,
): CustomersInSales => ({
  readCustomer: async (type, id) => {
    const row = await read(`${customerTables[type].set}(${id})?$select=${customerColumns(type)}`)
    return row && { values: valuesOfRow(type, row), etag: String(row['@odata.etag']) }
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
  customerChanges: (type, since) => {
    const { set, key } = customerTables[type]
    return changes(
      set,
      customerColumns(type),
      (row) => ({
        id: String(row[key]).toLowerCase(),
        leadId: leadIdOf(row),
        values: valuesOfRow(type, row),
      }),
      since,
    )
  },
})
