// One e-mail with what became of it, and the form that has it sent again.

import { linkTo } from '../../domain/link-to.ts'
import { isOfDecision } from '../../domain/mail-again.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { MailRecord } from '../store/mail-record.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { mailState } from './mail-state.ts'
import { card, facts, languageName, moment } from './parts.ts'
import { mailOwner } from './render-mails.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, names } = staffWords
const words = pages.mail

export type MailPage = StaffFrame & {
  readonly ownerId: string
  readonly number: number
  readonly mail: MailRecord
  /** What it tells is still so. */
  readonly stands: boolean
  readonly hasComplained: boolean
  readonly mayArriveTwice: boolean
  readonly notice?: Notice | undefined
}

/** Why it cannot be sent again. */
const obstacle = ({ mail, stands, hasComplained }: MailPage): string | undefined => {
  if (mail.kind === 'link-again') return words.link
  if (!stands) return words.gone
  if (hasComplained && !isOfDecision(mail)) return words.complained
  return mail.state === 'Sending' ? words.onItsWay : undefined
}

const form = (page: MailPage): HtmlValue => {
  const { viewer, ownerId, number, mail, mayArriveTwice } = page
  const against = obstacle(page) ?? (mail.state === 'Waiting' && !mail.after ? words.onItsWay : undefined)
  if (against !== undefined) return html`<p>${against}</p>`
  const about = mail.kind === 'sign-in-address-left' ? words.aboutFormer : words.about
  return html`<p>${about} ${words.most}</p>
${mail.state === 'Waiting' && html`<p>${words.onItsWay}</p>`}
${mayArriveTwice && html`<p class="notice warn">${words.twice}</p>`}
${mail.state === 'Skipped' && !mail.because && html`<p>${words.skipped}</p>`}
${pressForm(
  viewer,
  'MailPage',
  { ownerId, mailNumber: String(number) },
  html`<input type="hidden" name="mail" value="${mail.mailId}">
<div><label for="reason">${words.reason}</label><input id="reason" name="reason" type="text" required maxlength="200" autocomplete="off"></div>
<button class="button" type="submit">${words.send}</button>`,
  html`class="reason-form" accept-charset="utf-8"`,
)}`
}

/** The page. It posts `mail`, the id of the mail as it is shown, and `reason`. */
export const renderMail = (page: MailPage): Html => {
  const { mail, ownerId } = page
  const title = nameOf(names.mailKinds, mail.kind)
  const { about, language, at, askedAt = at } = mail
  const owner = { ownerId, numbers: about?.numbers ?? [], ...(about?.user ? { isUser: true as const } : {}) }
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title,
    area: 'sent-mails',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${title}</h1><p>${mailOwner(owner)}</p></div>
${facts([
  [words.facts.to, mailOwner(owner)],
  [words.facts.state, mailState(mail)],
  [words.facts.channel, about?.channel],
  [words.facts.language, languageName(language)],
  [words.facts.asked, moment(askedAt)],
  [words.facts.changed, moment(at)],
])}
${card('again', words.what, form(page))}
<p class="actions"><a href="${linkTo('MailsPage', {})}">${words.back}</a></p>`,
  })
}
