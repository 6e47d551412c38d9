// What SendGrid tells of a mail after it took it. The ledger only moves forward, so repeated, late and disordered events
// are harmless. https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event

import type { Log } from '../domain/log-events.ts'
import type { MailState } from '../domain/prospect-view.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { asGuid } from '../platform/ids.ts'

export type MailEvent = { readonly mailId: string; readonly prospectId: string; readonly state: MailState }

const states: Readonly<Record<string, MailState>> = {
  processed: 'Accepted',
  deferred: 'Accepted',
  delivered: 'Delivered',
  bounce: 'Bounced',
  dropped: 'Bounced',
}

const order: readonly MailState[] = ['Waiting', 'Sending', 'Unknown', 'Refused', 'Accepted', 'Delivered', 'Bounced']

/** Reads the events that concern our mails; each is judged alone, so one odd event does not lose the others. */
export const readMailEvents = (body: unknown): MailEvent[] =>
  (Array.isArray(body) ? body : []).flatMap((event: unknown) => {
    if (typeof event !== 'object' || event === null) return []
    const { event: name, mailId, prospectId } = event as Record<string, unknown>
    const state = typeof name === 'string' && Object.hasOwn(states, name) ? states[name] : undefined
    const ids = { mailId: asGuid(mailId), prospectId: asGuid(prospectId) }
    return state && ids.mailId && ids.prospectId ? [{ mailId: ids.mailId, prospectId: ids.prospectId, state }] : []
  })

/** Of the events of each mail the one that is furthest: the ledger would only take one step after the other to it. */
export const furthestOfEach = (events: readonly MailEvent[]): MailEvent[] => {
  const furthest = new Map<string, MailEvent>()
  for (const event of events) {
    const key = `${event.prospectId}|${event.mailId}`
    const known = furthest.get(key)
    if (!known || order.indexOf(event.state) > order.indexOf(known.state)) furthest.set(key, event)
  }
  return [...furthest.values()]
}

const tries = 4

/** Moves the ledger row of one mail forward; nothing happens when it is there or further already. */
export const applyMailEvent = async (
  { prospects, mails }: Pick<HeadquartersStore, 'prospects' | 'mails'>,
  event: MailEvent,
  now: () => Date,
  log: Log,
): Promise<void> => {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await prospects.read(event.prospectId)
    const mail = stored?.mails.find(({ value }) => value.mailId === event.mailId)
    if (!mail || order.indexOf(event.state) <= order.indexOf(mail.value.state)) return
    const next = { ...mail.value, state: event.state, at: now().toISOString() }
    if ((await mails.write(event.prospectId, next, mail)) !== 'conflict') {
      log.info('mail-event', { correlationId: event.prospectId, mailId: event.mailId, state: event.state })
      return
    }
  }
  throw new Error('A mail changed too often to take in an event of it.')
}
