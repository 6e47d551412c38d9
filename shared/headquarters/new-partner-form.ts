// What a form of the page *New business partner* asks for: an organization that was picked or typed, contacts that were
// ticked, and somebody new.

import type { Values } from '../domain/customer-fields.ts'
import type { FieldErrorCode } from '../domain/field-checks.ts'
import { type NewPartner, organizationFields, type PartnerUser, readNewPartner } from '../domain/new-partner.ts'
import type { TradeLists } from '../domain/trade-codes.ts'
import { userFields } from '../domain/users/user-fields.ts'

/** A contact of the account that may become a user. */
export type OfferedContact = {
  /** Of the contact. */
  readonly id: string
  /** The person who is here by now, or else the contact's own. */
  readonly userId: string
  readonly name: string
  readonly firstName?: string
  readonly lastName?: string
  readonly email: string
  readonly jobTitle?: string
}

export type Typed = Readonly<Record<string, string>>

/** What is wrong with a control: of a field, or `contact:` and an id; `users` of all of them. */
export type PartnerFormError = { readonly path: string; readonly code: FieldErrorCode | 'sign-in-taken' }

export type PickedOrganization =
  | { readonly organizationId: string }
  | { readonly accountId: string; readonly values: Values }

export type PartnerForm = {
  readonly typed: Typed
  readonly ticked: readonly OfferedContact[]
  /** Ids of the contacts that are to be Admins. */
  readonly admins: readonly string[]
  /** The organization that was picked: one that is here, or the account that it will be. */
  readonly picked?: PickedOrganization | undefined
  /** The person who signs in with the address that was typed, where staff say that it is the one. */
  readonly person?: { readonly customerId: string; readonly lastName: string } | undefined
  readonly invite: boolean
}

const personNames = userFields.map(({ path }) => path)

/** What was typed and chosen, by the names of the controls; each as it was typed. */
export const typedIn = (form: URLSearchParams): Typed =>
  Object.fromEntries([...form].filter(([name]) => /^(organization|person)\./.test(name)))

/** Texts under a prefix as nested members; empty ones are left out. */
const nested = (typed: Typed, prefix: string, paths: readonly string[]): Record<string, unknown> => {
  const made: Record<string, unknown> = {}
  for (const path of paths) {
    const text = typed[`${prefix}${path}`]?.trim() ?? ''
    const [group, name] = path.split('.')
    if (text === '' || group === undefined) continue
    if (name === undefined) made[group] = text
    else made[group] = { ...(made[group] as object | undefined), [name]: text }
  }
  return made
}

/** Whether somebody new is named: any field says something. */
const isNamed = (typed: Typed): boolean => personNames.some((name) => (typed[`person.${name}`]?.trim() ?? '') !== '')

/** The control that an error is of. */
const controlOf = (path: string, ticked: readonly OfferedContact[]): string => {
  const [, at, of] = /^users\[(\d+)\](?:\.(.*))?$/.exec(path) ?? []
  if (at === undefined) return path
  const contact = ticked[Number(at)]
  return contact ? `contact:${contact.id}` : `person.${of ?? ''}`
}

/**
 * Reads it.
 * @returns the partner, with the user that each control stands for; or every control with what is wrong, where `users` says
 *   that nobody is Admin
 */
export const readPartnerForm = (
  { typed, ticked, admins, picked, person, invite }: PartnerForm,
  lists: TradeLists,
):
  | { readonly partner: NewPartner; readonly controls: readonly string[] }
  | { readonly errors: readonly PartnerFormError[] } => {
  const isNew = ticked.length === 0 || isNamed(typed)
  const fields = nested(typed, 'person.', personNames)
  const users = [
    ...ticked.map(({ id, firstName, lastName, email }) => ({
      ...(firstName ? { firstName } : {}),
      ...(lastName ? { lastName } : {}),
      email,
      role: admins.includes(id) ? 'Admin' : 'User',
    })),
    ...(isNew
      ? [
          {
            ...(person ? { email: fields['email'], lastName: person.lastName } : fields),
            role: typed['person.role'] ?? 'User',
          },
        ]
      : []),
  ]
  const organization = picked
    ? { organizationId: 'accountId' in picked ? picked.accountId : picked.organizationId }
    : nested(
        typed,
        'organization.',
        organizationFields.map(({ path }) => path),
      )
  const read = readNewPartner({ organization, users, invite }, lists)
  if ('errors' in read)
    return { errors: read.errors.map(({ path, code }) => ({ path: controlOf(path, ticked), code })) }
  const ids = [...ticked.map(({ userId }) => userId), person?.customerId]
  const picks: PartnerUser[] = read.users.map(({ fields: each, role }, at) => {
    const userId = ids[at]
    return { fields: each, role, ...(userId === undefined ? {} : { userId }) }
  })
  return {
    partner: { ...read, ...(picked ? { organization: picked } : {}), users: picks },
    controls: [...ticked.map(({ id }) => `contact:${id}`), ...(isNew ? ['person'] : [])],
  }
}
