// Writes the mail that says that something is asked of the applicant, or reminds of it, in the applicant's language. The question itself stands
// as whoever asked it wrote it.

import type { Language } from '../domain/languages.ts'
import type { MailText } from '../domain/mail-templates.ts'
import { referenceOf } from '../domain/reference.ts'
import { mailTexts } from '../languages/mails-by-language.ts'
import { finishMail, personValues } from './finish-mail.ts'
import type { MailLook } from './mail-channel.ts'
import { frameOf } from './mail-frame.ts'
import type { MailParts } from './mail-layout.ts'
import { companyInMail, displayName, quoted } from './mail-names.ts'
import { type RenderedMail, webAddress } from './render-mail.ts'

export type QuestionMailInput = {
  readonly requestId: string
  readonly language: Language
  readonly firstName: string
  readonly lastName: string
  readonly companyName: string
  readonly siteName: string
  /** The channel's accent and logo. */
  readonly look?: MailLook
  /** Where it is answered; absolute, http or https. */
  readonly statusUrl: string
  /** Plain text; its lines become paragraphs. */
  readonly question: string
  /** Whether it is asked just now, or was asked before. */
  readonly kind: 'question' | 'question-reminder'
}

/**
 * Renders the mail as subject, HTML and plain text.
 * @param template by which staff want it written
 * @throws Error when a link is not an absolute http or https address
 */
export const renderQuestionMail = (input: QuestionMailInput, template?: MailText): RenderedMail => {
  const { language, question, kind } = input
  const words = mailTexts[language]
  const said = kind === 'question' ? words.question : words.reminder
  const company = companyInMail(input.companyName, kind)
  const name = displayName(input.firstName, input.lastName)
  const reference = referenceOf(input.requestId)
  const statusUrl = webAddress(input.statusUrl)
  const lines = question.split('\n').filter((line) => line.trim() !== '')
  const parts: MailParts = {
    ...frameOf(input, name),
    subject: said.subject(reference),
    preheader: said.preheader,
    heading: said.heading,
    paragraphs: [
      ...said.paragraphs(company === undefined ? undefined : quoted(company, words.terms.quotes)),
      ...lines,
      said.how,
      words.reference(reference),
    ],
    links: [{ label: words.question.answer, url: statusUrl }],
  }
  const values = {
    ...personValues(input.firstName, input.lastName),
    company,
    reference,
    question,
    statusurl: statusUrl,
    storeurl: input.look?.storeUrl,
  }
  return finishMail(parts, values, template)
}
