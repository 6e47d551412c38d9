// What may be asked of the lists *Partners* and *Users*, and the answer to it.

import type { ChannelUsers } from '../channel/store/users.ts'
import { channelNameForm } from '../domain/channel-name.ts'
import { isCountryCode } from '../domain/countries.ts'
import { type FieldError, problem } from '../domain/field-checks.ts'
import {
  isAmong,
  type LineCell,
  type LineFilter,
  type LineOrder,
  lineCells,
  lineOrders,
} from '../domain/lists/line-facets.ts'
import {
  cellKinds,
  organizationFlags,
  type PartnerMark,
  type PartnerName,
  partnerNames,
  type UserName,
  userFacets,
  userNames,
} from '../domain/lists/partner-facets.ts'
import { searchText } from '../domain/search-text.ts'
import {
  type ChangeRefusal,
  type DisableReason,
  partnerStatuses,
  type UserChangeKind,
  userStatuses,
} from '../domain/users/user.ts'
import { forMany } from '../platform/for-many.ts'
import { unlessUnreadable } from '../platform/unreadable-row.ts'
import { pageAsked } from './list-query.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import { nameOrder } from './store/partner-index.ts'
import { type PartnerLine, type UserLine, userLine } from './store/partner-lines.ts'
import { asLineCursor, type LinePage, lineOffset, offsetLineCursor } from './store/partner-lists.ts'
import { isToldOf } from './users/partner-users.ts'

export type LineQuery<Name extends string> = {
  readonly filter: LineFilter<Name>
  /** Absent: the newest first. */
  readonly order?: Exclude<LineOrder, 'newest'>
  /** What is looked for: a number, words of a name or, of users, an e-mail address. */
  readonly search?: string
  /** Of users: the number of the partner whose they are. */
  readonly partner?: string
  readonly pageSize: number
  readonly cursor?: string
}
export type PartnersQuery = LineQuery<PartnerName>
export type UsersQuery = LineQuery<UserName>

/** States by which users are listed: one who waits for headquarters is no user there yet. */
export const listedUserStatuses = userStatuses.filter((status) => status !== 'Pending')
const roles = ['Admin', 'User'] as const
/** What partners are marked with, and that they need attention at all. */
export const partnerMarks: readonly (PartnerMark | 'any')[] = [...organizationFlags, 'on-hold', 'any']

const longestSearch = 100

const customerNumber = /^c-\d{1,12}$/i
const hierarchyNumber = /^h-\d{1,12}$/i

type Known = { readonly includes: (value: string) => boolean }

const matching = (form: RegExp): Known => ({ includes: (value) => form.test(value) })

const readQuery = <Name extends string>(
  query: URLSearchParams,
  known: Readonly<Record<Name, Known>>,
  isOfPartner: boolean,
  names: readonly Name[],
): LineQuery<Name> | { readonly errors: readonly FieldError[] } => {
  const errors: FieldError[] = []
  const given = (name: string) => query.get(name)?.trim() || undefined
  const asked = (name: Name | 'partner', values: Known): string | undefined => {
    const value = given(name)
    if (value === undefined || values.includes(value)) return value
    errors.push(problem(name, 'unknown-value'))
    return undefined
  }
  const filter = Object.fromEntries(
    names.flatMap((name) => {
      const value = asked(name, known[name])
      return value === undefined ? [] : [[name, value]]
    }),
  ) as LineFilter<Name>
  const partner = isOfPartner ? asked('partner', matching(hierarchyNumber)) : undefined
  const search = searchText(query.get('search') ?? '') || undefined
  if (search !== undefined && search.length > longestSearch) errors.push(problem('search', 'too-long'))
  const sort = given('sort') ?? 'newest'
  const order = lineOrders.find((one) => one === sort)
  if (!order) errors.push(problem('sort', 'unknown-value'))
  const { pageSize, cursor } = pageAsked(given, asLineCursor, errors)
  if (errors.length > 0) return { errors }
  return {
    filter,
    ...(order && order !== 'newest' ? { order } : {}),
    ...(search === undefined ? {} : { search }),
    ...(partner === undefined ? {} : { partner: partner.toUpperCase() }),
    pageSize,
    ...(cursor === undefined ? {} : { cursor }),
  }
}

