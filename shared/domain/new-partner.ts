// A partner that no onboarding made, as staff or a program name it: an organization that is here or a new one, and its users,
// of whom the first Admin begins the hierarchy.

import { type CustomerPath, customerFields, type Values } from './customer-fields.ts'
import type { HierarchyRole } from './customer-hierarchy.ts'
import { isMembers } from './field.ts'
import { checkField, noSiteRules, problem } from './field-checks.ts'
import { readGuid } from './readers.ts'
import type { TradeLists } from './trade-codes.ts'
import { isTradePath } from './trade-paths.ts'
import type { UserFields } from './users/user.ts'
import { readNewUser, type UserFieldError } from './users/user-fields.ts'

export type PartnerUser = {
  readonly fields: UserFields
  readonly role: HierarchyRole
  /** Somebody who was picked: a person who is here, or a contact in Sales of whom none is here yet. */
  readonly userId?: string
}

export type NewPartner = {
  /** One that is here, or the texts of a new one; with the id of its account where it stands in Sales already. */
  readonly organization: { readonly organizationId: string } | { readonly values: Values; readonly accountId?: string }
  readonly users: readonly PartnerUser[]
  /** Whether the users are told by mail that they may sign in. */
  readonly invite: boolean
}

/** How many users one call names at most. */
const mostUsers = 50
/** A credit has a way of its own, on which a second person may have to confirm it. */
export const organizationFields = customerFields.Organization.filter(({ path }) => !path.startsWith('credit.'))
const topNames = new Set(organizationFields.map(({ path }) => path.split('.')[0] ?? path))
const addressNames = new Set(
  organizationFields.flatMap(({ path }) => (path.startsWith('address.') ? [path.slice('address.'.length)] : [])),
)

const unknownIn = (given: object, known: ReadonlySet<string>, at: string): UserFieldError[] =>
  Object.keys(given)
    .filter((name) => !known.has(name))
    .slice(0, 20)
    .map((name) => problem(`${at}${name.slice(0, 100)}`, 'unknown-member'))

const readOrganization = (
  given: unknown,
  lists: TradeLists,
  errors: UserFieldError[],
): NewPartner['organization'] | undefined => {
  if (!isMembers(given)) {
    errors.push(problem('organization', given === undefined ? 'required' : 'type'))
    return undefined
  }
  if ('organizationId' in given) {
    const organizationId = readGuid(given['organizationId'])
    if (!organizationId) errors.push(problem('organization.organizationId', 'format'))
    errors.push(...unknownIn(given, new Set(['organizationId']), 'organization.'))
    return organizationId === undefined ? undefined : { organizationId }
  }
  const { address = {} } = given
  errors.push(...unknownIn(given, topNames, 'organization.'))
  if (!isMembers(address)) errors.push(problem('organization.address', 'type'))
  else errors.push(...unknownIn(address, addressNames, 'organization.address.'))
  const values: Partial<Record<CustomerPath, string>> = {}
  const texts: Readonly<Record<string, unknown>> = {
    ...given,
    ...Object.fromEntries(
      Object.entries(isMembers(address) ? address : {}).map(([name, text]) => [`address.${name}`, text]),
    ),
  }
  for (const field of organizationFields) {
    const result = checkField(field, texts[field.path], noSiteRules)
    if ('error' in result) errors.push({ ...result.error, path: `organization.${field.path}` })
    else if (result.text === undefined) continue
    else if (isTradePath(field.path) && !lists[field.path].has(result.text))
      errors.push(problem(`organization.${field.path}`, 'unknown-value'))
    else values[field.path] = result.text
  }
  return { values }
}

const readUsers = (given: unknown, errors: UserFieldError[]): PartnerUser[] => {
  if (!Array.isArray(given) || given.length === 0 || given.length > mostUsers) {
    errors.push(problem('users', given === undefined ? 'required' : 'type'))
    return []
  }
  const users = given.flatMap((one: unknown, at): PartnerUser[] => {
    const read = readNewUser(one)
    if ('errors' in read) {
      errors.push(...read.errors.map((error) => ({ ...error, path: `users[${at}]${error.path && `.${error.path}`}` })))
      return []
    }
    return read.change.kind === 'add' ? [read.change] : []
  })
  const addresses = users.map(({ fields }) => fields.email.toLowerCase())
  addresses.forEach((address, at) => {
    if (addresses.indexOf(address) < at) errors.push(problem(`users[${at}].email`, 'unknown-value'))
  })
  if (users.length === given.length && !users.some(({ role }) => role === 'Admin'))
    errors.push(problem('users', 'required'))
  return users
}

/**
 * Reads what a partner is to be made of.
 * @param lists codes that settings have
 * @returns every member that is wrong by its place, such as `users[1].email`; that nobody is Admin is said of `users`
 */
export const readNewPartner = (
  body: unknown,
  lists: TradeLists,
): NewPartner | { readonly errors: readonly UserFieldError[] } => {
  if (!isMembers(body)) return { errors: [problem('', 'type')] }
  const errors = unknownIn(body, new Set(['organization', 'users', 'invite']), '')
  const { invite = true } = body
  if (typeof invite !== 'boolean') errors.push(problem('invite', 'type'))
  const organization = readOrganization(body['organization'], lists, errors)
  const users = readUsers(body['users'], errors)
  return errors.length > 0 || !organization ? { errors } : { organization, users, invite: invite === true }
}
