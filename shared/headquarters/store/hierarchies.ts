// Customer hierarchies as they are kept: with their organization, each member in a row of its own. What is done for one
// person reads and writes that person's row and the hierarchy's, however many members there are.

import {
  byJoining,
  type CustomerHierarchy,
  type HierarchyHead,
  type HierarchyMember,
  isActive,
  isUser,
  type KeptMember,
} from '../../domain/customer-hierarchy.ts'
import type { PartnerStatus } from '../../domain/users/user.ts'
import { rememberHomes } from '../../platform/homes.ts'
import { createRows } from '../../platform/row-format.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Table } from '../../platform/table.ts'
import { hierarchyFormat, type KeptHierarchy, memberFormat } from './hierarchy-formats.ts'
import { hierarchyAndMembers, hierarchyKey, memberKey } from './keys.ts'
import { partnerWrites, statusOf, userLine, userWrites } from './partner-lines.ts'
import { refusalWrites } from './refusals.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** A hierarchy and one person's place in it, as they were read. */
export type PlaceInHierarchy = {
  readonly home: string
  readonly head: HierarchyHead
  readonly hasAdmin: boolean
  /** Absent when the person is not in it. */
  readonly member?: KeptMember
  readonly rows: { readonly hierarchy: Stored<KeptHierarchy>; readonly member?: Stored<KeptMember> }
}

export type HierarchyStore = {
  /**
   * Finds the hierarchy of an organization wherever it lives; one storage transaction, or one per part the first time.
   */
  readonly locate: (hierarchyId: string) => Promise<{ home: string; head: HierarchyHead } | undefined>
  /** The same, with all its members. */
  readonly locateWhole: (hierarchyId: string) => Promise<{ home: string; value: CustomerHierarchy } | undefined>
  /** The place of one person in the hierarchy of an organization, where that is kept; two storage transactions. */
  readonly readPlace: (
    organization: { readonly customerId: string; readonly home: string },
    customerId: string,
  ) => Promise<PlaceInHierarchy | undefined>
  /** The same, wherever the organization is kept. */
  readonly locatePlace: (hierarchyId: string, customerId: string) => Promise<PlaceInHierarchy | undefined>
  /** @param home where the organization is kept */
  readonly readWhole: (home: string, hierarchyId: string) => Promise<CustomerHierarchy | undefined>
  /** The hierarchy of an organization without its members; one storage transaction. */
  readonly readHead: (home: string, hierarchyId: string) => Promise<HierarchyHead | undefined>
  /** One storage transaction, or two for a member that an earlier version stored. */
  readonly readMember: (home: string, hierarchyId: string, customerId: string) => Promise<KeptMember | undefined>
  /**
   * @param hierarchy with its first member, or few
   * @param madeFrom what it is made of where no onboarding makes it
   */
  readonly create: (unit: UnitOfWork, home: string, hierarchy: CustomerHierarchy, madeFrom?: string) => void
  /**
   * Gives the hierarchy of an organization another name, if there is one and it has not that name yet, nor one that staff
   * gave it; one storage transaction for the reading.
   * @param home where the organization is kept
   */
  readonly rename: (unit: UnitOfWork, home: string, hierarchyId: string, name: string) => Promise<void>
  /** Gives a partner another status unless the hierarchy changed since it was read. @param reason for staff */
  readonly putStatus: (unit: UnitOfWork, before: KeptPartner, status: PartnerStatus, reason: string) => void
  /** Stores what staff changed of a hierarchy itself, unless it changed since it was read. */
  readonly putHead: (unit: UnitOfWork, before: KeptPartner, head: HierarchyHead) => void
  /** Adds or changes a member unless the hierarchy changed since it was read. */
  readonly putMember: (unit: UnitOfWork, before: PlaceInHierarchy, member: KeptMember) => void
  /**
   * A hierarchy with all its members as they are kept, for whoever changes one of them; one storage transaction.
   * @param home where the organization is kept
   */
  readonly readKept: (home: string, hierarchyId: string) => Promise<KeptPartner | undefined>
  /**
   * Puts the lines of a partner and its users into the lists, where an earlier version stored it and they are not there;
   * safe to repeat. What changed meanwhile is listed by the next time.
   */
  readonly list: (partner: KeptPartner) => Promise<void>
}

