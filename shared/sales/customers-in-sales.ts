// The accounts and contacts of customers: read, changed column by column, and what changed of them meanwhile.

import type { FieldChanges, FieldLengths } from '../domain/customer-convergence.ts'
import type { CustomerType, Values } from '../domain/customer-fields.ts'
import type { Changes } from './change-tracking.ts'
import { type ColumnLengths, isTooLong } from './column-lengths.ts'
import type { Dataverse } from './dataverse.ts'
import { SalesRefused } from './failures.ts'
import { customerTables, fieldMap } from './field-map.ts'
import type { ReadRow } from './read-lead.ts'
import { customerColumns, leadIdOf, valuesOfRow } from './rows.ts'

/** Changes since a look, and where the next look begins. A link that is too old gives everything there is. */
export type SalesChanges<T> = {
  readonly changed: readonly T[]
  readonly deleted: readonly string[]
  readonly link: string
}

/** The account or contact of a customer. */
export type CustomerInSales = { readonly values: Values; readonly etag: string }

export type ChangedCustomer = { readonly id: string; readonly leadId: string | undefined; readonly values: Values }

export type CustomersInSales = {
  /** Reads the account or contact of a customer. */
  readonly readCustomer: (type: CustomerType, id: string) => Promise<CustomerInSales | undefined>
  /** Longest text of each field of a customer that Sales has room for. */
  readonly lengths: (type: CustomerType) => Promise<FieldLengths>
  /** Changes the named fields of an account or contact, unless it changed since it was read; never creates one. */
  readonly changeCustomer: (
    type: CustomerType,
    id: string,
    values: FieldChanges,
    etag: string,
  ) => Promise<'written' | 'changed-meanwhile'>
  /** Accounts or contacts changed since the last look, most of which are no customers. */
  readonly customerChanges: (type: CustomerType, since?: string) => Promise<SalesChanges<ChangedCustomer>>
}

/** @param changes reads the changes of a table */
export const customersInSales = (
  call: Dataverse,
  lengthsOf: ColumnLengths,
  read: ReadRow,
  changes: (set: string, columns: string, since?: string) => Promise<Changes>,
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
      if (error instanceof SalesRefused && (error.kind === 'changed' || error.kind === 'missing'))
        return 'changed-meanwhile'
      if (!isTooLong(error)) throw error
      // A column was made shorter since its length was read.
      await lengthsOf(table, true)
      return 'changed-meanwhile'
    }
  },
  customerChanges: async (type, since) => {
    const { set, key } = customerTables[type]
    const { changed, deleted, link } = await changes(set, customerColumns(type), since)
    return {
      changed: changed.map((row) => ({
        id: String(row[key]).toLowerCase(),
        leadId: leadIdOf(row),
        values: valuesOfRow(type, row),
      })),
      deleted,
      link,
    }
  },
})