/**
 * Reads `status`, `country`, `channel`, `mark` (a flag, `on-hold` or `any`), `search`, `sort` (`newest`, `name`, `changed`),
 * `pageSize` (1 to 200) and `cursor`; absent or empty ones have their defaults.
 */
export const partnerQuery = (query: URLSearchParams) =>
  readQuery<PartnerName>(
    query,
    {
      status: partnerStatuses as readonly string[],
      country: { includes: isCountryCode },
      // Channels that are no more still have partners.
      channel: matching(channelNameForm),
      mark: partnerMarks as readonly string[],
    },
    false,
    partnerNames,
  )

/** The same with `status`, `role` and `partner`, the number of a customer hierarchy. */
export const userQuery = (query: URLSearchParams) =>
  readQuery<UserName>(
    query,
    {
      status: listedUserStatuses as readonly string[],
      role: roles as readonly string[],
    },
    true,
    userNames,
  )

type Kept = Pick<HeadquartersStore, 'partnerLists' | 'customers' | 'hierarchies' | 'signIns' | 'prospectCounts'>

/** Everything that is counted of a list. */
const cellsOf = async <Name extends string>(
  { prospectCounts }: Kept,
  kind: string,
  names: readonly Name[],
): Promise<Counted<Name>> => {
  const { counts, isWholeOfPartners } = await prospectCounts.read()
  return { cells: lineCells(counts, kind, names), isCounting: !isWholeOfPartners }
}

/** What is counted of a list. @member isCounting not all that an earlier version stored is counted yet */
export type Counted<Name extends string> = { readonly cells: readonly LineCell<Name>[]; readonly isCounting: boolean }
export const countPartners = (kept: Kept): Promise<Counted<PartnerName>> =>
  cellsOf(kept, cellKinds.partners, partnerNames)
export const countUsers = (kept: Kept): Promise<Counted<UserName>> => cellsOf(kept, cellKinds.users, userNames)

/** Which list is the shortest is asked where it matters. */
const needsCells = <Name extends string>({ filter, order }: LineQuery<Name>): boolean =>
  Object.keys(filter).length > (order === undefined ? 1 : 0)

/** Partners, in their order; or those that the search finds, on one page. @param counted where somebody has read it */
export const readPartners = async (
  kept: Kept,
  query: PartnersQuery,
  counted?: Counted<PartnerName>,
): Promise<LinePage<PartnerLine>> => {
  const { partnerLists, customers, hierarchies } = kept
  const { search, filter, order, pageSize, cursor } = query
  if (search === undefined) {
    const { cells } = counted ?? (needsCells(query) ? await countPartners(kept) : { cells: [] })
    return partnerLists.partners({ filter, order, pageSize, cells, after: cursor })
  }
  if (!customerNumber.test(search)) return partnerLists.partners({ filter, pageSize, words: search })
  const customer = (await customers.findByNumber(search))?.value
  if (!customer) return { items: [] }
  const id = customer.type === 'Person' ? customer.invoiceAccount : customer.customerId
  const found = await hierarchies.locate(id)
  return found ? partnerLists.partners({ filter, pageSize, words: found.head.number }) : { items: [] }
}

/** A user as staff see it in a list. */
export type UserRow = UserLine & {
  /** As its sites know it; absent where they were not told yet. */
  readonly email?: string
  readonly isTold: boolean
  /** Why it is disabled or was refused. */
  readonly reason?: DisableReason | ChangeRefusal
  /** What was asked for and is not applied yet. */
  readonly pending?: UserChangeKind
}

type KeptAndTold = { readonly headquarters: Kept; readonly users: Pick<ChannelUsers, 'read'> }

/** A line with what the channel shows of the user; one storage transaction. */
const withTold = async ({ users }: KeptAndTold, line: UserLine): Promise<UserRow> => {
  const view = (await unlessUnreadable(users.read(line.organizationId, line.userId), undefined))?.value
  const isTold = isToldOf(line, view)
  if (!view) return { ...line, isTold }
  return {
    ...line,
    email: view.email,
    isTold,
    ...(view.reason ? { reason: view.reason } : {}),
    ...(view.pending ? { pending: view.pending.kind } : {}),
  }
}