/** A hierarchy and its members, as they were read. */
export type KeptPartner = {
  readonly home: string
  readonly head: HierarchyHead
  readonly members: readonly KeptMember[]
  /** Its lines, and those of its users, stand in the lists. */
  readonly isListed: boolean
  /** The place of a member, or of somebody who is none yet. */
  readonly place: (customerId: string) => PlaceInHierarchy
}

/** How many members of the first version get rows of their own with a change: a transaction has room for little. */
const movedAtOnce = 10

const isAdmin = (member: HierarchyMember | undefined): number => (member?.role === 'Admin' && isActive(member) ? 1 : 0)
const headOf = ({ admins: _, earlier: __, users: ___, madeFrom: ____, ...head }: KeptHierarchy): HierarchyHead => head
const countOf = (member: HierarchyMember | undefined): number => (member && isUser(member) ? 1 : 0)
/** Without what only its keeping needs. */
const shown = ({ home: _, settled: __, invited: ___, ...member }: KeptMember): HierarchyMember => member
const memberIn = (kept: KeptHierarchy | undefined, id: string): KeptMember | undefined =>
  kept?.earlier?.find(({ customerId }) => customerId === id)

/** One person's place, by the rows that were read. */
const placeOf = (
  home: string,
  hierarchy: Stored<KeptHierarchy>,
  customerId: string,
  row: Stored<KeptMember> | undefined,
): PlaceInHierarchy => {
  const member = row?.value ?? memberIn(hierarchy.value, customerId)
  return {
    home,
    head: headOf(hierarchy.value),
    hasAdmin: hierarchy.value.admins > 0,
    ...(member ? { member } : {}),
    rows: { hierarchy, ...(row ? { member: row } : {}) },
  }
}

const lineOf = ({ organizationId, number, name, status = 'Active', users = 0, admins, createdAt }: KeptHierarchy) => ({
  organizationId,
  number,
  name,
  status,
  users,
  admins,
  createdAt,
})

/** Lines of this many users stand in one transaction, each in two lists and by its words. */
const listedAtOnce = 10

