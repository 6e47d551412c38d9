// Staff decide a prospect in headquarters, take that back, confirm or decline what another one proposed, open a rejected one
// again, or dismiss a flag. What is stored is the intent, guarded by the version that was shown; a message has it carried out.

import type { ApprovalDesk } from '../domain/approval-desk.ts'
import { canBeDismissed, type ProspectFlag, withFlags } from '../domain/flags.ts'
import { decideProspectMessage, type Send, salesChangeMessage } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { withoutQuestion } from '../domain/question.ts'
import { actsOnRuling, isObstacle, isRuled, type Ruling, type RulingAct, reopened, rulerOf } from '../domain/ruling.ts'
import { type Approver, mayConfirm, needsSecondApprover } from '../domain/second-approver.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { channelPush } from './channel-push.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import type { StoredProspect } from './store/prospects.ts'

export type RuleProspectDeps = {
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'pushes'>
  readonly send: Send
  readonly now: () => Date
  readonly desk: ApprovalDesk
  /** How long a decision can be taken back, in milliseconds; it takes effect then. */
  readonly undoMs: number
  /** The setting `SECOND_APPROVER`. */
  readonly secondApprover: string
}

/** What an approval or rejection says beside who made it. */
export type RulingTerms = Pick<Ruling, 'note' | 'reason' | 'noMail' | 'organizationId' | 'personId' | 'email'>

type ActOnRuling =
  | { readonly action: 'approve' | 'reject'; readonly terms: RulingTerms }
  | { readonly action: Exclude<RulingAct, 'approve' | 'reject'>; readonly why: string }
  | { readonly action: 'dismiss'; readonly flag: ProspectFlag; readonly why: string }

export type RulingOrder = ActOnRuling & {
  readonly who: Approver
  /** Of the prospect as it was shown; absent where a program decides on what is there. */
  readonly etag?: string
}

/** `as-before`: it is so already, as after the same form was sent before. */
export type RulingResult = 'done' | 'proposed' | 'as-before' | 'changed-meanwhile' | 'impossible' | 'same-person'

type Step = { readonly next: Prospect; readonly entries: readonly TimelineEntry[] }

const statuses = { approve: 'Approved', reject: 'Rejected' } as const

const withoutObstacles = (prospect: Prospect): Prospect => ({
  ...prospect,
  flags: prospect.flags.filter((flag) => !isObstacle(flag)),
})

const termsOf = ({ note, reason, noMail, organizationId, personId, email }: RulingTerms): RulingTerms => ({
  ...(note ? { note } : {}),
  ...(reason ? { reason } : {}),
  ...(noMail ? { noMail } : {}),
  ...(organizationId ? { organizationId } : {}),
  ...(personId ? { personId } : {}),
  ...(email ? { email } : {}),
})

/** Whether the same person has decided the same just before. */
const isSame = (ruling: Ruling | undefined, wanted: Ruling): boolean =>
  ruling !== undefined &&
  ruling.status === wanted.status &&
  ruling.byId === wanted.byId &&
  JSON.stringify(termsOf(ruling)) === JSON.stringify(termsOf(wanted))

const decide = (
  { undoMs, secondApprover }: RuleProspectDeps,
  prospect: Prospect,
  { action, terms, who }: RulingOrder & { readonly action: 'approve' | 'reject' },
  now: Date,
): Step & { readonly ruling: Ruling } => {
  const at = now.toISOString()
  const isProposed = needsSecondApprover(secondApprover, prospect.likelyDuplicates?.length ? ['duplicates'] : [])
  const ruling: Ruling = {
    status: statuses[action],
    by: who.name,
    byId: who.id,
    at,
    from: new Date(now.getTime() + undoMs).toISOString(),
    ...termsOf(terms),
    ...(isProposed ? { proposed: true } : {}),
  }
  const { status: decision, from, note } = ruling
  const why = note ? { reason: note } : {}
  const said = { at, actor: rulerOf(ruling) }
  const entry: TimelineEntry = isProposed
    ? { ...said, code: 'ruling-proposed', decision, ...why }
    : { ...said, code: 'ruling-made', decision, from, ...why }
  return { next: { ...withoutObstacles(prospect), ruling }, entries: [entry], ruling }
}

