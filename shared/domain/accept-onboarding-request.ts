// Decides whether what a site sent is an onboarding request.

import { checkField, type FieldError, type IntakeRules, problem } from './field-checks.ts'
import { matchLanguage } from './languages.ts'
import { attributeLimits, onboardingFields } from './onboarding-fields.ts'
import type { OnboardingRequest } from './onboarding-request.ts'
import { normalizeText, textProblem } from './text.ts'

export type IntakeResult =
  | { readonly outcome: 'accepted'; readonly request: OnboardingRequest }
  | { readonly outcome: 'refused'; readonly errors: readonly FieldError[] }

type Members = Record<string, unknown>

const attributeName = /^[A-Za-z][A-Za-z0-9_-]*$/

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const at = (body: Members, steps: readonly string[]): unknown =>
  steps.reduce<unknown>(
    (value, member) => (isMembers(value) && Object.hasOwn(value, member) ? value[member] : undefined),
    body,
  )

const fields = onboardingFields.map((field) => ({ field, steps: field.path.split('.') }))

/** The members there are: objects with their own members, and everything else. */
type Known = Map<string, Known | 'value'>

const known: Known = new Map([['attributes', 'value']])
for (const { steps } of fields) {
  let members = known
  steps.forEach((step, index) => {
    const inner = members.get(step) ?? (index === steps.length - 1 ? 'value' : new Map())
    members.set(step, inner)
    if (inner !== 'value') members = inner
  })
}

const unknownMembers = (value: Members, members: Known, base: string): FieldError[] =>
  Object.entries(value).flatMap(([name, member]) => {
    const inner = members.get(name)
    if (inner === 'value') return []
    // The name itself came from outside, so it is not repeated: the error stands at the object that contains it.
    if (!inner) return [problem(base, 'unknown-member', 'This has a member that is not known here.')]
    const path = base === '' ? name : `${base}.${name}`
    if (isMembers(member)) return unknownMembers(member, inner, path)
    return member === undefined || member === null ? [] : [problem(path, 'type', 'This must be an object.')]
  })

const checkAttributes = (
  value: unknown,
  rules: IntakeRules,
): { attributes: Record<string, string> } | { errors: FieldError[] } => {
  if (value === undefined || value === null) return { attributes: {} }
  if (!isMembers(value)) return { errors: [problem('attributes', 'type', 'This must be an object.')] }
  const entries = Object.entries(value)
  if (entries.length > attributeLimits.count) return { errors: [problem('attributes', 'too-many')] }
  const attributes: [string, string][] = []
  for (const [name, member] of entries) {
    const known = rules.attributes
      ? rules.attributes.includes(name)
      : attributeName.test(name) && name.length <= attributeLimits.nameLength
    if (!known)
      return { errors: [problem('attributes', 'unknown-member', 'This has a member that is not known here.')] }
    if (typeof member !== 'string') return { errors: [problem(`attributes.${name}`, 'type')] }
    const text = normalizeText(member)
    const bad = textProblem(text, attributeLimits.valueLength)
    if (bad) return { errors: [problem(`attributes.${name}`, bad)] }
    if (text !== '') attributes.push([name, text])
  }
  return { attributes: Object.fromEntries(attributes.sort(([a], [b]) => (a < b ? -1 : 1))) }
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
  const errors = unknownMembers(body, known, '')
  const values: Partial<Record<(typeof onboardingFields)[number]['path'], string>> = {}
  for (const { field, steps } of fields) {
    const result = checkField(field, at(body, steps), rules)
    if ('error' in result) errors.push(result.error)
    else if (result.text !== undefined) values[field.path] = result.text
  }
  const attributes = checkAttributes(at(body, ['attributes']), rules)
  if ('errors' in attributes) errors.push(...attributes.errors)
  if (errors.length > 0 || 'errors' in attributes) return { outcome: 'refused', errors: distinct(errors) }
  return { outcome: 'accepted', request: build(values, attributes.attributes, rules) }
}

const distinct = (errors: readonly FieldError[]): FieldError[] =>
  errors.filter(
    (error, index) => errors.findIndex((other) => other.path === error.path && other.code === error.code) === index,
  )

const given = <K extends string>(name: K, value: string | undefined): { [key in K]?: string } =>
  (value === undefined ? {} : { [name]: value }) as { [key in K]?: string }

const build = (
  values: Partial<Record<(typeof onboardingFields)[number]['path'], string>>,
  attributes: Record<string, string>,
  rules: IntakeRules,
): OnboardingRequest => ({
  company: {
    name: values['company.name'] ?? '',
    ...given('website', values['company.website']),
    ...given('registrationNumber', values['company.registrationNumber']),
    ...given('taxId', values['company.taxId']),
    ...given('phone', values['company.phone']),
    address: {
      line1: values['company.address.line1'] ?? '',
      ...given('line2', values['company.address.line2']),
      city: values['company.address.city'] ?? '',
      ...given('stateOrProvince', values['company.address.stateOrProvince']),
      ...given('postalCode', values['company.address.postalCode']),
      country: values['company.address.country'] ?? '',
    },
  },
  requestor: {
    firstName: values['requestor.firstName'] ?? '',
    lastName: values['requestor.lastName'] ?? '',
    email: values['requestor.email'] ?? '',
    ...given('phone', values['requestor.phone']),
    ...given('jobTitle', values['requestor.jobTitle']),
  },
  ...given('comments', values.comments),
  language: matchLanguage(values.language) ?? rules.defaultLanguage,
  channel: values.channel ?? rules.channels[0] ?? 'default',
  attributes,
})
