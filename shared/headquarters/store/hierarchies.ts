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
import { equal } from '../../domain/equal.ts'
import type { Listed } from '../../domain/lists/listed.ts'
import type { OrganizationFacts } from '../../domain/lists/partner-facets.ts'
import type { PartnerStatus } from '../../domain/users/user.ts'
import { rememberHomes } from '../../platform/homes.ts'
import { createRows } from '../../platform/row-format.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Table } from '../../platform/table.ts'
import { hierarchyFormat, type KeptHierarchy, memberFormat } from './hierarchy-formats.ts'
import { hierarchyAndMembers, hierarchyKey, memberKey } from './keys.ts'
import { countWrites } from './partner-index.ts'
import { type PartnerLine, partnerListed, partnerWrites, userLine, userListed, userWrites } from './partner-lines.ts'
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
   * @param more what its organization brings to its line, and what it is made of where no onboarding makes it
   */
  readonly create: (
    unit: UnitOfWork,
    home: string,
    hierarchy: CustomerHierarchy,
    more: { readonly facts: OrganizationFacts; readonly madeFrom?: string },
  ) => void
  /**
   * Brings the hierarchy of an organization up to what that is, if there is one: its name, unless staff gave it another, and
   * what its line has of it; one storage transaction for the reading.
   * @param home where the organization is kept
   */
  readonly follow: (
    unit: UnitOfWork,
    home: string,
    hierarchyId: string,
    organization: { readonly name: string; readonly facts: OrganizationFacts },
    at: string,
  ) => Promise<void>
  /** Gives a partner another status unless the hierarchy changed since it was read. @param reason for staff */
  readonly putStatus: (unit: UnitOfWork, before: KeptPartner, status: PartnerStatus, reason: string, at: string) => void
  /** Stores what staff changed of a hierarchy itself, unless it changed since it was read. */
  readonly putHead: (unit: UnitOfWork, before: KeptPartner, head: HierarchyHead, at: string) => void
  /** Adds or changes a member unless the hierarchy changed since it was read. */
  readonly putMember: (unit: UnitOfWork, before: PlaceInHierarchy, member: KeptMember, at: string) => void
  /**
   * A hierarchy with all its members as they are kept, for whoever changes one of them; one storage transaction.
   * @param home where the organization is kept
   */
  readonly readKept: (home: string, hierarchyId: string) => Promise<KeptPartner | undefined>
  /**
   * Lists and counts a partner and its users, where an earlier version stored it or its organization changed without it; some
   * users at once, two storage transactions for those. Safe to repeat: what changed meanwhile is listed by the next time.
   */
  readonly list: (home: string, hierarchyId: string, facts: OrganizationFacts) => Promise<void>
  /**
   * Puts back lines of a partner, and of one of its users, where a restored backup lacks some: one that is missing would
   * refuse every change that takes it away. Nothing happens when the partner changes meanwhile; three storage transactions.
   */
  readonly repairLines: (home: string, hierarchyId: string, customerId?: string) => Promise<void>
}

/** A hierarchy and its members, as they were read. */
export type KeptPartner = {
  readonly home: string
  readonly head: HierarchyHead
  readonly members: readonly KeptMember[]
  /** What its line has of its organization; absent while it or one of its users is not listed and counted. */
  readonly listedFacts?: OrganizationFacts
  /** The place of a member, or of somebody who is none yet. */
  readonly place: (customerId: string) => PlaceInHierarchy
}

/** How many members of the first version get rows of their own with a change: a transaction has room for little. */
const movedAtOnce = 9

const isAdmin = (member: HierarchyMember | undefined): number => (member?.role === 'Admin' && isActive(member) ? 1 : 0)
/** What of a hierarchy only its keeping needs. */
const workings = ['admins', 'earlier', 'users', 'madeFrom', 'changes', 'changedAt', 'facts', 'listed'] as const
type Workings = Pick<KeptHierarchy, (typeof workings)[number]>
const isWorking = (name: string): boolean => workings.some((known) => known === name)
const headOf = (kept: KeptHierarchy): HierarchyHead =>
  Object.fromEntries(Object.entries(kept).filter(([name]) => !isWorking(name))) as HierarchyHead
const workingsOf = (kept: KeptHierarchy): Workings =>
  Object.fromEntries(Object.entries(kept).filter(([name]) => isWorking(name))) as Workings
