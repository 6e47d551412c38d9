// A decision that staff make in headquarters (PARTNERS H2 to H4, H7). It stands on the prospect until it takes effect, which
// is when the time to take it back is over: what has not happened yet needs not be undone.

import type { ApprovalDesk } from './approval-desk.ts'
import { isKeptFlag, type ProspectFlag, withFlags } from './flags.ts'
import type { Decision, Prospect } from './prospect.ts'
import { type SalesOutcome, type SalesSnapshot, salesOutcome } from './sales-outcome.ts'
import type { TimelineEntry } from './timeline.ts'

export type Ruling = {
  readonly status: Decision['status']
  /** Who decided: by name, and by object id where somebody signed in. */
  readonly by: string
  readonly byId: string
  /** When, and from when on it holds; ISO 8601. */
  readonly at: string
  readonly from: string
  /** For staff. */
  readonly note?: string
  /** The code of a reason for which it is rejected. */
  readonly reason?: string
  readonly noMail?: true
  /** Customers that are there already; what is not picked is made of the request. */
  readonly organizationId?: string
  readonly personId?: string
  /** Another address of the person that is made. */
  readonly email?: string
  /** It holds when another Approver confirms it. */
  readonly proposed?: true
  /** Who confirmed it, by name. */
  readonly confirmedBy?: string
}

/** Where Sales cannot decide, or does not get on: there staff may. */
const undecidable: readonly ProspectFlag[] = [
  'lead-missing',
  'lead-merged',
  'qualified-without-opportunity',
  'contradiction-in-sales',
  'unknown-state-in-sales',
  'unreadable-in-sales',
  'duplicate-sign-in',
  'no-email',
  'rejected-in-sales',
]

/** Why an approval waits, whoever decided it. */
const obstacles: readonly ProspectFlag[] = ['duplicate-sign-in', 'no-email']
export const isObstacle = (flag: ProspectFlag): boolean => obstacles.includes(flag)

type Judged = Pick<
  Prospect,
  'status' | 'flags' | 'dismissed' | 'withdrawn' | 'ruling' | 'decision' | 'hierarchyPending' | 'erased'
>

const hasFlag = ({ flags, dismissed = [] }: Pick<Prospect, 'flags' | 'dismissed'>, some: readonly ProspectFlag[]) =>
  [...flags, ...dismissed].some((flag) => some.includes(flag))

/** Whether a decision that staff made could not be carried out. */
export const isHeldBackHere = (prospect: Judged): boolean =>
  prospect.status === 'Open' &&
  prospect.ruling?.status === 'Approved' &&
  prospect.ruling.proposed !== true &&
  hasFlag(prospect, obstacles)

/** Whether staff may decide now. Another decision of theirs is taken back first, unless it cannot be carried out. */
export const mayRule = (prospect: Judged, desk: ApprovalDesk): boolean =>
  prospect.status === 'Open' &&
  (prospect.ruling === undefined || isHeldBackHere(prospect)) &&
  (desk === 'headquarters' || prospect.ruling !== undefined || hasFlag(prospect, undecidable))

/** What staff may do about a decision of theirs. */
export const rulingActs = ['approve', 'reject', 'take-back', 'confirm', 'decline', 'reopen'] as const
export type RulingAct = (typeof rulingActs)[number]

/** What may be done now. Only what nobody withdrew is opened again: an applicant sends a new request. */
export const actsOnRuling = (prospect: Judged, desk: ApprovalDesk): RulingAct[] => {
  const { status, ruling, withdrawn, erased } = prospect
  return [
    ...(mayRule(prospect, desk) ? (['approve', 'reject'] as const) : []),
    ...(status === 'Open' && ruling?.proposed ? (['confirm', 'decline'] as const) : []),
    ...(status === 'Open' && ruling && !ruling.proposed ? (['take-back'] as const) : []),
    ...(status === 'Rejected' && !withdrawn && !erased ? (['reopen'] as const) : []),
  ]
}

