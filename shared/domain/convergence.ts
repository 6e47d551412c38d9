// From what headquarters has and what Sales says now to the step still missing. Because only states are compared, it
// does not matter how often, in which order, or whether at all the events between them were delivered.

import { accountFromRequest, contactFromRequest } from './customers-of-prospect.ts'
import { equal } from './equal.ts'
import { isKeptFlag, type ProspectFlag, withFlags } from './flags.ts'
import type { Decision, Prospect } from './prospect.ts'
import { withoutQuestion } from './question.ts'
import { afterReopening, afterRuling, isDecidedHere } from './ruling.ts'
import { type SalesOutcome, type SalesRecord, type SalesSnapshot, salesOutcome } from './sales-outcome.ts'
import type { TimelineEntry } from './timeline.ts'
import { afterWithdrawal } from './withdrawal.ts'

/** A customer the prospect must have. */
export type NeededCustomer = {
  readonly from: SalesRecord
  /** Sales had none, so it was made from the request and must be written there. */
  readonly made: boolean
  /** It may be a customer already: this onboarding did not bring it into Sales. */
  readonly mayExist: boolean
}

/** The customers that a prospect must have, given one reading of Sales. */
export type NeededCustomers = {
  readonly organization?: NeededCustomer
  readonly person?: NeededCustomer
  /** Sales names an account or contact that could not be read: which one it is must not be guessed. */
  readonly isUnreadable?: true
}

export type Convergence = {
  /** The prospect as it should be; equal to the one before when nothing is missing. Customers are not in it yet. */
  readonly next: Prospect
  readonly changed: boolean
  readonly entries: readonly TimelineEntry[]
}

/** Ids for customers that Sales does not have, derived from the prospect's. */
export type DerivedIds = { readonly accountId: string; readonly contactId: string }

/** The record that stands for one, which may have been merged into another. */
const standingFor = (records: readonly SalesRecord[], id: string): SalesRecord | undefined => {
  const passed = new Set<string>()
  let record = records.find((each) => each.id === id)
  while (record?.mergedInto !== undefined && !passed.has(record.id)) {
    passed.add(record.id)
    const next: string = record.mergedInto
    record = records.find((each) => each.id === next)
  }
  // One that goes round in a circle stands for nothing.
  return record && passed.has(record.id) ? undefined : record
}

/** The ids to which merging leads from these, themselves among them. */
const withMasters = (records: readonly SalesRecord[], ids: readonly string[]): Set<string> => {
  const all = new Set(ids)
  for (const id of all) {
    const next = records.find((each) => each.id === id)?.mergedInto
    if (next !== undefined) all.add(next)
  }
  return all
}

type Wanted = {
  readonly table: 'accounts' | 'contacts'
  readonly records: readonly SalesRecord[]
  /** Ids in the order in which they are preferred. */
  readonly named: readonly (string | undefined)[]
  readonly unreadable: readonly string[]
  readonly leadId: string
  /** Made of the request where Sales has none. */
  readonly otherwise: SalesRecord | undefined
}

const needed = (wanted: Wanted): NeededCustomer | 'unreadable' | undefined => {
  const { table, records, named, unreadable, leadId, otherwise } = wanted
  if (unreadable.includes(table)) return 'unreadable'
  // What stands first counts: where that cannot be read, another one would be a guess.
  for (const id of [...named, ...records.map((record) => record.id)]) {
    if (id === undefined) continue
    if ([...withMasters(records, [id])].some((each) => unreadable.includes(each))) return 'unreadable'
    const from = standingFor(records, id)
    if (from) return { from, made: false, mayExist: from.leadId !== leadId }
  }
  return otherwise && { from: otherwise, made: true, mayExist: false }
}

const decide = (prospect: Prospect, outcome: SalesOutcome, at: string): Decision | undefined => {
  if (outcome.status === 'Open' || outcome.status === prospect.status) return prospect.decision
  return {
    number: (prospect.decision?.number ?? 0) + 1,
    status: outcome.status,
    decidedAt: at,
    ...outcome.closing,
    ...(prospect.noMail ? { noMail: true } : {}),
  }
}

const statusCodes = { Approved: 'prospect-approved', Rejected: 'prospect-rejected' } as const

const entriesOf = (before: Prospect, next: Prospect, outcome: SalesOutcome, at: string): TimelineEntry[] => {
  const bySales = { at, actor: 'sales' } as const
  const { reason, statusReason, decidedBy } = outcome.closing ?? {}
  const why = {
    ...(reason ? { reason } : {}),
    ...(statusReason ? { statusReason } : {}),
    ...(decidedBy ? { decidedBy } : {}),
  }
  const { stage } = next.sales
  const isDecided = before.status !== next.status && next.status !== 'Open'
  const entries: TimelineEntry[] = []
  // The decision beside it says why.
  if (before.sales.stage !== stage)
    entries.push({ ...bySales, code: 'stage-changed', stage, ...(isDecided ? {} : why) })
  if (before.status !== next.status)
    entries.push(
      next.status === 'Open'
        ? { ...bySales, code: 'prospect-reopened' }
        : { ...bySales, code: statusCodes[next.status], ...why },
    )
  for (const flag of next.flags)
    if (!before.flags.includes(flag)) entries.push({ at, actor: 'dual-write', code: 'flagged', flag })
  return entries
}

