// The rows of accounts and contacts, and what was read of them. Both follow the field map.

import type { CreditColumns, CustomerType, Readings, Values } from '../domain/customer-fields.ts'
import type { RecordToWrite } from '../domain/customers-of-prospect.ts'
import type { SalesRecord } from '../domain/sales-outcome.ts'
import { cellsOf, currencyColumn, readingIn } from './credit-cells.ts'
import type { Currencies } from './currencies.ts'
import { SalesRefused } from './failures.ts'
import { customerTables, fieldsOf, isNoText, mappedColumns } from './field-map.ts'
import { idOf, leadIdOf, originatingLeadColumn, present, type SalesRow, shownOf, textOf } from './sales-row.ts'
import type { SecuredColumns } from './secured-columns.ts'

/** Texts of a customer as columns of its account or contact; what is no text is written beside them. */
const columnsOf = (type: CustomerType, values: Values, columns: CreditColumns): SalesRow =>
  Object.fromEntries(
    fieldsOf(type, columns).flatMap(({ path, column, kind }) =>
      values[path] === undefined || isNoText(kind) ? [] : [[column, values[path]]],
    ),
  )

/**
 * What of an account is no text.
 * @throws SalesRefused where the organization lacks a currency
 */
export const creditRow = async (
  { values }: RecordToWrite,
  currencies: Currencies,
  columns: CreditColumns,
): Promise<SalesRow> => {
  const cells = fieldsOf('Organization', columns).flatMap(({ path, column, kind }) =>
    values[path] === undefined || !isNoText(kind) ? [] : [cellsOf({ kind, column }, values[path], currencies)],
  )
  const rows = await Promise.all(cells)
  if (rows.includes(undefined)) throw new SalesRefused('currency-unknown', 'permanent')
  return Object.assign({}, ...rows)
}

export const accountRow = ({ id, values }: RecordToWrite, columns: CreditColumns = 'standard'): SalesRow => ({
  accountid: id,
  ...columnsOf('Organization', values, columns),
  customertypecode: 3,
})

export const contactRow = ({ id, values }: RecordToWrite): SalesRow => ({
  contactid: id,
  ...columnsOf('Person', values, 'standard'),
})

/** What is read of an account or contact. */
export const customerColumns = (type: CustomerType, columns?: CreditColumns): string =>
  [
    customerTables[type].key,
    ...mappedColumns(type, columns).map((column) => (column === currencyColumn ? `_${column}_value` : column)),
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
  { secured, currencies, creditColumns }: RecordDeps,
  renew: boolean,
): Promise<Readings> => {
  const read = fieldsOf(type, creditColumns).filter(({ column }) => row[column] !== undefined)
  const isDoubtful = (column: string): boolean => {
    const value = row[column]
    return value === null || value === '' || (typeof value === 'string' && masked.test(value))
  }
  const known: Readings = Object.fromEntries(
    await Promise.all(read.map(async (field) => [field.path, await readingIn(field, row, currencies)])),
  )
  // Where every column has a text, nobody has to be asked. Most accounts have no credit limit: that one is empty is asked
  // when it is about to be given up.
  if (!read.some(({ column, kind }) => isDoubtful(column) && (renew || !isNoText(kind)))) return known
  const { isSecured, may } = await secured(customerTables[type].table, renew)
  const isUnknown = (column: string): boolean =>
    isDoubtful(column) && isSecured(column) && !(textOf(row[column]) === undefined && may('read', column))
  return Object.fromEntries(read.flatMap(({ path, column }) => (isUnknown(column) ? [] : [[path, known[path]]])))
}

type RecordDeps = {
  readonly secured: SecuredColumns
  readonly currencies: Currencies
  readonly creditColumns: CreditColumns
}

/** Reads the rows of accounts and contacts. `renew` asks anew which columns are secured. */
export type ReadRecord = (type: CustomerType, row: SalesRow, renew?: boolean) => Promise<SalesRecord>

export const createRecordReader =
  (deps: RecordDeps): ReadRecord =>
  async (type, row, renew = false) => ({
    id: String(row[customerTables[type].key]).toLowerCase(),
    values: await readingsOf(type, row, deps, renew),
    ...present<Pick<SalesRecord, 'leadId' | 'mergedInto' | 'changedBy'>>({
      leadId: leadIdOf(row),
      mergedInto: idOf(row['_masterid_value']),
      changedBy: shownOf(row, '_modifiedby_value'),
    }),
    ...(row['statecode'] === 1 ? { isInactive: true } : {}),
    ...(deps.creditColumns === 'standard' ? {} : { creditColumns: deps.creditColumns }),
  })
