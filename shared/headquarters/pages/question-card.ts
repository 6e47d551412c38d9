// What the page of a prospect shows of questions to the applicant: the one that is open, and what was answered.

import { linkTo } from '../../domain/link-to.ts'
import type { ProspectView } from '../../domain/prospect-view.ts'
import { type Answer, mayAsk, type Question } from '../../domain/question.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { Viewer } from '../access.ts'
import { mayPress } from './allowed.ts'
import { changedText } from './field-facts.ts'
import { card, foreign, moment } from './parts.ts'

const words = staffWords.pages.question
const { requestLabelsOf } = staffWords.fieldLabels

const said = (text: string): Html => html`<p class="text" dir="auto">${text}</p>`

const open = ({ text, by, askedAt, fields }: Question): Html =>
  html`<p>${words.asked(foreign(by))}${moment(askedAt)}</p>
${said(text)}
${fields.length > 0 && html`<p>${words.fields} ${requestLabelsOf(fields)}</p>`}
<p class="hint">${words.waits}</p>`

const side = (path: string, text: string | undefined): HtmlValue =>
  text === undefined ? staffWords.pages.prospect.nothing : changedText(path, text)

const answer = ({ question, text, at, changes, isLate }: Answer): Html =>
  html`<li><p class="when">${words.answered(moment(at))}</p>
${question !== '' && html`<blockquote class="question-text">${said(question)}</blockquote>`}
${said(text)}
${changes.length > 0 && html`<ul class="changes">${changes.map(({ path, before, after }) => html`<li>${requestLabelsOf([path])}: ${side(path, before)} → ${side(path, after)}</li>`)}</ul>`}
${isLate && html`<p class="hint">${words.late}</p>`}</li>`

/** Nothing for those who may not ask, where nothing was asked. */
export const questionCard = (viewer: Viewer | undefined, prospect: ProspectView): HtmlValue => {
  const { prospectId, question, answers = [] } = prospect
  const action = question ? 'take-back' : 'ask'
  const mayAct = (question !== undefined || mayAsk(prospect)) && mayPress(viewer, 'AskQuestionPage', action)
  if (!mayAct && !question && answers.length === 0) return undefined
  return card(
    'question',
    words.title,
    html`${question && open(question)}
${answers.length > 0 && html`<ol class="answers">${answers.toReversed().map(answer)}</ol>`}
${!question && answers.length === 0 && html`<p class="empty">${words.none}</p>`}
${mayAct && html`<p class="actions"><a class="button quiet" href="${linkTo('AskQuestionPage', { prospectId, action })}">${words.acts[action]}</a></p>`}`,
  )
}
