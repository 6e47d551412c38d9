// The shop's own list of who may sign in, as the changes of its channel tell it. Pure: data in, data out.

/** A user as the feed tells of one; who is in several organizations is told of once for each. */
export type ShopUser = {
  readonly userId: string
  readonly organizationId: string
  readonly firstName?: string
  readonly lastName: string
  readonly email: string
  /** BCP 47. */
  readonly language: string
  readonly role: 'Admin' | 'User'
  readonly status: string
  readonly revision: number
  readonly organization: { readonly number: string; readonly name: string; readonly status: string }
}

export type Change = {
  readonly type: 'user' | 'organization' | 'request'
  readonly id: string
  readonly organizationId?: string
  readonly revision: number
  readonly status: string
  /** As the user is now; absent where the shop may not see the user any more. */
  readonly user?: ShopUser
}

type Partner = { readonly status: string; readonly revision: number }

export type UserList = {
  /** From where on changes are read; absent = from the oldest. */
  readonly cursor?: string
  readonly users: Readonly<Record<string, ShopUser>>
  readonly partners: Readonly<Record<string, Partner>>
}

export const emptyList: UserList = { users: {}, partners: {} }

const keyOf = (organizationId: string, userId: string): string => `${organizationId} ${userId}`

/** The list with a user as it is now; an older state than the one that is known changes nothing. */
export const withUser = (list: UserList, user: ShopUser): UserList => {
  const { organizationId, userId, organization, revision } = user
  const key = keyOf(organizationId, userId)
  const partner = { revision: list.partners[organizationId]?.revision ?? 0, status: organization.status }
  return {
    ...list,
    users: revision < (list.users[key]?.revision ?? 0) ? list.users : { ...list.users, [key]: user },
    partners: { ...list.partners, [organizationId]: partner },
  }
}

/** The list after a change. Told twice, or of an older state, it changes nothing: changes come at least once. */
export const withChange = (list: UserList, change: Change): UserList => {
  const { type, id, organizationId, revision, status, user } = change
  if (type === 'organization')
    return revision < (list.partners[id]?.revision ?? 0)
      ? list
      : { ...list, partners: { ...list.partners, [id]: { status, revision } } }
  if (type !== 'user' || organizationId === undefined) return list
  if (user) return withUser(list, user)
  const { [keyOf(organizationId, id)]: _, ...users } = list.users
  return { ...list, users }
}

/** Whether a user may sign in: Active, of a partner that is Active. A suspended partner is told of without its users. */
const maySignIn = (list: UserList, { status, organizationId }: ShopUser): boolean =>
  status === 'Active' && list.partners[organizationId]?.status === 'Active'

/** What somebody may act as, one entry for each organization. */
export const membershipsOf = (list: UserList, userId: string): readonly ShopUser[] =>
  Object.values(list.users).filter((user) => user.userId === userId && maySignIn(list, user))

const plain = (email: string): string => email.trim().toLowerCase()

/** Who may sign in with an address. */
export const findByEmail = (list: UserList, email: string): ShopUser | undefined =>
  Object.values(list.users).find((user) => plain(user.email) === plain(email) && maySignIn(list, user))
