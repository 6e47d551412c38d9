// The partners that a person is a user of.

import type { Customer, Place } from '../../domain/customer.ts'
import type { Prospect } from '../../domain/prospect.ts'
import type { Membership } from '../change-customer.ts'

/** The partner that an onboarding made its person a user of. */
export const placeOfApproval = (
  { status, person, organization, hierarchyId }: Prospect,
  { customerId }: Customer,
): Place | undefined =>
  status === 'Approved' && organization && hierarchyId !== undefined && person?.customerId === customerId
    ? { organizationId: hierarchyId, home: organization.home }
    : undefined

/** Where a person is a user: as it says itself, else as the onboardings say that were read. */
export const placesOf = (customer: Customer, membership: Membership | undefined): readonly Place[] => {
  if (customer.type !== 'Person') return []
  if (customer.memberOf) return customer.memberOf
  const found = (membership?.prospects ?? []).flatMap(({ value }) => placeOfApproval(value, customer) ?? [])
  return [...new Map(found.map((place) => [place.organizationId, place])).values()]
}
