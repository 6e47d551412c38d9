// Which fields of a request may be asked for with a question, and what an answer makes of them.

import { type AddressPart, needsCity } from './address-formats.ts'
import { type Members, memberAt, membersAt, type TextsAt, textsAt } from './field.ts'
import type { FieldChange } from './field-changes.ts'
import { checkField, type FieldError, noSiteRules, problem } from './field-checks.ts'
import { type OnboardingField, type OnboardingPath, onboardingFields } from './onboarding-fields.ts'
import type { OnboardingRequest } from './onboarding-request.ts'

/** The address decides where mails go, and is confirmed by its owner; the others are not the applicant's to correct. */
const neverAsked = ['requestor.email', 'comments', 'language', 'channel'] as const
type NeverAsked = (typeof neverAsked)[number]
export type AskedPath = Exclude<OnboardingPath, NeverAsked>

const isAskable = (field: OnboardingField): field is OnboardingField & { readonly path: AskedPath } =>
  !neverAsked.some((path) => path === field.path)

export const askableFields = onboardingFields.filter(isAskable)

const addressPrefix = 'company.address.'

/** What is asked for by this name: one field, or the whole of the address, whose parts depend on each other. */
export const askedName = (path: AskedPath): string =>
  path.startsWith(addressPrefix) ? addressPrefix.slice(0, -1) : path

/** Every name that may be asked for, in the order of the form. */
export const askableNames: readonly string[] = [...new Set(askableFields.map(({ path }) => askedName(path)))]

/** The fields of names; a part of the address brings the whole of it. `undefined` where one is not among `askableNames`. */
export const pathsAsked = (names: readonly string[]): AskedPath[] | undefined => {
  const wanted = names.map((name) => (name.startsWith(addressPrefix) ? addressPrefix.slice(0, -1) : name))
  if (wanted.some((name) => !askableNames.includes(name))) return undefined
  return askableFields.map(({ path }) => path).filter((path) => wanted.includes(askedName(path)))
}

/** A field that is asked for, with its present text. */
export type AskedField = { readonly path: AskedPath; readonly value?: string }

/** The fields that are asked for, as the request has them now. */
export const askedFields = (request: OnboardingRequest, paths: readonly AskedPath[]): AskedField[] => {
  const texts = textsAt(onboardingFields, request)
  return paths.map((path) => ({ path, ...(texts[path] === undefined ? {} : { value: texts[path] }) }))
}

/** Corrected texts by their fields; one that was emptied is empty. */
export type Corrections = TextsAt<AskedPath>

/** The longest answer, in UTF-16 code units; as long as comments, whose path its mistakes have. */
export const answerField = { path: 'comments', kind: 'multiline', maxLength: 1500, required: true } as const

export type AnswerError = FieldError<AskedPath | typeof answerField.path | ''>

/** What an applicant typed, once it is checked. */
export type CheckedAnswer =
  | { readonly outcome: 'accepted'; readonly text: string; readonly values: Corrections }
  | { readonly outcome: 'refused'; readonly errors: readonly AnswerError[] }

const isPartOf = (path: AskedPath, part: AddressPart | 'country'): boolean => path === `${addressPrefix}${part}`

/**
 * Checks an answer by the rules of the form.
 * @param asked fields of the question, with their present texts
 * @param given texts by path; one that is absent stays as it is
 */
export const checkAnswer = (
  asked: readonly AskedField[],
  answer: unknown,
  given: Readonly<Record<string, unknown>>,
): CheckedAnswer => {
  const errors: AnswerError[] = []
  const said = checkField(answerField, answer, noSiteRules)
  if ('error' in said) errors.push(said.error)
  const values: Partial<Record<AskedPath, string>> = {}
  for (const { path, value } of asked) {
    const field = askableFields.find((one) => one.path === path)
    if (!field || given[path] === undefined) continue
    const checked = checkField({ ...field, path }, given[path], noSiteRules)
    if ('error' in checked) errors.push(checked.error)
    else if ((checked.text ?? '') !== (value ?? '')) values[path] = checked.text ?? ''
  }
  const textOf = (part: AddressPart | 'country'): string => {
    const at = asked.find(({ path }) => isPartOf(path, part))
    return (at && (values[at.path] ?? at.value)) ?? ''
  }
  const city = asked.find(({ path }) => isPartOf(path, 'city'))
  const isWrong = city && errors.some(({ path }) => path === city.path)
  if (city && !isWrong && textOf('city') === '' && needsCity(textOf('country')))
    errors.push(problem(city.path, 'required'))
  if (errors.length > 0 || 'error' in said) return { outcome: 'refused', errors }
  return { outcome: 'accepted', text: said.text ?? '', values }
}

const leavesOf = (value: Members, before = ''): string[] =>
  Object.entries(value).flatMap(([name, inner]) => {
    const path = before === '' ? name : `${before}.${name}`
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? leavesOf(inner as Members, path)
      : [path]
  })

/** The texts of a JSON body that has the form of a request, by path; and the paths that were not asked for. */
export const givenIn = (
  body: Members,
  asked: readonly AskedField[],
): { readonly given: Readonly<Record<string, unknown>>; readonly unknown: readonly string[] } => {
  const paths: readonly string[] = asked.map(({ path }) => path)
  const all = leavesOf(body)
  return {
    given: Object.fromEntries(all.filter((path) => paths.includes(path)).map((path) => [path, memberAt(body, path)])),
    unknown: all.filter((path) => !paths.includes(path)),
  }
}

/** The request with the corrected texts, and from what to what they changed. */
export const corrected = (
  request: OnboardingRequest,
  values: Corrections,
): { readonly request: OnboardingRequest; readonly changes: readonly FieldChange[] } => {
  const before = textsAt(onboardingFields, request)
  const after: TextsAt<OnboardingPath> = { ...before, ...values }
  const changes = askableFields.flatMap(({ path }): FieldChange[] => {
    const [was = '', is = ''] = [before[path], after[path]]
    if (was === is) return []
    return [{ path, ...(was === '' ? {} : { before: was }), ...(is === '' ? {} : { after: is }) }]
  })
  if (changes.length === 0) return { request, changes }
  // In the order of the table, as a request is stored.
  const texts = Object.fromEntries(
    onboardingFields.flatMap(({ path }) => (after[path] ? [[path, after[path]] as const] : [])),
  )
  const { attributes, terms } = request
  const next = { ...membersAt(texts), attributes, ...(terms ? { terms } : {}) } as OnboardingRequest
  return { request: next, changes }
}
