// One field of the sign-up form: label, hint, error and the control, tied together for assistive technology.

import type { IntakeError } from '../../domain/accept-onboarding-request.ts'
import type { FieldKind } from '../../domain/field.ts'
import { type Language, languages } from '../../domain/languages.ts'
import type { FormPath, OnboardingField } from '../../domain/onboarding-fields.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { controlName } from '../sign-up-form.ts'
import { countryOptions } from './country-options.ts'
import { errorText, hintOf, labelOf } from './field-words.ts'

export type FormFieldModel = {
  readonly field: Pick<OnboardingField, 'kind' | 'required' | 'autocomplete' | 'width'> & {
    readonly path: FormPath
    /** Instead of the field's own label. */
    readonly label?: string
  }
  readonly value: string
  readonly errors: readonly IntakeError[]
  readonly language: Language
}

const inputTypes: Partial<Record<FieldKind, readonly [type: string, inputMode: string]>> = {
  email: ['email', 'email'],
  phone: ['tel', 'tel'],
  website: ['url', 'url'],
}

/** The id of a control, for links from the error summary. */
export const controlId = (path: FormPath): string => `field-${path}`

const option = (value: string, name: string, chosen: string, language?: string): Html =>
  html`<option value="${value}"${language !== undefined && html` lang="${language}"`}${value === chosen && html` selected`}>${name}</option>`

const control = ({ field, value, language }: FormFieldModel, attributes: Html): Html => {
  if (field.kind === 'country')
    return html`<select ${attributes}>
<option value="">${siteTexts[language].form.chooseCountry}</option>
${countryOptions(language).map(({ code, name }) => option(code, name, value))}
</select>`
  if (field.kind === 'language')
    return html`<select ${attributes}>${languages.map(({ tag, name }) => option(tag, name, value, tag))}</select>`
  // The parser drops one line feed after the start tag; this one, instead of one that the applicant typed.
  if (field.kind === 'multiline')
    return html`<textarea ${attributes} rows="5" dir="auto">
${value}</textarea>`
  const [type, inputMode] = inputTypes[field.kind] ?? ['text', 'text']
  return html`<input ${attributes} type="${type}" inputmode="${inputMode}" value="${value}"${type === 'text' && html` dir="auto"`}>`
}

/**
 * A labelled control. No `maxlength`: a browser would cut pasted text silently, while the check tells of it.
 * Errors and hint are announced with the control: https://www.w3.org/WAI/WCAG22/Techniques/aria/ARIA1
 */
export const formField = (model: FormFieldModel): Html => {
  const { field, errors, language } = model
  const id = controlId(field.path)
  const hint = hintOf(field.path, language)
  const described = [hint !== undefined && `${id}-hint`, errors.length > 0 && `${id}-error`].filter(
    (part) => part !== false,
  )
  const attributes = html`id="${id}" name="${controlName(field.path)}" autocomplete="${field.autocomplete ?? 'off'}"${
    field.required && html` required`
  }${errors.length > 0 && html` aria-invalid="true"`}${described.length > 0 && html` aria-describedby="${described.join(' ')}"`}`
  return html`<div class="field ${field.width ?? ''}${errors.length > 0 && ' has-error'}">
<label for="${id}">${field.label ?? labelOf(field.path, language)}${field.required && html` <span class="required" aria-hidden="true">*</span>`}</label>
${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}
${errors.length > 0 && html`<p class="error" id="${id}-error">${errors.map((error) => errorText(error, language)).join(' ')}</p>`}
${control(model, attributes)}
</div>`
}
