// Staff have a mail sent once more, to the address that its reader has by now. The order is stored with the mail, which gets an id
// of its own, so that no event of the one before is taken for one of it, and the same order twice is one.

import { addressHash } from '../channel/address-hash.ts'
import { isUser } from '../domain/customer-hierarchy.ts'
import { isOfDecision, isSendable } from '../domain/mail-again.ts'
import {
  decisionMailMessage,
  type Message,
  questionMailMessage,
  receivedMailMessage,
  type Send,
  userMailKinds,
  userMailMessage,
} from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { decisionMailId, questionMailOf, receivedNumber } from '../headquarters/decision-mail-id.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { MailRecord } from '../headquarters/store/mail-record.ts'
import type { StoredProspect } from '../headquarters/store/prospects.ts'
import type { Stored } from '../platform/stored.ts'
import type { MailWish } from './change-decision-mail.ts'
import { presentAddress } from './present-address.ts'
import { stands } from './send-again.ts'
import { isOver } from './send-once.ts'

export type SendMailAgainDeps = {
  readonly headquarters: Pick<
    HeadquartersStore,
    'prospects' | 'mails' | 'customers' | 'hierarchies' | 'complaints' | 'againOrders' | 'begin'
  >
  readonly send: Send
  readonly now: () => Date
}

/** Which mail: whose, and its number there. */
export type MailPlace = { readonly ownerId: string; readonly number: number }

/**
 * `nothing`: another one took its place, it is on its way, or what it tells is so no more; `complained`: somebody at the
 * address reported a mail as spam, so that nothing but decisions goes there.
 */
export type SentAgain = 'done' | 'nothing' | 'unknown' | 'too-often' | 'complained' | 'changed-meanwhile'

/** What there is of a mail that may be sent again. @member to the address of by now */
export type SendableMail = {
  readonly mail: Stored<MailRecord>
  readonly to: string
  readonly message: Message
  readonly prospect?: StoredProspect
}

/** So long after it was stored an order is looked at again, should its own message be lost. */
const laterMs = 60_000

/** Asks for the mail under a number of the ledger, which stands. */
const messageFor = ({ prospectId, question }: Prospect, number: number): Message => {
  const ofQuestion = question && questionMailOf(question.number, number)
  if (ofQuestion) return questionMailMessage(prospectId, question.number, ofQuestion.reminder)
  return number === receivedNumber ? receivedMailMessage(prospectId) : decisionMailMessage(prospectId, number)
}

const ofProspect = async (
  { headquarters }: SendMailAgainDeps,
  mail: Stored<MailRecord>,
  prospect: StoredProspect,
): Promise<SendableMail | undefined> => {
  const { decision } = mail.value
  if (!stands(prospect.value, decision)) return undefined
  const message = messageFor(prospect.value, decision)
  return { mail, to: await presentAddress(headquarters, prospect.value), message, prospect }
}

const ofUser = async (
  { headquarters: { customers, hierarchies } }: SendMailAgainDeps,
  mail: Stored<MailRecord>,
  userId: string,
): Promise<SendableMail | undefined> => {
  const { kind: given, decision: number, about } = mail.value
  const kind = userMailKinds.find((one) => one === given)
  if (!about?.user || !kind) return undefined
  const { organizationId, home, place } = about.user
  const [found, member] = await Promise.all([
    customers.read(home, userId),
    hierarchies.readMember(place, organizationId, userId),
  ])
  const person = found?.value
  if (person?.type !== 'Person') return undefined
  const isMember = member !== undefined && isUser(member)
  if (isMember === (kind === 'user-removed')) return undefined
  const former = person.moved?.find((moved) => moved.number === number)?.email
  const to = kind === 'sign-in-address-left' ? former : person.email
  return to ? { mail, to, message: userMailMessage({ userId, organizationId, number, kind, home, place }) } : undefined
}

/** @returns nothing where there is no such mail; without what it needs where what it tells is so no more */
export const readSendable = async (
  deps: SendMailAgainDeps,
  { ownerId, number }: MailPlace,
): Promise<{ readonly mail: Stored<MailRecord>; readonly sendable?: SendableMail | undefined } | undefined> => {
  const mail = await deps.headquarters.mails.read(ownerId, number)
  if (!mail) return undefined
  const prospect = await deps.headquarters.prospects.read(ownerId)
  return { mail, sendable: prospect ? await ofProspect(deps, mail, prospect) : await ofUser(deps, mail, ownerId) }
}

const nextOf = (ownerId: string, { decision, kind, language, cause, mailId }: MailRecord, at: string): MailRecord => {
  const next = `again-${Number(/^again-(\d+)$/.exec(cause ?? '')?.[1] ?? 0) + 1}`
  const id = decisionMailId(ownerId, decision, next)
  return { mailId: id, decision, kind, language, state: 'Waiting', tries: 0, at, cause: next, after: mailId }
}

/** The mail, the line of the timeline and the end of the flag, all at once. */
const store = async (
  { headquarters: { mails, prospects, begin } }: SendMailAgainDeps,
  ownerId: string,
  { mail, prospect }: SendableMail,
  at: string,
  { who, why }: MailWish,
): Promise<'written' | 'conflict'> => {
  const unit = prospect ? prospects.begin(ownerId) : begin(ownerId)
  mails.replace(unit, ownerId, nextOf(ownerId, mail.value, at), mail)
  if (prospect) {
    const flags = prospect.value.flags.filter((flag) => flag !== 'mail-not-delivered')
    const entry = { at, actor: { name: who }, code: 'mail-again', kind: mail.value.kind, reason: why } as const
    prospects.replace(unit, prospect, { ...prospect.value, flags }, [entry], at)
  }
  const outcome = await unit.commit()
  if (outcome === 'conflict') {
    // One of their lines in lists may be lost.
    await mails.repair(ownerId, mail.value.decision)
    if (prospect) await prospects.repairLists(ownerId)
  }
  return outcome
}

/**
 * Has a mail sent once more. Safe to repeat: an order is told by the mail that was seen.
 * @param mailId of the mail as it was shown
 */
export const sendMailAgain = async (
  deps: SendMailAgainDeps,
  place: MailPlace,
  mailId: string,
  wish: MailWish,
): Promise<SentAgain> => {
  const found = await readSendable(deps, place)
  if (!found) return 'unknown'
  const { mail, sendable } = found
  if (!sendable) return 'nothing'
  const { send, headquarters } = deps
  const { value } = mail
  // The order is stored, and whether its message left nobody knows; sent twice it is one mail.
  const isStored =
    value.after !== undefined && [value.after, value.mailId].includes(mailId) && value.state === 'Waiting'
  if (isStored) {
    await send([sendable.message])
    return 'done'
  }
  if (value.mailId !== mailId) return value.after === mailId ? 'done' : 'nothing'
  if (!isSendable(value)) return 'nothing'
  if (!isOfDecision(value) && (await headquarters.complaints.isFrom(sendable.to))) return 'complained'
  const at = deps.now().toISOString()
  const order = { after: mailId, at }
  if ((await headquarters.againOrders.take(addressHash(sendable.to), order)) === 'too-often') return 'too-often'
  // What is over is left alone by its work, so a message may come first: an order that is stored is never forgotten then.
  if (isOver(mail)) await send([sendable.message], laterMs)
  if ((await store(deps, place.ownerId, sendable, at, wish)) === 'conflict') return 'changed-meanwhile'
  await send([sendable.message])
  return 'done'
}
