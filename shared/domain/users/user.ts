// A user of a business partner: a person who may sign in for an organization. Words, states and reasons that the site,
// headquarters and Sales share.

import type { HierarchyRole } from '../customer-hierarchy.ts'
import type { Language } from '../languages.ts'

/** Pending waits for headquarters, Refused was not taken; of the others, only Active signs in. */
export const userStatuses = ['Pending', 'Active', 'Disabled', 'Removed', 'Refused'] as const
export type UserStatus = (typeof userStatuses)[number]

export const partnerStatuses = ['Active', 'Suspended', 'Ended'] as const
export type PartnerStatus = (typeof partnerStatuses)[number]

export const userChangeKinds = ['add', 'edit', 'remove', 'disable', 'enable', 'role', 'invite'] as const
export type UserChangeKind = (typeof userChangeKinds)[number]

/** Why somebody disables a user. */
export const chosenReasons = ['left-company', 'on-leave', 'security', 'other'] as const
export type ChosenReason = (typeof chosenReasons)[number]

/** Why a user is disabled: the last one is not chosen, the contact was deactivated in Sales. */
export const disableReasons = [...chosenReasons, 'deactivated-in-sales'] as const
export type DisableReason = (typeof disableReasons)[number]

/**
 * Why a change is not taken. `cannot-be-added` says no more on purpose: a partner never learns whether a stranger exists.
 */
export const changeRefusals = [
  'not-an-admin',
  'partner-not-active',
  'user-unknown',
  'already-a-user',
  'too-many-users',
  'last-admin',
  'change-pending',
  'changed-meanwhile',
  'already-so',
  'deactivated-in-sales',
  'not-active',
  'invited-too-often',
  'cannot-be-added',
  'roles-by-headquarters',
] as const
export type ChangeRefusal = (typeof changeRefusals)[number]

/** What people say of a user. */
export type UserFields = {
  readonly firstName?: string
  readonly lastName: string
  readonly email: string
  readonly phone?: string
  readonly jobTitle?: string
  readonly language?: Language
}

/** What of it is changed; an empty text takes it away. */
export type ChangedFields = { readonly [Name in keyof UserFields]?: UserFields[Name] | '' }

/** A change that was not taken, as its asker is told. */
export type RefusedChange = {
  readonly changeId: string
  readonly kind: UserChangeKind
  readonly code: ChangeRefusal
  /** ISO 8601. */
  readonly at: string
}

/** What an Admin of a partner asks for, kept until headquarters has applied it. */
export type UserChange = {
  readonly changeId: string
  readonly organizationId: string
  readonly userId: string
  readonly kind: UserChangeKind
  /** The Admin who asks. */
  readonly by: { readonly userId: string }
  /** ISO 8601. */
  readonly at: string
  /** Part of headquarters' table in which the organization is kept. */
  readonly home: string
  readonly fields?: ChangedFields
  readonly role?: HierarchyRole
  readonly reason?: ChosenReason
  readonly note?: string
}

/** How often one user is told again within a day that it may sign in. */
const mostInvitations = 5
const dayMs = 24 * 3_600_000

/**
 * When a user may be invited once more.
 * @param invited when it was, oldest first; like `now` in milliseconds since 1970
 * @returns milliseconds to wait, 0 = now
 */
export const waitForInvitation = (invited: readonly number[], now: number): number => {
  const first = invited.at(-mostInvitations)
  return first === undefined ? 0 : Math.max(0, first + dayMs - now)
}

/** With one more invitation; what is older tells nothing any more. */
export const withInvitation = (invited: readonly number[] = [], at: number): readonly number[] =>
  [...invited, at].slice(-mostInvitations)

/** How long somebody who was not added is shown, with the reason. */
export const shownRefusedMs = 30 * dayMs

/** Whether somebody counts among the users of a partner. */
export const countsAsUser = ({ status }: { readonly status: UserStatus }): boolean =>
  status === 'Pending' || status === 'Active' || status === 'Disabled'

/** The Kelvin sign: the only letter beside A to Z that becomes one of a to z, so that a stranger's address would be a user's. */
const allButKelvin = /[^\u212a]+/g

/** The form in which two spellings of an address are one: without spaces around it, in lower case. */
export const plainAddress = (email: string): string =>
  email.trim().replaceAll(allButKelvin, (part) => part.toLowerCase())
