// When a mail is to leave.
import type { Fields, Report } from './checks.ts'

const threeDays = 72 * 3600

/**
 * Reports a time that is not an integer of Unix seconds or lies more than 72 hours ahead.
 * Source: https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors (send at errors)
 */
export const sendAtMistakes = (parent: Fields, field: string, anchor: string, now: Date, report: Report): void => {
  const sendAt = parent['send_at']
  if (sendAt === undefined) return
  if (typeof sendAt !== 'number' || !Number.isInteger(sendAt)) {
    const rule = 'The send_at parameter is expecting a UNIX timestamp as an integer.'
    report(field, `${rule} We will send immediately if you include a send_at timestamp that is in the past.`, anchor)
  } else if (sendAt > now.getTime() / 1000 + threeDays) {
    report(field, 'Scheduling more than 72 hours in advance is forbidden.', anchor)
  }
}
