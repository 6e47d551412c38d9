// The events of a message as SendGrid's Event Webhook tells them.
import { randomBytes } from 'node:crypto'
import { type Fate, fateOf } from './fate.ts'
import type { MessageDetails } from './stored-message.ts'

export type MessageEvent = Readonly<Record<string, string | number | readonly string[]>>

const reasons = {
  delivered: { response: '250 2.0.0 OK' },
  bounce: {
    type: 'bounce',
    status: '5.1.1',
    reason: '550 5.1.1 The email account that you tried to reach does not exist.',
    bounce_classification: 'Invalid Address',
  },
  blocked: {
    type: 'blocked',
    status: '4.7.1',
    reason: '451 4.7.1 The reputation of the sending address is too low; try again later.',
    bounce_classification: 'Reputation',
  },
  dropped: { reason: 'Bounced Address' },
} as const

/** What is told of each, in order. */
const told: Readonly<Record<Fate, readonly ('processed' | 'spamreport' | keyof typeof reasons)[]>> = {
  delivered: ['processed', 'delivered'],
  bounce: ['processed', 'bounce'],
  blocked: ['processed', 'blocked'],
  dropped: ['dropped'],
  spamreport: ['processed', 'delivered', 'spamreport'],
}

/**
 * Lists the events of a message, recipient by recipient: `dropped`, or `processed` and then `delivered`, perhaps with a
 * `spamreport`, or `bounce`, whose type tells a block.
 * Custom arguments stand beside the other members and cannot replace them; times are Unix seconds.
 * Source: https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event
 */
export const messageEvents = (message: MessageDetails, now: Date): readonly MessageEvent[] =>
  [...message.recipients, ...message.cc, ...message.bcc].flatMap(({ email }, at) =>
    told[fateOf(email)].map((event) => ({
      ...message.customArgs,
      email,
      timestamp: Math.floor(now.getTime() / 1000),
      event: event === 'blocked' ? 'bounce' : event,
      sg_event_id: randomBytes(16).toString('base64url'),
      sg_message_id: `${message.messageId}.recvd-inbox-${at}.0`,
      'smtp-id': `<${message.messageId}@inbox.localhost>`,
      ...(message.categories.length > 0 ? { category: message.categories } : {}),
      ...(event === 'processed' || event === 'spamreport' ? {} : reasons[event]),
    })),
  )
