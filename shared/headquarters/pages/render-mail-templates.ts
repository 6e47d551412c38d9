// The list of templates of mails, and of the profiles that choose among them.

import { linkTo } from '../../domain/link-to.ts'
import type { MailBook } from '../../domain/mail-templates.ts'
import { mailKinds } from '../../domain/prospect-view.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { errorSummary } from './error-summary.ts'
import { card, foreign, languageName, table } from './parts.ts'
import { staffLayout } from './staff-layout.ts'

const { pages, names } = staffWords
const words = pages.mailTemplates

/** In UTF-16 code units. */
export const longestTemplateName = 60

export type MailTemplatesPage = StaffFrame & {
  readonly book: MailBook
  readonly channels: readonly { readonly name: string; readonly title: string }[]
  /** Tells two new templates apart. */
  readonly formId: string
  /** What was typed as a name that was not taken. */
  readonly typed?: { readonly name: string; readonly type: string } | undefined
}

const row = ({ texts, profiles }: MailBook, { templateId, name, type, version }: MailBook['templates'][number]) => [
  html`<a href="${linkTo('MailTemplatePage', { templateId })}">${foreign(name)}</a>`,
  nameOf(names.mailKinds, type),
  texts
    .filter((text) => text.templateId === templateId)
    .map(({ language }) => languageName(language))
    .join(', ') || words.none,
  version,
  profiles
    .filter(({ lines }) => lines[type]?.templateId === templateId)
    .map(({ channel }) => channel)
    .join(', ') || words.none,
]

/** The page. It posts `formId`, `name` and `type`. */
export const renderMailTemplates = (page: MailTemplatesPage): Html =>
  staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: page.typed ? pages.editCustomer.failed(words.title) : words.title,
    area: 'mails',
    main: html`${page.typed && errorSummary(pages.newCustomer.refused, [html`<li><a href="#name">${words.name}: ${words.nameWrong}</a></li>`])}
<div class="page-head"><h1>${words.title}</h1><p>${words.intro}</p></div>
${card(
  'templates',
  words.title,
  table(
    words.table,
    ['name', 'type', 'languages', 'version', 'used'],
    page.book.templates.map((template) => row(page.book, template)),
    ['version'],
  ),
)}
${pressForm(
  page.viewer,
  'MailTemplatesPage',
  {},
  html`<input type="hidden" name="formId" value="${page.formId}">
<div${page.typed && html` class="has-error"`}><label for="name">${words.name}</label>${page.typed && html`<p class="error" id="name-error">${words.nameWrong}</p>`}<input id="name" name="name" type="text" required maxlength="${longestTemplateName}" value="${page.typed?.name}" autocomplete="off"${page.typed && html` aria-invalid="true" aria-describedby="name-error"`}></div>
<div><label for="type">${words.type}</label><select id="type" name="type">${mailKinds.map((kind) => html`<option value="${kind}"${page.typed?.type === kind && html` selected`}>${nameOf(names.mailKinds, kind)}</option>`)}</select></div>
<button class="button" type="submit">${words.make}</button>`,
  html`class="reason-form" accept-charset="utf-8"`,
)}
${card('profiles', words.profiles, html`<p>${words.profilesIntro}</p><ul class="mail-links">${page.channels.map(({ name, title }) => html`<li><a href="${linkTo('MailProfilePage', { channelName: name })}">${foreign(title === name ? name : `${name} – ${title}`)}</a></li>`)}</ul>`)}`,
  })
