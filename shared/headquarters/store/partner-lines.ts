// The lines of the lists *Partners* and *Users*, and the words by which they are found. They are kept with the hierarchy, so
// they change with it in one transaction. A line under a word that its name has no more is not taken away but says what is
// true by now, and readers leave it out: an earlier version noted nowhere which words it wrote.

import type { HierarchyHead, HierarchyMember, HierarchyRole, KeptMember } from '../../domain/customer-hierarchy.ts'
import { customerFlagCodes } from '../../domain/flags.ts'
import { latePattern } from '../../domain/late-pattern.ts'
import type { Listed } from '../../domain/lists/listed.ts'
import {
  type OrganizationFacts,
  type PartnerMark,
  partnerFacets,
  userFacets,
} from '../../domain/lists/partner-facets.ts'
import { type PartnerStatus, partnerStatuses, type UserStatus, userStatuses } from '../../domain/users/user.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { listOf, number, objectOf, oneOf, text } from '../../platform/shape.ts'
import { put, type Write } from '../../platform/table.ts'
import { type LineList, listedAs, placeWrites } from './partner-index.ts'

/** A line of the list *Partners*. */
export type PartnerLine = {
  readonly organizationId: string
  readonly number: string
  readonly name: string
  readonly status: PartnerStatus
  readonly users: number
  readonly admins: number
  readonly createdAt: string
  /** When this line changed last; absent on lines of earlier versions, as what follows is. */
  readonly changedAt?: string
  /** Names of the channels that it buys on; absent = every one. */
  readonly channels?: readonly string[]
} & OrganizationFacts

/** A line of the list *Users*: a member of a hierarchy, as headquarters has it. */
export type UserLine = {
  readonly organizationId: string
  readonly userId: string
  /** The number of the hierarchy. */
  readonly partner: string
  readonly name: string
  readonly role: HierarchyRole
  readonly status: UserStatus
  readonly addedAt: string
  /** When this line changed last; absent on lines of earlier versions. */
  readonly changedAt?: string
}

const marks: readonly PartnerMark[] = [...customerFlagCodes, 'on-hold']
/** Readers of what a partner has of its organization. */
export const factReaders = { country: text, marks: listOf(oneOf(marks)) }

export const partnerLineFormat = createRowFormat(
  objectOf<PartnerLine>(
    {
      organizationId: text,
      number: text,
      name: text,
      status: oneOf(partnerStatuses),
      users: number,
      admins: number,
      createdAt: text,
    },
    { changedAt: text, channels: listOf(text), ...factReaders },
  ),
)

export const userLineFormat = createRowFormat(
  objectOf<UserLine>(
    {
      organizationId: text,
      userId: text,
      partner: text,
      name: text,
      role: oneOf<HierarchyRole>({ Admin: true, User: true }),
      status: oneOf(userStatuses),
      addedAt: text,
    },
    { changedAt: text },
  ),
)

const word = latePattern('[\\p{L}\\p{N}]+', 'gu')
const mostWords = 6
const longestWord = 30

/** The words of a text by which it is found, folded so that spellings of one are one. */
export const wordsOf = (given: string): readonly string[] =>
  [...new Set(given.normalize('NFKC').toLowerCase().match(word()) ?? [])]
    .slice(0, mostWords)
    .map((each) => each.slice(0, longestWord).toWellFormed())

/** What the keys of those begin with that a word finds. */
export const wordKey = (list: LineList, begin: string): string => `find|${list}|${begin}`

/** What the rows of a line depend on, of before a change. */
export type LineBefore = { readonly name: string; readonly listed?: Listed | undefined }

const wordWrites = (list: LineList, packed: unknown, id: string, name: string, before: string): Write[] =>
  [...new Set([...wordsOf(name), ...wordsOf(before)])].map((each) => put(`${wordKey(list, each)}|${id}`, packed))

/** Where a partner stands in the lists. */
export const partnerListed = (line: PartnerLine): Listed =>
  listedAs('partners', partnerFacets(line), {
    name: line.name,
    at: line.createdAt,
    changedAt: line.changedAt ?? line.createdAt,
  })

/** The lines of a partner. @param before as it was, if it was there */
export const partnerWrites = (line: PartnerLine, listed: Listed, before?: LineBefore): Write[] => {
  const { organizationId, number: called, name } = line
  const packed = partnerLineFormat.pack(line)
  return [
    ...placeWrites(organizationId, packed, listed, before?.listed),
    ...wordWrites('partners', packed, organizationId, name, before?.name ?? ''),
    put(`${wordKey('partners', called.toLowerCase())}|${organizationId}`, packed),
  ]
}

/** Where a user stands in the lists. */
export const userListed = (line: UserLine): Listed =>
  listedAs('users', userFacets(line), {
    name: line.name,
    at: line.addedAt,
    changedAt: line.changedAt ?? line.addedAt,
  })

/** The lines of a user. @param before as it was, if it was there */
export const userWrites = (line: UserLine, listed: Listed, before?: LineBefore): Write[] => {
  const packed = userLineFormat.pack(line)
  const id = `${line.organizationId}|${line.userId}`
  return [
    ...placeWrites(id, packed, listed, before?.listed),
    ...wordWrites('users', packed, id, line.name, before?.name ?? ''),
  ]
}

export const statusOf = ({ status }: Pick<HierarchyMember, 'status'>): UserStatus => status ?? 'Active'

export const userLine = (
  head: Pick<HierarchyHead, 'organizationId' | 'number'>,
  { customerId, name, role, addedAt, changedAt, ...member }: HierarchyMember & Pick<KeptMember, 'changedAt'>,
): UserLine => ({
  organizationId: head.organizationId,
  userId: customerId,
  partner: head.number,
  name,
  role,
  status: statusOf(member),
  addedAt,
  ...(changedAt === undefined ? {} : { changedAt }),
})
