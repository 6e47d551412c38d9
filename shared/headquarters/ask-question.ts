// Staff ask the applicant of an open prospect something, or take that back. What is stored with it is that the channel is to
// be told, which has the mail sent; so nothing else is left to do.

import type { ApprovalDesk } from '../domain/approval-desk.ts'
import { type Send, salesChangeMessage } from '../domain/messages.ts'
import { ask, mayAsk, type Question, takeBack } from '../domain/question.ts'
import { rulerOf } from '../domain/ruling.ts'
import type { Approver } from '../domain/second-approver.ts'
import { channelPush, questionPush } from './channel-push.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import type { StoredProspect } from './store/prospects.ts'

export type AskQuestionDeps = {
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'pushes'>
  readonly send: Send
  readonly now: () => Date
  readonly desk: ApprovalDesk
}

export type QuestionOrder = {
  readonly who: Approver
  /** Of the prospect as it was shown; absent where a program asks whatever there is. */
  readonly etag?: string
} & (
  | ({ readonly action: 'ask' } & Pick<Question, 'text' | 'fields'>)
  | { readonly action: 'take-back'; readonly why: string }
)

/** `as-before`: the same form was sent before. */
export type QuestionResult = 'done' | 'as-before' | 'changed-meanwhile' | 'impossible'

const isSame = (question: Question | undefined, order: QuestionOrder): boolean =>
  order.action === 'ask' &&
  question?.text === order.text &&
  question.by === order.who.name &&
  question.fields.join() === order.fields.join()

/**
 * Stores a question, or that it is not asked any more. Safe to repeat: the same form sent twice asks once.
 * @param stored the prospect as it is now
 */
export const askQuestion = async (
  { headquarters: { prospects, pushes }, send, now, desk }: AskQuestionDeps,
  stored: StoredProspect,
  order: QuestionOrder,
): Promise<QuestionResult> => {
  const { value: prospect } = stored
  const { prospectId, question, sales } = prospect
  if (isSame(question, order)) return 'as-before'
  if (order.action === 'ask' ? !mayAsk(prospect) : question === undefined) return 'impossible'
  if (order.etag !== undefined && order.etag !== stored.etag) return 'changed-meanwhile'
  const at = now().toISOString()
  const { name, id } = order.who
  const actor = rulerOf({ by: name, byId: id })
  const { next, entries } =
    order.action === 'ask'
      ? ask(prospect, { text: order.text, fields: order.fields, by: name }, actor, at)
      : takeBack(prospect, actor, order.why, at)
  const unit = prospects.begin(prospectId)
  prospects.replace(unit, stored, next, entries, at)
  pushes.put(unit, (order.action === 'ask' ? questionPush : channelPush)(next, prospect.revision + 1))
  if ((await unit.commit()) === 'conflict') {
    // A line of a list that is not there would refuse it each time.
    await prospects.repairLists(prospectId)
    return 'changed-meanwhile'
  }
  // A seller may have asked something that waited for this question to be over.
  if (order.action === 'take-back' && desk === 'sales' && sales.leadWrittenAt)
    await send([salesChangeMessage({ leadId: prospectId })])
  return 'done'
}
