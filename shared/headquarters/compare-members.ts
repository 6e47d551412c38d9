// The members of a hierarchy side by side: on which terms each buys, what differs from the first Admin, and which overrides
// can be taken back still.

import type { Person } from '../domain/customer.ts'
import { byJoining, type HierarchyRole, isUser } from '../domain/customer-hierarchy.ts'
import {
  differences,
  firstAdmin,
  isUndoable,
  type KeptOverride,
  type OverridePath,
  overridePaths,
  overrideValuesOf,
  undoableMs,
} from '../domain/overrides.ts'
import { forMany } from '../platform/for-many.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import type { KeptPartner } from './store/hierarchies.ts'

export type ComparedMember = {
  readonly customerId: string
  readonly number: string
  readonly name: string
  readonly role: HierarchyRole
  readonly values: Readonly<Record<OverridePath, string>>
  /** Fields that are otherwise than the first Admin's. */
  readonly differs: readonly OverridePath[]
}

/** An override of some members at once. */
export type UndoableOverride = Pick<KeptOverride, 'overrideId' | 'at' | 'who'> & {
  readonly members: readonly { readonly customerId: string; readonly name: string }[]
  readonly fields: readonly OverridePath[]
}

export type Comparison = {
  /** The first Admin; absent where there is no active one. */
  readonly admin?: ComparedMember
  /** Everybody else who is a user. */
  readonly others: readonly ComparedMember[]
  /** The newest first. */
  readonly overrides: readonly UndoableOverride[]
}

const overridesOf = (people: readonly Person[], now: Date): UndoableOverride[] => {
  const from = new Date(now.getTime() - undoableMs).toISOString()
  const kept = people.flatMap((person) =>
    (person.overrides ?? []).filter((each) => isUndoable(each, from)).map((each) => ({ person, each })),
  )
  return [...Map.groupBy(kept, ({ each }) => each.overrideId).values()]
    .flatMap((all) => {
      const [first] = all
      if (!first) return []
      const { overrideId, at, who } = first.each
      const paths = new Set(all.flatMap(({ each }) => each.changes.map(({ path }) => path)))
      const members = all.map(({ person: { customerId, name } }) => ({ customerId, name }))
      return [{ overrideId, at, who, members, fields: overridePaths.filter((path) => paths.has(path)) }]
    })
    .toSorted((a, b) => (a.at < b.at ? 1 : Number(a.at > b.at) * -1))
}

/** Two storage transactions, and one for each member. */
export const compareMembers = async (
  { customers }: Pick<HeadquartersStore, 'customers'>,
  { members }: KeptPartner,
  now: Date,
): Promise<Comparison> => {
  const users = members.filter(isUser).toSorted(byJoining)
  const read = await forMany(users, async (member) => {
    const { customerId, home } = member
    const found = await (home === undefined ? customers.locate(customerId) : customers.read(home, customerId))
    return found?.value.type === 'Person' ? [{ member, person: found.value }] : []
  })
  const found = read.flat()
  const admin = firstAdmin(found.map(({ member }) => member))
  const model = found.find(({ member }) => member === admin)?.person
  const rowOf = ({ member: { role }, person }: (typeof found)[number]): ComparedMember => ({
    customerId: person.customerId,
    number: person.number,
    name: person.name,
    role,
    values: overrideValuesOf(person),
    differs: model ? differences(person, overrideValuesOf(model)).map(({ path }) => path as OverridePath) : [],
  })
  const rows = found.map(rowOf)
  const first = rows.find(({ customerId }) => customerId === model?.customerId)
  return {
    ...(first ? { admin: first } : {}),
    others: rows.filter((row) => row !== first),
    overrides: overridesOf(
      found.map(({ person }) => person),
      now,
    ),
  }
}
