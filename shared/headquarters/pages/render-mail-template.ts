// One template of mails: its text in a language, how it looks, and its versions.

import type { MailWording, TemplateProblem } from '../../domain/check-mail-template.ts'
import { type Language, languages } from '../../domain/languages.ts'
import { linkTo } from '../../domain/link-to.ts'
import { mailTags } from '../../domain/mail-attributes.ts'
import type { MailSender } from '../../domain/mail-senders.ts'
import type { MailTemplate, MailText, TemplateVersion } from '../../domain/mail-templates.ts'
import { mailTypes } from '../../domain/mail-types.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { mayPress, pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { errorSummary } from './error-summary.ts'
import { card, foreign, languageName, moment, table } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, names } = staffWords
const words = pages.mailTemplates

export type MailTemplatePage = StaffFrame & {
  readonly template: MailTemplate
  readonly etag: string
  readonly texts: readonly MailText[]
  readonly versions: readonly TemplateVersion[]
  /** Who its mails may be sent by. */
  readonly senders: readonly MailSender[]
  readonly language: Language
  /** What stands in the form: what was typed, else the own text, else the built-in one. */
  readonly wording: MailWording
  readonly problems?: readonly TemplateProblem[] | undefined
  /** The mail with sample data, as a whole document; it is shown where nothing in it can act. */
  readonly preview?: string | undefined
  /** What is stored, where somebody else changed it. */
  readonly now?: MailWording | undefined
  readonly notice?: Notice | undefined
}

const problemText = ({ part, line, code, what }: TemplateProblem): string =>
  part === 'body' ? words.line(line, words.codes[code](what)) : words.codes[code](what)

const listOf = (list: readonly string[]): string => list.map((name) => `%${name}%`).join(' ')

const field = (
  page: MailTemplatePage,
  part: keyof MailWording,
  hint: string,
  control: (attributes: Html) => Html,
): Html => {
  const wrong = (page.problems ?? []).filter((one) => one.part === part)
  const described = [`${part}-about`, ...(wrong.length > 0 ? [`${part}-error`] : [])]
  return html`<div class="field wide${wrong.length > 0 && ' has-error'}"><label for="${part}">${words[part]}</label>
<p class="hint" id="${part}-about">${hint}</p>
${wrong.length > 0 && html`<p class="error" id="${part}-error">${wrong.map(problemText).join(' ')}</p>`}
${control(html`id="${part}" name="${part}" lang="${page.language}" autocomplete="off" aria-describedby="${described.join(' ')}"${wrong.length > 0 && html` aria-invalid="true"`}`)}</div>`
}

const fields = (page: MailTemplatePage): Html => {
  const { has, inSubject } = mailTypes[page.template.type]
  const tags = Object.keys(mailTags)
    .map((tag) => `<${tag}>`)
    .join(' ')
  return html`${field(page, 'subject', words.subjectHint(listOf(inSubject)), (attributes) => html`<input type="text" value="${page.wording.subject}" ${attributes}>`)}
${field(
  page,
  'body',
  words.bodyHint(listOf(has), tags),
  (attributes) => html`<textarea rows="16" spellcheck="true" ${attributes}>
${page.wording.body}</textarea>`,
)}`
}

const languageLinks = ({ template: { templateId }, texts, language }: MailTemplatePage): Html =>
  html`<nav aria-label="${words.languages}"><ul class="mail-links">${languages.map(
    ({ tag }) =>
      html`<li><a href="${linkTo('MailTemplatePage', { templateId }, { language: tag })}"${tag === language && html` aria-current="page"`}>${languageName(tag)}</a>${texts.some((text) => text.language === tag) && words.own}</li>`,
  )}</ul></nav>`

const said = (
  language: TemplateVersion['language'],
  wording: TemplateVersion['wording'],
  sender: TemplateVersion['sender'],
): HtmlValue => {
  if (language === undefined) return words.sentBy(sender ?? words.senderOfChannel)
  return wording ? foreign(wording.subject) : words.returnedTo
}

