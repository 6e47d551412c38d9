// A request, a prospect and readings of Sales for tests of the rules; each test changes what it is about.

import type { OnboardingRequest } from '../../shared/domain/onboarding-request.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import type { SalesAccount, SalesContact, SalesOpportunity, SalesSnapshot } from '../../shared/domain/sales-outcome.ts'

export const leadId = '0f8fad5b-d9cb-469f-a165-70867728950e'
export const ids = {
  accountId: 'aaaaaaaa-0000-5000-8000-000000000001',
  contactId: 'cccccccc-0000-5000-8000-000000000001',
} as const
export const submitted = '2026-11-20T08:00:00.000Z'
export const written = '2026-11-20T08:01:00.000Z'
export const now = '2026-11-21T09:00:00.000Z'

export const request: OnboardingRequest = {
  company: {
    name: 'Fabrikam GmbH',
    website: 'https://fabrikam.example',
    registrationNumber: 'HRB 12345',
    taxId: 'DE123456789',
    phone: '+49 30 1234',
    address: { line1: 'Lindenstraße 1', city: 'Berlin', postalCode: '10969', country: 'DE' },
  },
  requestor: {
    firstName: 'Ada',
    lastName: 'Roth',
    email: 'ada.roth@fabrikam.example',
    phone: '+49 170 1234567',
    jobTitle: 'Buyer',
  },
  comments: 'We sell garden furniture.',
  language: 'nl',
  channel: 'default',
  attributes: {},
}

/** A prospect whose lead is written and waits in Sales. */
export const prospect = (changes: Partial<Prospect> = {}): Prospect => ({
  prospectId: leadId,
  number: 'P-000042',
  type: 'B2B prospect',
  status: 'Open',
  request,
  submittedAt: submitted,
  createdAt: submitted,
  changedAt: written,
  revision: 2,
  sales: { leadId, leadWrittenAt: written, stage: 'Lead open' },
  flags: [],
  ...changes,
})

export const account = (changes: Partial<SalesAccount> = {}): SalesAccount => ({
  id: 'a0000000-0000-4000-8000-000000000001',
  leadId,
  name: 'Fabrikam GmbH',
  ...changes,
})

export const contact = (changes: Partial<SalesContact> = {}): SalesContact => ({
  id: 'c0000000-0000-4000-8000-000000000001',
  leadId,
  firstName: 'Ada',
  lastName: 'Roth',
  email: 'ada.roth@fabrikam.example',
  ...changes,
})

let opportunities = 0
export const opportunity = (
  state: SalesOpportunity['state'],
  changes: Partial<SalesOpportunity> = {},
): SalesOpportunity => {
  opportunities += 1
  return {
    id: `d0000000-0000-4000-8000-${String(opportunities).padStart(12, '0')}`,
    name: 'Onboarding of Fabrikam',
    state,
    ...changes,
  }
}

export type FoundSnapshot = Exclude<SalesSnapshot, { readonly lead: 'missing' }>

/** A reading of Sales in which the lead is found. */
export const reading = (
  lead: FoundSnapshot['lead']['state'],
  changes: Partial<Omit<FoundSnapshot, 'lead'>> & { readonly lead?: Partial<FoundSnapshot['lead']> } = {},
): FoundSnapshot => ({
  opportunities: [],
  accounts: [],
  contacts: [],
  ...changes,
  lead: { state: lead, ...changes.lead },
})

/** A reading in which the lead was qualified with account and contact. */
export const qualified = (...found: readonly SalesOpportunity[]): FoundSnapshot =>
  reading('Qualified', { opportunities: found, accounts: [account()], contacts: [contact()] })

export const missing: SalesSnapshot = { lead: 'missing' }
