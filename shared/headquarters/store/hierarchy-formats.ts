// What the rows of hierarchies look like: one of the hierarchy and one of each member, so that none grows with the others.

import type { HierarchyHead, HierarchyMember } from '../../domain/customer-hierarchy.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { listOf, number, objectOf, oneOf, text } from '../../platform/shape.ts'

/** A hierarchy as it is kept. Every change of a member changes this row too, so that changes at one moment conflict. */
export type KeptHierarchy = HierarchyHead & {
  /** How many of the members administer it. */
  readonly admins: number
  /** Members that the first version kept here and that have no row of their own yet. */
  readonly earlier?: readonly HierarchyMember[]
}

const readMember = objectOf<HierarchyMember>({
  customerId: text,
  name: text,
  role: oneOf<HierarchyMember['role']>({ Admin: true, User: true }),
  addedAt: text,
})

export const memberFormat = createRowFormat(readMember)

const isAdmin = (member: unknown): boolean =>
  typeof member === 'object' && member !== null && 'role' in member && member.role === 'Admin'

/** The first version kept all members in the row of their hierarchy, and none without them. */
const fromMembersInside = ({ members = null, ...head }: Readonly<Record<string, unknown>>) => ({
  ...head,
  admins: Array.isArray(members) ? members.filter(isAdmin).length : 0,
  earlier: members,
})

export const hierarchyFormat = createRowFormat(
  objectOf<KeptHierarchy>(
    {
      hierarchyId: text,
      number: text,
      name: text,
      purpose: oneOf<HierarchyHead['purpose']>({ 'B2B organization': true }),
      organizationId: text,
      createdAt: text,
      admins: number,
    },
    { earlier: listOf(readMember) },
  ),
  [fromMembersInside],
)
