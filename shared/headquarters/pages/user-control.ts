// What staff type the fields of a user into.

import type { FieldErrorCode } from '../../domain/field-checks.ts'
import { languages } from '../../domain/languages.ts'
import { userFields } from '../../domain/users/user-fields.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { languageName } from './parts.ts'

const { pages, names } = staffWords
const words = pages.addUser

type UserFieldName = (typeof userFields)[number]['path']

type UserError = { readonly code: FieldErrorCode | 'sign-in-taken' }

type Typed = {
  /** What was typed before, or is known, by the name of the control. */
  readonly typed: Readonly<Record<string, string | undefined>>
  readonly errors?: readonly (UserError & { readonly path: string })[] | undefined
}

const inputTypes: Partial<Record<UserFieldName, string>> = { email: 'email', phone: 'tel' }

const option = (value: string, name: string, chosen: string | undefined): Html =>
  html`<option value="${value}"${value === (chosen ?? '') && html` selected`}>${name}</option>`

/** What is wrong with a field of a user. */
export const userErrorText = ({ code }: UserError): string =>
  code === 'sign-in-taken' ? pages.fieldErrors.signInTaken : pages.fieldErrors.codes[code]

/** No `maxlength`: a browser would cut pasted text silently, while the check tells of it. */
const drawField = (
  { typed, errors: all = [] }: Typed,
  prefix: string,
  path: UserFieldName,
  required: boolean,
): Html => {
  const name = `${prefix}${path}`
  const id = `field-${name}`
  const value = typed[name] ?? ''
  const errors = all.filter((error) => error.path === name)
  const attributes = html`id="${id}" name="${name}" autocomplete="off"${required && html` required`}${
    errors.length > 0 && html` aria-invalid="true" aria-describedby="${id}-error"`
  }`
  const control =
    path === 'language'
      ? html`<select ${attributes}>${option('', words.noLanguage, value)}${languages.map(({ tag }) => option(tag, languageName(tag), value))}</select>`
      : html`<input ${attributes} type="${inputTypes[path] ?? 'text'}" value="${value}" dir="auto">`
  return html`<div class="field${errors.length > 0 && ' has-error'}"><label for="${id}">${words.fields[path]}${required && html` <span class="required" aria-hidden="true">*</span>`}</label>
${errors.length > 0 && html`<p class="error" id="${id}-error">${errors.map(userErrorText).join(' ')}</p>`}
${control}</div>`
}

/** The controls of all fields. @param prefix of their names */
export const userFieldset = (typed: Typed, prefix = '', isOptional = false): Html[] =>
  userFields.map(({ path, required }) => drawField(typed, prefix, path, required && !isOptional))

/** Chooses a role; User, unless another one is chosen. @param attributes with its id and name */
export const roleChoice = (attributes: Html, chosen: string | undefined): Html =>
  html`<select ${attributes}>${(['User', 'Admin'] as const).map((each) => option(each, nameOf(names.roles, each), chosen))}</select>`