/** A seller may have corrected the address that the applicant gave. What is not known stays. */
const leadEmailOf = ({ request, sales }: Prospect, snapshot: SalesSnapshot): { readonly leadEmail?: string } => {
  const email = (snapshot.lead === 'missing' ? undefined : snapshot.lead.email) ?? sales.leadEmail
  return email !== undefined && email.toLowerCase() !== request.requestor.email.toLowerCase()
    ? { leadEmail: email }
    : {}
}

/** What the lead lacks matters as long as somebody works on it. */
const leadFlags = ({ sales }: Prospect, { status }: SalesOutcome): readonly ProspectFlag[] =>
  sales.leadWithout && status === 'Open' ? ['lead-secured'] : []

// Until the lead is written its absence says nothing.
const saysNothing = (prospect: Prospect, snapshot: SalesSnapshot): boolean =>
  snapshot.lead === 'missing' && !prospect.sales.leadWrittenAt

/** Whether Sales says that a prospect which is not approved yet is won. */
export const isWon = (prospect: Prospect, snapshot: SalesSnapshot): boolean =>
  prospect.status !== 'Approved' &&
  !prospect.withdrawn &&
  !isDecidedHere(prospect) &&
  salesOutcome(prospect.status, snapshot).status === 'Approved'

/** The customers that a prospect must have. An approved partner keeps the ones it was approved with. */
export const customersNeeded = (prospect: Prospect, snapshot: SalesSnapshot, ids: DerivedIds): NeededCustomers => {
  if (snapshot.lead === 'missing' || prospect.status === 'Approved' || prospect.withdrawn || isDecidedHere(prospect))
    return {}
  const { status, opportunity, writeCustomers } = salesOutcome(prospect.status, snapshot)
  if (!writeCustomers) return {}
  const makeMissing = status === 'Approved'
  const { lead, accounts, contacts, unreadable } = snapshot
  const { leadId } = prospect.sales
  const organization = needed({
    table: 'accounts',
    records: accounts,
    named: [opportunity?.accountId, lead.accountId],
    unreadable,
    leadId,
    otherwise: makeMissing ? accountFromRequest(ids.accountId, prospect.request) : undefined,
  })
  const person = needed({
    table: 'contacts',
    records: contacts,
    named: [opportunity?.contactId, lead.contactId],
    unreadable,
    leadId,
    otherwise: makeMissing ? contactFromRequest(ids.contactId, prospect.request) : undefined,
  })
  if (organization === 'unreadable' || person === 'unreadable') return { isUnreadable: true }
  return { ...(organization ? { organization } : {}), ...(person ? { person } : {}) }
}

/** What Sales says now, and what it means for what happened here. */
const meaningOf = (prospect: Prospect, snapshot: SalesSnapshot): SalesOutcome => {
  const said = salesOutcome(prospect.status, snapshot)
  if (prospect.withdrawn) return afterWithdrawal(said)
  if (isDecidedHere(prospect)) return afterRuling(prospect, snapshot)
  return prospect.reopened ? afterReopening(said) : said
}

/** What ends with what Sales says: a proposal where Sales decides, and a reopening where it positively goes on. */
const withoutOver = ({ ruling, reopened, ...prospect }: Prospect, { status, flags }: SalesOutcome): Prospect => ({
  ...prospect,
  ...(ruling && status === 'Open' ? { ruling } : {}),
  ...(reopened && status === 'Open' && flags.length > 0 ? { reopened } : {}),
})

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
  const found = meaningOf(prospect, snapshot)
  const outcome: SalesOutcome =
    blocked && isWon(prospect, snapshot) ? { ...found, status: 'Open', flags: [blocked] } : found
  const decision = decide(prospect, outcome, at)
  const { opportunity } = outcome
  const kept = [...prospect.flags, ...(prospect.dismissed ?? [])].filter(isKeptFlag)
  const looked: Prospect = {
    ...withFlags(withoutOver(prospect, outcome), [...outcome.flags, ...leadFlags(prospect, outcome), ...kept]),
    status: outcome.status,
    ...(decision ? { decision } : {}),
    sales: {
      leadId: prospect.sales.leadId,
      // Whoever can see the lead in Sales knows that it was written.
      leadWrittenAt: prospect.sales.leadWrittenAt ?? at,
      stage: outcome.stage,
      ...(opportunity && opportunity.state !== 'Unknown'
        ? { opportunity: { id: opportunity.id, name: opportunity.name, state: opportunity.state } }
        : {}),
      ...leadEmailOf(prospect, snapshot),
      ...(prospect.sales.leadWithout ? { leadWithout: prospect.sales.leadWithout } : {}),
      ...(outcome.mergedInto ? { mergedInto: outcome.mergedInto } : {}),
    },
  }
  const next = withoutQuestion(looked, at)
  return { next, changed: !equal(next, prospect), entries: entriesOf(prospect, next, outcome, at) }
}
