// Business partners and their users as the channel keeps them: told by job 1010, and changed by their Admins until
// headquarters has applied what they ask for. Everything of one partner changes in one transaction.

import { equal } from '../../domain/equal.ts'
import { countsAsUser, plainAddress, type UserChange, type UserStatus } from '../../domain/users/user.ts'
import { createRows } from '../../platform/row-format.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import { after, remove, type Table, type Write } from '../../platform/table.ts'
import type {
  ChannelOrganization,
  PendingChange,
  ToldOrganization,
  ToldRefusal,
  ToldUser,
  UserView,
} from '../partner.ts'
import { pendingFormat, userFormat } from './formats.ts'
import { allEarlierUsers, changeKey, organizationKey, organizationUserKey, wholeOrganization } from './keys.ts'
import { organizationFormat, organizationUserFormat } from './user-formats.ts'

/** A partner with all its users, as they were read. */
export type WholePartner = {
  readonly organization: Stored<ChannelOrganization>
  readonly users: readonly Stored<UserView>[]
}

/** A user of an earlier version, and the row that tells of it. */
export type EarlierUser = {
  readonly userId: string
  readonly organizationId: string
  readonly remove: () => Promise<void>
}

export type ChannelUsers = {
  /** One storage transaction. */
  readonly organization: (organizationId: string) => Promise<Stored<ChannelOrganization> | undefined>
  /** One storage transaction. The row's ETag is that of what sites are shown. */
  readonly read: (organizationId: string, userId: string) => Promise<Stored<UserView> | undefined>
  /** One storage transaction for each thousand users. */
  readonly whole: (organizationId: string) => Promise<WholePartner | undefined>
  /**
   * Users in the order of their ids, at most `limit` of them; one storage transaction unless many are left out.
   * @param cursor where an earlier page ended
   */
  readonly list: (
    organizationId: string,
    asked: { readonly status?: UserStatus; readonly cursor?: string; readonly limit: number },
  ) => Promise<{ readonly users: readonly Stored<UserView>[]; readonly cursor?: string }>
  /**
   * Those who have an address; one storage transaction to find who holds it, and one for each organization of that person.
   * Who has left, or goes by another address by now, is not among them.
   */
  readonly findByEmail: (email: string) => Promise<readonly Stored<UserView>[]>
  /** Stores what an Admin asks for with what the site shows of it; one storage transaction. */
  readonly ask: (before: WholePartner, change: UserChange, user: UserView) => Promise<'written' | 'conflict'>
  /**
   * Tells of a partner that the channel does not know yet; one storage transaction.
   * @returns `conflict` where it knows it
   */
  readonly tellNew: (
    organization: ToldOrganization,
    users: readonly ToldUser[],
  ) => Promise<readonly UserView[] | 'conflict'>
  /**
   * Tells of a partner and some of its users; one storage transaction, none where nothing is new.
   * @param before read before what is told was: what is stored is then never older than what it replaces
   * @returns the users as they are stored now
   */
  readonly tell: (
    before: WholePartner | undefined,
    organization: ToldOrganization,
    users: readonly (ToldUser | ToldRefusal)[],
  ) => Promise<readonly UserView[] | 'conflict'>
  /**
   * Users of one part that an earlier version told of; one storage transaction with the first look of a process and each
   * tenth after it, none with the others.
   */
  readonly earlier: (part: string, limit: number) => Promise<readonly EarlierUser[]>
}

/** Who signs in with an address, and for which organizations. */
export type Holder = { readonly userId: string; readonly organizationIds: readonly string[] }
export type HolderOf = (email: string) => Promise<Holder | undefined>

/** An instance of an earlier version, or a restored backup, may have left some. */
const earlierEvery = 10

const nobody: HolderOf = async () => undefined

/** Counts of a partner that follow from its users. */
const countsOf = (users: readonly UserView[]): Pick<ChannelOrganization, 'userCount' | 'admins'> => ({
  userCount: users.filter(countsAsUser).length,
  admins: users.filter(({ role, status }) => role === 'Admin' && status === 'Active').length,
})

const isSettled = ({ changeId }: PendingChange, { settled = [] }: Pick<ToldUser, 'settled'>): boolean =>
  settled.includes(changeId)

/** What is stored for a user that is told of; `undefined` of a refused one that nobody asked for here. */
const viewOf = (
  { organizationId, hierarchyId }: ToldOrganization,
  told: ToldUser | ToldRefusal,
  known: UserView | undefined,
): UserView | undefined => {
  const { settled: _, ...facts } = told
  const waits = known?.pending && !isSettled(known.pending, told)
  // Who was asked for anew waits still.
  if (waits && known.status === 'Pending') return known
  const { pending: __, ...before } = known ?? {}
  if (!('email' in facts) && !known) return undefined
  const { asked, revision = 0 } = known ?? {}
  const next = {
    ...('email' in facts ? { ...facts, organizationId, hierarchyId } : { ...before, ...facts }),
    ...(waits ? { pending: known.pending } : {}),
    ...(asked ? { asked } : {}),
    revision,
  } as UserView
  return known && equal(next, known) ? known : { ...next, revision: revision + 1 }
}