const countOf = (member: HierarchyMember | undefined): number => (member && isUser(member) ? 1 : 0)
/** Without what only its keeping needs. */
const shown = ({
  home: _,
  settled: __,
  invited: ___,
  addedBy: ______,
  changedAt: ____,
  listed: _____,
  ...member
}: KeptMember): HierarchyMember => member
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

const lineOf = (kept: KeptHierarchy): PartnerLine => {
  const { organizationId, number, name, status = 'Active', users = 0, admins, createdAt, changedAt, channels } = kept
  return {
    organizationId,
    number,
    name,
    status,
    users,
    admins,
    createdAt,
    ...(changedAt === undefined ? {} : { changedAt }),
    ...(channels ? { channels } : {}),
    ...kept.facts,
  }
}

/** A hierarchy as it is stored with a change, and the rows of its line. */
const withLine = (next: KeptHierarchy, at: string, before?: KeptHierarchy) => {
  const changed: KeptHierarchy = { ...next, changes: (before?.changes ?? 0) + 1, changedAt: at }
  const line = lineOf(changed)
  const kept = { ...changed, listed: partnerListed(line) }
  return { kept, writes: partnerWrites(line, kept.listed, before) }
}

/** The same of a member. */
const memberWithLine = (head: HierarchyHead, next: KeptMember, at: string, before?: KeptMember) => {
  const changed: KeptMember = { ...next, changedAt: at }
  const line = userLine(head, changed)
  const member = { ...changed, listed: userListed(line) }
  return { member, writes: userWrites(line, member.listed, before) }
}

type LineOf = { readonly listed?: Listed }
/** What a change of a hierarchy and of members counts. */
const counted = (kept: KeptHierarchy, lines: readonly (readonly [after: LineOf, before: LineOf | undefined])[]) =>
  countWrites(
    kept.organizationId,
    String(kept.changes),
    lines.map(([after, before]) => ({ after: after.listed, before: before?.listed })),
  )

