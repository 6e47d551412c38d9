// The rules of the Mail Send API for a whole mail, in the order in which its parts are read.
import type { SendGridError } from '../send-grid-error.ts'
import { collect, type Fields, isAddress, isFields, listOf, type Report } from './checks.ts'
import { attachmentMistakes, contentMistakes, subjectMistakes } from './validate-content.ts'
import { customArgMistakes } from './validate-custom-args.ts'
import { headerMistakes } from './validate-headers.ts'
import { personalizationMistakes } from './validate-recipients.ts'
import { sendAtMistakes } from './validate-send-at.ts'
import { accountMistakes, categoryMistakes, settingMistakes } from './validate-settings.ts'

const example =
  'e.g. {"email" : "example@example.com"}  or {"email" : "example@example.com", "name" : "Example Recipient"}.'

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

const senderMistakes = (mail: Fields, report: Report): void => {
  const from = mail['from']
  if (!isFields(from) || from['email'] === undefined) {
    const rule = 'The from object must be provided for every email send.'
    const shape = 'It is an object that requires the email parameter, but may also contain a name parameter.'
    report('from.email', `${rule} ${shape}  ${example}`, 'from')
  } else if (!isAddress(from['email'])) {
    report('from.email', 'The from email does not contain a valid address.', 'from')
  } else {
    const domain = domainOf(from['email'])
    for (const [at, each] of (Array.isArray(mail['personalizations']) ? mail['personalizations'] : []).entries()) {
      const own = isFields(each) && isFields(each['from']) ? each['from']['email'] : undefined
      if (own === undefined || (isAddress(own) && domainOf(own) === domain)) continue
      const rule = 'The domain of the from email must be the same as the domain of the from email of the message.'
      report(`personalizations.${at}.from.email`, rule, 'personalizations.from')
    }
  }
}

const replyMistakes = (mail: Fields, report: Report): void => {
  const single = mail['reply_to']
  const list = listOf(mail, 'reply_to_list', 'reply_to_list', 'reply_to_list', report)
  if (single !== undefined && (!isFields(single) || !isAddress(single['email']))) {
    const rule = 'The reply_to object, when used, must at least have an email parameter with a valid email address'
    report('reply_to', `${rule} and may also contain a name parameter. ${example}`, 'reply_to')
  }
  if (single !== undefined && mail['reply_to_list'] !== undefined) {
    report('reply_to_list', 'reply_to and reply_to_list cannot both be used.', 'reply_to_list')
  }
  for (const [at, each] of list.entries()) {
    if (isFields(each) && isAddress(each['email'])) continue
    report(`reply_to_list.${at}.email`, 'Does not contain a valid address.', 'reply_to_list')
  }
}

/**
 * Finds everything the Mail Send API refuses in a mail; an empty list means that it is accepted.
 * @param mail the JSON body as it was sent
 * @param now decides whether a scheduled time is too far ahead
 * Sources: https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send and …/mail-send/errors
 */
export const mailMistakes = (mail: Fields, now: Date): readonly SendGridError[] => {
  const { report, errors } = collect()
  personalizationMistakes(mail, now, report)
  senderMistakes(mail, report)
  replyMistakes(mail, report)
  subjectMistakes(mail, report)
  contentMistakes(mail, report)
  attachmentMistakes(mail, report)
  headerMistakes(mail, 'headers', 'headers', report)
  customArgMistakes(mail, mail, 'custom_args', 'custom_args', report)
  categoryMistakes(mail, report)
  sendAtMistakes(mail, 'send_at', 'send_at', now, report)
  accountMistakes(mail, report)
  settingMistakes(mail, report)
  return errors
}
