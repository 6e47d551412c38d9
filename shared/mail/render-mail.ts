// Writes the mail that tells an applicant the decision, in the language of the request.
import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
import type { Language } from '../domain/languages.ts'
import type { MailText } from '../domain/mail-templates.ts'
import { referenceOf } from '../domain/reference.ts'
import type { MailTexts } from '../languages/mail-texts.ts'
import { mailTexts } from '../languages/mails-by-language.ts'
import { inMail } from '../languages/terms.ts'
import { finishMail, personValues, requestValues } from './finish-mail.ts'
import type { MailLook } from './mail-channel.ts'
import { frameOf } from './mail-frame.ts'
import type { MailParts } from './mail-layout.ts'
import { companyInMail, displayName, quoted } from './mail-names.ts'

/** What was decided; of an approved person, the role that it has in its company. */
type Decided =
  | { readonly kind: 'approved'; readonly role: HierarchyRole }
  | { readonly kind: 'rejected'; readonly role?: never }

export type MailInput = Decided & {
  readonly requestId: string
  readonly language: Language
  readonly firstName: string
  readonly lastName: string
  readonly companyName: string
  readonly siteName: string
  /** Where the site's sign-in page is; absolute, http or https. */
  readonly signInUrl?: string
  /** The channel's accent and logo. */
  readonly look?: MailLook
  /** Why it was rejected, where the applicant is told: a sentence in the language of the mail. */
  readonly reason?: string
  /** The applicant's own status page; absolute, http or https. */
  readonly statusUrl?: string
  /** The address that the mail goes to. */
  readonly email?: string
  readonly postalCode?: string | undefined
  readonly comments?: string | undefined
}

export type RenderedMail = {
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly language: Language
  /** The template that it was written by; absent = the built-in text. */
  readonly template?: { readonly templateId: string; readonly version: number }
}

/** A link comes from settings; one that is not a web address is a mistake there, not something to send. */
export const webAddress = (url: string): string => {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (address?.protocol === 'https:' || address?.protocol === 'http:') return address.href
  throw new Error('A link in a mail must be an absolute http or https address.')
}

const approvedLinks = (input: MailInput, { terms, approved }: MailTexts): MailParts['links'] => [
  ...(input.signInUrl ? [{ label: inMail(terms.signIn), url: webAddress(input.signInUrl) }] : []),
  ...(input.statusUrl ? [{ label: approved.viewRequest, url: webAddress(input.statusUrl) }] : []),
]

/** The reason stands before the last sentence, which takes leave. */
const withReason = (
  paragraphs: readonly string[],
  reason: string | undefined,
  { rejected }: MailTexts,
): readonly string[] =>
  reason === undefined ? paragraphs : [...paragraphs.slice(0, -1), rejected.because(reason), ...paragraphs.slice(-1)]

/**
 * Renders the decision mail as subject, HTML and plain text. Names stand in it only where they are plain names; the subject
 * of an approval holds the company's, that of a rejection none; both tell the reference, which is asked for on the phone. A rejection gives no link, and a reason only where staff chose a public one, as the notification "B2B prospect rejected" knows only the two names and the company:
 * https://learn.microsoft.com/dynamics365/commerce/email-templates-transactions
 * @param template by which staff want it written
 * @throws Error when a link is not an absolute http or https address
 */
export const renderMail = (input: MailInput, template?: MailText): RenderedMail => {
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
    ...frameOf(input, name),
    subject,
    preheader,
    heading: decision.heading,
    paragraphs: [
      ...withReason(decision.paragraphs(company), input.reason, words),
      ...role,
      words.reference(referenceOf(input.requestId)),
    ],
    links: kind === 'approved' ? approvedLinks(input, words) : [],
  }
  const values = {
    ...personValues(input.firstName, input.lastName),
    ...requestValues(input),
    company: companyName,
    email: input.email,
    reference: referenceOf(input.requestId),
    role: role[0],
    reason: input.reason,
    signinurl: input.signInUrl && webAddress(input.signInUrl),
    statusurl: input.statusUrl && webAddress(input.statusUrl),
    storeurl: input.look?.storeUrl,
  }
  return finishMail(parts, values, template)
}