export const createHierarchyStore = (table: Table): HierarchyStore => {
  const hierarchies = createRows(table, hierarchyFormat)
  const members = createRows(table, memberFormat)

  const homes = rememberHomes()
  const find = (id: string) => homes.find(id, (home) => hierarchies.read(home, hierarchyKey(id)))

  const readPlace = async (
    home: string,
    hierarchy: Stored<KeptHierarchy>,
    customerId: string,
  ): Promise<PlaceInHierarchy> =>
    placeOf(home, hierarchy, customerId, await members.read(home, memberKey(hierarchy.value.hierarchyId, customerId)))

  const readWhole = async (home: string, id: string): Promise<CustomerHierarchy | undefined> => {
    const [first, ...rest] = await table.range(home, ...hierarchyAndMembers(id))
    if (first?.key !== hierarchyKey(id)) return undefined
    const { value: kept } = await hierarchies.typed(home, first)
    const found = await members.readable(home, rest)
    const unreadable = rest.length - found.length
    return {
      ...headOf(kept),
      members: [...(kept.earlier ?? []), ...found.map(({ value }) => value)].map(shown).sort(byJoining),
      ...(unreadable > 0 ? { unreadable } : {}),
    }
  }

  return {
    locate: async (id) => {
      const found = await find(id)
      return found && { home: found.home, head: headOf(found.value) }
    },
    locateWhole: (id) =>
      homes.find(id, async (home) => {
        const value = await readWhole(home, id)
        return value && { value }
      }),
    readPlace: async ({ customerId: id, home }, customerId) => {
      const hierarchy = await hierarchies.read(home, hierarchyKey(id))
      return hierarchy && readPlace(home, hierarchy, customerId)
    },
    locatePlace: async (id, customerId) => {
      const found = await find(id)
      if (!found) return undefined
      const { home, ...hierarchy } = found
      return readPlace(home, hierarchy, customerId)
    },
    readKept: async (home, id) => {
      const [first, ...rest] = await table.range(home, ...hierarchyAndMembers(id))
      if (first?.key !== hierarchyKey(id)) return undefined
      const hierarchy = await hierarchies.typed(home, first)
      // Whoever cannot be read may be the last Admin: nothing is changed without it.
      const found = await Promise.all(rest.map((row) => members.typed(home, row)))
      const rowOf = (customerId: string) => found.find(({ value }) => value.customerId === customerId)
      return {
        home,
        head: headOf(hierarchy.value),
        members: [...(hierarchy.value.earlier ?? []), ...found.map(({ value }) => value)],
        isListed: hierarchy.value.users !== undefined,
        place: (customerId) => placeOf(home, hierarchy, customerId, rowOf(customerId)),
      }
    },
    list: async ({ home, head, members: all, place }) => {
      const { hierarchy } = place('').rows
      for (let from = 0; from < all.length; from += listedAtOnce)
        await table.write(
          home,
          all.slice(from, from + listedAtOnce).flatMap((member) => userWrites(userLine(head, member))),
        )
      const kept = { ...hierarchy.value, users: all.filter(isUser).length }
      await table.write(home, [hierarchies.replace(hierarchy, kept), ...partnerWrites(lineOf(kept))])
    },
    readWhole,
    readHead: async (home, id) => {
      const row = await hierarchies.read(home, hierarchyKey(id))
      return row && headOf(row.value)
    },
    readMember: async (home, id, customerId) =>
      (await members.read(home, memberKey(id, customerId)))?.value ??
      memberIn((await hierarchies.read(home, hierarchyKey(id)))?.value, customerId),
    create: (unit, home, { members: first, unreadable: _, ...head }, madeFrom) => {
      const admins = first.filter(isAdmin).length
      const users = first.filter(isUser).length
      const kept = { ...head, admins, users, ...(madeFrom === undefined ? {} : { madeFrom }) }
      homes.expect(head.hierarchyId, home)
      unit.collect(home, [
        hierarchies.create(hierarchyKey(head.hierarchyId), kept),
        ...first.map((member) => members.create(memberKey(head.hierarchyId, member.customerId), member)),
        ...partnerWrites(lineOf(kept)),
        ...first.flatMap((member) => userWrites(userLine(head, member))),
      ])
    },
    rename: async (unit, home, id, name) => {
      const row = await hierarchies.read(home, hierarchyKey(id))
      if (!row || row.value.name === name || row.value.ownName) return
      const kept = { ...row.value, name }
      unit.collect(home, [hierarchies.replace(row, kept), ...partnerWrites(lineOf(kept), lineOf(row.value))])
    },
    putStatus: (unit, { home, place }, status, statusReason) => {
      const { hierarchy } = place('').rows
      const kept = { ...hierarchy.value, status, statusReason }
      unit.collect(home, [
        hierarchies.replace(hierarchy, kept),
        ...partnerWrites(lineOf(kept), lineOf(hierarchy.value)),
      ])
    },
    putHead: (unit, { home, place }, head) => {
      const { hierarchy } = place('').rows
      const { admins, earlier, users } = hierarchy.value
      const kept = { ...head, admins, ...(earlier ? { earlier } : {}), ...(users === undefined ? {} : { users }) }
      unit.collect(home, [
        hierarchies.replace(hierarchy, kept),
        ...partnerWrites(lineOf(kept), lineOf(hierarchy.value)),
      ])
    },
    putMember: (unit, { home, member: known, rows }, member) => {
      const { earlier = [], ...kept } = rows.hierarchy.value
      const others = earlier.filter(({ customerId }) => customerId !== member.customerId)
      const [moved, left] = [others.slice(0, movedAtOnce), others.slice(movedAtOnce)]
      const keyOf = ({ customerId }: KeptMember) => memberKey(kept.hierarchyId, customerId)
      const admins = kept.admins - isAdmin(known) + isAdmin(member)
      const users = kept.users === undefined ? {} : { users: kept.users - countOf(known) + countOf(member) }
      const next = { ...kept, admins, ...users }
      unit.collect(home, [
        hierarchies.replace(rows.hierarchy, { ...next, ...(left.length > 0 ? { earlier: left } : {}) }),
        ...partnerWrites(lineOf(next)),
        ...userWrites(userLine(kept, member), known && { name: known.name, status: statusOf(known) }),
        ...refusalWrites(kept.hierarchyId, member),
        rows.member ? members.replace(rows.member, member) : members.create(keyOf(member), member),
        ...moved.map((each) => members.create(keyOf(each), each)),
      ])
    },
  }
}