/** A decision of staff that holds and was not carried out yet. */
export const isRuled = ({ status, ruling }: Pick<Prospect, 'status' | 'ruling'>): boolean =>
  status === 'Open' && ruling !== undefined && ruling.proposed !== true

/** Whether what stands was decided in headquarters, or is about to be: then Sales decides nothing any more. */
export const isDecidedHere = (prospect: Pick<Prospect, 'status' | 'ruling' | 'decision'>): boolean =>
  isRuled(prospect) || (prospect.decision?.here === true && prospect.decision.status === prospect.status)

/**
 * What Sales means where headquarters decided first: nothing changes. A decision of Sales that is another one is flagged,
 * and so is somebody who works on it there still.
 */
export const afterRuling = (prospect: Prospect, snapshot: SalesSnapshot): SalesOutcome => {
  const { closing: _, ...found } = salesOutcome('Open', snapshot)
  const ruled = isRuled(prospect) ? prospect.ruling?.status : prospect.decision?.status
  const isWorkedOn = found.status === 'Open' && found.flags.length === 0
  const flags: readonly ProspectFlag[] = isWorkedOn
    ? ['decided-here']
    : found.status !== 'Open' && found.status !== ruled
      ? ['decided-otherwise']
      : []
  const kept = isRuled(prospect) ? prospect.flags.filter(isObstacle) : []
  return { ...found, status: prospect.status, flags: [...flags, ...kept], writeCustomers: false }
}

/** What Sales means where staff opened again what it had rejected: the rejection that they know of decides it no more. */
export const afterReopening = (found: SalesOutcome): SalesOutcome => {
  if (found.status !== 'Rejected') return found
  const { closing: _, ...rest } = found
  return { ...rest, status: 'Open', flags: ['rejected-in-sales'], writeCustomers: false }
}

/** What is raised whatever Sales says, and some others. */
const keptOf = ({ flags, dismissed = [] }: Prospect, others: readonly ProspectFlag[] = []): ProspectFlag[] =>
  [...flags, ...dismissed].filter((flag) => isKeptFlag(flag) || others.includes(flag))

/** The decision that a ruling becomes. */
const decisionOf = (prospect: Prospect, ruling: Ruling, at: string): Decision => {
  const { status, by, note, reason, noMail, email } = ruling
  return {
    number: (prospect.decision?.number ?? 0) + 1,
    status,
    decidedAt: at,
    here: true,
    decidedBy: by,
    ...(note ? { reason: note } : {}),
    ...(reason ? { reasonCode: reason } : {}),
    ...(email ? { email } : {}),
    ...(noMail || prospect.noMail ? { noMail: true } : {}),
  }
}

const codes = { Approved: 'prospect-approved', Rejected: 'prospect-rejected' } as const

/** The actor that a line of the timeline names. */
export const rulerOf = ({ by, byId }: Pick<Ruling, 'by' | 'byId'>) =>
  byId === '' || byId === by ? { name: by } : { name: by, id: byId }

/**
 * The prospect once a ruling takes effect; customers and hierarchy are not in it yet.
 * @param at now; ISO 8601
 */
export const carriedOut = (
  prospect: Prospect,
  ruling: Ruling,
  at: string,
): { readonly next: Prospect; readonly entries: readonly TimelineEntry[] } => {
  const { ruling: _, reopened: __, ...rest } = prospect
  const { note, status } = ruling
  return {
    next: {
      ...withFlags(rest, keptOf(prospect, ['decided-here', 'decided-otherwise'])),
      status,
      decision: decisionOf(prospect, ruling, at),
    },
    entries: [{ at, actor: rulerOf(ruling), code: codes[status], ...(note ? { reason: note } : {}) }],
  }
}

/** A rejected prospect that staff open again; it is decided anew, and whoever applied is told then. */
export const reopened = (prospect: Prospect): Prospect => ({
  ...withFlags(prospect, keptOf(prospect)),
  status: 'Open',
  reopened: true,
})
