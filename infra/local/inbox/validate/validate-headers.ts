// Header lines a sender may add.
import { type Fields, isFields, type Report } from './checks.ts'

const reserved = new Set([
  'x-sg-id',
  'x-sg-eid',
  'received',
  'dkim-signature',
  'content-type',
  'content-transfer-encoding',
  'to',
  'from',
  'subject',
  'reply-to',
  'cc',
  'bcc',
])

const printableAscii = /^[\x21-\x7e]+$/

/**
 * Reports header names that are reserved or not ASCII, and values that are not strings.
 * Source: https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors (headers errors)
 */
export const headerMistakes = (parent: Fields, field: string, anchor: string, report: Report): void => {
  const headers = parent['headers']
  if (headers === undefined) return
  if (!isFields(headers) || Object.values(headers).some((value) => typeof value !== 'string')) {
    report(field, 'The header values must be strings.', anchor)
    return
  }
  const names = Object.keys(headers)
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
    report(field, 'The headers cannot contain duplicate keys.', anchor)
  }
  if (names.some((name) => !printableAscii.test(name))) {
    report(field, 'Header keys cannot contain non-ASCII characters and empty spaces.', anchor)
  }
  if (names.some((name) => reserved.has(name.toLowerCase()))) {
    report(field, 'Header can not be one of the reserved keys.', anchor)
  }
}
