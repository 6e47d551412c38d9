// A request, a prospect and readings of Sales for tests of the rules; each test changes what it is about.

import {
  type CreditColumns,
  type CustomerType,
  customerFields,
  isInSales,
  type Readings,
  type Values,
} from '../../shared/domain/customer-fields.ts'
import type { RecordToWrite } from '../../shared/domain/customers-of-prospect.ts'
import type { OnboardingRequest } from '../../shared/domain/onboarding-request.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import type {
  SalesAccount,
  SalesContact,
  SalesOpportunity,
  SalesRecord,
  SalesSnapshot,
} from '../../shared/domain/sales-outcome.ts'

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

/** What Sales says of all fields: those without a text are known to be empty. */
export const readings = (type: CustomerType, values: Values, columns: CreditColumns = 'standard'): Readings =>
  Object.fromEntries(
    customerFields[type].flatMap((field) =>
      isInSales(field, columns) ? [[field.path, values[field.path] || null]] : [],
    ),
  )

type Changes = Partial<Omit<SalesRecord, 'values' | 'leadId'>> & Values & { readonly leadId?: string | undefined }

const record = (
  type: CustomerType,
  standard: SalesRecord & { readonly values: Values },
  changes: Changes,
): SalesRecord => {
  const { id = standard.id, mergedInto, isInactive, ...rest } = changes
  const { leadId: from, ...values } = 'leadId' in rest ? rest : { leadId: standard.leadId, ...rest }
  return {
    id,
    ...(from === undefined ? {} : { leadId: from }),
    ...(mergedInto === undefined ? {} : { mergedInto }),
    ...(isInactive ? { isInactive } : {}),
    values: readings(type, { ...standard.values, ...values }),
  }
}

export const account = (changes: Changes = {}): SalesAccount =>
  record(
    'Organization',
    { id: 'a0000000-0000-4000-8000-000000000001', leadId, values: { name: 'Fabrikam GmbH' } },
    changes,
  )

export const contact = (changes: Changes = {}): SalesContact =>
  record(
    'Person',
    {
      id: 'c0000000-0000-4000-8000-000000000001',
      leadId,
      values: { firstName: 'Ada', lastName: 'Roth', email: 'ada.roth@fabrikam.example' },
    },
    changes,
  )

/** The texts that are known. */
export const textsOf = (values: Readings): Values =>
  Object.fromEntries(Object.entries(values).flatMap(([path, text]) => (text ? [[path, text]] : [])))

/** What was read, as something to write. */
export const toWrite = ({ id, values }: SalesRecord): RecordToWrite => ({ id, values: textsOf(values) })

/** The address that a sample has. */
export const emailOf = ({ values }: SalesRecord): string => values.email ?? ''

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
  unreadable: [],
  ...changes,
  lead: { state: lead, merged: 'no', ...changes.lead },
})

/** A reading in which the lead was qualified with account and contact. */
export const qualified = (...found: readonly SalesOpportunity[]): FoundSnapshot =>
  reading('Qualified', { opportunities: found, accounts: [account()], contacts: [contact()] })

export const missing: SalesSnapshot = { lead: 'missing' }
