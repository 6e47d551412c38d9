// A mail that did not reach its reader: the prospect is flagged, and staff have it sent again, or say that nothing is left to
// do.

import type { Prospect } from '../domain/prospect.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { MailRecord } from '../headquarters/store/mail-record.ts'
import type { MailWish } from './change-decision-mail.ts'
import { type SendMailAgainDeps, type SentAgain, sendMailAgain } from './send-mail-again.ts'

const flag = 'mail-not-delivered'
const tries = 4

type Store = Pick<HeadquartersStore, 'prospects'>

/** Changes a prospect as it is stored by then. @returns whether it did, or had nothing to change */
const change = async (
  { prospects }: Store,
  prospectId: string,
  at: string,
  next: (before: Prospect) => { readonly next: Prospect; readonly entries: readonly TimelineEntry[] } | undefined,
): Promise<'done' | 'nothing' | 'changed-meanwhile'> => {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await prospects.repairLists(prospectId)
    const stored = await prospects.read(prospectId)
    const step = stored && !stored.value.erased && next(stored.value)
    if (!stored || !step) return 'nothing'
    const unit = prospects.begin(prospectId)
    prospects.replace(unit, stored, step.next, step.entries, at)
    if ((await unit.commit()) === 'written') return 'done'
  }
  return 'changed-meanwhile'
}

/** Flags the prospect of a mail that did not arrive, once. A link that was only repeated can be asked for again. */
export const flagTrouble = async (
  headquarters: Store,
  { kind }: MailRecord,
  prospectId: string,
  now: () => Date,
): Promise<void> => {
  if (kind === 'link-again') return
  const at = now().toISOString()
  const outcome = await change(headquarters, prospectId, at, (prospect) =>
    prospect.flags.includes(flag)
      ? undefined
      : {
          next: { ...prospect, flags: [...prospect.flags, flag] },
          entries: [{ at, actor: 'headquarters', code: 'flagged', flag }],
        },
  )
  if (outcome === 'changed-meanwhile') throw new Error('A prospect changed too often to be flagged.')
}

const settled = (prospect: Prospect, entry: TimelineEntry) => ({
  next: { ...prospect, flags: prospect.flags.filter((one) => one !== flag) },
  entries: [entry],
})

export type MailTroubleDeps = {
  readonly headquarters: Pick<HeadquartersStore, 'prospects'>
  readonly now: () => Date
}

/** `nothing`: it is settled already. */
export type TroubleSettled = 'done' | 'nothing' | 'unknown' | 'changed-meanwhile'

/** Has a mail sent once more that did not arrive, or waits because that was cut off, to the address of by then. */
export const sendTroubledAgain = async (
  deps: SendMailAgainDeps,
  prospectId: string,
  mailId: string,
  wish: MailWish,
): Promise<SentAgain> => {
  const stored = await deps.headquarters.prospects.read(prospectId)
  if (!stored) return 'unknown'
  const mail = stored.mails.find(({ value }) => value.mailId === mailId || value.after === mailId)
  return mail ? sendMailAgain(deps, { ownerId: prospectId, number: mail.value.decision }, mailId, wish) : 'nothing'
}

/** Staff need no other mail: the requestor was told otherwise, or is not to be told. */
export const settleTrouble = async (
  { headquarters, now }: MailTroubleDeps,
  prospectId: string,
  { who, why }: MailWish,
): Promise<TroubleSettled> => {
  if (!(await headquarters.prospects.readAlone(prospectId))) return 'unknown'
  const at = now().toISOString()
  return change(headquarters, prospectId, at, (prospect) =>
    prospect.flags.includes(flag)
      ? settled(prospect, { at, actor: { name: who }, code: 'mail-settled', reason: why })
      : undefined,
  )
}
