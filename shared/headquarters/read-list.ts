// Reads the list *All prospects*: a page of one of its lists, of what it is narrowed to, or what a search finds.

import { searched } from '../domain/likely/search-keys.ts'
import { typedBeginnings } from '../domain/lists/beginnings.ts'
import {
  type Counts,
  cellsOf,
  countOf,
  facetsOf,
  isWithin,
  missingList,
  type ProspectFilter,
  shortestList,
  undeliveredList,
} from '../domain/lists/facets.ts'
import type { ProspectSummary } from '../domain/prospect.ts'
import { idsBeginWith } from '../domain/reference.ts'
import { forMany } from '../platform/for-many.ts'
import { unlessUnreadable } from '../platform/unreadable-row.ts'
import type { ListQuery, Sort } from './list-query.ts'
import { readOverdue } from './overdue.ts'
import type { ClocksNow } from './stage-clock.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import { beginningList } from './store/prospect-index.ts'
import { type ListName, offsetCursor, offsetOf, type ProspectList } from './store/prospect-lists.ts'
import { summaryOf } from './store/prospects.ts'

/** What a query asks for, as a filter. */
export const filterOf = ({ status, missing, undelivered, narrowed }: ListQuery): ProspectFilter => ({
  ...narrowed,
  ...(status === undefined ? {} : { status }),
  ...(missing ? { missing } : {}),
  ...(undelivered ? { undelivered } : {}),
})

const nameOf = ({ status, missing, undelivered }: ListQuery): ListName | undefined =>
  missing ? missingList : undelivered ? undeliveredList : status

type Lists = Pick<
  HeadquartersStore,
  'prospectList' | 'walkList' | 'stays' | 'prospectCounts' | 'findProspects' | 'matchIndex' | 'prospects'
>

/** What is in another order than that of a list is read as a whole, as long as it is no more than this. */
export const mostSorted = 1000

const sorted = (lines: readonly ProspectSummary[], sort: Sort): ProspectSummary[] =>
  sort === 'name'
    ? lines.toSorted((a, b) => a.companyName.localeCompare(b.companyName) || (a.number < b.number ? -1 : 1))
    : lines.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))

/** Everything that is counted, as somebody has read it or as it is now. */
const countsOf = async ({ prospectCounts }: Lists, counts?: Counts): Promise<Counts> =>
  counts ?? (await prospectCounts.read()).counts

/** A page of what is narrowed or in another order. @param counts of everything, where somebody has read them */
const readNarrowed = async (lists: Lists, query: ListQuery, counts?: Counts): Promise<ProspectList> => {
  const { sort, pageSize, cursor } = query
  const asked = filterOf(query)
  const cells = cellsOf(await countsOf(lists, counts))
  const { list, count } = shortestList(cells, asked)
  const keep = (line: ProspectSummary): boolean => isWithin(asked, facetsOf(line))
  const found = countOf(cells, asked)
  if (sort === undefined) return lists.walkList.page({ list, length: count, found, keep, pageSize, after: cursor })
  const from = offsetOf(cursor)
  if (count > mostSorted) {
    const isPlace = cursor !== undefined && from === undefined
    return lists.walkList.page({
      ...(sort === 'oldest' ? { list: 'Oldest', length: countOf(cells, {}) } : { list, length: count }),
      found,
      keep,
      pageSize,
      after: isPlace ? cursor : undefined,
    })
  }
  const all = sorted((await lists.walkList.whole(list)).filter(keep), sort)
  const begin = from ?? 0
  const end = begin + pageSize
  return { items: all.slice(begin, end), ...(all.length > end ? { cursor: offsetCursor(end) } : {}) }
}

/** Those of whose names words begin so. */
const findBeginnings = async (lists: Lists, typed: string, most: number): Promise<readonly ProspectSummary[]> => {
  const meant = typedBeginnings(typed)
  if (!meant) return []
  const keep = ({ companyName, requestorName }: ProspectSummary) => meant.isMeant(companyName, requestorName)
  return (await lists.walkList.page({ list: beginningList(meant.beginning), keep, pageSize: most })).items
}

/** A reference is looked for as well: nobody says which of the two was typed. */
const searchList = async (lists: Lists, typed: string, most: number): Promise<ProspectList> => {
  const { keys, search } = searched(typed)
  const idsBegin = idsBeginWith(typed)
  const number = search.find(({ kind }) => kind === 'number')?.value
  const [byReference, ids, byBeginning] = await Promise.all([
    idsBegin === undefined ? [] : lists.findProspects(idsBegin),
    lists.matchIndex.find(keys, search, most),
    number === undefined ? findBeginnings(lists, typed, most) : [],
  ])
  const known = new Map([...byBeginning, ...byReference].map((line) => [line.prospectId, line]))
  const others = ids.filter((id) => !known.has(id))
  const read = await forMany(others, (id) => unlessUnreadable(lists.prospects.readAlone(id), undefined))
  const found = read.flatMap((prospect) => (prospect ? [summaryOf(prospect)] : []))
  const items = [...known.values(), ...found]
    // A number that was taken and not used leads to the one that took another.
    .filter((item) => number === undefined || item.number === number)
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
  return { items: items.slice(0, most) }
}

/** What is asked for. @param counts of everything, where somebody has read them */
export const readList = async (
  lists: Lists,
  query: ListQuery,
  clocks: ClocksNow,
  counts?: Counts,
): Promise<ProspectList> => {
  if (query.overdue) {
    const { pageSize, cursor } = query
    const all = await countsOf(lists, counts)
    return readOverdue(lists, clocks, { asked: filterOf(query), counts: all, pageSize, after: cursor })
  }
  if (query.search !== undefined) return searchList(lists, query.search, query.pageSize)
  if (query.idsBegin === undefined && (query.narrowed || query.sort)) return readNarrowed(lists, query, counts)
  return query.idsBegin === undefined
    ? lists.prospectList(nameOf(query), query.pageSize, query.cursor)
    : { items: await lists.findProspects(query.idsBegin) }
}

/** So many are counted; of more it is only said that there are more. */
export const mostCounted = 99

/** To how many requestors a mail did not arrive, or one more than are counted; one storage transaction for each part. */
export const countUndelivered = async ({ prospectList }: Pick<Lists, 'prospectList'>): Promise<number> => {
  const { items, cursor } = await prospectList(undeliveredList, mostCounted)
  return items.length + (cursor === undefined ? 0 : 1)
}