const versionRow = ({ version, language, at, who, wording, sender }: TemplateVersion): HtmlValue[] => [
  version,
  language && languageName(language),
  moment(at),
  foreign(who),
  said(language, wording, sender),
]

const choice = (email: string, text: HtmlValue, chosen: string): Html =>
  html`<option value="${email}"${email === chosen && html` selected`}>${text}</option>`

/** Whom its mails are sent by, where there is somebody to choose. */
const senderForm = ({ viewer, template, etag, language, senders }: MailTemplatePage): HtmlValue => {
  const { templateId, sender = '' } = template
  if (senders.length === 0 && sender === '') return undefined
  const isGone = sender !== '' && !senders.some(({ email }) => email === sender)
  const form = pressForm(
    viewer,
    'ChangeMailTemplate',
    { templateId, action: 'sender' },
    html`<input type="hidden" name="etag" value="${etag}"><input type="hidden" name="language" value="${language}">
<div><label for="sent-by">${words.senderLabel}</label><select id="sent-by" name="sender">${choice('', words.senderOfChannel, sender)}${senders.map(({ name, email }) => choice(email, `${name} <${email}>`, sender))}${isGone && choice(sender, words.senderGone(sender), sender)}</select></div>
<button class="button" type="submit">${words.senderSave}</button>`,
    html`class="reason-form" accept-charset="utf-8"`,
  )
  return card('sender', words.senderTitle, html`<p>${words.senderIntro}</p>${form}`)
}

const action = (page: MailTemplatePage, name: 'preview' | 'test' | 'return'): HtmlValue => {
  const { templateId } = page.template
  return (
    mayPress(page.viewer, 'ChangeMailTemplate', name) &&
    html`<button class="button quiet" type="submit" formaction="${linkTo('ChangeMailTemplate', { templateId, action: name })}">${words[name]}</button> `
  )
}

/** The page. It posts `etag`, `language`, `subject` and `body`; what is to be done with them is in the address. */
export const renderMailTemplate = (page: MailTemplatePage): Html => {
  const { template, texts, language, problems = [], now } = page
  const own = texts.find((text) => text.language === language)
  const what = languageName(language)
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: template.name,
    area: 'mails',
    notice: page.notice,
    main: html`${errorSummary(
      words.refused,
      problems.map((one) => html`<li><a href="#${one.part}">${words[one.part]}: ${problemText(one)}</a></li>`),
    )}<div class="page-head"><h1>${foreign(template.name)}</h1><p>${nameOf(names.mailKinds, template.type)} · <a href="${linkTo('MailTemplatesPage', {})}">${words.back}</a></p></div>
${languageLinks(page)}
<p>${own ? words.standing(own.version) : words.builtIn}</p>
${now && card('now', words.nowSent, html`<p>${foreign(now.subject)}</p><pre class="mail-source">${now.body}</pre>`)}
${pressForm(
  page.viewer,
  'ChangeMailTemplate',
  { templateId: template.templateId, action: 'save' },
  html`<input type="hidden" name="etag" value="${page.etag}"><input type="hidden" name="language" value="${language}">
${card('text', words.text(what), html`<div class="grid">${fields(page)}</div>`)}
<p class="actions"><button class="button" type="submit">${words.save}</button> ${action(page, 'preview')}${action(page, 'test')}${own && action(page, 'return')}</p>`,
  html`class="edit-form" accept-charset="utf-8" novalidate`,
)}
${page.preview !== undefined && card('preview', words.previewTitle, html`<iframe class="mail-preview" sandbox="" title="${words.previewTitle}" srcdoc="${page.preview}"></iframe>`)}
${senderForm(page)}
${card('versions', words.versions, table(words.versionsTable, ['version', 'language', 'at', 'who', 'subject'], page.versions.map(versionRow)))}`,
  })
}
