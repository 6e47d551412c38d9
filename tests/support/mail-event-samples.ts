// Events as SendGrid signs them. https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features

import { generateKeyPairSync, sign } from 'node:crypto'

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

/**
 * A body of events with the headers that prove it, and the public key as SendGrid shows it.
 * @param at when it was signed; now, unless a test says otherwise
 */
export const signedMailEvents = (events: unknown, at = new Date()) => {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const body = JSON.stringify(events)
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-twilio-email-event-webhook-timestamp': timestamp,
    'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(timestamp + body), privateKey).toString(
      'base64',
    ),
  }
  return { publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'), body, headers }
}
