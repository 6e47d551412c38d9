// The customers of the sample prospect under the ids that they have in Sales, as headquarters keeps them.

import type { Organization, Person } from '../../shared/domain/customer.ts'
import { derivedIds } from '../../shared/dual-write/derived-ids.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { leadId, now } from './domain-samples.ts'

export const { accountId, contactId } = derivedIds(leadId)

/** Where they are kept. */
export const home = shardOf(leadId)

/** How a prospect names its customer. */
export const refTo = (customerId: string, number: string) => ({ customerId, number, name: number, home })

const common = { prospectId: leadId, createdAt: now, changedAt: now } as const

export const writtenOrganization = (more: Partial<Organization> = {}): Organization => ({
  ...common,
  type: 'Organization',
  customerId: accountId,
  number: 'C-1',
  name: 'Fabrikam GmbH',
  ...more,
})

export const writtenPerson = (more: Partial<Person> = {}): Person => ({
  ...common,
  type: 'Person',
  customerId: contactId,
  number: 'C-2',
  name: 'Ada Roth',
  firstName: 'Ada',
  lastName: 'Roth',
  invoiceAccount: accountId,
  language: 'nl',
  ...more,
})
