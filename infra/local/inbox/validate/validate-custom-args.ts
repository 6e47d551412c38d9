// Custom arguments: opaque strings that come back with every event of a mail.
import { type Fields, isFields, type Report } from './checks.ts'

const maxBytes = 50_000

/**
 * Reports custom arguments that are not strings, or more than 50,000 bytes together with those of the whole mail.
 * @param parent the personalization, or the mail itself
 * @param mail the whole mail, whose arguments are merged in
 * Source: https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors (personalizations.custom_args)
 */
export const customArgMistakes = (
  parent: Fields,
  mail: Fields,
  field: string,
  anchor: string,
  report: Report,
): void => {
  const own = parent['custom_args']
  if (own === undefined) return
  if (!isFields(own) || Object.values(own).some((value) => typeof value !== 'string')) {
    report(field, 'All values of custom arguments object must be strings', anchor)
    return
  }
  if (Object.keys(own).length === 0) report(field, 'custom_args cannot be empty.', anchor)
  const shared = isFields(mail['custom_args']) ? mail['custom_args'] : {}
  if (Buffer.byteLength(JSON.stringify({ ...shared, ...own })) > maxBytes) {
    const rule = 'The combined size of both global and personalization custom arguments may not exceed 50,000 bytes'
    report(field, `${rule} per personalization.`, anchor)
  }
}
