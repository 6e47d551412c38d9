// Which column of an account or contact holds which field of a customer: one declared table per entity. Reading, writing,
// comparing and the columns whose changes Sales tells of all follow it.
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/about-entity-reference

import type { SharedField } from '../domain/customer-convergence.ts'
import type { CustomerType } from '../domain/customer-fields.ts'

export type MappedField = SharedField & { readonly column: string }

const cut = (path: string, column: string): MappedField => ({ path, column, mayBeCut: true })
const whole = (path: string, column: string): MappedField => ({ path, column, mayBeCut: false })

export const fieldMap: Readonly<Record<CustomerType, readonly MappedField[]>> = {
  Organization: [
    cut('name', 'name'),
    whole('email', 'emailaddress1'),
    whole('phone', 'telephone1'),
    whole('website', 'websiteurl'),
    cut('address.line1', 'address1_line1'),
    cut('address.line2', 'address1_line2'),
    cut('address.postalCode', 'address1_postalcode'),
    cut('address.city', 'address1_city'),
    cut('address.stateOrProvince', 'address1_stateorprovince'),
    cut('address.country', 'address1_country'),
  ],
  Person: [
    cut('firstName', 'firstname'),
    cut('lastName', 'lastname'),
    cut('jobTitle', 'jobtitle'),
    whole('email', 'emailaddress1'),
    whole('phone', 'telephone1'),
    whole('mobilePhone', 'mobilephone'),
  ],
}

/** The table in Sales of each type of customer. */
export const customerTables = {
  Organization: { table: 'account', set: 'accounts', key: 'accountid' },
  Person: { table: 'contact', set: 'contacts', key: 'contactid' },
} as const

/** The columns of a type of customer that are compared. */
export const mappedColumns = (type: CustomerType): readonly string[] => fieldMap[type].map(({ column }) => column)
