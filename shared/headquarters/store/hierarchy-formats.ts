// What the rows of hierarchies look like: one of the hierarchy and one of each member, so that none grows with the others.

import { readRole } from '../../channel/store/user-change-format.ts'
import { readRefusedChange } from '../../channel/store/user-formats.ts'
import type { HierarchyHead, HierarchyMember, KeptMember, TrueReason } from '../../domain/customer-hierarchy.ts'
import type { Listed } from '../../domain/lists/listed.ts'
import type { OrganizationFacts } from '../../domain/lists/partner-facets.ts'
import { changeRefusals, disableReasons, partnerStatuses } from '../../domain/users/user.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { listOf, number, objectOf, oneOf, onlyTrue, text } from '../../platform/shape.ts'
import { readListed } from './partner-index.ts'
import { factReaders } from './partner-lines.ts'

/** A hierarchy as it is kept. Every change of a member changes this row too, so that changes at one moment conflict. */
export type KeptHierarchy = HierarchyHead & {
  /** How many of the members administer it and may sign in. */
  readonly admins: number
  /** Members that the first version kept here and that have no row of their own yet. */
  readonly earlier?: readonly KeptMember[]
  /** How many of the members are users; absent until its lines stand in the lists. */
  readonly users?: number
  /** How often it was changed since changes are counted; each has a number of its own so. */
  readonly changes?: number
  /** When its line in the lists changed last. */
  readonly changedAt?: string
  /** What its line has of its organization. */
  readonly facts?: OrganizationFacts
  /** What it is listed and counted as; absent until it is. */
  readonly listed?: Listed
  /** What it was made of where no onboarding made it: the same made once more is known by it. */
  readonly madeFrom?: string
}

const reasons = [...new Set([...disableReasons, ...changeRefusals])]

const readMember = objectOf<KeptMember>(
  { customerId: text, name: text, role: readRole, addedAt: text },
  {
    status: oneOf<NonNullable<HierarchyMember['status']>>({ Disabled: true, Removed: true, Refused: true }),
    reason: oneOf(reasons),
    note: text,
    since: text,
    because: objectOf<TrueReason>({ code: oneOf(['address-taken', ...changeRefusals] as const) }, { holder: text }),
    home: text,
    settled: listOf(text),
    invited: listOf(number),
    addedBy: text,
    refused: readRefusedChange,
    changedAt: text,
    listed: readListed,
  },
)

export const memberFormat = createRowFormat(readMember)

const isAdmin = (member: unknown): boolean =>
  typeof member === 'object' && member !== null && 'role' in member && member.role === 'Admin'

/** The first version kept all members in the row of their hierarchy, and none without them. */
const fromMembersInside = ({ members = null, ...head }: Readonly<Record<string, unknown>>) => ({
  ...head,
  admins: Array.isArray(members) ? members.filter(isAdmin).length : 0,
  earlier: members,
})

const readFacts = objectOf<OrganizationFacts>({}, factReaders)

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
    {
      earlier: listOf(readMember),
      status: oneOf(partnerStatuses),
      statusReason: text,
      channels: listOf(text),
      ownName: onlyTrue,
      maxUsers: number,
      users: number,
      madeFrom: text,
      changes: number,
      changedAt: text,
      facts: readFacts,
      listed: readListed,
    },
  ),
  [fromMembersInside],
)
