// One field of the sign-up form: label, hint, error and the control, tied together for assistive technology.

import type { IntakeError } from '../../domain/accept-onboarding-request.ts'
import type { ChannelField } from '../../domain/channels.ts'
import type { FieldKind } from '../../domain/field.ts'
import type { FormPath, OnboardingField } from '../../domain/onboarding-fields.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { controlName } from '../sign-up-form.ts'
import { countryOptions } from './country-options.ts'
import { calledOn, errorText, hintOf, joined } from './field-words.ts'
import { inLanguage, langOf, type Said, saidByChannel, spoken } from './said.ts'
import { languagesOf, type SitePage } from './site-layout.ts'

export type FormFieldModel = {
  readonly field: Pick<OnboardingField, 'kind' | 'required' | 'autocomplete' | 'width'> & {
    readonly path: FormPath
    /** Instead of the field's own label. */
    readonly label?: string
    /** Instead of the field's own hint; empty = none. */
    readonly hint?: string
    /** What the channel says of a field of its own. */
    readonly own?: Pick<ChannelField, 'label' | 'help' | 'choices'>
  }
  readonly value: string
  readonly errors: readonly IntakeError[]
  /** The only field of its form: that it is needed has no mark. */
  readonly isOnly?: true
} & Pick<SitePage, 'language' | 'channel'>

const inputTypes: Partial<Record<FieldKind, readonly [type: string, inputMode: string]>> = {
  email: ['email', 'email'],
  phone: ['tel', 'tel'],
  website: ['url', 'url'],
}

/** The id of a control, for links from the error summary. Browsers that fill in read it as they read the name. */
export const controlId = (path: FormPath): string => `field-${controlName(path)}`

const option = (value: string, name: Said, chosen: string): Html =>
  html`<option value="${value}"${langOf(name)}${value === chosen && html` selected`}>${name.text}</option>`

const control = (model: FormFieldModel, attributes: Html): Html => {
  const { field, value, language } = model
  const { choices } = field.own ?? {}
  if (choices)
    return html`<select ${attributes}>
<option value="">${siteTexts[language].form.choose}</option>
${choices.map((choice) => option(choice.value, inLanguage(choice.label, model) ?? saidByChannel(choice.value, model), value))}
</select>`
  if (field.kind === 'country')
    return html`<select ${attributes}>
<option value="">${siteTexts[language].form.choose}</option>
${countryOptions(language).map(({ code, name }) => option(code, { text: name }, value))}
</select>`
  if (field.kind === 'language')
    return html`<select ${attributes}>${languagesOf(model).map(({ tag, name }) => option(tag, { text: name, language: tag }, value))}</select>`
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
  const ownHint = field.hint ?? hintOf(field.path, language)
  const hint = inLanguage(field.own?.help, model) ?? (ownHint ? { text: ownHint } : undefined)
  const label = field.label === undefined ? calledOn(model, field.path, field.own) : { text: field.label }
  const described = [hint !== undefined && `${id}-hint`, errors.length > 0 && `${id}-error`].filter(
    (part) => part !== false,
  )
  // Never "off": on the way back to the form browsers empty the controls that say so.
  const attributes = html`id="${id}" name="${controlName(field.path)}"${
    field.autocomplete !== undefined && html` autocomplete="${field.autocomplete}"`
  }${
    field.required && html` required`
  }${errors.length > 0 && html` aria-invalid="true"`}${described.length > 0 && html` aria-describedby="${described.join(' ')}"`}`
  return html`<div class="field ${field.width ?? ''}${errors.length > 0 && ' has-error'}">
<label for="${id}">${spoken(label)}${field.required && !model.isOnly && html`&nbsp;<span class="required" aria-hidden="true">*</span>`}</label>
${hint !== undefined && html`<p class="hint" id="${id}-hint"${langOf(hint)}>${hint.text}</p>`}
${
  errors.length > 0 &&
  html`<p class="error" id="${id}-error">${joined(
    errors.map((error) => errorText(error, language)),
    language,
  )}</p>`
}
${control(model, attributes)}
</div>`
}