/** Lines of this many users stand in one transaction, each in some lists and by its words. */
const listedAtOnce = 4

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

  const replaceHead = (
    unit: UnitOfWork,
    home: string,
    row: Stored<KeptHierarchy>,
    next: KeptHierarchy,
    at: string,
  ): void => {
    const { kept, writes } = withLine(next, at, row.value)
    unit.collect(home, [hierarchies.replace(row, kept), ...writes, ...counted(kept, [[kept, row.value]])])
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
      const { earlier = [], users, listed, facts = {} } = hierarchy.value
      const all = [...earlier, ...found.map(({ value }) => value)]
      const isListed = users !== undefined && listed !== undefined && all.every((member) => member.listed)
      return {
        home,
        head: headOf(hierarchy.value),
        members: all,
        ...(isListed ? { listedFacts: facts } : {}),
        place: (customerId) => placeOf(home, hierarchy, customerId, rowOf(customerId)),
      }
    },
    list: async (home, id, facts) => {
      for (;;) {
        const [first, ...rest] = await table.range(home, ...hierarchyAndMembers(id))
        if (first?.key !== hierarchyKey(id)) return
        const hierarchy = await hierarchies.typed(home, first)
        const rows = await members.readable(home, rest)
        const { earlier = [], ...head } = hierarchy.value
        const waiting = [
          ...earlier.map((value) => ({ value, row: undefined })),
          ...rows.filter(({ value }) => !value.listed).map((row) => ({ value: row.value, row })),
        ]
        const some = waiting.slice(0, listedAtOnce)
        const left = earlier.slice(listedAtOnce)
        const users = [...earlier, ...rows.map(({ value }) => value)].filter(isUser).length
        const next = { ...head, users, facts, ...(left.length > 0 ? { earlier: left } : {}) }
        if (some.length === 0 && equal({ ...next }, { ...hierarchy.value }) && next.listed) return
        const { kept, writes } = withLine(next, head.changedAt ?? head.createdAt, hierarchy.value)
        const lines = some.map(({ value, row }) => {
          const listed = memberWithLine(head, value, value.changedAt ?? value.since ?? value.addedAt, value)
          const stored = row
            ? members.replace(row, listed.member)
            : members.create(memberKey(id, value.customerId), listed.member)
          return { value, member: listed.member, writes: [stored, ...listed.writes] }
        })
        const outcome = await table.write(home, [
          hierarchies.replace(hierarchy, kept),
          ...writes,
          ...lines.flatMap((line) => line.writes),
          ...counted(kept, [[kept, hierarchy.value], ...lines.map(({ member, value }) => [member, value] as const)]),
        ])
        if (outcome === 'conflict' || waiting.length <= listedAtOnce) return
      }
    },
    repairLines: async (home, id, customerId = '') => {
      const row = await hierarchies.read(home, hierarchyKey(id))
      const member = row && (await members.read(home, memberKey(id, customerId)))?.value
      if (!row) return
      const { listed } = row.value
      const userLines = member?.listed ? userWrites(userLine(row.value, member), member.listed) : []
      // Put back as it is, so that nobody has taken them away since.
      const lines = [...(listed ? partnerWrites(lineOf(row.value), listed) : []), ...userLines]
      await table.write(home, [hierarchies.replace(row, row.value), ...lines])
    },
    readWhole,
    readHead: async (home, id) => {
      const row = await hierarchies.read(home, hierarchyKey(id))
      return row && headOf(row.value)
    },
    readMember: async (home, id, customerId) =>
      (await members.read(home, memberKey(id, customerId)))?.value ??
      memberIn((await hierarchies.read(home, hierarchyKey(id)))?.value, customerId),
    create: (unit, home, { members: first, unreadable: _, ...head }, { facts, madeFrom }) => {
      const admins = first.filter(isAdmin).length
      const users = first.filter(isUser).length
      const made = { ...head, admins, users, facts, ...(madeFrom === undefined ? {} : { madeFrom }) }
      const { kept, writes } = withLine(made, head.createdAt)
      const lines = first.map((member) => memberWithLine(head, member, member.addedAt))
      homes.expect(head.hierarchyId, home)
      unit.collect(home, [
        hierarchies.create(hierarchyKey(head.hierarchyId), kept),
        ...lines.map(({ member }) => members.create(memberKey(head.hierarchyId, member.customerId), member)),
        ...writes,
        ...lines.flatMap((line) => line.writes),
        ...counted(
          kept,
          [kept, ...lines.map(({ member }) => member)].map((line) => [line, undefined]),
        ),
      ])
    },
    follow: async (unit, home, id, { name, facts }, at) => {
      const row = await hierarchies.read(home, hierarchyKey(id))
      if (!row) return
      const next = { ...row.value, facts, ...(row.value.ownName ? {} : { name }) }
      if (next.name !== row.value.name || !equal(facts, row.value.facts ?? {})) replaceHead(unit, home, row, next, at)
    },
    putStatus: (unit, { home, place }, status, statusReason, at) => {
      const { hierarchy } = place('').rows
      replaceHead(unit, home, hierarchy, { ...hierarchy.value, status, statusReason }, at)
    },
    putHead: (unit, { home, place }, head, at) => {
      const { hierarchy } = place('').rows
      replaceHead(unit, home, hierarchy, { ...workingsOf(hierarchy.value), ...head }, at)
    },
    putMember: (unit, { home, member: known, rows }, member, at) => {
      const { earlier = [], ...before } = rows.hierarchy.value
      const others = earlier.filter(({ customerId }) => customerId !== member.customerId)
      const [moved, left] = [others.slice(0, movedAtOnce), others.slice(movedAtOnce)]
      const keyOf = ({ customerId }: KeptMember) => memberKey(before.hierarchyId, customerId)
      const admins = before.admins - isAdmin(known) + isAdmin(member)
      const users = before.users === undefined ? {} : { users: before.users - countOf(known) + countOf(member) }
      const next = { ...before, admins, ...users, ...(left.length > 0 ? { earlier: left } : {}) }
      const { kept, writes } = withLine(next, at, rows.hierarchy.value)
      const line = memberWithLine(before, member, at, known)
      unit.collect(home, [
        hierarchies.replace(rows.hierarchy, kept),
        ...writes,
        ...line.writes,
        ...counted(kept, [
          [kept, before],
          [line.member, known],
        ]),
        ...refusalWrites(before.hierarchyId, member),
        rows.member ? members.replace(rows.member, line.member) : members.create(keyOf(member), line.member),
        ...moved.map((each) => members.create(keyOf(each), each)),
      ])
    },
  }
}
