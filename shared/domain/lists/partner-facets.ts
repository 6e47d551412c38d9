// What partners and their users are filtered and counted by.

import { isCountryCode } from '../countries.ts'
import type { Organization } from '../customer.ts'
import { valuesOf } from '../customer-fields.ts'
import { type CustomerFlag, customerFlags } from '../flags.ts'
import { asHold } from '../hold.ts'
import { everyValue, type LineFacets } from './line-facets.ts'

/** What people look at of a partner: a flag of its organization, or that its credit is on hold. */
export type PartnerMark = CustomerFlag | 'on-hold'

/** The flags that an organization may have. */
export const organizationFlags: readonly CustomerFlag[] = Object.values(customerFlags.Organization)

/** What a partner has of its organization. */
export type OrganizationFacts = { readonly country?: string; readonly marks?: readonly PartnerMark[] }

export const partnerNames = ['status', 'country', 'channel', 'mark'] as const
export type PartnerName = (typeof partnerNames)[number]
export const userNames = ['status', 'role'] as const
export type UserName = (typeof userNames)[number]

/** The names of the lists in cells. */
export const cellKinds = { partners: 'h', users: 'u' } as const

/** @param texts of an organization, by its fields */
export const organizationFacts = (
  texts: Readonly<Record<string, string | undefined>>,
  flags: readonly CustomerFlag[] = [],
): OrganizationFacts => {
  const country = texts['address.country']
  const isHeld = asHold(texts['credit.onHold']) !== 'No'
  const marks = [...flags.toSorted(), ...(isHeld ? (['on-hold'] as const) : [])]
  return {
    ...(country !== undefined && isCountryCode(country) ? { country } : {}),
    ...(marks.length > 0 ? { marks } : {}),
  }
}

export const factsOf = (organization: Organization): OrganizationFacts =>
  organizationFacts(valuesOf('Organization', organization), organization.flags)

/** Of a partner that buys on every channel none is named. */
export const partnerFacets = ({
  status,
  country,
  channels = [],
  marks = [],
}: OrganizationFacts & {
  readonly status: string
  readonly channels?: readonly string[]
}): LineFacets<PartnerName> => ({
  status: [status],
  country: country === undefined ? [] : [country],
  channel: channels.length > 0 ? channels : [everyValue],
  mark: marks.length > 0 ? [...marks, 'any'] : [],
})

export const userFacets = ({
  status,
  role,
}: {
  readonly status: string
  readonly role: string
}): LineFacets<UserName> => ({ status: [status], role: [role] })
