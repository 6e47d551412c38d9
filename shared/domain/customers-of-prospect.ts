// How the customers of a prospect are made: from its account and contact in Sales, or, where the salesperson left the
// boxes unticked, from the request itself.

import type { Organization, Person } from './customer.ts'
import { membersOf, personName, valuesOf } from './customer-fields.ts'
import type { OnboardingRequest } from './onboarding-request.ts'
import type { SalesAccount, SalesContact } from './sales-outcome.ts'

/** What is the same for every customer that is made or changed in one step. */
export type CustomerStamp = { readonly number: string; readonly prospectId: string; readonly at: string }

const given = <T extends object>(values: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as T

/** The account that stands for the company of a request when Sales has none. */
export const accountFromRequest = (id: string, request: OnboardingRequest): SalesAccount => ({
  id,
  name: request.company.name,
  ...given<Partial<SalesAccount>>({ phone: request.company.phone, website: request.company.website }),
  address: request.company.address,
})

/** The contact that stands for the requestor when Sales has none. */
export const contactFromRequest = (id: string, request: OnboardingRequest): SalesContact => ({
  id,
  firstName: request.requestor.firstName,
  lastName: request.requestor.lastName,
  email: request.requestor.email,
  ...given<Partial<SalesContact>>({ mobilePhone: request.requestor.phone, jobTitle: request.requestor.jobTitle }),
})

/**
 * The customer of type Organization for an account.
 * @param before the customer as it is kept already: it goes on following the account by itself, so only what no account
 *   holds is completed
 */
export const organizationCustomer = (
  account: SalesAccount,
  request: OnboardingRequest,
  stamp: CustomerStamp,
  before?: Organization,
): Organization => ({
  ...given<Partial<Organization>>({
    registrationNumber: request.company.registrationNumber,
    taxId: request.company.taxId,
  }),
  ...(before ?? {
    type: 'Organization',
    customerId: account.id,
    number: stamp.number,
    name: account.name,
    ...membersOf(valuesOf('Organization', account)),
    createdAt: stamp.at,
    changedAt: stamp.at,
    prospectId: stamp.prospectId,
  }),
})

/** The person as another onboarding approves it: changes of it are then told there as well. */
export const sharedPerson = (person: Person, prospectId: string): Person => {
  const { sharedBy = [] } = person
  if (person.prospectId === prospectId || sharedBy.includes(prospectId)) return person
  return { ...person, sharedBy: [...sharedBy, prospectId] }
}

/**
 * The customer of type Person for a contact.
 * @param invoiceAccount customer id of the organization that is invoiced
 * @param before the customer as it is kept already: it goes on following the contact by itself
 */
export const personCustomer = (
  contact: SalesContact,
  invoiceAccount: string,
  request: OnboardingRequest,
  stamp: CustomerStamp,
  before?: Person,
): Person => {
  if (before) return { ...before, invoiceAccount }
  const values = valuesOf('Person', contact)
  return {
    type: 'Person',
    customerId: contact.id,
    number: stamp.number,
    name: personName(values),
    firstName: contact.firstName,
    lastName: contact.lastName,
    ...membersOf(values),
    invoiceAccount,
    language: request.language,
    createdAt: stamp.at,
    changedAt: stamp.at,
    prospectId: stamp.prospectId,
  }
}
