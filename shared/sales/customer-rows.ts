// The rows of accounts and contacts, and the customers they mean. Both follow the field map.

import { type CustomerType, membersOf, type Values, valuesOf } from '../domain/customer-fields.ts'
import type { SalesAccount, SalesContact } from '../domain/sales-outcome.ts'
import { customerTables, fieldMap, mappedColumns } from './field-map.ts'
import { leadIdOf, originatingLeadColumn, present, type SalesRow, textOf } from './sales-row.ts'

/** Texts of a customer as columns of its account or contact. */
const columnsOf = (type: CustomerType, values: Values): SalesRow =>
  Object.fromEntries(
    fieldMap[type].flatMap(({ path, column }) => (values[path] === undefined ? [] : [[column, values[path]]])),
  )

/** Texts of an account or contact by the fields of a customer. */
export const valuesOfRow = (type: CustomerType, row: SalesRow): Values =>
  Object.fromEntries(
    fieldMap[type].flatMap(({ path, column }) => {
      const found = textOf(row[column])
      return found === undefined ? [] : [[path, found]]
    }),
  )

export const accountRow = (account: SalesAccount): SalesRow => ({
  accountid: account.id,
  ...columnsOf('Organization', valuesOf('Organization', account)),
  customertypecode: 3,
})

export const contactRow = (contact: SalesContact): SalesRow => ({
  contactid: contact.id,
  ...columnsOf('Person', valuesOf('Person', contact)),
})

/** What is read of an account or contact. */
export const customerColumns = (type: CustomerType): string =>
  [customerTables[type].key, ...mappedColumns(type), originatingLeadColumn].join(',')

const common = (type: CustomerType, row: SalesRow) => ({
  ...present<{ leadId?: string }>({ leadId: leadIdOf(row) }),
  ...membersOf(valuesOfRow(type, row)),
})

export const accountOf = (row: SalesRow): SalesAccount => ({
  id: String(row['accountid']).toLowerCase(),
  name: '',
  ...common('Organization', row),
})

export const contactOf = (row: SalesRow): SalesContact => ({
  id: String(row['contactid']).toLowerCase(),
  firstName: '',
  lastName: '',
  ...common('Person', row),
})
