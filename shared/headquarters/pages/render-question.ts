// The pages on which staff ask the applicant something, or take that back: each says first what will happen.

import { linkTo } from '../../domain/link-to.ts'
import { type Prospect, requestOf } from '../../domain/prospect.ts'
import { questionLimits } from '../../domain/question.ts'
import { askableNames, pathsAsked } from '../../domain/question-fields.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { card, foreign, languageName } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, fieldLabels } = staffWords
const words = pages.question

export type QuestionPage = StaffFrame & {
  readonly action: keyof typeof words.acts
  readonly prospect: Prospect
  readonly etag: string
  /** As it was typed, where it was not taken. */
  readonly text: string
  readonly fields: readonly string[]
  readonly reason: string
  readonly notice?: Notice | undefined
}

/** One field by its label, the parts of an address together, and whose it is: both have a phone. */
const nameOf = (name: string): string => {
  const [path = '', ...others] = pathsAsked([name]) ?? []
  const whose = name.startsWith('requestor.') ? pages.prospect.requestor : pages.prospect.company
  return words.ofWhom(whose, others.length > 0 ? words.address : fieldLabels.requestLabelsOf([path]))
}

const box = (name: string, fields: readonly string[]): Html =>
  html`<li><label><input type="checkbox" name="field" value="${name}"${fields.includes(name) && html` checked`}> ${nameOf(name)}</label></li>`

const asking = ({ prospect, viewer, text, fields }: QuestionPage): Html => {
  const { language, requestor } = requestOf(prospect)
  const to = prospect.person?.email ?? requestor.email
  return html`${card(
    'what',
    words.what,
    html`<ul>${words.consequences(languageName(language)).map((line) => html`<li>${line}</li>`)}${viewer?.desk !== 'headquarters' && html`<li>${words.toSales}</li>`}<li>${words.to(foreign(to))}</li></ul>`,
  )}
${card(
  'question',
  words.label,
  html`<div class="field wide"><label for="text">${words.label}</label><textarea id="text" name="text" rows="5" required aria-describedby="text-hint" dir="auto">
${text}</textarea><p class="hint" id="text-hint">${words.hint(questionLimits.text)}</p></div>
<fieldset class="choices"><legend>${words.correct}</legend><ul>${askableNames.map((name) => box(name, fields))}</ul></fieldset>`,
)}`
}

const takingBack = ({ prospect: { question }, reason }: QuestionPage): Html =>
  card(
    'what',
    words.what,
    html`${question && html`<p class="text" dir="auto">${question.text}</p>`}<p>${words.takeBack}</p><div class="grid"><div class="field"><label for="reason">${pages.ruling.why}</label><input id="reason" name="reason" type="text" value="${reason}" required maxlength="200" autocomplete="off" dir="auto"></div></div>`,
  )

/** The page. It posts `etag`, and `text` with any number of `field`, or `reason`. */
export const renderQuestion = (page: QuestionPage): Html => {
  const { action, prospect } = page
  const { prospectId, number, request } = prospect
  const title = words.acts[action]
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: `${title}: ${number} ${request.company.name}`,
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${title}</h1><p>${number} ${foreign(request.company.name)}</p></div>
${pressForm(
  page.viewer,
  'AskQuestionPage',
  { prospectId, action },
  html`<input type="hidden" name="etag" value="${page.etag}">
${action === 'ask' ? asking(page) : takingBack(page)}
<p class="actions"><button class="button" type="submit">${title}</button> <a href="${linkTo('ProspectPage', { prospectId })}">${pages.changeUser.cancel}</a></p>`,
  html`class="edit-form" accept-charset="utf-8"`,
)}`,
  })
}
