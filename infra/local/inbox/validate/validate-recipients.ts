// Who gets a mail: the rules for personalizations, as the Mail Send API documents them.

import { type Fields, isAddress, isFields, isText, listOf, type Report, typeName } from './checks.ts'
import { customArgMistakes } from './validate-custom-args.ts'
import { headerMistakes } from './validate-headers.ts'
import { sendAtMistakes } from './validate-send-at.ts'

const kinds = ['to', 'cc', 'bcc'] as const
const base = 'personalizations'

const recipientMistakes = (recipients: readonly unknown[], path: string, kind: string, report: Report): void => {
  for (const [at, recipient] of recipients.entries()) {
    const field = `${path}.${at}`
    if (!isFields(recipient)) {
      report(field, `Invalid type. Expected: object, given: ${typeName(recipient)}.`, `${base}.${kind}`)
    } else if (!isAddress(recipient['email'])) {
      report(`${field}.email`, 'Does not contain a valid address.', `${base}.${kind}`)
    } else if (recipient['name'] !== undefined && typeof recipient['name'] !== 'string') {
      report(`${field}.name`, 'The name must be a string.', `${base}.${kind}`)
    }
  }
}

/** An address may appear once among all recipients of one personalization, whatever its case. */
const duplicateMistake = (personalization: Fields, path: string, report: Report): void => {
  const seen = new Set<string>()
  for (const kind of kinds) {
    const recipients = personalization[kind]
    for (const recipient of Array.isArray(recipients) ? recipients : []) {
      const email = isFields(recipient) && typeof recipient['email'] === 'string' ? recipient['email'] : undefined
      if (email === undefined) continue
      if (seen.has(email.toLowerCase())) {
        const where = `We found the first duplicate instance of [${email}] in the ${path}.${kind} field.`
        const rule = 'Each email address in the personalization block should be unique between to, cc, and bcc.'
        report(path, `${rule} ${where}`, 'recipient-errors')
        return
      }
      seen.add(email.toLowerCase())
    }
  }
}

const substitutionMistakes = (personalization: Fields, path: string, report: Report): void => {
  const substitutions = personalization['substitutions']
  if (substitutions === undefined) return
  const field = `${path}.substitutions`
  if (!isFields(substitutions) || Object.values(substitutions).some((value) => typeof value !== 'string')) {
    const rule = 'The substitution values must be an object of key/value pairs, where the values are all strings.'
    report(field, rule, `${base}.substitutions`)
  } else if (Object.keys(substitutions).length > 150) {
    report(field, 'Substitutions are limited to 150 items per personalization block.', `${base}.substitutions`)
  }
}

const oneMistakes = (personalization: Fields, path: string, mail: Fields, now: Date, report: Report): void => {
  const to = personalization['to']
  if (to === undefined || (Array.isArray(to) && to.length === 0)) {
    const rule = 'The to array is required for all personalization objects, and must have at least one email object'
    report(`${path}.to`, `${rule} with a valid email address.`, `${base}.to`)
  }
  for (const kind of kinds) {
    const recipients = listOf(personalization, kind, `${path}.${kind}`, `${base}.${kind}`, report)
    recipientMistakes(recipients, `${path}.${kind}`, kind, report)
  }
  duplicateMistake(personalization, path, report)
  if (personalization['subject'] !== undefined && !isText(personalization['subject'])) {
    const rule = 'The subject of your email must be a string at least one character in length.'
    report(`${path}.subject`, rule, `${base}.subject`)
  }
  substitutionMistakes(personalization, path, report)
  headerMistakes(personalization, `${path}.headers`, `${base}.headers`, report)
  customArgMistakes(personalization, mail, `${path}.custom_args`, `${base}.custom_args`, report)
  sendAtMistakes(personalization, `${path}.send_at`, `${base}.send_at`, now, report)
}

const count = (personalization: unknown): number =>
  isFields(personalization)
    ? kinds.reduce((sum, kind) => sum + (Array.isArray(personalization[kind]) ? personalization[kind].length : 0), 0)
    : 0

/**
 * Reports what is wrong with the personalizations of a mail.
 * Source: https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors
 */
export const personalizationMistakes = (mail: Fields, now: Date, report: Report): void => {
  const list = listOf(mail, base, base, base, report)
  if (list.length === 0 && (mail[base] === undefined || Array.isArray(mail[base]))) {
    report(base, 'The personalizations field is required and must have at least one personalization.', base)
  }
  if (list.length > 1000) {
    const rule = 'The personalization block is limited to 1000 personalizations per API request.'
    const advice = 'Please consider splitting this into multiple requests and resending your request.'
    report(base, `${rule} You have provided ${list.length} personalizations. ${advice}`, base)
    return
  }
  if (list.reduce<number>((sum, each) => sum + count(each), 0) > 1000) {
    report(base, 'There is a limit of 1000 total recipients (to + cc + bcc) per request.', base)
    return
  }
  for (const [at, personalization] of list.entries()) {
    if (isFields(personalization)) oneMistakes(personalization, `${base}.${at}`, mail, now, report)
    else report(`${base}.${at}`, `Invalid type. Expected: object, given: ${typeName(personalization)}.`, base)
  }
}
