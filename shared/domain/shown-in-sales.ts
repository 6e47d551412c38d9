// What Sales shows of what headquarters made of a decision: the words, and which of them is due.

import type { HierarchyHead, HierarchyMember, HierarchyRole } from './customer-hierarchy.ts'
import type { ProspectFlag } from './flags.ts'
import type { Prospect } from './prospect.ts'
import type { LeadState } from './sales-outcome.ts'
import type { ChangeRefusal, PartnerStatus, UserStatus } from './users/user.ts'

/** `Open again` says the same as `Open` on a lead that somebody worked on before. */
export type HeadquartersStatus = 'Open' | 'Open again' | 'Held back' | 'Approved' | 'Rejected' | 'Withdrawn'

/** What the account of a partner is to show. */
export type ShownPartner = { readonly hierarchy: string; readonly partner: PartnerStatus }

export const shownOfPartner = ({ number, status = 'Active' }: HierarchyHead): ShownPartner => ({
  hierarchy: number,
  partner: status,
})

/** What the contact of a user is to show. */
export type ShownMember = { readonly role: HierarchyRole; readonly user: UserStatus }

export const shownOfMember = ({ role, status }: HierarchyMember): ShownMember => ({ role, user: status ?? 'Active' })

/** Why an approval that Sales made is not carried out. */
const heldBackReasons = [
  'duplicate-sign-in',
  'no-email',
  'unreadable-in-sales',
] as const satisfies readonly ProspectFlag[]
export type HeldBackReason = (typeof heldBackReasons)[number]

/** Why the approval of a prospect is held back; `undefined` when none is. */
export const heldBackBecause = ({ status, sales, flags }: Prospect): HeldBackReason | undefined =>
  status === 'Open' && sales.opportunity?.state === 'Won'
    ? heldBackReasons.find((reason) => flags.includes(reason))
    : undefined

/** Why somebody was not added as a user, where sellers can do something about it. */
export const toldRefusals = [
  'cannot-be-added',
  'too-many-users',
  'already-a-user',
] as const satisfies readonly ChangeRefusal[]
export type ToldRefusal = (typeof toldRefusals)[number]

export type ShownDecision = { readonly status: HeadquartersStatus; readonly heldBack?: HeldBackReason | null }

/** What the records of a prospect are to show. */
export const shownDecision = (prospect: Prospect): ShownDecision => {
  const heldBack = heldBackBecause(prospect)
  if (prospect.withdrawn) return { status: 'Withdrawn' }
  return heldBack ? { status: 'Held back', heldBack } : { status: prospect.status }
}

type Seen = { readonly status?: HeadquartersStatus; readonly heldBack?: HeldBackReason | null }

const isSame = (wanted: ShownDecision, seen: Seen): boolean =>
  wanted.status === seen.status && (wanted.heldBack ?? undefined) === (seen.heldBack ?? undefined)

/** What is to be written: a reason that does not hold any more is emptied. */
const written = (wanted: ShownDecision, seen: Seen): ShownDecision | undefined => {
  if (isSame(wanted, seen)) return undefined
  return { ...wanted, ...(seen.heldBack && !wanted.heldBack ? { heldBack: null } : {}) }
}

/**
 * What a lead has to be told; `undefined` when it shows what is true, or is to be left alone. Nothing is written to an open
 * lead that says nothing wrong: whoever wrote last would be the app, and an untouched lead could not be told from one that a
 * seller works on. So one that was decided before is open *again*.
 */
export const dueOnLead = (prospect: Prospect, state: LeadState, seen: Seen): ShownDecision | undefined => {
  if (state === 'Unknown' || prospect.sales.stage === 'Lead merged') return undefined
  const wanted = shownDecision(prospect)
  if (state !== 'Open') return written(wanted, seen)
  if (wanted.status === 'Withdrawn') return written(wanted, seen)
  if (wanted.status !== 'Open' || seen.status === undefined || seen.status === 'Open') return undefined
  return written({ status: 'Open again' }, seen)
}

/** The same of the opportunity that the prospect shows. */
export const dueOnOpportunity = (prospect: Prospect, opportunityId: string, seen: Seen): ShownDecision | undefined =>
  prospect.sales.opportunity?.id === opportunityId ? written(shownDecision(prospect), seen) : undefined
