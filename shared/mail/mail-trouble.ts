// A mail that did not reach its reader: the prospect is flagged, and staff have it sent again, or say that nothing is left to
// do.

import { decisionMailMessage, receivedMailMessage, type Send } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { decisionMailId, receivedNumber } from '../headquarters/decision-mail-id.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { MailRecord } from '../headquarters/store/mail-record.ts'
import type { StoredProspect } from '../headquarters/store/prospects.ts'
import type { MailWish } from './change-decision-mail.ts'

const flag = 'mail-not-delivered'
const tries = 4
/** So often one mail may be sent again. */
const mostAgain = 5

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
    const step = stored && next(stored.value)
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
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'mails'>
  readonly send: Send
  readonly now: () => Date
}

/** `nothing`: it does not stand there any more, was settled, or was sent again too often. */
export type TroubleSettled = 'done' | 'nothing' | 'unknown' | 'changed-meanwhile'

/** Whether what the mail tells is still so. */
const stands = ({ decision, status }: Prospect, number: number): boolean =>
  number === receivedNumber ? status === 'Open' : decision?.number === number && decision.status === status

/** The same mail with an id of its own, so that no event of the one before is taken for one of it. */
const sentAgain = ({ decision, kind, language, channel, cause }: MailRecord, prospectId: string, at: string) => {
  const times = Number(/^again-(\d)$/.exec(cause ?? '')?.[1] ?? 0) + 1
  const next = `again-${times}`
  const mailId = decisionMailId(prospectId, decision, next)
  const mail: MailRecord = {
    mailId,
    decision,
    kind,
    language,
    state: 'Waiting',
    tries: 0,
    at,
    cause: next,
    ...(channel === undefined ? {} : { channel }),
  }
  return times > mostAgain ? undefined : mail
}

/** The mail of an id that staff may have sent again: one that did not arrive, or that waits because that was cut off. */
const mailToSend = ({ value, mails }: StoredProspect, mailId: string) =>
  mails.find(
    ({ value: mail }) =>
      mail.mailId === mailId &&
      mail.kind !== 'link-again' &&
      stands(value, mail.decision) &&
      (mail.trouble !== undefined || (mail.state === 'Waiting' && mail.cause !== undefined)),
  )

/** Has a mail sent once more, to the address of by then. */
export const sendTroubledAgain = async (
  { headquarters, send, now }: MailTroubleDeps,
  prospectId: string,
  mailId: string,
  { who, why }: MailWish,
): Promise<TroubleSettled> => {
  const stored = await headquarters.prospects.read(prospectId)
  if (!stored) return 'unknown'
  const mail = mailToSend(stored, mailId)
  if (!mail) return 'nothing'
  const at = now().toISOString()
  if (mail.value.trouble) {
    const next = sentAgain(mail.value, prospectId, at)
    if (!next) return 'nothing'
    if ((await headquarters.mails.write(prospectId, next, mail)) === 'conflict') return 'changed-meanwhile'
  }
  const { decision, kind } = mail.value
  await send([
    decision === receivedNumber ? receivedMailMessage(prospectId) : decisionMailMessage(prospectId, decision),
  ])
  // Last: until then the button is there to be pressed again.
  return change(headquarters, prospectId, at, (prospect) =>
    settled(prospect, { at, actor: { name: who }, code: 'mail-again', kind, reason: why }),
  )
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
