// A mail as the inbox keeps it: one per personalization, as each of them is a message of its own to its recipients.
import { type Fields, isFields } from './validate/checks.ts'

export type Mailbox = { readonly email: string; readonly name?: string }

export type StoredMessage = {
  readonly id: string
  /** The addresses of the recipients, separated by a comma and a space. */
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly customArgs: Readonly<Record<string, string>>
  /** ISO 8601, UTC. */
  readonly receivedAt: string
}

export type MessageDetails = StoredMessage & {
  /** The value of the `X-Message-Id` header of the answer. */
  readonly messageId: string
  readonly from: Mailbox
  readonly recipients: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly bcc: readonly Mailbox[]
  readonly replyTo: readonly Mailbox[]
  readonly headers: Readonly<Record<string, string>>
  readonly categories: readonly string[]
  readonly attachments: readonly string[]
  readonly sendAt?: string
}

/** The public part of a message, as `GET /api/messages` lists it. */
export const summary = ({ id, to, subject, html, text, customArgs, receivedAt }: MessageDetails): StoredMessage => ({
  id,
  to,
  subject,
  html,
  text,
  customArgs,
  receivedAt,
})

const texts = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(isFields(value) ? value : {}).map(([name, each]) => [name, String(each)]))

const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

const mailbox = (value: unknown): Mailbox => {
  const { email, name } = isFields(value) ? value : {}
  return { email: String(email ?? ''), ...(typeof name === 'string' && name !== '' ? { name } : {}) }
}

const contentOf = (mail: Fields, type: string): string =>
  String(list(mail['content']).find((block) => block['type'] === type)?.['value'] ?? '')

/**
 * Turns a valid mail into the messages it sends. What a personalization sets wins over the mail; texts are kept
 * literally, nothing is substituted in them.
 */
export const messagesOf = (mail: Fields, messageId: string, receivedAt: string): readonly MessageDetails[] =>
  list(mail['personalizations']).map((own, at) => {
    const recipients = list(own['to']).map(mailbox)
    const sendAt = own['send_at'] ?? mail['send_at']
    return {
      id: at === 0 ? messageId : `${messageId}-${at}`,
      messageId,
      to: recipients.map(({ email }) => email).join(', '),
      subject: String(own['subject'] ?? mail['subject'] ?? ''),
      html: contentOf(mail, 'text/html'),
      text: contentOf(mail, 'text/plain'),
      customArgs: { ...texts(mail['custom_args']), ...texts(own['custom_args']) },
      receivedAt,
      from: mailbox(own['from'] ?? mail['from']),
      recipients,
      cc: list(own['cc']).map(mailbox),
      bcc: list(own['bcc']).map(mailbox),
      replyTo: (mail['reply_to'] ? [mail['reply_to']] : list(mail['reply_to_list'])).map(mailbox),
      headers: { ...texts(mail['headers']), ...texts(own['headers']) },
      categories: (Array.isArray(mail['categories']) ? mail['categories'] : []).map(String),
      attachments: list(mail['attachments']).map((attachment) => String(attachment['filename'])),
      ...(typeof sendAt === 'number' ? { sendAt: new Date(sendAt * 1000).toISOString() } : {}),
    }
  })
