// Which accounts and contacts of Sales become customers, and what such a customer is made of.
// https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/data-entities/dual-write/customer-mapping

import { type CreditBounds, needsSecondPerson } from './credit-bounds.ts'
import type { Organization, Person } from './customer.ts'
import { type CustomerType, customerFields, isInSales, membersOf, type Values } from './customer-fields.ts'
import type { Language } from './languages.ts'
import { personName } from './person-name.ts'
import type { SalesRecord } from './sales-outcome.ts'
import { tradeCodesOf } from './trade-codes.ts'

/** What every customer is given that is made now. @member at ISO 8601 */
type Stamp = { readonly number: string; readonly at: string }

/** The texts of a record that a customer has as well; what is not known, or empty, it is without. */
const valuesIn = (type: CustomerType, { values, creditColumns = 'standard' }: SalesRecord): Values =>
  Object.fromEntries(
    customerFields[type].flatMap((field) => {
      const { path } = field
      const text = isInSales(field, creditColumns) ? values[path] : undefined
      return text === undefined || text === null ? [] : [[path, text]]
    }),
  )

/**
 * The customer of type Organization that an account becomes. It stands for itself: no onboarding brought it.
 * @param bounds a credit limit above them waits for a second person, and is left to the next look at both sides
 */
export const organizationFromSales = (
  account: SalesRecord,
  { number, at }: Stamp,
  bounds: CreditBounds,
): { readonly organization: Organization; readonly isLimitLeft: boolean } => {
  const { 'credit.limit': limit, ...values } = valuesIn('Organization', account)
  const isLimitLeft = needsSecondPerson(bounds, limit)
  const organization: Organization = {
    type: 'Organization',
    customerId: account.id,
    number,
    name: '',
    ...membersOf(limit === undefined || isLimitLeft ? values : { ...values, 'credit.limit': limit }),
    createdAt: at,
    changedAt: at,
    prospectId: account.id,
    isFromElsewhere: true,
  }
  return { organization, isLimitLeft }
}

/** The customer of type Person that a contact becomes: invoiced to the organization of its account, on the same terms. */
export const personFromSales = (
  contact: SalesRecord,
  organization: Organization,
  language: Language,
  { number, at }: Stamp,
): Person => {
  const values = valuesIn('Person', contact)
  return {
    type: 'Person',
    customerId: contact.id,
    number,
    name: personName(values),
    firstName: '',
    lastName: '',
    ...membersOf(values),
    ...tradeCodesOf(organization),
    invoiceAccount: organization.customerId,
    language,
    createdAt: at,
    changedAt: at,
    prospectId: organization.prospectId,
    isFromElsewhere: true,
  }
}