const later = (
  { undoMs }: RuleProspectDeps,
  prospect: Prospect,
  order: RulingOrder & { readonly why: string },
  now: Date,
): Step => {
  const at = now.toISOString()
  const said = { at, actor: rulerOf({ by: order.who.name, byId: order.who.id }), reason: order.why }
  const { ruling, ...rest } = prospect
  if (order.action === 'dismiss') {
    const { flag } = order
    const dismissed = [...(prospect.dismissed ?? []), flag]
    const next = withFlags({ ...prospect, dismissed }, [...prospect.flags, ...(prospect.dismissed ?? [])])
    return { next, entries: [{ ...said, code: 'flag-dismissed', flag }] }
  }
  if (order.action === 'reopen') return { next: reopened(prospect), entries: [{ ...said, code: 'reopened-here' }] }
  if (!ruling) throw new Error('There is no decision of staff.')
  const decision = ruling.status
  if (order.action === 'take-back')
    return { next: withoutObstacles(rest), entries: [{ ...said, code: 'ruling-taken-back', decision }] }
  if (order.action === 'decline') return { next: rest, entries: [{ ...said, code: 'ruling-declined', decision }] }
  const { proposed: _, ...confirmed } = ruling
  const from = new Date(now.getTime() + undoMs).toISOString()
  const { reason: __, ...confirms } = said
  return {
    next: { ...prospect, ruling: { ...confirmed, from, confirmedBy: order.who.name } },
    entries: [{ ...confirms, code: 'ruling-confirmed', decision, from }],
  }
}

/** What has to be sent; sent again where the same is asked for again. */
const follow = async (
  { send, desk, now }: RuleProspectDeps,
  { prospectId, ruling, sales }: Prospect,
  order: RulingOrder,
) => {
  if (order.action === 'dismiss' || ruling?.proposed) return
  const delay = ruling ? Math.max(0, Date.parse(ruling.from) - now().getTime()) : 0
  await send([decideProspectMessage(prospectId)], delay)
  // What was decided in Sales meanwhile counts again.
  if (!ruling && desk === 'sales' && sales.leadWrittenAt) await send([salesChangeMessage({ leadId: prospectId })])
}

const isPossible = (deps: RuleProspectDeps, prospect: Prospect, order: RulingOrder): boolean =>
  order.action === 'dismiss'
    ? prospect.flags.includes(order.flag) && canBeDismissed(order.flag)
    : actsOnRuling(prospect, deps.desk).includes(order.action)

/**
 * Stores what staff decided of a prospect and has it carried out. Safe to repeat: the same form sent twice decides once.
 * @param stored the prospect as it is now
 */
export const ruleProspect = async (
  deps: RuleProspectDeps,
  stored: StoredProspect,
  order: RulingOrder,
): Promise<RulingResult> => {
  const { prospects, pushes } = deps.headquarters
  const prospect = stored.value
  const now = deps.now()
  const decided = 'terms' in order ? decide(deps, prospect, order, now) : undefined
  // Once somebody decided it anew, it is not as whoever opens it again wants it.
  const isOpenAgain = prospect.status === 'Open' && prospect.reopened === true && !isRuled(prospect)
  const isReopened = order.action === 'reopen' && isOpenAgain
  if (isReopened || (decided && isSame(prospect.ruling, decided.ruling))) {
    await follow(deps, prospect, order)
    return 'as-before'
  }
  if (!isPossible(deps, prospect, order)) return 'impossible'
  if (order.etag !== undefined && order.etag !== stored.etag) return 'changed-meanwhile'
  const { ruling } = prospect
  if (order.action === 'confirm' && ruling && !mayConfirm({ id: ruling.byId, name: ruling.by }, order.who))
    return 'same-person'
  const step = decided ?? later(deps, prospect, order as RulingOrder & { readonly why: string }, now)
  const at = now.toISOString()
  const { entries } = step
  const next = withoutQuestion(step.next, at)
  const unit = prospects.begin(prospect.prospectId)
  prospects.replace(unit, stored, next, entries, at)
  const isClosed = prospect.question !== undefined && next.question === undefined
  if (next.status !== prospect.status || isClosed) pushes.put(unit, channelPush(next, prospect.revision + 1))
  if ((await unit.commit()) === 'conflict') {
    // A line of a list that is not there would refuse it each time.
    await prospects.repairLists(prospect.prospectId)
    return 'changed-meanwhile'
  }
  await follow(deps, next, order)
  return next.ruling?.proposed ? 'proposed' : 'done'
}
