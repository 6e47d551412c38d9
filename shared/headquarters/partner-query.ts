// What may be asked of the lists *Partners* and *Users*, and the answer to it.

import type { ChannelUsers } from '../channel/store/users.ts'
import { type FieldError, problem } from '../domain/field-checks.ts'
import { searchText } from '../domain/search-text.ts'
import {
  type ChangeRefusal,
  type DisableReason,
  partnerStatuses,
  type UserChangeKind,
  type UserStatus,
  userStatuses,
} from '../domain/users/user.ts'
import { forMany } from '../platform/for-many.ts'
import { unlessUnreadable } from '../platform/unreadable-row.ts'
import { pageAsked } from './list-query.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import { type PartnerLine, type UserLine, userLine } from './store/partner-lines.ts'
import { asLineCursor, type LinePage } from './store/partner-lists.ts'
import { isToldOf } from './users/partner-users.ts'

export type LineQuery<Status extends string> = {
  readonly status?: Status
  /** What is looked for: a number, words of a name or, of users, an e-mail address. */
  readonly search?: string
  readonly pageSize: number
  readonly cursor?: string
}

/** States by which users are listed: one who waits for headquarters is no user there yet. */
export const listedUserStatuses = userStatuses.filter((status) => status !== 'Pending')

const longestSearch = 100

const readQuery = <Status extends string>(
  query: URLSearchParams,
  statuses: readonly Status[],
): LineQuery<Status> | { readonly errors: readonly FieldError[] } => {
  const errors: FieldError[] = []
  const given = (name: string) => query.get(name)?.trim() || undefined
  const statusText = given('status')
  const status = statuses.find((known) => known === statusText)
  if (statusText !== undefined && !status) errors.push(problem('status', 'unknown-value'))
  const search = searchText(query.get('search') ?? '') || undefined
  if (search !== undefined && search.length > longestSearch) errors.push(problem('search', 'too-long'))
  const { pageSize, cursor } = pageAsked(given, asLineCursor, errors)
  if (errors.length > 0) return { errors }
  return {
    ...(status ? { status } : {}),
    ...(search === undefined ? {} : { search }),
    pageSize,
    ...(cursor === undefined ? {} : { cursor }),
  }
}

/** Reads `status`, `search`, `pageSize` (1 to 200) and `cursor`; absent or empty ones have their defaults. */
export const partnerQuery = (query: URLSearchParams) => readQuery(query, partnerStatuses)
export const userQuery = (query: URLSearchParams) => readQuery(query, listedUserStatuses)

type Kept = Pick<HeadquartersStore, 'partnerLists' | 'customers' | 'hierarchies' | 'signIns'>

const customerNumber = /^c-\d{1,12}$/i
const hierarchyNumber = /^h-\d{1,12}$/i

/** Partners, newest first; or those that the search finds, on one page. */
export const readPartners = async (
  { partnerLists, customers, hierarchies }: Kept,
  { status, search, pageSize, cursor }: LineQuery<PartnerLine['status']>,
): Promise<LinePage<PartnerLine>> => {
  const asked = { status, pageSize }
  if (search === undefined) return partnerLists.partners({ ...asked, after: cursor })
  if (!customerNumber.test(search)) return partnerLists.partners({ ...asked, words: search })
  const customer = (await customers.findByNumber(search))?.value
  if (!customer) return { items: [] }
  const id = customer.type === 'Person' ? customer.invoiceAccount : customer.customerId
  const found = await hierarchies.locate(id)
  return found ? partnerLists.partners({ ...asked, words: found.head.number }) : { items: [] }
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

const found = async (kept: Kept, search: string, asked: Omit<LineQuery<UserStatus>, 'search'>) => {
  if (search.includes('@')) {
    const holder = await kept.signIns.holder(search)
    return holder ? linesOfPerson(kept, holder.customerId, holder.organizationIds) : []
  }
  if (customerNumber.test(search)) {
    const customer = (await kept.customers.findByNumber(search))?.value
    return customer?.type === 'Person' ? linesOfPerson(kept, customer.customerId) : []
  }
  if (hierarchyNumber.test(search)) {
    const [partner] = (await kept.partnerLists.partners({ pageSize: 1, words: search })).items
    const whole = partner && (await kept.hierarchies.locateWhole(partner.organizationId))?.value
    return (whole?.members ?? []).map((member) => userLine(whole as NonNullable<typeof whole>, member))
  }
  return (await kept.partnerLists.users({ ...asked, words: search })).items
}

/** Users, newest first; or those that the search finds, on one page. */
export const readUsers = async (
  deps: KeptAndTold,
  { search, cursor, ...asked }: LineQuery<UserStatus>,
): Promise<LinePage<UserRow>> => {
  const { status, pageSize } = asked
  const page =
    search === undefined
      ? await deps.headquarters.partnerLists.users({ ...asked, after: cursor })
      : {
          items: (await found(deps.headquarters, search, asked))
            .filter((line) => status === undefined || line.status === status)
            .slice(0, pageSize),
        }
  return { ...page, items: await forMany(page.items, (line) => withTold(deps, line)) }
}
