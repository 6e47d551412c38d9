// Writes the mail that says that a request was received, in the language of the request.

import { confirmWithinDays } from '../domain/confirmation.ts'
import type { Language } from '../domain/languages.ts'
import type { MailText } from '../domain/mail-templates.ts'
import { referenceOf } from '../domain/reference.ts'
import { inPlural } from '../languages/in-plural.ts'
import { mailTexts } from '../languages/mails-by-language.ts'
import { finishMail, personValues } from './finish-mail.ts'
import type { MailLook } from './mail-channel.ts'
import { frameOf } from './mail-frame.ts'
import type { MailParts } from './mail-layout.ts'
import { companyInMail, displayName, quoted } from './mail-names.ts'
import { type RenderedMail, webAddress } from './render-mail.ts'

export type ReceivedMailInput = {
  readonly requestId: string
  readonly language: Language
  readonly firstName: string
  readonly lastName: string
  readonly companyName: string
  readonly siteName: string
  /** The channel's accent and logo. */
  readonly look?: MailLook
  /** The applicant's own status page; absolute, http or https. */
  readonly statusUrl: string
  /** Where the address is confirmed; absent where nobody asks. */
  readonly confirmUrl?: string
  /** How long a decision usually takes, in working days, where that is known. */
  readonly usualDays?: number | undefined
  /** Nothing is done for the request before. */
  readonly isRequired: boolean
}

/**
 * Renders the mail as subject, HTML and plain text. Whoever submitted may have typed the address of somebody else, so no
 * text of theirs stands in the subject, and names only where they are plain names, as in a rejection.
 * @param template by which staff want it written
 * @throws Error when a link is not an absolute http or https address
 */
export const renderReceivedMail = (input: ReceivedMailInput, template?: MailText): RenderedMail => {
  const { language, confirmUrl } = input
  const words = mailTexts[language]
  const { received, terms } = words
  const companyName = companyInMail(input.companyName, 'received')
  const name = displayName(input.firstName, input.lastName)
  const reference = referenceOf(input.requestId)
  const usualTime = input.usualDays === undefined ? undefined : inPlural(terms.usually, input.usualDays, language)
  const confirmNote =
    confirmUrl !== undefined && input.isRequired ? received.confirmFirst(confirmWithinDays) : undefined
  const parts: MailParts = {
    ...frameOf(input, name),
    subject: received.subject(reference),
    preheader: received.preheader,
    heading: received.heading,
    paragraphs: [
      ...received.paragraphs(companyName === undefined ? undefined : quoted(companyName, terms.quotes)),
      ...(usualTime === undefined ? [] : [usualTime]),
      words.reference(reference),
      ...(confirmUrl === undefined ? [] : [received.confirm]),
      ...(confirmNote === undefined ? [] : [confirmNote]),
      received.notYou,
    ],
    links: [
      ...(confirmUrl === undefined ? [] : [{ label: received.confirmAddress, url: webAddress(confirmUrl) }]),
      { label: words.approved.viewRequest, url: webAddress(input.statusUrl) },
    ],
  }
  const values = {
    ...personValues(input.firstName, input.lastName),
    company: companyName,
    reference,
    usualtime: usualTime,
    confirmnote: confirmNote,
    confirmurl: confirmUrl && webAddress(confirmUrl),
    statusurl: webAddress(input.statusUrl),
    storeurl: input.look?.storeUrl,
  }
  return finishMail(parts, values, template)
}
