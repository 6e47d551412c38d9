// Customer hierarchies as they are kept: with their organization, each member in a row of its own. What is done for one
// person reads and writes that person's row and the hierarchy's, however many members there are.

import {
  byJoining,
  type CustomerHierarchy,
  type HierarchyHead,
  type HierarchyMember,
} from '../../domain/customer-hierarchy.ts'
import { createRows } from '../../platform/row-format.ts'
import { findInShards } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Table } from '../../platform/table.ts'
import { hierarchyFormat, type KeptHierarchy, memberFormat } from './hierarchy-formats.ts'
import { hierarchyAndMembers, hierarchyKey, memberKey } from './keys.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** A hierarchy and one person's place in it, as they were read. */
export type PlaceInHierarchy = {
  readonly home: string
  readonly head: HierarchyHead
  readonly hasAdmin: boolean
  /** Absent when the person is not in it. */
  readonly member?: HierarchyMember
  readonly rows: { readonly hierarchy: Stored<KeptHierarchy>; readonly member?: Stored<HierarchyMember> }
}

export type HierarchyStore = {
  /** Finds the hierarchy of an organization wherever it lives; one storage transaction per part. */
  readonly locate: (hierarchyId: string) => Promise<{ home: string; head: HierarchyHead } | undefined>
  /** The same, with all its members. */
  readonly locateWhole: (hierarchyId: string) => Promise<{ home: string; value: CustomerHierarchy } | undefined>
  /** The same, with the place of one person; one storage transaction more. */
  readonly locatePlace: (hierarchyId: string, customerId: string) => Promise<PlaceInHierarchy | undefined>
  /** @param home where the organization is kept */
  readonly readWhole: (home: string, hierarchyId: string) => Promise<CustomerHierarchy | undefined>
  /** One storage transaction, or two for a member that an earlier version stored. */
  readonly readMember: (home: string, hierarchyId: string, customerId: string) => Promise<HierarchyMember | undefined>
  /** @param hierarchy with its first member, or few */
  readonly create: (unit: UnitOfWork, home: string, hierarchy: CustomerHierarchy) => void
  /**
   * Gives the hierarchy of an organization another name, if there is one and it has not that name yet; one storage
   * transaction for the reading.
   * @param home where the organization is kept
   */
  readonly rename: (unit: UnitOfWork, home: string, hierarchyId: string, name: string) => Promise<void>
  /** Adds or changes a member unless the hierarchy changed since it was read. */
  readonly putMember: (unit: UnitOfWork, before: PlaceInHierarchy, member: HierarchyMember) => void
}

/** How many members of the first version get rows of their own with a change: a transaction has room for little. */
const movedAtOnce = 10

const isAdmin = (member: HierarchyMember | undefined): number => (member?.role === 'Admin' ? 1 : 0)
const headOf = ({ admins: _, earlier: __, ...head }: KeptHierarchy): HierarchyHead => head
const memberIn = (kept: KeptHierarchy | undefined, id: string): HierarchyMember | undefined =>
  kept?.earlier?.find(({ customerId }) => customerId === id)

export const createHierarchyStore = (table: Table): HierarchyStore => {
  const hierarchies = createRows(table, hierarchyFormat)
  const members = createRows(table, memberFormat)

  const find = (id: string) => findInShards((home) => hierarchies.read(home, hierarchyKey(id)))

  const readWhole = async (home: string, id: string): Promise<CustomerHierarchy | undefined> => {
    const [first, ...rest] = await table.range(home, ...hierarchyAndMembers(id))
    if (first?.key !== hierarchyKey(id)) return undefined
    const { value: kept } = await hierarchies.typed(home, first)
    const found = await members.readable(home, rest)
    const unreadable = rest.length - found.length
    return {
      ...headOf(kept),
      members: [...(kept.earlier ?? []), ...found.map(({ value }) => value)].sort(byJoining),
      ...(unreadable > 0 ? { unreadable } : {}),
    }
  }

  return {
    locate: async (id) => {
      const found = await find(id)
      return found && { home: found.home, head: headOf(found.value) }
    },
    locateWhole: (id) =>
      findInShards(async (home) => {
        const value = await readWhole(home, id)
        return value && { value }
      }),
    locatePlace: async (id, customerId) => {
      const found = await find(id)
      if (!found) return undefined
      const { home, ...hierarchy } = found
      const row = await members.read(home, memberKey(id, customerId))
      const member = row?.value ?? memberIn(hierarchy.value, customerId)
      return {
        home,
        head: headOf(hierarchy.value),
        hasAdmin: hierarchy.value.admins > 0,
        ...(member ? { member } : {}),
        rows: { hierarchy, ...(row ? { member: row } : {}) },
      }
    },
    readWhole,
    readMember: async (home, id, customerId) =>
      (await members.read(home, memberKey(id, customerId)))?.value ??
      memberIn((await hierarchies.read(home, hierarchyKey(id)))?.value, customerId),
    create: (unit, home, { members: first, unreadable: _, ...head }) => {
      const admins = first.filter(isAdmin).length
      unit.collect(home, [
        hierarchies.create(hierarchyKey(head.hierarchyId), { ...head, admins }),
        ...first.map((member) => members.create(memberKey(head.hierarchyId, member.customerId), member)),
      ])
    },
    rename: async (unit, home, id, name) => {
      const row = await hierarchies.read(home, hierarchyKey(id))
      if (row && row.value.name !== name) unit.collect(home, [hierarchies.replace(row, { ...row.value, name })])
    },
    putMember: (unit, { home, member: known, rows }, member) => {
      const { earlier = [], ...kept } = rows.hierarchy.value
      const others = earlier.filter(({ customerId }) => customerId !== member.customerId)
      const [moved, left] = [others.slice(0, movedAtOnce), others.slice(movedAtOnce)]
      const keyOf = ({ customerId }: HierarchyMember) => memberKey(kept.hierarchyId, customerId)
      const admins = kept.admins - isAdmin(known) + isAdmin(member)
      unit.collect(home, [
        hierarchies.replace(rows.hierarchy, { ...kept, admins, ...(left.length > 0 ? { earlier: left } : {}) }),
        rows.member ? members.replace(rows.member, member) : members.create(keyOf(member), member),
        ...moved.map((each) => members.create(keyOf(each), each)),
      ])
    },
  }
}