/** @param holderOf who signs in with an address: headquarters knows */
export const createChannelUsers = (table: Table, holderOf: HolderOf = nobody): ChannelUsers => {
  const organizations = createRows(table, organizationFormat)
  const users = createRows(table, organizationUserFormat)
  const pendingRows = createRows(table, pendingFormat)
  const earlierRows = createRows(table, userFormat)
  const looks = new Map<string, number>()

  const read = (organizationId: string, userId: string) =>
    users.read(shardOf(organizationId), organizationUserKey(organizationId, userId))

  const whole = async (organizationId: string): Promise<WholePartner | undefined> => {
    const part = shardOf(organizationId)
    const [first, ...rest] = await table.range(part, ...wholeOrganization(organizationId))
    if (first?.key !== organizationKey(organizationId)) return undefined
    return {
      organization: await organizations.typed(part, first),
      // Whoever cannot be read may be the last Admin, or have the address: nothing is judged without it.
      users: await Promise.all(rest.map((row) => users.typed(part, row))),
    }
  }

  /** The users of a partner with one of them as it will be. */
  const withUser = (all: readonly Stored<UserView>[], next: readonly UserView[]): UserView[] => {
    const changed = new Map(next.map((user) => [user.userId, user]))
    const kept = all.map(({ value }) => value).filter(({ userId }) => !changed.has(userId))
    return [...kept, ...next]
  }

  const putUser = (before: Stored<UserView> | undefined, user: UserView): Write =>
    before ? users.replace(before, user) : users.create(organizationUserKey(user.organizationId, user.userId), user)

  return {
    organization: (id) => organizations.read(shardOf(id), organizationKey(id)),
    read,
    whole,
    list: async (organizationId, { status, cursor, limit }) => {
      const [, end] = wholeOrganization(organizationId)
      const part = shardOf(organizationId)
      const found: Stored<UserView>[] = []
      let from =
        cursor === undefined
          ? organizationUserKey(organizationId, '')
          : after(organizationUserKey(organizationId, cursor))
      for (;;) {
        const rows = await users.range(part, from, end, limit + 1)
        found.push(...rows.filter(({ value }) => status === undefined || value.status === status))
        const last = rows.at(-1)
        if (rows.length <= limit || !last || found.length > limit) break
        from = after(last.key)
      }
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return { users: page, ...(found.length > limit && last ? { cursor: last.value.userId } : {}) }
    },
    findByEmail: async (email) => {
      const holder = await holderOf(email)
      if (!holder) return []
      const found = await Promise.all(holder.organizationIds.map((id) => read(id, holder.userId)))
      const address = plainAddress(email)
      return found.filter(
        (user) =>
          user !== undefined &&
          plainAddress(user.value.email) === address &&
          (user.value.status === 'Active' || user.value.status === 'Disabled'),
      ) as Stored<UserView>[]
    },
    ask: async ({ organization, users: all }, change, user) => {
      const { organizationId, at, changeId } = change
      const before = all.find(({ value }) => value.userId === user.userId)
      // Replaced with every change, so that of two at once one meets the other.
      return table.write(shardOf(organizationId), [
        organizations.replace(organization, {
          ...organization.value,
          ...countsOf(withUser(all, [user])),
          revision: organization.value.revision + 1,
        }),
        putUser(before, user),
        pendingRows.create(changeKey(organizationId, at, changeId), change),
      ])
    },
    tellNew: async (organization, told) => {
      const { organizationId } = organization
      const views = told.flatMap((user) => viewOf(organization, user, undefined) ?? [])
      const stored = await table.write(shardOf(organizationId), [
        organizations.create(organizationKey(organizationId), { ...organization, ...countsOf(views), revision: 1 }),
        ...views.map((view) => putUser(undefined, view)),
      ])
      return stored === 'written' ? views : 'conflict'
    },
    tell: async (before, organization, told) => {
      const { organizationId } = organization
      const all = before?.users ?? []
      const views = told.flatMap((user) => {
        const row = all.find(({ value }) => value.userId === user.userId)
        const next = viewOf(organization, user, row?.value)
        return next ? [{ known: row, next }] : []
      })
      const known = before?.organization.value
      const facts = {
        ...organization,
        ...countsOf(
          withUser(
            all,
            views.map(({ next }) => next),
          ),
        ),
      }
      const next = { ...facts, revision: known?.revision ?? 0 }
      const changed = views.filter((view) => view.next !== view.known?.value)
      if (!known || !equal(next, known) || changed.length > 0) {
        const row = { ...facts, revision: next.revision + 1 }
        const stored = await table.write(shardOf(organizationId), [
          before
            ? organizations.replace(before.organization, row)
            : organizations.create(organizationKey(organizationId), row),
          ...changed.map((view) => putUser(view.known, view.next)),
        ])
        if (stored === 'conflict') return 'conflict'
      }
      return views.map((view) => view.next)
    },
    earlier: async (part, limit) => {
      const looked = looks.get(part) ?? 0
      looks.set(part, looked + 1)
      if (looked % earlierEvery !== 0) return []
      return (await earlierRows.range(part, ...allEarlierUsers, limit)).map(({ key, value }) => ({
        userId: value.customerId,
        organizationId: value.organizationId,
        remove: async () => {
          await table.write(part, [remove(key)])
        },
      }))
    },
  }
}
