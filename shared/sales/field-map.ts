// Which column of an account or contact holds which field of a customer, read from the table of fields. Reading, writing,
// comparing and the columns whose changes Sales tells of all follow it.
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/about-entity-reference

import type { SharedField } from '../domain/customer-convergence.ts'
import { type CustomerType, customerFields } from '../domain/customer-fields.ts'
import type { FieldKind } from '../domain/field.ts'
import { currencyColumn } from './credit-cells.ts'

export type MappedField = SharedField & { readonly column: string; readonly kind: FieldKind }

// Half of one of these is worth nothing, or leads elsewhere.
const worthlessInPart: ReadonlySet<FieldKind> = new Set(['email', 'phone', 'website', 'money', 'hold'])

/** Whether a column holds an amount, or yes or no. */
export const isNoText = (kind: FieldKind): boolean => kind === 'money' || kind === 'hold'

// Sales knows on hold or not: whatever is on hold here stays so as long as it is on hold there.
const ofKind = (kind: FieldKind) =>
  kind === 'hold' ? { saysSame: (theirs: string, ours: string) => theirs !== '' && ours !== '' } : {}

const mapped = (type: CustomerType): readonly MappedField[] =>
  customerFields[type].flatMap(({ path, kind, column }) =>
    column === undefined ? [] : [{ path, column, kind, mayBeCut: !worthlessInPart.has(kind), ...ofKind(kind) }],
  )

export const fieldMap: Readonly<Record<CustomerType, readonly MappedField[]>> = {
  Organization: mapped('Organization'),
  Person: mapped('Person'),
}

/** The table in Sales of each type of customer. */
export const customerTables = {
  Organization: { table: 'account', set: 'accounts', key: 'accountid' },
  Person: { table: 'contact', set: 'contacts', key: 'contactid' },
} as const

/** The columns of a type of customer that are compared; an amount is nothing without its currency. */
export const mappedColumns = (type: CustomerType): readonly string[] => [
  ...fieldMap[type].map(({ column }) => column),
  ...(fieldMap[type].some(({ kind }) => kind === 'money') ? [currencyColumn] : []),
]
