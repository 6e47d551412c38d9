// How the customers of a prospect are made: from its account and contact in Sales, or, where the salesperson left the
// boxes unticked, from the request itself.

import type { Organization, Person } from './customer.ts'
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
 * @param before the customer as it is kept already; its number and origin stay
 */
export const organizationCustomer = (
  account: SalesAccount,
  request: OnboardingRequest,
  stamp: CustomerStamp,
  before?: Organization,
): Organization => ({
  type: 'Organization',
  customerId: account.id,
  number: before?.number ?? stamp.number,
  name: account.name,
  ...given<Partial<Organization>>({
    email: account.email ?? before?.email,
    phone: account.phone ?? before?.phone,
    website: account.website ?? before?.website,
    registrationNumber: before?.registrationNumber ?? request.company.registrationNumber,
    taxId: before?.taxId ?? request.company.taxId,
    address: account.address ?? before?.address,
  }),
  createdAt: before?.createdAt ?? stamp.at,
  changedAt: stamp.at,
  prospectId: before?.prospectId ?? stamp.prospectId,
})

/**
 * The customer of type Person for a contact.
 * @param invoiceAccount customer id of the organization that is invoiced
 * @param before the customer as it is kept already; its number and origin stay
 */
export const personCustomer = (
  contact: SalesContact,
  invoiceAccount: string,
  request: OnboardingRequest,
  stamp: CustomerStamp,
  before?: Person,
): Person => ({
  type: 'Person',
  customerId: contact.id,
  number: before?.number ?? stamp.number,
  name: `${contact.firstName} ${contact.lastName}`.trim(),
  firstName: contact.firstName,
  lastName: contact.lastName,
  ...given<Partial<Person>>({
    email: contact.email ?? before?.email,
    phone: contact.phone ?? before?.phone,
    mobilePhone: contact.mobilePhone ?? before?.mobilePhone,
    jobTitle: contact.jobTitle ?? before?.jobTitle,
  }),
  invoiceAccount,
  language: before?.language ?? request.language,
  createdAt: before?.createdAt ?? stamp.at,
  changedAt: stamp.at,
  prospectId: before?.prospectId ?? stamp.prospectId,
})
