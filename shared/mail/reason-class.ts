// What kind of reason SendGrid gives for a mail that did not arrive.

import type { MailReasonClass } from '../domain/prospect-view.ts'

/**
 * Of bounces, blocked ones among them, by `bounce_classification`.
 * https://www.twilio.com/docs/sendgrid/ui/analytics-and-reporting/bounce-and-block-classifications
 */
const ofBounces: Readonly<Record<string, MailReasonClass>> = {
  'invalid address': 'invalid-address',
  'mailbox unavailable': 'mailbox',
  content: 'content',
  reputation: 'reputation',
  'frequency or volume too high': 'volume',
  'frequency/volume too high': 'volume',
  technical: 'technical',
  'technical failure': 'technical',
}

/**
 * Of dropped ones by `reason`: what stands on a list of the provider's is sent to no more.
 * https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event
 */
const ofDropped: Readonly<Record<string, MailReasonClass>> = {
  'bounced address': 'suppressed-bounce',
  'spam reporting address': 'suppressed-spam',
  'unsubscribed address': 'suppressed-unsubscribe',
  invalid: 'suppressed-invalid',
  'spam content (if spam checker app enabled)': 'content',
  'spam content': 'content',
}

/** @param told the members of an event; nothing for a reason that is not known here */
export const reasonClassOf = (told: Readonly<Record<string, unknown>>): MailReasonClass | undefined => {
  const [known, given] =
    told['event'] === 'dropped' ? [ofDropped, told['reason']] : [ofBounces, told['bounce_classification']]
  const name = typeof given === 'string' ? given.trim().toLowerCase() : ''
  return Object.hasOwn(known, name) ? known[name] : undefined
}
