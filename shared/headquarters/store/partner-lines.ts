// The lines of the lists *Partners* and *Users*, and the words by which they are found. They are kept with the hierarchy, so
// they change with it in one transaction. A line that holds no more is not taken away but says what is true by now, and
// readers leave it out: a delete of a line that an earlier version never wrote would refuse the whole change.

import type { HierarchyHead, HierarchyMember, HierarchyRole } from '../../domain/customer-hierarchy.ts'
import { latePattern } from '../../domain/late-pattern.ts'
import { type PartnerStatus, partnerStatuses, type UserStatus, userStatuses } from '../../domain/users/user.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { number, objectOf, oneOf, text } from '../../platform/shape.ts'
import { put, type Write } from '../../platform/table.ts'
import { listKey } from './keys.ts'

/** A line of the list *Partners*. */
export type PartnerLine = {
  readonly organizationId: string
  readonly number: string
  readonly name: string
  readonly status: PartnerStatus
  readonly users: number
  readonly admins: number
  readonly createdAt: string
}

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
}

export const partnerLineFormat = createRowFormat(
  objectOf<PartnerLine>({
    organizationId: text,
    number: text,
    name: text,
    status: oneOf(partnerStatuses),
    users: number,
    admins: number,
    createdAt: text,
  }),
)

export const userLineFormat = createRowFormat(
  objectOf<UserLine>({
    organizationId: text,
    userId: text,
    partner: text,
    name: text,
    role: oneOf<HierarchyRole>({ Admin: true, User: true }),
    status: oneOf(userStatuses),
    addedAt: text,
  }),
)

const word = latePattern('[\\p{L}\\p{N}]+', 'gu')
const mostWords = 6
const longestWord = 30

/** The words of a text by which it is found, folded so that spellings of one are one. */
export const wordsOf = (given: string): readonly string[] =>
  [...new Set(given.normalize('NFKC').toLowerCase().match(word()) ?? [])]
    .slice(0, mostWords)
    .map((each) => each.slice(0, longestWord).toWellFormed())

export const lists = { partners: 'Partners', users: 'Users' } as const
export type LineList = keyof typeof lists

/** The list of those of one status, or of all. */
export const listNamed = (list: LineList, status?: string): string =>
  status === undefined ? lists[list] : `${lists[list]}:${status}`

/** What the keys of those begin with that a word finds. */
export const wordKey = (list: LineList, begin: string): string => `find|${list}|${begin}`

const linesOf = (
  list: LineList,
  packed: unknown,
  line: { readonly name: string; readonly status: string },
  before: { readonly name: string; readonly status: string } | undefined,
  [at, id]: readonly [at: string, id: string],
): Write[] => {
  const named = new Set([line.status, ...(before ? [before.status] : [])].map((status) => listNamed(list, status)))
  const words = new Set([...wordsOf(line.name), ...wordsOf(before?.name ?? '')])
  return [
    ...[listNamed(list), ...named].map((name) => put(listKey(name, at, id), packed)),
    ...[...words].map((each) => put(`${wordKey(list, each)}|${id}`, packed)),
  ]
}

/** The lines of a partner. @param before as it was, if it was there */
export const partnerWrites = (line: PartnerLine, before?: Pick<PartnerLine, 'name' | 'status'>): Write[] => {
  const { organizationId, createdAt } = line
  const packed = partnerLineFormat.pack(line)
  const numbered = put(`${wordKey('partners', line.number.toLowerCase())}|${organizationId}`, packed)
  return [...linesOf('partners', packed, line, before, [createdAt, organizationId]), numbered]
}

/** The lines of a user. @param before as it was, if it was there */
export const userWrites = (line: UserLine, before?: Pick<UserLine, 'name' | 'status'>): Write[] =>
  linesOf('users', userLineFormat.pack(line), line, before, [line.addedAt, `${line.organizationId}|${line.userId}`])

export const statusOf = ({ status }: Pick<HierarchyMember, 'status'>): UserStatus => status ?? 'Active'

export const userLine = (
  head: Pick<HierarchyHead, 'organizationId' | 'number'>,
  member: HierarchyMember,
): UserLine => ({
  organizationId: head.organizationId,
  userId: member.customerId,
  partner: head.number,
  name: member.name,
  role: member.role,
  status: statusOf(member),
  addedAt: member.addedAt,
})
