// The fields of a user, and how what a site or a form sends is read by them.

import type { HierarchyRole } from '../customer-hierarchy.ts'
import { isMembers } from '../field.ts'
import { checkField, type FieldError, noSiteRules, problem } from '../field-checks.ts'
import { matchLanguage } from '../languages.ts'
import { type ChangedFields, type ChosenReason, chosenReasons, type UserFields } from './user.ts'

/** Lengths are those of the contact's columns. */
export const userFields = [
  { path: 'firstName', kind: 'name', maxLength: 50, required: false },
  { path: 'lastName', kind: 'name', maxLength: 50, required: true },
  { path: 'email', kind: 'email', maxLength: 100, required: true },
  { path: 'phone', kind: 'phone', maxLength: 50, required: false },
  { path: 'jobTitle', kind: 'text', maxLength: 100, required: false },
  { path: 'language', kind: 'language', maxLength: 35, required: false },
] as const

/** What is wrong with a member; `''` is the whole of it. */
export type UserFieldError = FieldError<string>

/** What a change asks for, as far as the body of a request or a form says it. */
export type AskedChange =
  | { readonly kind: 'add'; readonly fields: UserFields; readonly role: HierarchyRole }
  | { readonly kind: 'edit'; readonly fields: ChangedFields; readonly role?: HierarchyRole }
  | { readonly kind: 'role'; readonly role: HierarchyRole }
  | { readonly kind: 'disable'; readonly reason: ChosenReason; readonly note?: string }
  | { readonly kind: 'enable' }
  | { readonly kind: 'remove' }
  | { readonly kind: 'invite' }

export type ReadChange = { readonly change: AskedChange } | { readonly errors: readonly UserFieldError[] }

const noteField = { path: 'note', kind: 'multiline', maxLength: 500, required: false } as const
const isRole = (value: unknown): value is HierarchyRole => value === 'Admin' || value === 'User'
const isReason = (value: unknown): value is ChosenReason => chosenReasons.some((reason) => reason === value)

/** The fields among the members; what is given and empty stands as an empty text. */
const fieldsIn = (
  given: Readonly<Record<string, unknown>>,
  isWhole: boolean,
): { readonly fields: ChangedFields; readonly errors: UserFieldError[] } => {
  const fields: Record<string, string> = {}
  const errors: UserFieldError[] = []
  for (const field of userFields) {
    if (!isWhole && !Object.hasOwn(given, field.path)) continue
    const result = checkField(field, given[field.path], noSiteRules)
    if ('error' in result) errors.push(result.error)
    else if (result.text === undefined) {
      if (!isWhole) fields[field.path] = ''
    } else if (field.kind === 'language') {
      const language = matchLanguage(result.text)
      if (language) fields[field.path] = language
      else errors.push(problem(field.path, 'unknown-value'))
    } else fields[field.path] = result.text
  }
  return { fields, errors }
}

const unknownMembers = (given: object, known: readonly string[]): UserFieldError[] =>
  Object.keys(given)
    .filter((name) => !known.includes(name))
    .slice(0, 20)
    .map((name) => problem(name.slice(0, 100), 'unknown-member'))

const fieldNames: readonly string[] = userFields.map(({ path }) => path)

/** Reads a new user: every field, and the role, which is User unless it is said. */
export const readNewUser = (body: unknown): ReadChange => {
  if (!isMembers(body)) return { errors: [problem('', 'type')] }
  const { role = 'User' } = body
  const { fields, errors } = fieldsIn(body, true)
  if (!isRole(role)) errors.push(problem('role', 'unknown-value'))
  errors.push(...unknownMembers(body, [...fieldNames, 'role']))
  const { lastName, email, ...others } = fields
  if (errors.length > 0 || !isRole(role) || !lastName || !email) return { errors }
  return { change: { kind: 'add', fields: { ...others, lastName, email } as UserFields, role } }
}

/** Reads `status` with its reason: disables or enables. */
const readStatus = (body: Readonly<Record<string, unknown>>): ReadChange => {
  const { status, reason, note } = body
  const errors = unknownMembers(body, ['status', 'reason', 'note'])
  if (status === 'Active') {
    if ('reason' in body) errors.push(problem('reason', 'unknown-member'))
    if ('note' in body) errors.push(problem('note', 'unknown-member'))
    return errors.length > 0 ? { errors } : { change: { kind: 'enable' } }
  }
  if (status !== 'Disabled') errors.push(problem('status', 'unknown-value'))
  if (!isReason(reason)) errors.push(problem('reason', reason === undefined ? 'required' : 'unknown-value'))
  const text = checkField(noteField, note, noSiteRules)
  if ('error' in text) errors.push(text.error)
  if (errors.length > 0 || !isReason(reason) || 'error' in text) return { errors }
  return { change: { kind: 'disable', reason, ...(text.text === undefined ? {} : { note: text.text }) } }
}

/**
 * Reads what is to be changed of a user: some of the fields and the role, or `status` with its reason, which stands alone.
 */
export const readUserChange = (body: unknown): ReadChange => {
  if (!isMembers(body)) return { errors: [problem('', 'type')] }
  if ('status' in body || 'reason' in body || 'note' in body) return readStatus(body)
  const { fields, errors } = fieldsIn(body, false)
  const { role } = body
  errors.push(...unknownMembers(body, [...fieldNames, 'role']))
  if ('role' in body && !isRole(role)) errors.push(problem('role', 'unknown-value'))
  if (errors.length === 0 && Object.keys(body).length === 0) errors.push(problem('', 'required'))
  if (errors.length > 0) return { errors }
  if (Object.keys(fields).length === 0 && isRole(role)) return { change: { kind: 'role', role } }
  return { change: { kind: 'edit', fields, ...(isRole(role) ? { role } : {}) } }
}
