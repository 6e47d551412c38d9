// Writes the mail that tells an applicant the decision, in the language of the request.
import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
import type { Language } from '../domain/languages.ts'
import type { MailTexts } from '../languages/mail-texts.ts'
import { mailTexts } from '../languages/mails-by-language.ts'
import { inMail } from '../languages/terms.ts'
import { type MailParts, mailHtml, mailText } from './mail-layout.ts'
import { companyInMail, displayName, plainName, quoted } from './mail-names.ts'

/** What was decided; of an approved person, the role that it has in its company. */
type Decided =
  | { readonly kind: 'approved'; readonly role: HierarchyRole }
  | { readonly kind: 'rejected'; readonly role?: never }

export type MailInput = Decided & {
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

/** A link comes from settings; one that is not a web address is a mistake there, not something to send. */
const webAddress = (url: string): string => {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (address?.protocol === 'https:' || address?.protocol === 'http:') return address.href
  throw new Error('A link in a mail must be an absolute http or https address.')
}

const approvedLinks = (input: MailInput, { terms, approved }: MailTexts): MailParts['links'] => [
  ...(input.signInUrl ? [{ label: inMail(terms.signIn), url: webAddress(input.signInUrl) }] : []),
  ...(input.statusUrl ? [{ label: approved.viewRequest, url: webAddress(input.statusUrl) }] : []),
]

/**
 * Renders the decision mail as subject, HTML and plain text. Names stand in it only where they are plain names; the subject
 * of an approval holds the company's, that of a rejection none. A rejection gives no reason and no link, as the notification "B2B prospect rejected" knows only the two names and the company:
 * https://learn.microsoft.com/dynamics365/commerce/email-templates-transactions
 * @throws Error when a link is not an absolute http or https address
 */
export const renderMail = (input: MailInput): RenderedMail => {
  const { kind, language } = input
  const words = mailTexts[language]
  const decision = words[kind]
  const companyName = companyInMail(input.companyName, kind)
  const { subject, preheader, role } =
    input.kind === 'approved'
      ? {
          subject: companyName === undefined ? words.approved.heading : words.approved.subject(companyName),
          preheader: words.approved.preheader[input.role],
          role: [words.approved.role[input.role]],
        }
      : { subject: words.rejected.heading, preheader: words.rejected.preheader, role: [] }
  const company = companyName === undefined ? undefined : quoted(companyName, words.terms.quotes)
  const name = displayName(input.firstName, input.lastName)
  const parts: MailParts = {
    language,
    subject,
    preheader,
    heading: decision.heading,
    greeting: name === '' ? words.greetingWithoutName : words.greeting(name),
    paragraphs: [...decision.paragraphs(company), ...role],
    links: kind === 'approved' ? approvedLinks(input, words) : [],
    closing: words.closing,
    siteName: plainName(input.siteName, 100),
    whyReceived: words.whyReceived,
  }
  return { subject: parts.subject, html: mailHtml(parts), text: mailText(parts), language }
}
