// Who a template of mails may be sent by, as the setting MAIL_SENDERS lists them (PARTNERS M2).

import { listOf, members, parsedJson, repeated, type Tell, text } from './json-setting.ts'

/** A name and an address that the mail provider has verified. */
export type MailSender = { readonly name: string; readonly email: string }

const listed = listOf(
  members({
    name: text('a name of 1 to 100 characters on one line', /^(?=.*\S)[^\p{Cc}]{1,100}$/u),
    email: text('an e-mail address', /^[^\s@<>",;]+@[^\s@<>",;]+$/),
  }),
  50,
)

/** Who of those who may send has an address; who was taken off the list sends nothing any more. */
export const senderOf = (senders: readonly MailSender[], email: string | undefined): MailSender | undefined =>
  senders.find((sender) => sender.email === email)

/**
 * The senders that the setting lists, or what is wrong with it, each with its place in the JSON and without its value.
 * @param setting JSON: `[{ "name", "email" }]`; empty = none beside those of the channels
 */
export const readMailSenders = (
  setting: string,
): { readonly senders: readonly MailSender[]; readonly problems: readonly string[] } => {
  if (setting === '') return { senders: [], problems: [] }
  const problems: string[] = []
  const tell: Tell = (at, what) => void problems.push(`MAIL_SENDERS${at}: ${what}`)
  const value = parsedJson(setting, tell)
  const senders = (value === undefined ? undefined : listed(value, '', tell)) ?? []
  if (problems.length === 0)
    for (const place of repeated(senders.map(({ email }) => email.toLowerCase())))
      tell(`[${place}].email`, 'is there twice.')
  return problems.length > 0 ? { senders: [], problems } : { senders, problems }
}
