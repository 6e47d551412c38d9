// The customer hierarchy of a business partner: who buys for the organization, and who of them administers it.

import type { Listed } from './lists/listed.ts'
import type { ChangeRefusal, DisableReason, PartnerStatus, RefusedChange } from './users/user.ts'

export type HierarchyRole = 'Admin' | 'User'

/** Why somebody who was to be added is no user, as staff see it. @member holder who signs in with the address */
export type TrueReason = { readonly code: 'address-taken' | ChangeRefusal; readonly holder?: string }

export type HierarchyMember = {
  readonly customerId: string
  readonly name: string
  readonly role: HierarchyRole
  readonly addedAt: string
  /** Absent = Active. A refused one never was a user; there is no customer of it. */
  readonly status?: 'Disabled' | 'Removed' | 'Refused'
  /** Of one who is Disabled or Refused, as its sites are told. */
  readonly reason?: DisableReason | ChangeRefusal
  readonly note?: string
  /** When it got that status; ISO 8601. */
  readonly since?: string
  readonly because?: TrueReason
  /** The last change that was not taken. */
  readonly refused?: RefusedChange
}

/** A member as it is kept. */
export type KeptMember = HierarchyMember & {
  /** Where the customer is kept; absent on members of earlier versions. */
  readonly home?: string
  /** The last changes that were applied, or not taken: a change that comes once more is known by it. */
  readonly settled?: readonly string[]
  /** When it was told again that it may sign in, in milliseconds since 1970, oldest first. */
  readonly invited?: readonly number[]
  /** The Admin who asked for it to be added, by the id of the customer; absent where staff did. */
  readonly addedBy?: string
  /** When its line changed last; absent on members that an earlier version stored. */
  readonly changedAt?: string
  /** What it is listed and counted as; absent until it is. */
  readonly listed?: Listed
}

/** What a hierarchy is, without its members. */
export type HierarchyHead = {
  /** The id of the organization: an organization has one hierarchy. */
  readonly hierarchyId: string
  readonly number: string
  readonly name: string
  /** Staff gave it its name: it does not follow that of its organization. */
  readonly ownName?: true
  readonly purpose: 'B2B organization'
  readonly organizationId: string
  readonly createdAt: string
  /** Of the partnership; absent = Active. */
  readonly status?: PartnerStatus
  /** Why staff gave it that status, for staff. */
  readonly statusReason?: string
  /** Names of the channels that it buys on; absent = every one. */
  readonly channels?: readonly string[]
  /** How many users it may have; absent = as the setting says, 0 = no limit. */
  readonly maxUsers?: number
}

/** Whether a member may sign in, as far as it depends on itself. */
export const isActive = ({ status }: Pick<HierarchyMember, 'status'>): boolean => status === undefined

/** Whether a member is a user, may it sign in or not. */
export const isUser = ({ status }: Pick<HierarchyMember, 'status'>): boolean =>
  status === undefined || status === 'Disabled'

export type CustomerHierarchy = HierarchyHead & {
  /** In the order in which they joined. */
  readonly members: readonly HierarchyMember[]
  /** How many members are kept that cannot be read. */
  readonly unreadable?: number
}

/**
 * A person's place in a hierarchy. The first one administers it, everyone added later is a user, so there is exactly one
 * Admin. A person who is already in it goes on under the name of now.
 * https://learn.microsoft.com/dynamics365/commerce/b2b/partners-customer-hierarchies
 * @param known the place that the person has already
 * @param hasAdmin whether somebody administers the hierarchy
 * @returns `known` itself when nothing changes
 */
export const placeOf = (
  person: { readonly customerId: string; readonly name: string },
  known: KeptMember | undefined,
  hasAdmin: boolean,
  at: string,
): KeptMember => {
  const { customerId, name } = person
  if (known && isUser(known)) return known.name === name ? known : { ...known, name }
  return { customerId, name, role: hasAdmin ? 'User' : 'Admin', addedAt: at }
}

/** Orders members by when they joined; of those who joined at once an Admin is first. */
export const byJoining = (a: HierarchyMember, b: HierarchyMember): number => {
  const [first, second] = [a, b].map(({ addedAt, role, customerId }) => `${addedAt} ${role} ${customerId}`)
  return (first ?? '') < (second ?? '') ? -1 : 1
}
