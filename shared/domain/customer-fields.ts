// The fields of a customer that people can change, as one table: its type, the form, the checks, the columns of Sales, the
// comparison with them and the interface description are read from it. Lengths are those of the standard columns of
// accounts and contacts: https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/account

import type { Customer } from './customer.ts'
import { type Field, type FieldKind, type Members, type MembersOf, membersAt, type TextsAt, textsAt } from './field.ts'
import { personName } from './person-name.ts'
import type { Reading } from './reading.ts'
import type { TradePath } from './trade-paths.ts'

/** Which columns of accounts hold credit: those that every organization has, or those of dual-write beside them. */
export const creditColumns = ['standard', 'dual-write'] as const
export type CreditColumns = (typeof creditColumns)[number]

type More = { readonly required?: true; readonly width?: 'wide' }

/** A field that the account or contact has too, in this column. */
const inSales = <const Path extends string, const Kind extends FieldKind>(
  path: Path,
  kind: Kind,
  maxLength: number,
  column: string,
  more: More = {},
) => ({ path, kind, maxLength, column, required: false, ...more })

/** Headquarters' own: Sales has no column for it. */
const own = <const Path extends string, const Kind extends FieldKind>(path: Path, kind: Kind, maxLength: number) =>
  ({ path, kind, maxLength, own: true, required: false }) as const

/** A field that stands in this column of accounts where an organization has those of dual-write (facts X8). */
const inDualWrite = <const Row extends object, const Column extends string>(row: Row, dualWriteColumn: Column) =>
  ({ ...row, dualWriteColumn }) as const

/** A code of a list that settings have. */
const listed = <const Path extends TradePath>(path: Path, maxLength: number) =>
  ({ ...own(path, 'code', maxLength), isListed: true }) as const

const trade = [
  listed('customerGroup', 20),
  listed('priceGroup', 20),
  listed('paymentTerms', 20),
  listed('currency', 3),
] as const

const table = {
  Organization: [
    inSales('name', 'name', 160, 'name', { required: true, width: 'wide' }),
    inSales('email', 'email', 100, 'emailaddress1'),
    inSales('phone', 'phone', 50, 'telephone1'),
    inSales('website', 'website', 200, 'websiteurl', { width: 'wide' }),
    own('registrationNumber', 'code', 50),
    own('taxId', 'code', 50),
    inSales('address.line1', 'text', 250, 'address1_line1', { width: 'wide' }),
    inSales('address.line2', 'text', 250, 'address1_line2', { width: 'wide' }),
    inSales('address.postalCode', 'code', 20, 'address1_postalcode'),
    inSales('address.city', 'text', 80, 'address1_city'),
    inSales('address.stateOrProvince', 'text', 50, 'address1_stateorprovince'),
    inSales('address.country', 'country', 80, 'address1_country'),
    ...trade,
    inSales('credit.limit', 'money', 24, 'creditlimit'),
    inDualWrite(inSales('credit.onHold', 'hold', 20, 'creditonhold'), 'msdyn_onholdstatus'),
    inDualWrite(own('credit.mandatory', 'yes', 20), 'msdyn_creditlimitismandatory'),
    inDualWrite(own('credit.rating', 'code', 20), 'msdyn_creditrating'),
  ],
  Person: [
    inSales('firstName', 'name', 50, 'firstname'),
    inSales('lastName', 'name', 50, 'lastname', { required: true }),
    inSales('jobTitle', 'text', 100, 'jobtitle'),
    inSales('email', 'email', 100, 'emailaddress1'),
    inSales('phone', 'phone', 50, 'telephone1'),
    inSales('mobilePhone', 'phone', 50, 'mobilephone'),
    ...trade,
    own('spendingLimit', 'money', 24),
  ],
} as const

export type CustomerType = keyof typeof table
type Row<Type extends CustomerType> = (typeof table)[Type][number]
export type CustomerPath<Type extends CustomerType = CustomerType> = Row<Type>['path']

export type CustomerField = Field & {
  readonly path: CustomerPath
  /** Column of the account or contact. */
  readonly column?: string
  /** Column of the account where the organization has the columns of dual-write. */
  readonly dualWriteColumn?: string
  /** Headquarters' own: Sales as it is sold has no column for it. */
  readonly own?: true
  /** Its text is a code of a list that settings have. */
  readonly isListed?: true
}

export const customerFields: Readonly<Record<CustomerType, readonly CustomerField[]>> = table

/** Whether what is changed of a field is for Sales, too. */
export const isInSales = ({ own, dualWriteColumn }: CustomerField, columns: CreditColumns): boolean =>
  own !== true || (columns === 'dual-write' && dualWriteColumn !== undefined)

/** Names are always there, empty when Sales has none. */
type NamePath<Type extends CustomerType> = Extract<Row<Type>, { readonly kind: 'name' }>['path']
/** What people can change of a customer. */
export type CustomerMembers<Type extends CustomerType> = MembersOf<Row<Type>, NamePath<Type>>
/** Texts by the path of their field. A field without text is absent. */
export type Values = TextsAt<CustomerPath>

/** Texts as they were read in Sales: `null` is known to be empty, an absent one is not known. They are no `Values`. */
export type Readings = { readonly [Path in CustomerPath]?: Reading<string> }

/** The texts of a customer, or of anything with the same members, such as the account it is in Sales. */
export const valuesOf = (type: CustomerType, holder: object): Values => textsAt(customerFields[type], holder)

/** Members as a customer has them: `address.city` stands in `address`. */
export const membersOf = (values: Values): Readonly<Members> => membersAt(values)

/** The customer with these texts in place of the ones it had. */
export const withValues = <C extends Customer>(customer: C, values: Values): C => {
  const replaced = new Set<string | undefined>(customerFields[customer.type].map(({ path }) => path.split('.')[0]))
  const kept = Object.fromEntries(Object.entries(customer).filter(([name]) => !replaced.has(name)))
  const always = customer.type === 'Person' ? { firstName: '', lastName: '', name: personName(values) } : { name: '' }
  return { ...kept, ...always, ...membersOf(values) } as C
}
