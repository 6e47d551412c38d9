// Writes the mail with the links to the requests of an address. The links are named in the language of each request, what
// stands around them in that of the newest one. No text of a stranger stands in it.

import type { Language } from '../domain/languages.ts'
import type { MailText } from '../domain/mail-templates.ts'
import { referenceOf } from '../domain/reference.ts'
import { mailTexts } from '../languages/mails-by-language.ts'
import { dayText } from '../platform/date-text.ts'
import { finishMail } from './finish-mail.ts'
import type { MailLook } from './mail-channel.ts'
import { frameOf } from './mail-frame.ts'
import type { MailLink, MailParts } from './mail-layout.ts'
import { type RenderedMail, webAddress } from './render-mail.ts'

export type LinkedRequest = {
  readonly requestId: string
  readonly language: Language
  /** ISO 8601. */
  readonly submittedAt: string
  /** The applicant's own status page; absolute, http or https. */
  readonly statusUrl: string
  /** Where the address is confirmed; absent where that is not awaited. */
  readonly confirmUrl?: string | undefined
}

export type LinkAgainInput = {
  readonly language: Language
  readonly siteName: string
  /** The channel's accent and logo. */
  readonly look?: MailLook
  /** The newest first. */
  readonly requests: readonly LinkedRequest[]
}

const linksOf = ({ requestId, language, submittedAt, statusUrl, confirmUrl }: LinkedRequest): MailLink[] => {
  const { linkAgain } = mailTexts[language]
  const reference = referenceOf(requestId)
  const status = linkAgain.request(reference, dayText(new Date(submittedAt), language))
  return [
    { label: status, url: webAddress(statusUrl), language },
    ...(confirmUrl === undefined
      ? []
      : [{ label: linkAgain.confirm(reference), url: webAddress(confirmUrl), language }]),
  ]
}

/**
 * @param template by which staff want it written
 * @throws Error when a link is not an absolute http or https address
 */
export const renderLinkAgain = (input: LinkAgainInput, template?: MailText): RenderedMail => {
  const { language, look, requests } = input
  const words = mailTexts[language]
  const { heading, preheader, paragraphs, whyReceived } = words.linkAgain
  const parts: MailParts = {
    ...frameOf(input, ''),
    subject: heading,
    preheader,
    heading,
    paragraphs,
    links: requests.flatMap(linksOf),
    whyReceived,
  }
  return finishMail(parts, { requests: parts.links, storeurl: look?.storeUrl }, template)
}
