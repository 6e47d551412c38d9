// How the customers of a prospect are made: from its account and contact in Sales, or, where the salesperson left the
// boxes unticked, from the request itself.

import type { Organization, Person } from './customer.ts'
import { type CustomerType, customerFields, membersOf, type Values, valuesOf } from './customer-fields.ts'
import { textsAt } from './field.ts'
import { onboardingFields } from './onboarding-fields.ts'
import type { OnboardingRequest } from './onboarding-request.ts'
import { personName } from './person-name.ts'
import type { CustomerRef } from './prospect.ts'
import { heldAfter } from './reading.ts'
import type { SalesAccount, SalesContact, SalesRecord } from './sales-outcome.ts'
import type { TradeCodes } from './trade-codes.ts'

/** What is the same for every customer that is made or changed in one step. */
export type CustomerStamp = { readonly number: string; readonly prospectId: string; readonly at: string }

/**
 * What a request says of a customer.
 * @param own whether of the fields that headquarters has to itself, or of those that Sales has too
 */
const valuesFrom = (request: OnboardingRequest, type: CustomerType, own: boolean): Values => {
  const texts = textsAt(onboardingFields, request)
  const kept = new Set(customerFields[type].filter((field) => (field.own === true) === own).map(({ path }) => path))
  return Object.fromEntries(
    onboardingFields.flatMap((field) => {
      const [path, text] = [field[type], texts[field.path]]
      return path !== undefined && text !== undefined && kept.has(path) ? [[path, text]] : []
    }),
  )
}

/** An account or contact that Sales is to have. */
export type RecordToWrite = { readonly id: string; readonly values: Values }

/** The account that stands for the company of a request when Sales has none. */
export const accountFromRequest = (id: string, request: OnboardingRequest): RecordToWrite => ({
  id,
  values: valuesFrom(request, 'Organization', false),
})

/** The contact that stands for the requestor when Sales has none. */
export const contactFromRequest = (id: string, request: OnboardingRequest): RecordToWrite => ({
  id,
  values: valuesFrom(request, 'Person', false),
})

/**
 * What a new customer has of its account or contact. What could not be read is as the request says, as long as the record
 * came of the request: with somebody else's contact, the address of the request would let the wrong person in.
 */
const valuesIn = (
  { values, leadId }: SalesRecord,
  type: CustomerType,
  request: OnboardingRequest,
  prospectId: string,
): Values => {
  const asked = leadId === prospectId ? valuesFrom(request, type, false) : {}
  return Object.fromEntries(
    customerFields[type].flatMap(({ path, own }) => {
      const text = own ? undefined : heldAfter(values[path], asked[path])
      return text === undefined ? [] : [[path, text]]
    }),
  )
}

/** The address that a new person of this contact will have, if any. */
export const addressOfNew = (
  contact: SalesContact,
  request: OnboardingRequest,
  prospectId: string,
): string | undefined => valuesIn(contact, 'Person', request, prospectId).email

/**
 * The customer of type Organization for an account.
 * @param before the customer as it is kept already: it goes on following the account by itself, so only what no account
 *   holds is completed
 * @param trade what a new one is given of its channel
 */
export const organizationCustomer = (
  account: SalesAccount,
  request: OnboardingRequest,
  stamp: CustomerStamp,
  before?: Organization,
  trade: TradeCodes = {},
): Organization => ({
  ...membersOf(valuesFrom(request, 'Organization', true)),
  ...(before ?? {
    type: 'Organization',
    customerId: account.id,
    number: stamp.number,
    name: '',
    ...membersOf(valuesIn(account, 'Organization', request, stamp.prospectId)),
    ...trade,
    createdAt: stamp.at,
    changedAt: stamp.at,
    prospectId: stamp.prospectId,
  }),
})

/** What a prospect knows of its customer: the texts, and of a person the address, which Sales may not have yet. */
export const knownOf = (customer: Organization | Person): Pick<CustomerRef, 'email' | 'emailUnwritten' | 'details'> => {
  const texts = valuesOf(customer.type, customer)
  if (customer.type !== 'Person') return { details: texts }
  const details = { ...texts, language: customer.language }
  if (!customer.email) return { details }
  const { unwritten = [], email } = customer
  return { email, ...(unwritten.includes('email') ? { emailUnwritten: true } : {}), details }
}

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
 * @param trade what a new one is given of its organization
 */
export const personCustomer = (
  contact: SalesContact,
  invoiceAccount: string,
  request: OnboardingRequest,
  stamp: CustomerStamp,
  before?: Person,
  trade: TradeCodes = {},
): Person => {
  const own = membersOf(valuesFrom(request, 'Person', true))
  if (before) return { ...own, ...before, invoiceAccount }
  const values = valuesIn(contact, 'Person', request, stamp.prospectId)
  return {
    ...own,
    type: 'Person',
    customerId: contact.id,
    number: stamp.number,
    name: personName(values),
    firstName: '',
    lastName: '',
    ...membersOf(values),
    ...trade,
    invoiceAccount,
    language: request.language,
    createdAt: stamp.at,
    changedAt: stamp.at,
    prospectId: stamp.prospectId,
  }
}
