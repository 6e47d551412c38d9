// Decides whether what a site sent is an onboarding request.

import { needsCity } from './address-formats.ts'
import type { ChannelField } from './channels.ts'
import { cleanText } from './clean-text.ts'
import { isCountryCode } from './countries.ts'
import { type FieldKind, type HolderOf, isMembers, type Members, memberAt } from './field.ts'
import { type ChannelRules, checkField, type FieldError, type IntakeRules, problem, unusable } from './field-checks.ts'
import { type Language, matchLanguage } from './languages.ts'
import {
  acceptedTermsPath,
  attributeForm,
  attributeLimits,
  attributePath,
  type IntakePath,
  type OnboardingPath,
  onboardingFields,
} from './onboarding-fields.ts'
import { type OnboardingRequest, requestOf, type TermsVersion } from './onboarding-request.ts'
import { textProblem } from './text.ts'

/** What is wrong with one member of a request. */
export type IntakeError = FieldError<IntakePath>

export type IntakeResult =
  | {
      readonly outcome: 'accepted'
      readonly request: OnboardingRequest
      /** What was accepted, where the channel has terms; when is the business of whoever stores it. */
      readonly terms?: TermsVersion
    }
  | { readonly outcome: 'refused'; readonly errors: readonly IntakeError[] }

/** The members there are: objects with their own members and their path, and everything else. */
type Known = Map<string, { readonly path: IntakePath; readonly members: Known } | 'value'>

const known: Known = new Map([
  ['attributes', 'value'],
  [acceptedTermsPath, 'value'],
])
for (const { path } of onboardingFields) {
  const names = path.split('.')
  let members = known
  names.forEach((name, at) => {
    const inner = members.get(name) ?? {
      path: names.slice(0, at + 1).join('.') as HolderOf<typeof path>,
      members: new Map(),
    }
    members.set(name, at === names.length - 1 ? 'value' : inner)
    if (inner !== 'value') members = inner.members
  })
}

/** A name that can be nothing but a name. */
const plainName = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/

/**
 * Names the member that is not known. Its name came from outside, so it is repeated only where it is a plain one; else the
 * error stands at the object that contains it.
 */
const unknownMember = (base: IntakePath, name: string): IntakeError => {
  const path = plainName.test(name) ? ([base, name].filter(Boolean).join('.') as IntakePath) : base
  return problem(path, 'unknown-member', path === base ? 'This has a member that is not known here.' : undefined)
}

/** More unknown members than these are not told one by one. */
const toldAtMost = 20

const unknownMembers = (value: Members, members: Known, base: IntakePath): IntakeError[] =>
  Object.entries(value).flatMap(([name, member]) => {
    const inner = members.get(name)
    if (inner === 'value') return []
    if (!inner) return [unknownMember(base, name)]
    if (isMembers(member)) return unknownMembers(member, inner.members, inner.path)
    return member === undefined || member === null ? [] : [problem(inner.path, 'type', 'This must be an object.')]
  })

type Attributes = { readonly attributes: Record<string, string> } | { readonly errors: IntakeError[] }

/** The fields of a channel's own: all of them are looked at, so that a form can say everything at once. */
const checkFields = (given: Members, fields: readonly ChannelField[]): Attributes => {
  const errors = Object.keys(given).flatMap((name) =>
    fields.some((field) => field.name === name) ? [] : [unknownMember('attributes', name)],
  )
  const texts: Record<string, string> = {}
  for (const { name, type, choices, required } of fields) {
    const path = attributePath(name)
    const value = Object.hasOwn(given, name) ? (given[name] ?? '') : ''
    const isMultiline = type === 'multiline'
    const text = typeof value === 'string' ? cleanText(isMultiline ? 'multiline' : 'text', value) : undefined
    const bad = text && textProblem(text, attributeLimits.valueLength, isMultiline)
    if (text === undefined) errors.push(problem(path, 'type'))
    else if (bad) errors.push(unusable(path, bad, text, isMultiline))
    else if (text === '') errors.push(...(required ? [problem(path, 'required')] : []))
    else if (choices?.every((choice) => cleanText('text', choice.value) !== text))
      errors.push(problem(path, 'unknown-value'))
    else texts[name] = text
  }
  return errors.length > 0 ? { errors: errors.slice(0, toldAtMost) } : { attributes: inOrder(texts) }
}

const inOrder = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)))

