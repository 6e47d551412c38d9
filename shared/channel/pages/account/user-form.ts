// The forms with which a user is added and changed: fields, what is wrong with them, and the values as they were typed.

import type { FieldErrorCode } from '../../../domain/field-checks.ts'
import { languages } from '../../../domain/languages.ts'
import type { OnboardingPath } from '../../../domain/onboarding-fields.ts'
import { type UserFieldError, userFields } from '../../../domain/users/user-fields.ts'
import { accountTexts } from '../../../languages/account-by-language.ts'
import { siteTexts } from '../../../languages/site-by-language.ts'
import { type Html, html } from '../../../platform/html.ts'
import { errorSummary, inOrder, problemBox } from '../error-summary.ts'
import { errorText } from '../field-words.ts'
import { langOf, type Said } from '../said.ts'
import type { AccountPage } from './account-page.ts'

type UserFieldName = (typeof userFields)[number]['path']

export type Typed = Readonly<Partial<Record<UserFieldName | 'role' | 'reason' | 'note', string>>>

export type UserForm = AccountPage & { readonly typed: Typed; readonly errors: readonly UserFieldError[] }

/** The field of a request that is said and checked alike. */
const alike: Readonly<Record<UserFieldName, OnboardingPath>> = {
  firstName: 'requestor.firstName',
  lastName: 'requestor.lastName',
  email: 'requestor.email',
  phone: 'requestor.phone',
  jobTitle: 'requestor.jobTitle',
  language: 'language',
}

const isField = (path: string): path is UserFieldName => Object.hasOwn(alike, path)

export const labelOfField = (page: AccountPage, path: string): string => {
  const { details, reason, note, title } = accountTexts[page.language]
  if (path === 'phone') return details.phone
  if (path === 'role') return details.role
  if (path === 'reason') return reason
  if (path === 'note') return note
  if (!isField(path)) return title
  const { fields } = siteTexts[page.language]
  const words: Readonly<Record<string, { readonly label: string }>> = fields
  return words[alike[path]]?.label ?? path
}

const wrongText = (page: AccountPage, { path, code, place }: UserFieldError): string => {
  const given = { code: code as FieldErrorCode, message: '', ...(place === undefined ? {} : { place }) }
  return errorText({ ...given, path: isField(path) ? alike[path] : 'comments' }, page.language)
}

/** A control may be of its own kind; the errors beside it are looked up by its path. */
export const field = (
  page: UserForm,
  path: keyof Typed,
  control: (attributes: Html, value: string) => Html,
  more: { readonly required?: boolean; readonly hint?: string; readonly wide?: boolean } = {},
): Html => {
  const errors = page.errors.filter((error) => error.path === path)
  const described = [more.hint !== undefined && `${path}-hint`, errors.length > 0 && `${path}-error`].filter(
    (id) => id !== false,
  )
  const attributes = html`id="${path}" name="${path}"${more.required === true && html` required`}${errors.length > 0 && html` aria-invalid="true"`}${described.length > 0 && html` aria-describedby="${described.join(' ')}"`}`
  return html`<div class="field${more.wide === true && ' wide'}${errors.length > 0 && ' has-error'}">
<label for="${path}">${labelOfField(page, path)}${more.required === true && html` <span class="required" aria-hidden="true">*</span>`}</label>
${more.hint !== undefined && html`<p class="hint" id="${path}-hint">${more.hint}</p>`}
${errors.length > 0 && html`<p class="error" id="${path}-error">${errors.map((error) => wrongText(page, error)).join(' ')}</p>`}
${control(attributes, page.typed[path] ?? '')}
</div>`
}

export const choice =
  (options: readonly (readonly [value: string, name: string | Said])[]) =>
  (attributes: Html, value: string): Html =>
    html`<select ${attributes}>${options.map(([one, name]) => {
      const said = typeof name === 'string' ? { text: name } : name
      return html`<option value="${one}"${langOf(said)}${one === value && html` selected`}>${said.text}</option>`
    })}</select>`

const inputTypes: Readonly<Partial<Record<UserFieldName, string>>> = { email: 'email', phone: 'tel' }

const textInput =
  (path: UserFieldName) =>
  (attributes: Html, value: string): Html => {
    const type = inputTypes[path] ?? 'text'
    // Somebody else's details: what the browser knows of its owner does not belong here.
    return html`<input ${attributes} type="${type}" inputmode="${type}" autocomplete="off" value="${value}"${type === 'text' && html` dir="auto"`}>`
  }

/** The fields of a user, in the order in which people give them: where family names come first they are asked for first. */
const orderedFields = ({ language }: AccountPage): readonly (typeof userFields)[number][] => {
  const [first, last, ...others] = userFields
  return language === 'zh-Hans' && first && last ? [last, first, ...others] : userFields
}

/** Their controls. */
export const userControls = (page: UserForm): Html[] => {
  const offered = languages.filter(({ tag }) => page.channel === undefined || page.channel.languages.includes(tag))
  return orderedFields(page).map(({ path, required }) =>
    path === 'language'
      ? field(page, path, choice(offered.map(({ tag, name }) => [tag, { text: name, language: tag }])))
      : field(page, path, textInput(path), { required }),
  )
}

/**
 * Says first what is wrong, each with the way to its field.
 * @param problem what is to be done about the form as a whole, if anything
 */
export const userMistakes = (page: UserForm, problem?: string): Html | undefined => {
  if (page.errors.length === 0) return problem === undefined ? undefined : problemBox(problem)
  const { colon } = siteTexts[page.language].terms.punctuation
  return errorSummary(
    page.language,
    inOrder(page.errors, [...orderedFields(page).map(({ path }) => path), 'role', 'reason', 'note']).map((error) => ({
      text: html`${labelOfField(page, error.path)}${colon}${wrongText(page, error)}`,
      control: error.path,
    })),
    problem,
  )
}
