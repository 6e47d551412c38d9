// From what headquarters has and what Sales says now to the step still missing. Because only states are compared, it
// does not matter how often, in which order, or whether at all the events between them were delivered.

import { accountFromRequest, contactFromRequest } from './customers-of-prospect.ts'
import { equal } from './equal.ts'
import { isCustomerFlag, type ProspectFlag } from './flags.ts'
import type { Decision, Prospect } from './prospect.ts'
import {
  type SalesAccount,
  type SalesContact,
  type SalesOutcome,
  type SalesSnapshot,
  salesOutcome,
} from './sales-outcome.ts'
import type { TimelineEntry } from './timeline.ts'

/** A customer the prospect must have. */
export type NeededCustomer<T> = {
  readonly from: T
  /** Sales had none, so it was made from the request and must be written there. */
  readonly made: boolean
  /** It may be a customer already: this onboarding did not bring it into Sales. */
  readonly mayExist: boolean
}

/** The customers that a prospect must have, given one reading of Sales. */
export type NeededCustomers = {
  readonly organization?: NeededCustomer<SalesAccount>
  readonly person?: NeededCustomer<SalesContact>
}

export type Convergence = {
  /** The prospect as it should be; equal to the one before when nothing is missing. Customers are not in it yet. */
  readonly next: Prospect
  readonly changed: boolean
  readonly entries: readonly TimelineEntry[]
}

/** Ids for customers that Sales does not have, derived from the prospect's. */
export type DerivedIds = { readonly accountId: string; readonly contactId: string }

const needed = <T extends { readonly id: string; readonly leadId?: string }>(
  candidates: readonly T[],
  preferred: readonly (string | undefined)[],
  leadId: string,
  otherwise: T | undefined,
): NeededCustomer<T> | undefined => {
  const id = preferred.find((candidate) => candidate !== undefined && candidates.some((item) => item.id === candidate))
  const from = candidates.find((item) => item.id === id) ?? candidates[0]
  if (from) return { from, made: false, mayExist: from.leadId !== leadId }
  return otherwise && { from: otherwise, made: true, mayExist: false }
}

const decide = (prospect: Prospect, outcome: SalesOutcome, at: string): Decision | undefined => {
  if (outcome.status === 'Open' || outcome.status === prospect.status) return prospect.decision
  return {
    number: (prospect.decision?.number ?? 0) + 1,
    status: outcome.status,
    decidedAt: at,
    ...(outcome.reason ? { reason: outcome.reason } : {}),
  }
}

const statusCodes = { Approved: 'prospect-approved', Rejected: 'prospect-rejected' } as const

const entriesOf = (before: Prospect, next: Prospect, outcome: SalesOutcome, at: string): TimelineEntry[] => {
  const bySales = { at, actor: 'sales' } as const
  const reason = outcome.reason ? { reason: outcome.reason } : {}
  const { stage } = next.sales
  const entries: TimelineEntry[] = []
  if (before.sales.stage !== stage) entries.push({ ...bySales, code: 'stage-changed', stage, ...reason })
  if (before.status !== next.status)
    entries.push(
      next.status === 'Open'
        ? { ...bySales, code: 'prospect-reopened' }
        : { ...bySales, code: statusCodes[next.status], ...reason },
    )
  for (const flag of next.flags)
    if (!before.flags.includes(flag)) entries.push({ at, actor: 'dual-write', code: 'flagged', flag })
  return entries
}

// Until the lead is written its absence says nothing.
const saysNothing = (prospect: Prospect, snapshot: SalesSnapshot): boolean =>
  snapshot.lead === 'missing' && !prospect.sales.leadWrittenAt

/** Whether Sales says that a prospect which is not approved yet is won. */
export const isWon = (prospect: Prospect, snapshot: SalesSnapshot): boolean =>
  prospect.status !== 'Approved' && salesOutcome(prospect.status, snapshot).status === 'Approved'

/** The customers that a prospect must have. An approved partner keeps the ones it was approved with. */
export const customersNeeded = (prospect: Prospect, snapshot: SalesSnapshot, ids: DerivedIds): NeededCustomers => {
  if (snapshot.lead === 'missing' || prospect.status === 'Approved') return {}
  const { status, opportunity, writeCustomers } = salesOutcome(prospect.status, snapshot)
  if (!writeCustomers) return {}
  const makeMissing = status === 'Approved'
  const organization = needed(
    snapshot.accounts,
    [opportunity?.accountId, snapshot.lead.accountId],
    prospect.sales.leadId,
    makeMissing ? accountFromRequest(ids.accountId, prospect.request) : undefined,
  )
  const person = needed(
    snapshot.contacts,
    [opportunity?.contactId, snapshot.lead.contactId],
    prospect.sales.leadId,
    makeMissing ? contactFromRequest(ids.contactId, prospect.request) : undefined,
  )
  return { ...(organization ? { organization } : {}), ...(person ? { person } : {}) }
}

/**
 * What is missing for a prospect, given one reading of Sales.
 * @param at time of this convergence (ISO 8601)
 * @param blocked a reason for which an approval cannot happen yet
 */
export const converge = (
  prospect: Prospect,
  snapshot: SalesSnapshot,
  at: string,
  blocked?: ProspectFlag,
): Convergence => {
  if (saysNothing(prospect, snapshot)) return { next: prospect, changed: false, entries: [] }
  const found = salesOutcome(prospect.status, snapshot)
  const outcome: SalesOutcome =
    blocked && isWon(prospect, snapshot) ? { ...found, status: 'Open', flags: [blocked] } : found
  const decision = decide(prospect, outcome, at)
  const { opportunity } = outcome
  const next: Prospect = {
    ...prospect,
    status: outcome.status,
    flags: [...outcome.flags, ...prospect.flags.filter(isCustomerFlag)],
    ...(decision ? { decision } : {}),
    sales: {
      leadId: prospect.sales.leadId,
      // Whoever can see the lead in Sales knows that it was written.
      leadWrittenAt: prospect.sales.leadWrittenAt ?? at,
      stage: outcome.stage,
      ...(opportunity && opportunity.state !== 'Unknown'
        ? { opportunity: { id: opportunity.id, name: opportunity.name, state: opportunity.state } }
        : {}),
    },
  }
  return { next, changed: !equal(next, prospect), entries: entriesOf(prospect, next, outcome, at) }
}
