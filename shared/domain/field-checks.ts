// What makes the value of one field acceptable, and how a refusal is worded.

import type { Channel } from './channels.ts'
import { cleanText } from './clean-text.ts'
import { isCountryCode } from './countries.ts'
import type { Field, FieldKind } from './field.ts'
import { asHold } from './hold.ts'
import type { Language } from './languages.ts'
import { moneyProblem } from './money.ts'
import { problemPlace, type TextProblem, textProblem } from './text.ts'

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
  /** Which character it is that cannot be read or shown, counted from 1. */
  readonly place?: number
}

/** What a site decides about its requests. */
export type IntakeRules = {
  /** Names of the sales channels that may be named in a request; the first is the default. */
  readonly channels: readonly string[]
  /** Names of the attributes a request may carry; absent = any name of the right form. */
  readonly attributes?: readonly string[]
  readonly defaultLanguage: Language
  /** What each channel decides for itself, by its name. */
  readonly byChannel?: ReadonlyMap<string, ChannelRules>
}

/** For fields that are neither channels nor languages of a request: nothing of a site is asked. */
export const noSiteRules = { channels: [], defaultLanguage: 'en' } as const satisfies IntakeRules

export type ChannelRules = Pick<Channel, 'languages' | 'defaultLanguage' | 'terms' | 'fields'>

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
  phone: 'Enter a phone number such as +49 30 1234567, with an extension if it has one (ext. 12).',
  website: 'Enter a web address such as https://company.example.',
  name: 'Enter a name without a web address or angle brackets.',
  money: 'Enter an amount such as 5000.00, with no more decimals than its currency has.',
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
// How extensions are written in the languages of the site and on business cards of their neighbours.
const extensionWords = [
  'e?xt(?:e?n(?:sion)?)?|x|int(?:ern[eo]?)?|anexo|ramal|poste|durchwahl|dw|wew',
  'toestel|tst|tstl|dahili|dah|sise(?:telefon|tel|number)?|lisa(?:number)?',
  'доб(?:авочный)?|вн(?:утр(?:енний)?)?|分机号?|分機|转|轉|内线|內線',
].join('|')
const phoneForm = new RegExp(
  `^\\(?\\+? ?\\(?[0-9][0-9 ()./-]*(?:[,;]{0,2} ?(?:(?:${extensionWords})[.:]?|[#~]|,,) ?:? ?#?[0-9]{1,15})?$`,
  'iu',
)
const unusualInAddress = /[\s"'<>\\^`{|}]/u
// A top-level domain is no number, and has two characters at least.
const lastLabel = /\.(?![0-9]+$)[^.]{2,}$/u
const languageForm = /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i
/** Whether mail can be sent to a domain of this name: one that browsers take for a host, and for no number. */
const isDomain = (domain: string): boolean => {
  const address = `https://${domain}`
  return lastLabel.test(domain) && URL.canParse(address) && new URL(address).hostname === domain.toLowerCase()
}

const isEmail = (text: string): boolean =>
  emailForm.test(text) && !/^\.|\.\.|\.@/.test(text) && isDomain(text.slice(text.lastIndexOf('@') + 1))

// What stands before the path: who signs in there (which nobody tells us on purpose), the host and its port.
const authorityOf = (address: string): string => /^https?:\/\/([^/?#]*)/i.exec(address)?.[1] ?? ''

/**
 * Whether people read in an address where it leads to: `URL` also takes numbers in other writings, escapes in a host and
 * signs between which others hide it. Names in other scripts than ours are what they look like.
 */
const isWebsite = (text: string): boolean => {
  if (unusualInAddress.test(text) || !URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  const isOurs = protocol === 'https:' || protocol === 'http:'
  const host = authorityOf(text).replace(/:\d*$/, '').toLowerCase()
  const isAsRead = host === hostname || (/[^\x20-\x7e]/.test(host) && !/[@%]/.test(host))
  return isOurs && isAsRead && /[^.]\.[^.]/.test(hostname)
}

// A name that carries a link turns our mails into somebody's advertisement.
const linkInName = /[<>]|https?:|www\.|:\/\//i

const checks: Record<FieldKind, (text: string, rules: IntakeRules) => FieldErrorCode | undefined> = {
  text: () => undefined,
  multiline: () => undefined,
  code: () => undefined,
  name: (text) => (linkInName.test(text) ? 'format' : undefined),
  email: (text) => (isEmail(text) ? undefined : 'format'),
  phone: (text) => (phoneForm.test(text) ? undefined : 'format'),
  website: (text) => (isWebsite(text) ? undefined : 'format'),
  country: (text) => (isCountryCode(text) ? undefined : 'unknown-value'),
  // A language without mails of its own is no mistake: those applicants get the default language.
  language: (text) => (languageForm.test(text) ? undefined : 'format'),
  channel: (text, rules) => (rules.channels.includes(text) ? undefined : 'unknown-value'),
  money: moneyProblem,
  hold: (text) => (asHold(text) === 'No' ? 'unknown-value' : undefined),
  yes: (text) => (text === 'Yes' ? undefined : 'unknown-value'),
}

/** What is wrong with a text, with the place of the character where it is one. */
export const unusable = <Path extends string>(
  path: Path,
  code: TextProblem,
  text: string,
  isMultiline = false,
): FieldError<Path> => {
  const place = code === 'too-long' ? undefined : problemPlace(text, isMultiline)
  if (place === undefined) return problem(path, code)
  return { ...problem(path, code, `${standardMessages[code]} It is character ${place}.`), place }
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
  const text = cleanText(field.kind, value)
  if (text === '') return field.required ? refuse('required') : { text: undefined }
  const isMultiline = field.kind === 'multiline'
  const badText = textProblem(text, field.maxLength, isMultiline)
  if (badText === 'too-long') return refuse(badText, `This is too long: at most ${field.maxLength} characters.`)
  if (badText) return { error: unusable(field.path, badText, text, isMultiline) }
  const badForm = checks[field.kind](text, rules)
  return badForm ? refuse(badForm, badForm === 'format' ? formMessages[field.kind] : undefined) : { text }
}
