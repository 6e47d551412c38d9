// What staff say about the mail of a decision: that none is wanted, or that it is to be sent after all. What is stored is the
// intent; the mail's own work does the rest.

import { decisionMailMessage, type Send } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { mailOf, type StoredProspect } from '../headquarters/store/prospects.ts'

export type ChangeDecisionMailDeps = {
  readonly headquarters: Pick<HeadquartersStore, 'prospects'>
  readonly send: Send
  readonly now: () => Date
}

/** @member why the reason that was typed */
export type MailWish = { readonly who: string; readonly why: string }

/** `nothing`: it is so already, or it is too late for that. */
export type DecisionMailChange = 'done' | 'nothing' | 'unknown' | 'changed-meanwhile'

const tries = 4

const wanting = ({ noMail: _, decision, ...prospect }: Prospect): Prospect => {
  if (!decision) return prospect
  const { noMail: __, ...rest } = decision
  return { ...prospect, decision: { ...rest, mailWanted: true } }
}

const isUnwanted = ({ noMail, decision }: Prospect): boolean => noMail === true || decision?.noMail === true

/** Whether the mail of the decision that stands was left unsent because none was wanted. */
const isSkipped = (stored: StoredProspect): boolean => {
  const { decision, status } = stored.value
  return decision?.status === status && mailOf(stored, decision.number)?.value.state === 'Skipped'
}

const store = async (
  { headquarters: { prospects }, now }: ChangeDecisionMailDeps,
  stored: StoredProspect,
  next: Prospect,
  code: 'mail-unwanted' | 'mail-wanted',
  { who, why }: MailWish,
): Promise<'written' | 'conflict'> => {
  const at = now().toISOString()
  const unit = prospects.begin(next.prospectId)
  prospects.replace(unit, stored, next, [{ at, actor: { name: who }, code, reason: why }], at)
  return unit.commit()
}

const attempt = async (
  deps: ChangeDecisionMailDeps,
  prospectId: string,
  wanted: boolean,
  wish: MailWish,
): Promise<DecisionMailChange | 'conflict'> => {
  const stored = await deps.headquarters.prospects.read(prospectId)
  if (!stored) return 'unknown'
  const prospect = stored.value
  if (prospect.erased) return 'nothing'
  if (!wanted) {
    if (prospect.status !== 'Open' || prospect.noMail) return 'nothing'
    const outcome = await store(deps, stored, { ...prospect, noMail: true }, 'mail-unwanted', wish)
    return outcome === 'written' ? 'done' : outcome
  }
  const isLeft = isSkipped(stored) && prospect.decision?.mailWanted !== true
  if (!isUnwanted(prospect) && !isSkipped(stored)) return 'nothing'
  if (
    (isUnwanted(prospect) || isLeft) &&
    (await store(deps, stored, wanting(prospect), 'mail-wanted', wish)) === 'conflict'
  )
    return 'conflict'
  // One that was not asked for yet is asked for when it may be. A message that is lost leaves it to be asked for again.
  if (isSkipped(stored) && prospect.decision)
    await deps.send([decisionMailMessage(prospectId, prospect.decision.number)])
  return 'done'
}

/**
 * Changes whether the mail of a decision is wanted. Safe to repeat.
 * @param wanted `false` only as long as the prospect is open: a decision may have been told a moment later
 */
export const changeDecisionMail = async (
  deps: ChangeDecisionMailDeps,
  prospectId: string,
  wanted: boolean,
  wish: MailWish,
): Promise<DecisionMailChange> => {
  for (let tried = 0; tried < tries; tried += 1) {
    const result = await attempt(deps, prospectId, wanted, wish)
    if (result !== 'conflict') return result
    await deps.headquarters.prospects.repairLists(prospectId)
  }
  return 'changed-meanwhile'
}