const placesOf = async ({ hierarchies }: Kept, userId: string, organizationIds: readonly string[]) => {
  const found = await Promise.all(organizationIds.map((id) => hierarchies.locatePlace(id, userId)))
  return found.flatMap((place) => (place?.member ? [userLine(place.head, place.member)] : []))
}

/** Everywhere where somebody is a user. */
const linesOfPerson = async (kept: Kept, userId: string, known: readonly string[] = []): Promise<UserLine[]> => {
  const person = (await kept.customers.locate(userId))?.value
  const own = person?.type === 'Person' ? [person.invoiceAccount] : []
  return placesOf(kept, person?.customerId ?? userId, [...new Set([...known, ...own])].slice(0, 20))
}

/** Everybody who is or was a user of the partner of a number. */
const linesOfPartner = async (kept: Kept, number: string): Promise<UserLine[]> => {
  const [partner] = (await kept.partnerLists.partners({ pageSize: 1, words: number })).items
  const found = partner && (await kept.hierarchies.locate(partner.organizationId))
  const whole = found && (await kept.hierarchies.readKept(found.home, found.head.organizationId))
  return (whole?.members ?? []).map((member) => userLine((whole as NonNullable<typeof whole>).head, member))
}

const found = async (kept: Kept, search: string, { filter, pageSize }: UsersQuery) => {
  if (search.includes('@')) {
    const holder = await kept.signIns.holder(search)
    return holder ? linesOfPerson(kept, holder.customerId, holder.organizationIds) : []
  }
  if (customerNumber.test(search)) {
    const customer = (await kept.customers.findByNumber(search))?.value
    return customer?.type === 'Person' ? linesOfPerson(kept, customer.customerId) : []
  }
  if (hierarchyNumber.test(search)) return linesOfPartner(kept, search)
  return (await kept.partnerLists.users({ filter, pageSize, words: search })).items
}

const byOrder: Readonly<Record<LineOrder, (line: UserLine) => string>> = {
  newest: ({ addedAt }) => addedAt,
  changed: ({ changedAt, addedAt }) => changedAt ?? addedAt,
  name: ({ name }) => nameOrder(name),
}

/** Those of one partner, which are never many: sorted and counted as they are. */
const ofPartner = async (kept: Kept, partner: string, query: UsersQuery) => {
  const { filter, order = 'newest', pageSize, cursor } = query
  const all = await linesOfPartner(kept, partner)
  const by = byOrder[order]
  const sorted = all.filter((line) => isAmong(filter, userFacets(line))).toSorted((a, b) => (by(a) < by(b) ? -1 : 1))
  const begin = lineOffset(cursor)
  const end = begin + pageSize
  return {
    all,
    items: (order === 'name' ? sorted : sorted.reverse()).slice(begin, end),
    ...(sorted.length > end ? { cursor: offsetLineCursor(end) } : {}),
  }
}

/** A page of users, with what is counted where somebody asked for that. */
export type UsersPage = LinePage<UserRow> & { readonly counted?: Counted<UserName> }

/**
 * Users, in their order; or those that the search finds, on one page. Each costs one storage transaction more, for what its
 * sites were told.
 * @param isCounted whether the page shows how many there are of what
 */
export const readUsers = async (deps: KeptAndTold, query: UsersQuery, isCounted = false): Promise<UsersPage> => {
  const kept = deps.headquarters
  const { filter, order, search, partner, pageSize, cursor } = query
  const told = (lines: readonly UserLine[]) => forMany(lines, (line) => withTold(deps, line))
  if (search !== undefined) {
    const lines = await found(kept, search, query)
    return { items: await told(lines.filter((line) => isAmong(filter, userFacets(line))).slice(0, pageSize)) }
  }
  if (partner !== undefined) {
    const { all, items, ...further } = await ofPartner(kept, partner, query)
    const cells = all.map((line) => ({ facets: userFacets(line), count: 1 }))
    return { items: await told(items), ...further, ...(isCounted ? { counted: { cells, isCounting: false } } : {}) }
  }
  const counted = isCounted || needsCells(query) ? await countUsers(kept) : undefined
  const page = await kept.partnerLists.users({ filter, order, pageSize, cells: counted?.cells ?? [], after: cursor })
  return { ...page, items: await told(page.items), ...(isCounted && counted ? { counted } : {}) }
}
