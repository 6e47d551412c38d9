// Which column of an account or contact holds which field of a customer, read from the table of fields. Reading, writing,
// comparing and the columns whose changes Sales tells of all follow it.
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/about-entity-reference

import type { SharedField } from '../domain/customer-convergence.ts'
import {
  type CreditColumns,
  type CustomerPath,
  type CustomerType,
  creditColumns,
  customerFields,
} from '../domain/customer-fields.ts'
import type { FieldKind } from '../domain/field.ts'
import { currencyColumn } from './credit-cells.ts'

export type MappedField = SharedField & { readonly column: string; readonly kind: FieldKind }

// Half of one of these is worth nothing, or leads elsewhere.
const worthlessInPart: ReadonlySet<FieldKind> = new Set(['email', 'phone', 'website', 'money', 'hold', 'yes'])

/** Whether a column holds an amount, a choice, or yes or no. */
export const isNoText = (kind: FieldKind): boolean => kind === 'money' || kind === 'hold' || kind === 'yes'

// Sales as it is sold knows on hold or not: whatever is on hold here stays so as long as it is on hold there.
const sayingLess = { saysSame: (theirs: string, ours: string) => theirs !== '' && ours !== '' } as const

const mapped = (type: CustomerType, columns: CreditColumns): readonly MappedField[] =>
  customerFields[type].flatMap(({ path, kind, column: standard, dualWriteColumn }) => {
    const column = columns === 'dual-write' ? (dualWriteColumn ?? standard) : standard
    if (column === undefined) return []
    const less = kind === 'hold' && column === standard ? sayingLess : {}
    return [{ path, column, kind, mayBeCut: !worthlessInPart.has(kind), ...less }]
  })

const mapOf = (columns: CreditColumns): Readonly<Record<CustomerType, readonly MappedField[]>> => ({
  Organization: mapped('Organization', columns),
  Person: mapped('Person', columns),
})

const maps = { standard: mapOf('standard'), 'dual-write': mapOf('dual-write') } as const

/** The fields by the columns that every organization has. */
export const fieldMap = maps.standard

/** The fields that an organization has columns for, by which of them hold credit there. */
export const fieldsOf = (type: CustomerType, columns: CreditColumns = 'standard'): readonly MappedField[] =>
  maps[columns][type]

/** The fields of columns that were not written, whichever hold credit. */
export const pathsOfColumns = (type: CustomerType, columns: readonly string[]): readonly CustomerPath[] => {
  const all = creditColumns.flatMap((each) => fieldsOf(type, each))
  return [...new Set(all.flatMap(({ path, column }) => (columns.includes(column) ? [path] : [])))]
}

/** The table in Sales of each type of customer. */
export const customerTables = {
  Organization: { table: 'account', set: 'accounts', key: 'accountid' },
  Person: { table: 'contact', set: 'contacts', key: 'contactid' },
} as const

/** The columns of a type of customer that are compared; an amount is nothing without its currency. */
export const mappedColumns = (type: CustomerType, columns?: CreditColumns): readonly string[] => [
  ...fieldsOf(type, columns).map(({ column }) => column),
  ...(fieldsOf(type, columns).some(({ kind }) => kind === 'money') ? [currencyColumn] : []),
]
