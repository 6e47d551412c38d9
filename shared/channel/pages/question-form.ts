// What the applicant is asked on the page of a request, and the form that answers it. It works without a script, and says
// what is wrong with it as the sign-up form does.

import type { TextsAt } from '../../domain/field.ts'
import { fieldsIn } from '../../domain/field.ts'
import { onboardingFields } from '../../domain/onboarding-fields.ts'
import type { ShownQuestion } from '../../domain/question.ts'
import { type AnswerError, type AskedPath, answerField } from '../../domain/question-fields.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { addressFields } from './address-fields.ts'
import { errorSummary, inOrder } from './error-summary.ts'
import { errorText, labelOf } from './field-words.ts'
import { controlId, type FormFieldModel, formField } from './form-field.ts'
import type { SitePage } from './site-layout.ts'

/** What was typed, by the path of the field; the answer by that of the comments. */
export type TypedAnswer = TextsAt<AskedPath | typeof answerField.path>

export type QuestionForm = {
  readonly question: ShownQuestion
  /** Where the form is sent. */
  readonly action: string
  /** Instead of the present texts, where the form was not taken. */
  readonly typed?: TypedAnswer | undefined
  readonly errors?: readonly AnswerError[] | undefined
}

type Model = FormFieldModel['field']

/** Name of the control that says which question is answered. */
export const questionName = 'question'

const textOf = ({ question, typed }: QuestionForm, path: string): string => {
  const all: Readonly<Record<string, string | undefined>> = typed ?? {}
  return all[path] ?? question.fields.find((field) => field.path === path)?.value ?? ''
}

/** The fields that are asked for, in the order of the form; an address as its country has it. */
const fieldsOf = ({ language }: SitePage, form: QuestionForm): Model[] => {
  const isAsked = ({ path }: { readonly path: string }) => form.question.fields.some((field) => field.path === path)
  const country = textOf(form, 'company.address.country') || undefined
  const address = addressFields(country, undefined, (path) => textOf(form, path) !== '', language)
  return [...fieldsIn(onboardingFields, 'company'), ...address, ...fieldsIn(onboardingFields, 'requestor')].filter(
    isAsked,
  )
}

const answerModel = (label: string): Model => ({ ...answerField, width: 'wide', label, hint: '' })

const labelAt = ({ language }: SitePage, path: AnswerError['path'], fields: readonly Model[]): string =>
  path === answerField.path
    ? siteTexts[language].question.answer
    : (fields.find((field) => field.path === path)?.label ?? labelOf(path, language))

/** What stands before the heading of a page whose answer was not taken; nothing where it was. */
export const questionMistakes = (page: SitePage, form: QuestionForm): Html | undefined => {
  const { errors = [] } = form
  if (errors.length === 0) return undefined
  const fields = fieldsOf(page, form)
  const { colon } = siteTexts[page.language].terms.punctuation
  const paths = [answerField.path, ...fields.map(({ path }) => path)]
  return errorSummary(
    page.language,
    inOrder(errors, paths).map((error) => ({
      text: html`${labelAt(page, error.path, fields)}${colon}${errorText(error, page.language)}`,
      control: error.path !== '' && paths.includes(error.path) ? controlId(error.path) : undefined,
    })),
  )
}

export const questionForm = (page: SitePage, form: QuestionForm): Html => {
  const { question: words } = siteTexts[page.language]
  const { question, action, errors = [] } = form
  const fields = fieldsOf(page, form)
  const isOnly = fields.length === 0
  const draw = (field: Model): Html =>
    formField({
      ...page,
      ...(isOnly ? { isOnly } : {}),
      field,
      value: textOf(form, field.path),
      errors: errors.filter(({ path }) => path === field.path),
    })
  return html`<section class="form-part" aria-labelledby="question-title">
<h2 id="question-title">${words.title}</h2>
<blockquote class="asked" dir="auto"><p>${question.text}</p></blockquote>
${!isOnly && html`<p class="note">${siteTexts[page.language].form.requiredNote}</p>`}
<form method="post" action="${action}" accept-charset="utf-8" novalidate>
<input type="hidden" name="${questionName}" value="${question.number}">
<div class="grid">${draw(answerModel(words.answer))}</div>
${
  fields.length > 0 &&
  html`<fieldset>
<legend><h3>${words.correct}</h3></legend>
<p class="hint">${words.correctText}</p>
<div class="grid">${fields.map(draw)}</div>
</fieldset>`
}
<p><button class="button" type="submit">${words.send}</button></p>
</form>
</section>`
}
