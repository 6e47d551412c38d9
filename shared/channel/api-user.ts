// Users and their organization as the interface for sites tells them, and what may be asked of the list.

import type { ToldCredit } from '../domain/credit.ts'
import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
import { type FieldError, problem } from '../domain/field-checks.ts'
import { type UserStatus, userStatuses } from '../domain/users/user.ts'
import { asGuid } from '../platform/ids.ts'
import type { Stored } from '../platform/stored.ts'
import { type ChannelOrganization, isListed, type PendingChange, type UserView } from './partner.ts'

/** A user as the Admins of the organization see it. @member etag of this very state, for If-Match */
export type ApiUser = Pick<
  UserView,
  | 'userId'
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'phone'
  | 'jobTitle'
  | 'spendingLimit'
  | 'language'
  | 'role'
  | 'status'
  | 'reason'
  | 'addedAt'
  | 'endedAt'
  | 'refused'
> & { readonly pending?: Omit<PendingChange, 'changeId'>; readonly etag: string }

export const apiUser = ({ etag, value }: Stored<UserView>): ApiUser => {
  const { organizationId: _, hierarchyId: __, revision: ___, asked: ____, invited: _____, pending, ...shown } = value
  if (!pending) return { ...shown, etag }
  const { changeId: ______, ...asked } = pending
  return { ...shown, pending: asked, etag }
}

export type ApiOrganization = Pick<
  ChannelOrganization,
  'organizationId' | 'number' | 'name' | 'status' | 'channels'
> & {
  readonly addresses: readonly Readonly<Record<string, string>>[]
  /** 0 = no limit. */
  readonly maxUsers: number
  readonly userCount: number
  /** Told to Admins only. */
  readonly credit?: ToldCredit
}

export const apiOrganization = (
  { organizationId, number, name, status, channels, address, userCount, maxUsers, credit }: ChannelOrganization,
  usually: number,
  role: HierarchyRole,
): ApiOrganization => ({
  organizationId,
  number,
  name,
  status,
  channels,
  addresses: address ? [address] : [],
  maxUsers: maxUsers ?? usually,
  userCount,
  ...(credit && role === 'Admin' ? { credit } : {}),
})

export const pageLimits = { defaultPage: 50, largestPage: 200 } as const

export type UsersQuery = { readonly status?: UserStatus; readonly after?: string; readonly pageSize: number }

/** Reads `status`, `cursor` and `pageSize` (1 to 200); absent or empty ones have their defaults. */
export const usersQuery = (query: URLSearchParams): UsersQuery | { readonly errors: readonly FieldError[] } => {
  const given = (name: string) => query.get(name) || undefined
  const errors: FieldError[] = []
  const status = userStatuses.find((known) => known === given('status'))
  if (given('status') !== undefined && !status) errors.push(problem('status', 'unknown-value'))
  const pageSize = Number(given('pageSize') ?? pageLimits.defaultPage)
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > pageLimits.largestPage)
    errors.push(problem('pageSize', 'format', `Give a whole number from 1 to ${pageLimits.largestPage}.`))
  const after = asGuid(given('cursor'))
  if (given('cursor') !== undefined && after === undefined)
    errors.push(problem('cursor', 'format', 'Give a cursor that an earlier page returned.'))
  if (errors.length > 0) return { errors }
  return { ...(status ? { status } : {}), ...(after === undefined ? {} : { after }), pageSize }
}

/**
 * One page of the users of an organization, in the order of their ids. Without a status it leaves out those who were
 * removed, and refused ones after a while.
 */
export const usersPage = (
  users: readonly Stored<UserView>[],
  { status, after = '', pageSize }: UsersQuery,
  now: Date,
): { readonly items: readonly ApiUser[]; readonly cursor?: string } => {
  const wanted = users.filter(({ value }) =>
    value.userId > after && status ? value.status === status : value.userId > after && isListed(value, now),
  )
  const page = wanted.toSorted((a, b) => (a.value.userId < b.value.userId ? -1 : 1)).slice(0, pageSize)
  const last = page.at(-1)
  return { items: page.map(apiUser), ...(wanted.length > pageSize && last ? { cursor: last.value.userId } : {}) }
}
