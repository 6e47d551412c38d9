// The rows of accounts and contacts, and what was read of them. Both follow the field map.

import type { CustomerType, Readings, Values } from '../domain/customer-fields.ts'
import type { RecordToWrite } from '../domain/customers-of-prospect.ts'
import type { SalesRecord } from '../domain/sales-outcome.ts'
import { customerTables, fieldMap, mappedColumns } from './field-map.ts'
import { idOf, leadIdOf, originatingLeadColumn, present, type SalesRow, shownOf, textOf } from './sales-row.ts'
import type { SecuredColumns } from './secured-columns.ts'

/** Texts of a customer as columns of its account or contact. */
const columnsOf = (type: CustomerType, values: Values): SalesRow =>
  Object.fromEntries(
    fieldMap[type].flatMap(({ path, column }) => (values[path] === undefined ? [] : [[column, values[path]]])),
  )

export const accountRow = ({ id, values }: RecordToWrite): SalesRow => ({
  accountid: id,
  ...columnsOf('Organization', values),
  customertypecode: 3,
})

export const contactRow = ({ id, values }: RecordToWrite): SalesRow => ({
  contactid: id,
  ...columnsOf('Person', values),
})

/** What is read of an account or contact. */
export const customerColumns = (type: CustomerType): string =>
  [
    customerTables[type].key,
    ...mappedColumns(type),
    'statecode',
    '_masterid_value',
    '_modifiedby_value',
    originatingLeadColumn,
  ].join(',')

// A masking rule shows some of the characters of a secured column, and one of these for each of the others.
// https://learn.microsoft.com/power-platform/admin/create-manage-masking-rules
const masked = /[#*]{2,}/

/**
 * Texts of an account or contact by the fields of a customer. What is masked in a secured column is not known, nor what is
 * empty in one that the app may not read.
 */
const readingsOf = async (
  type: CustomerType,
  row: SalesRow,
  secured: SecuredColumns,
  renew: boolean,
): Promise<Readings> => {
  const read = fieldMap[type].filter(({ column }) => row[column] !== undefined)
  const isDoubtful = (column: string): boolean => {
    const text = textOf(row[column])
    return text === undefined || masked.test(text)
  }
  const known = Object.fromEntries(read.map(({ path, column }) => [path, textOf(row[column]) ?? null]))
  // Where every column has a text, nobody has to be asked.
  if (!read.some(({ column }) => isDoubtful(column))) return known
  const { isSecured, may } = await secured(customerTables[type].table, renew)
  const isUnknown = (column: string): boolean =>
    isDoubtful(column) && isSecured(column) && !(textOf(row[column]) === undefined && may('read', column))
  return Object.fromEntries(
    read.flatMap(({ path, column }) => (isUnknown(column) ? [] : [[path, known[path] ?? null]])),
  )
}

/** Reads the rows of accounts and contacts. `renew` asks anew which columns are secured. */
export type ReadRecord = (type: CustomerType, row: SalesRow, renew?: boolean) => Promise<SalesRecord>

export const createRecordReader =
  (secured: SecuredColumns): ReadRecord =>
  async (type, row, renew = false) => ({
    id: String(row[customerTables[type].key]).toLowerCase(),
    values: await readingsOf(type, row, secured, renew),
    ...present<Pick<SalesRecord, 'leadId' | 'mergedInto' | 'changedBy'>>({
      leadId: leadIdOf(row),
      mergedInto: idOf(row['_masterid_value']),
      changedBy: shownOf(row, '_modifiedby_value'),
    }),
    ...(row['statecode'] === 1 ? { isInactive: true } : {}),
  })