const checkAttributes = (
  value: unknown,
  rules: IntakeRules,
  fields: readonly ChannelField[] | undefined,
): Attributes => {
  if (!isMembers(value ?? {})) return { errors: [problem('attributes', 'type', 'This must be an object.')] }
  if (fields) return checkFields((value ?? {}) as Members, fields)
  const entries = Object.entries(value ?? {})
  if (entries.length > attributeLimits.count) return { errors: [problem('attributes', 'too-many')] }
  const attributes: [string, string][] = []
  for (const [name, member] of entries) {
    const known = rules.attributes ? rules.attributes.includes(name) : attributeForm.test(name)
    if (!known) return { errors: [unknownMember('attributes', name)] }
    // Where no names are declared they are a stranger's words, and are not repeated.
    const path = rules.attributes ? attributePath(name) : 'attributes'
    if (typeof member !== 'string') return { errors: [problem(path, 'type')] }
    const text = cleanText('text', member)
    const bad = textProblem(text, attributeLimits.valueLength)
    if (bad) return { errors: [unusable(path, bad, text)] }
    if (text !== '') attributes.push([name, text])
  }
  return { attributes: inOrder(Object.fromEntries(attributes)) }
}

/** Which terms were accepted: the present ones of the channel, or an error; nothing where there are none. */
const checkTerms = (
  value: unknown,
  { terms }: Partial<ChannelRules>,
  language: Language,
): { readonly terms?: TermsVersion; readonly error?: IntakeError } => {
  const isGiven = value !== undefined && value !== null && value !== ''
  if (!terms) return isGiven ? { error: problem(acceptedTermsPath, 'unknown-member') } : {}
  if (!isGiven) return { error: problem(acceptedTermsPath, 'required') }
  if (value !== terms.version)
    return { error: problem(acceptedTermsPath, 'unknown-value', 'This is not the present version of the terms.') }
  return { terms: { document: terms.url, version: terms.version, language } }
}

/**
 * Accepts or refuses what a site sent. What is accepted is normalized: equal requests give equal results, with members
 * in one fixed order and without empty ones.
 * @param body the parsed JSON, of any shape
 * @param rules what this installation allows
 * @returns the request, or every error found; paths are dotted, messages never repeat the input
 */
export const acceptOnboardingRequest = (body: unknown, rules: IntakeRules): IntakeResult => {
  if (!isMembers(body)) return { outcome: 'refused', errors: [problem('', 'type', 'The body must be a JSON object.')] }
  const errors = unknownMembers(body, known, '').slice(0, toldAtMost)
  const texts: Partial<Record<OnboardingPath, string>> = {}
  const country = memberAt(body, 'company.address.country')
  const code = typeof country === 'string' ? cleanText('country', country) : ''
  const isCityNeeded = isCountryCode(code) && needsCity(code)
  for (const field of onboardingFields) {
    const required = field.required || (isCityNeeded && field.path === 'company.address.city')
    const result = checkField({ ...field, required }, memberAt(body, field.path), rules)
    const text = 'error' in result ? undefined : settled(field.kind, result.text, rules)
    if ('error' in result) errors.push(result.error)
    if (text !== undefined) texts[field.path] = text
  }
  const own = rules.byChannel?.get(texts.channel ?? '')
  const language = languageIn(own, texts.language, rules)
  if (texts.language !== undefined) texts.language = language
  const attributes = checkAttributes(memberAt(body, 'attributes'), rules, own?.fields)
  if ('errors' in attributes) errors.push(...attributes.errors)
  const { terms, error } = checkTerms(memberAt(body, acceptedTermsPath), own ?? {}, language)
  if (error) errors.push(error)
  if (errors.length > 0 || 'errors' in attributes) return { outcome: 'refused', errors: distinct(errors) }
  return { outcome: 'accepted', request: requestOf(texts, attributes.attributes), ...(terms && { terms }) }
}

/** The language of a request, as far as its channel has it. */
const languageIn = (own: ChannelRules | undefined, tag: string | undefined, rules: IntakeRules): Language => {
  const language = matchLanguage(tag) ?? rules.defaultLanguage
  return own && !own.languages.includes(language) ? own.defaultLanguage : language
}

/** What stands in the request for a text that was taken, or for one that is absent. */
const settled = (kind: FieldKind, text: string | undefined, rules: IntakeRules): string | undefined => {
  if (kind === 'language') return matchLanguage(text) ?? rules.defaultLanguage
  if (kind === 'channel') return text ?? rules.channels[0] ?? 'default'
  return text
}

const distinct = (errors: readonly IntakeError[]): IntakeError[] =>
  errors.filter(
    (error, index) => errors.findIndex((other) => other.path === error.path && other.code === error.code) === index,
  )
