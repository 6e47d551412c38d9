// Writes the mail that tells an applicant the decision, in the language of the request.
import type { Language } from '../domain/languages.ts'
import { type MailParts, mailHtml, mailText } from './mail-layout.ts'
import { displayName, plainName, quoted } from './mail-names.ts'
import { en } from './templates/en.ts'
import { et } from './templates/et.ts'
import type { MailTexts } from './templates/mail-texts.ts'
import { nl } from './templates/nl.ts'
import { ru } from './templates/ru.ts'
import { tr } from './templates/tr.ts'
import { zhHans } from './templates/zh-hans.ts'

export type MailKind = 'approved' | 'rejected'

export type MailInput = {
  readonly kind: MailKind
  readonly language: Language
  readonly firstName: string
  readonly lastName: string
  readonly companyName: string
  readonly siteName: string
  /** Where the site's sign-in page is; absolute, http or https. */
  readonly signInUrl?: string
  /** The applicant's own status page; absolute, http or https. */
  readonly statusUrl?: string
}

export type RenderedMail = {
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly language: Language
}

const texts: Readonly<Record<Language, MailTexts>> = { en, tr, et, ru, 'zh-Hans': zhHans, nl }

/** A link comes from settings; one that is not a web address is a mistake there, not something to send. */
const webAddress = (url: string): string => {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (address?.protocol === 'https:' || address?.protocol === 'http:') return address.href
  throw new Error('A link in a mail must be an absolute http or https address.')
}

const approvedLinks = (input: MailInput, labels: MailTexts['approved']): MailParts['links'] => [
  ...(input.signInUrl ? [{ label: labels.signIn, url: webAddress(input.signInUrl) }] : []),
  ...(input.statusUrl ? [{ label: labels.viewRequest, url: webAddress(input.statusUrl) }] : []),
]

/**
 * Renders the decision mail as subject, HTML and plain text. The subject holds no name but the company's. A rejection
 * gives no reason and no link, as the notification "B2B prospect rejected" knows only the two names and the company:
 * https://learn.microsoft.com/dynamics365/commerce/email-templates-transactions
 * @throws Error when a link is not an absolute http or https address
 */
export const renderMail = (input: MailInput): RenderedMail => {
  const { kind, language } = input
  const words = texts[language]
  const decision = words[kind]
  const companyName = plainName(input.companyName, 160)
  const name = displayName(input.firstName, input.lastName)
  const parts: MailParts = {
    language,
    subject: decision.subject(companyName),
    preheader: decision.preheader,
    heading: decision.heading,
    greeting: name === '' ? words.greetingWithoutName : words.greeting(name),
    paragraphs: decision.paragraphs(quoted(companyName, words.quotes)),
    links: kind === 'approved' ? approvedLinks(input, words.approved) : [],
    closing: words.closing,
    siteName: plainName(input.siteName, 100),
    whyReceived: words.whyReceived,
  }
  return { subject: parts.subject, html: mailHtml(parts), text: mailText(parts), language }
}
