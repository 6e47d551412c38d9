// What SendGrid tells of a mail after it took it. The ledger only moves forward, so repeated, late and disordered events
// are harmless. https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event

import { addressHash } from '../channel/address-hash.ts'
import type { Log } from '../domain/log-events.ts'
import type { MailState, MailTrouble } from '../domain/prospect-view.ts'
import { normalizeText, truncate } from '../domain/text.ts'
import { decisionMailId, receivedNumber } from '../headquarters/decision-mail-id.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { MailRecord } from '../headquarters/store/mail-record.ts'
import { asGuid } from '../platform/ids.ts'
import type { Stored } from '../platform/stored.ts'
import { flagTrouble } from './mail-trouble.ts'
import { reasonClassOf } from './reason-class.ts'

export type MailEvent = {
  readonly mailId: string
  readonly prospectId: string
  readonly state: MailState
  readonly trouble?: MailTrouble
  /** The hash of the address from which it was reported as spam. */
  readonly complainedBy?: string
}

const states: Readonly<Record<string, MailState>> = {
  processed: 'Accepted',
  deferred: 'Accepted',
  delivered: 'Delivered',
  bounce: 'Bounced',
  dropped: 'Bounced',
  // Whoever complains has it.
  spamreport: 'Delivered',
}

const longestReason = 300

/** The reason as staff may read it: one line without addresses, which stand in the request. */
const readableReason = (reason: unknown): { readonly reason?: string } => {
  if (typeof reason !== 'string') return {}
  const text = normalizeText(
    reason
      .slice(0, 2000)
      .replaceAll(/[^\s<>"'@]+@[^\s<>"'@]+/g, '…')
      .replaceAll(/[\p{Cc}\s]+/gu, ' '),
  )
  return text === '' ? {} : { reason: truncate(text, longestReason) }
}

const troubleOf = (members: Readonly<Record<string, unknown>>): { readonly trouble?: MailTrouble } => {
  const { event, type, reason } = members
  const known = reasonClassOf(members)
  const told = { ...readableReason(reason), ...(known ? { class: known } : {}) }
  // https://www.twilio.com/docs/sendgrid/ui/sending-email/blocks
  if (event === 'bounce') return { trouble: { kind: type === 'blocked' ? 'blocked' : 'bounced', ...told } }
  if (event === 'dropped') return { trouble: { kind: 'dropped', ...told } }
  return event === 'spamreport' ? { trouble: { kind: 'spam-report', ...told } } : {}
}

const order: readonly MailState[] = [
  'Skipped',
  'Waiting',
  'Sending',
  'Unknown',
  'Refused',
  'Accepted',
  'Delivered',
  'Bounced',
]

/** Reads the events that concern our mails; each is judged alone, so one odd event does not lose the others. */
export const readMailEvents = (body: unknown): MailEvent[] =>
  (Array.isArray(body) ? body : []).flatMap((event: unknown) => {
    if (typeof event !== 'object' || event === null) return []
    const members = event as Record<string, unknown>
    const { event: name, mailId, prospectId, email } = members
    const state = typeof name === 'string' && Object.hasOwn(states, name) ? states[name] : undefined
    const ids = { mailId: asGuid(mailId), prospectId: asGuid(prospectId) }
    if (!state || !ids.mailId || !ids.prospectId) return []
    const by = name === 'spamreport' && typeof email === 'string' ? { complainedBy: addressHash(email) } : {}
    return [{ mailId: ids.mailId, prospectId: ids.prospectId, state, ...troubleOf(members), ...by }]
  })

/** How far a mail came; of two that came as far, the one that says what was wrong. */
const rankOf = ({ state, trouble }: Pick<MailEvent, 'state' | 'trouble'>): number =>
  order.indexOf(state) * 2 + (trouble ? 1 : 0)

/**
 * Of the events of each mail the one that is furthest: the ledger would only take one step after the other to it. A complaint
 * is never left out.
 */
export const furthestOfEach = (events: readonly MailEvent[]): MailEvent[] => {
  const furthest = new Map<string, MailEvent>()
  for (const event of events) {
    const key = `${event.prospectId}|${event.mailId}`
    const known = furthest.get(key)
    const best = !known || rankOf(event) > rankOf(known) ? event : known
    const complainedBy = event.complainedBy ?? known?.complainedBy
    furthest.set(key, { ...best, ...(complainedBy === undefined ? {} : { complainedBy }) })
  }
  return [...furthest.values()]
}

const tries = 4

/** The numbers under which nearly every mail stands: that the request was received, and the first decisions. */
const usualNumbers = Array.from({ length: 6 }, (_, at) => receivedNumber + at)

/** The mail as the ledger has it: by its key, which follows from its id, or else among all mails of the prospect or user. */
const ledgerRow = async (
  { mails }: Pick<HeadquartersStore, 'mails'>,
  { mailId, prospectId }: MailEvent,
): Promise<Stored<MailRecord> | undefined> => {
  const number = usualNumbers.find((candidate) => decisionMailId(prospectId, candidate) === mailId)
  if (number !== undefined) {
    const mail = await mails.read(prospectId, number)
    // Another one stands there by now, which was sent again.
    return mail?.value.mailId === mailId ? mail : undefined
  }
  return (await mails.all(prospectId)).find(({ value }) => value.mailId === mailId)
}

/**
 * Moves the ledger row of one mail forward; nothing happens when it is there or further already. What went wrong flags the
 * prospect, also when the event is repeated because that failed.
 */
export const applyMailEvent = async (
  headquarters: Pick<HeadquartersStore, 'prospects' | 'mails' | 'complaints'>,
  event: MailEvent,
  now: () => Date,
  log: Log,
): Promise<void> => {
  // Whatever has become of the mail since, such as that it was sent again.
  if (event.complainedBy !== undefined) await headquarters.complaints.note(event.complainedBy, now().toISOString())
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const mail = await ledgerRow(headquarters, event)
    if (!mail) return
    const { trouble, state } = event
    if (rankOf(event) <= rankOf(mail.value)) {
      if (trouble && mail.value.trouble) await flagTrouble(headquarters, mail.value, event.prospectId, now)
      return
    }
    const next = { ...mail.value, state, at: now().toISOString(), ...(trouble ? { trouble } : {}) }
    if ((await headquarters.mails.write(event.prospectId, next, mail)) === 'conflict') continue
    log.info('mail-event', { correlationId: event.prospectId, mailId: event.mailId, state, kind: trouble?.kind })
    if (trouble) await flagTrouble(headquarters, next, event.prospectId, now)
    return
  }
  throw new Error('A mail changed too often to take in an event of it.')
}
