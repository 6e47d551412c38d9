// Writes the mail with the link to sign in, in the language of the user.

import { linkMinutes } from '../channel/account/sign-in-token.ts'
import type { Language } from '../domain/languages.ts'
import { mailTexts } from '../languages/mails-by-language.ts'
import { inMail } from '../languages/terms.ts'
import type { MailLook } from './mail-channel.ts'
import { frameOf } from './mail-frame.ts'
import { type MailParts, mailHtml, mailText } from './mail-layout.ts'
import { displayName } from './mail-names.ts'
import { type RenderedMail, webAddress } from './render-mail.ts'

export type SignInMailInput = {
  readonly language: Language
  readonly firstName: string
  readonly lastName: string
  readonly siteName: string
  /** The channel's accent and logo. */
  readonly look?: MailLook
  /** Where the link leads; absolute, http or https. */
  readonly linkUrl: string
}

/**
 * Renders the mail as subject, HTML and plain text.
 * @throws Error when the link is not an absolute http or https address
 */
export const renderSignInMail = (input: SignInMailInput): RenderedMail => {
  const { language } = input
  const words = mailTexts[language]
  const { heading, paragraphs, notYou, whyReceived } = words.signIn
  const name = displayName(input.firstName, input.lastName)
  const [first, second] = paragraphs(linkMinutes)
  const parts: MailParts = {
    ...frameOf(input, name),
    subject: heading,
    preheader: second,
    heading,
    paragraphs: [first, second, notYou],
    links: [{ label: inMail(words.terms.signIn), url: webAddress(input.linkUrl) }],
    whyReceived,
  }
  return { subject: parts.subject, html: mailHtml(parts), text: mailText(parts), language }
}
