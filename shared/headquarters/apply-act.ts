// Has a prospect know what its applicant did on the status page: confirmed the address, answered a question, or withdrew the
// request.

import type { ApplicantAct } from '../domain/applicant-act.ts'
import type { ApprovalDesk } from '../domain/approval-desk.ts'
import { likelyDuplicates } from '../domain/likely/likely-duplicates.ts'
import type { Log } from '../domain/log-events.ts'
import { closeLeadMessage, type Send, writeAnswerMessage, writeLeadMessage } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { answered } from '../domain/question.ts'
import { withdrawn } from '../domain/withdrawal.ts'
import { unlessUnreadable } from '../platform/unreadable-row.ts'
import type { ChannelPushes } from './store/intents.ts'
import { indexedOf, type MatchIndex } from './store/match-index.ts'
import type { ProspectStore } from './store/prospects.ts'
import { type ActStep, storeAct } from './store-act.ts'

export type ApplyActDeps = {
  readonly prospects: Pick<ProspectStore, 'read' | 'begin' | 'replace' | 'repairLists'>
  readonly pushes: Pick<ChannelPushes, 'put'>
  readonly matchIndex: Pick<MatchIndex, 'add'>
  readonly send: Send
  /** Absent: Sales. Without it nobody there is told. */
  readonly desk?: ApprovalDesk
  readonly now: () => Date
  readonly log: Log
}

const tries = 4

/** What an act changes; nothing where it was applied before, or has nothing left to change. */
const stepOf = (prospect: Prospect, { act, at, answer }: ApplicantAct, now: string): ActStep | undefined => {
  const { confirmation, withdrawn: before, erased } = prospect
  if (erased) return undefined
  if (act === 'answer') return answer && answered(prospect, { ...answer, at }, now)
  if (act === 'withdraw') {
    const step = withdrawn(prospect, { at, because: 'applicant' }, now)
    if (step || before) return step
    return { next: prospect, entries: [{ at: now, actor: 'applicant', code: 'withdrawn-too-late' }] }
  }
  if (confirmation?.confirmedAt !== undefined) return undefined
  return {
    next: { ...prospect, confirmation: { ...confirmation, confirmedAt: at } },
    entries: [{ at: now, actor: 'applicant', code: 'address-confirmed' }],
  }
}

/**
 * What an answer corrected is found from now on, and finds whom it matches. First of all, since it is safe to repeat; by what
 * it was before the request is found still.
 */
const compared = async ({ matchIndex }: ApplyActDeps, before: Prospect, step: ActStep): Promise<ActStep> => {
  const { next } = step
  if (next.request === before.request) return step
  const found = await matchIndex.add([indexedOf(next.prospectId, next)])
  const { likelyDuplicates: _, ...rest } = next
  const likely = likelyDuplicates(found.get(next.prospectId) ?? [])
  return { ...step, next: likely.length > 0 ? { ...rest, likelyDuplicates: likely } : rest }
}

/** What has to be sent because of the act; sent again when it is applied again. */
const follow = async ({ send, desk }: ApplyActDeps, after: Prospect, { act, answer }: ApplicantAct): Promise<void> => {
  const { prospectId, sales, confirmation, status, withdrawn: withdrawal } = after
  if (act === 'withdraw' && withdrawal) return send([closeLeadMessage(prospectId)])
  if (answer && desk !== 'headquarters') return send([writeAnswerMessage(prospectId, answer.number)])
  const isAwaited = confirmation?.required === true && status === 'Open' && sales.leadWrittenAt === undefined
  if (act === 'confirm' && isAwaited) await send([writeLeadMessage(prospectId)])
}

/** Safe to repeat: what was done lies among what was pulled until this ended well. */
export const applyAct = async (deps: ApplyActDeps, act: ApplicantAct): Promise<void> => {
  const { prospects, now, log } = deps
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await prospects.repairLists(act.requestId)
    // One that cannot be read is set aside for people, and must not hold up its neighbours.
    const stored = await unlessUnreadable(prospects.read(act.requestId), undefined)
    if (!stored) {
      log.warn('act-without-prospect', { correlationId: act.requestId, act: act.act })
      return
    }
    const at = now().toISOString()
    const wanted = stepOf(stored.value, act, at)
    const step = wanted && (await compared(deps, stored.value, wanted))
    if (step) {
      // The channel showed it at once, and may have been told since of what was so before: it is told what became of it.
      if ((await storeAct(deps, stored, step, at)) === 'conflict') continue
      log.info('act-applied', { correlationId: act.requestId, act: act.act })
    }
    await follow(deps, step?.next ?? stored.value, act)
    return
  }
  throw new Error('A prospect changed too often to know what its applicant did.')
}
