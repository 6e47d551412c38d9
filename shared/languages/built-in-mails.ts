// The built-in text of each mail as staff see it before they write one: with placeholders, in markup. It says what the mail
// says that is sent without a template, and is where a template begins.

import type { MailWording } from '../domain/check-mail-template.ts'
import type { Language } from '../domain/languages.ts'
import type { MailKind } from '../domain/prospect-view.ts'
import { type Html, html } from '../platform/html.ts'
import type { MailTexts } from './mail-texts.ts'
import { mailTexts } from './mails-by-language.ts'
import { inMail } from './terms.ts'

type Parts = {
  readonly subject?: string
  readonly heading: string
  /** Of a mail that greets nobody by name. */
  readonly isNameless?: true
  readonly paragraphs: readonly string[]
  readonly links?: readonly Html[]
}

const paragraph = (content: string | Html): Html => html`<p>${content}</p>`
const link = (placeholder: string, label: string): Html => html`<p><a href="%${placeholder}%">${label}</a></p>`
const reference = '%reference%'

const ofType: Readonly<Record<MailKind, (words: MailTexts, company: string) => Parts>> = {
  received: ({ received, approved, ...words }, company) => ({
    subject: received.subject(reference),
    heading: received.heading,
    paragraphs: [...received.paragraphs(company), '%usualtime%', words.reference(reference)],
    links: [
      html`<p>${received.confirm} %confirmnote%</p>`,
      link('confirmurl', received.confirmAddress),
      paragraph(received.notYou),
      link('statusurl', approved.viewRequest),
    ],
  }),
  question: ({ question, ...words }, company) => ({
    subject: question.subject(reference),
    heading: question.heading,
    paragraphs: [...question.paragraphs(company), '%question%', question.how, words.reference(reference)],
    links: [link('statusurl', question.answer)],
  }),
  'question-reminder': ({ question, reminder, ...words }, company) => ({
    subject: reminder.subject(reference),
    heading: reminder.heading,
    paragraphs: [...reminder.paragraphs(company), '%question%', reminder.how, words.reference(reference)],
    links: [link('statusurl', question.answer)],
  }),
  approved: ({ approved, ...words }, company) => ({
    subject: approved.subject('%company%'),
    heading: approved.heading,
    paragraphs: [...approved.paragraphs(company), '%role%', words.reference(reference)],
    links: [link('signinurl', inMail(words.terms.signIn)), link('statusurl', approved.viewRequest)],
  }),
  rejected: ({ rejected, ...words }, company) => {
    const all = rejected.paragraphs(company)
    return {
      heading: rejected.heading,
      paragraphs: [...all.slice(0, -1), rejected.because('%reason%'), ...all.slice(-1), words.reference(reference)],
    }
  },
  'link-again': ({ linkAgain: { heading, paragraphs } }) => ({
    heading,
    isNameless: true,
    paragraphs: [...paragraphs, '%requests%'],
  }),
  'user-added': (words, company) => ({
    heading: words.user['user-added'].heading,
    paragraphs: [...words.user['user-added'].paragraphs(company), '%role%'],
    links: [link('signinurl', inMail(words.terms.signIn))],
  }),
  'user-removed': ({ user }, company) => ({
    heading: user['user-removed'].heading,
    paragraphs: user['user-removed'].paragraphs(company),
  }),
  'sign-in-address-changed': (words) => ({
    heading: words.user['sign-in-address-changed'].heading,
    paragraphs: words.user['sign-in-address-changed'].paragraphs(undefined),
    links: [link('signinurl', inMail(words.terms.signIn))],
  }),
  'sign-in-address-left': ({ user }) => ({
    heading: user['sign-in-address-left'].heading,
    paragraphs: user['sign-in-address-left'].paragraphs(undefined),
  }),
}

/** What a mail of a type says in a language, as a template says it. */
export const builtInMail = (type: MailKind, language: Language): MailWording => {
  const words = mailTexts[language]
  const [open, close] = words.terms.quotes
  const { subject, heading, isNameless, paragraphs, links = [] } = ofType[type](words, `${open}%company%${close}`)
  const body = [
    html`<h1>${heading}</h1>`,
    paragraph(isNameless ? words.greetingWithoutName : words.greeting('%name%')),
    ...paragraphs.map(paragraph),
    ...links,
    html`<p>${words.closing}<br>%storename%</p>`,
  ]
  return { subject: subject ?? heading, body: body.map(String).join('\n') }
}
