// What makes the value of one field acceptable, and how a refusal is worded.

import { isCountryCode } from './countries.ts'
import type { Field, FieldKind } from './field.ts'
import type { Language } from './languages.ts'
import { normalizeText, textProblem } from './text.ts'

export type FieldErrorCode =
  | 'required'
  | 'type'
  | 'too-long'
  | 'malformed'
  | 'control-characters'
  | 'format'
  | 'unknown-member'
  | 'unknown-value'
  | 'too-many'

/** What is wrong with one member of a request. The message is for people and never repeats what was sent. */
export type FieldError<Path extends string = string> = {
  readonly path: Path
  readonly code: FieldErrorCode
  readonly message: string
}

/** What a site decides about its requests. */
export type IntakeRules = {
  /** Names of the sales channels that may be named in a request; the first is the default. */
  readonly channels: readonly string[]
  /** Names of the attributes a request may carry; absent = any name of the right form. */
  readonly attributes?: readonly string[]
  readonly defaultLanguage: Language
}

/** What programs are told, in English. */
export const standardMessages: Readonly<Record<FieldErrorCode, string>> = {
  required: 'This is required.',
  type: 'This must be text.',
  'too-long': 'This is too long.',
  malformed: 'This contains characters that cannot be read.',
  'control-characters': 'This contains characters that cannot be shown.',
  format: 'This does not have the right form.',
  'unknown-member': 'This is not known here.',
  'unknown-value': 'This is not one of the values that can be chosen.',
  'too-many': 'There are too many of these.',
}

/** Instead of the message for `format`, by kind of field. */
export const formMessages: Readonly<Partial<Record<FieldKind, string>>> = {
  email: 'Enter an e-mail address such as name@company.example.',
  phone: 'Enter a phone number: digits, spaces and + ( ) - . / only.',
  website: 'Enter a web address such as https://company.example.',
  name: 'Enter a name without a web address or angle brackets.',
}

/** One thing that is wrong, with the standard message of its code unless a better one is given. */
export const problem = <Path extends string>(
  path: Path,
  code: FieldErrorCode,
  message = standardMessages[code],
): FieldError<Path> => ({
  path,
  code,
  message,
})

// The HTML living standard's pattern for type=email, and a dot in the domain because mail goes to the public Internet:
// https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
const emailForm =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i
const phoneForm = /^\(?\+?\(?[0-9][0-9 ()./-]*(?:,? ?(?:ext|x)\.? ?[0-9]{1,6})?$/i
const websiteForm =
  /^https?:\/\/[^\s/?#@:"'<>\\^`{|}]+\.[^\s/?#@:"'<>\\^`{|}]+(?::\d{1,5})?(?:[/?#][^\s"'<>\\^`{|}]*)?$/iu
const languageForm = /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i
// Joiners and fillers alone, which show as nothing.
const invisibleOnly = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}]*$/u
// A name that carries a link turns our mails into somebody's advertisement.
const linkInName = /[<>]|https?:|www\.|:\/\//i

const checks: Record<FieldKind, (text: string, rules: IntakeRules) => FieldErrorCode | undefined> = {
  text: () => undefined,
  multiline: () => undefined,
  name: (text) => (linkInName.test(text) ? 'format' : undefined),
  email: (text) => (emailForm.test(text) && !/^\.|\.\.|\.@/.test(text) ? undefined : 'format'),
  phone: (text) => (phoneForm.test(text) ? undefined : 'format'),
  website: (text) => (websiteForm.test(text) ? undefined : 'format'),
  country: (text) => (isCountryCode(text) ? undefined : 'unknown-value'),
  // A language without mails of its own is no mistake: those applicants get the default language.
  language: (text) => (languageForm.test(text) ? undefined : 'format'),
  channel: (text, rules) => (rules.channels.includes(text) ? undefined : 'unknown-value'),
}

/** Checks one field: its normalized text (absent when empty), or what is wrong with it. */
export const checkField = <Path extends string>(
  field: Field & { readonly path: Path },
  value: unknown,
  rules: IntakeRules,
): { text: string | undefined } | { error: FieldError<Path> } => {
  const refuse = (code: FieldErrorCode, message?: string) => ({ error: problem(field.path, code, message) })
  if (value === undefined || value === null) return field.required ? refuse('required') : { text: undefined }
  if (typeof value !== 'string') return refuse('type')
  const text = normalizeText(value)
  if (text === '') return field.required ? refuse('required') : { text: undefined }
  const badText = textProblem(text, field.maxLength, field.kind === 'multiline')
  if (badText === 'too-long') return refuse(badText, `This is too long: at most ${field.maxLength} characters.`)
  if (badText) return refuse(badText)
  if (invisibleOnly.test(text)) return field.required ? refuse('required') : { text: undefined }
  const badForm = checks[field.kind](text, rules)
  return badForm ? refuse(badForm, badForm === 'format' ? formMessages[field.kind] : undefined) : { text }
}
