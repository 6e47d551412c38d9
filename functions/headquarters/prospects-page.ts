// GET /headquarters/prospects: the page *All prospects*, or what it shows as a file (`format=csv`).

import { type Counts, cellsOf, countOf, shortestList } from '../../shared/domain/lists/facets.ts'
import { looksLikeReference } from '../../shared/domain/reference.ts'
import { prospectsCsv } from '../../shared/headquarters/list-csv.ts'
import { type ListQuery, listQuery } from '../../shared/headquarters/list-query.ts'
import { readTrail } from '../../shared/headquarters/pages/paging.ts'
import { renderProspects } from '../../shared/headquarters/pages/render-prospects.ts'
import { prospectLineJson } from '../../shared/headquarters/prospect-json.ts'
import { countUndelivered, filterOf, mostSorted, readList } from '../../shared/headquarters/read-list.ts'
import type { ClocksNow } from '../../shared/headquarters/stage-clock.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { asFile, csvAnswer, isFile } from './csv-answer.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly readBridge: ReadBridge
  readonly clocks: () => ClocksNow
}

const narrowingOf = (query: ListQuery, counts: Counts) => {
  const narrowing = {
    asked: filterOf(query),
    sort: query.sort ?? 'newest',
    cells: cellsOf(counts),
    isOverdue: query.overdue === true,
  } as const
  const isUnsorted = query.sort === 'name' && shortestList(narrowing.cells, narrowing.asked).count > mostSorted
  return { narrowing, isUnsorted }
}

export const prospectsPage: Handler<Deps> = async (visit, deps) => {
  const { request, refuse } = visit
  const query = listQuery(request.query)
  const typed = request.query.get('search') ?? request.query.get('reference') ?? undefined
  const isNone = 'errors' in query && query.errors.every(({ path }) => path === 'reference')
  if ('errors' in query && !isNone) return refuse('invalid-request')
  const clocks = deps.clocks()
  if (isFile(visit) && !('errors' in query))
    return csvAnswer(
      'prospects',
      prospectsCsv(
        (await readList(deps.headquarters, asFile(query), clocks)).items.map((line) =>
          prospectLineJson(line, visit.desk, clocks),
        ),
      ),
    )
  const [{ counts, isWhole }, frame] = await Promise.all([
    deps.headquarters.prospectCounts.read(),
    readFrame(visit, deps.readBridge),
  ])
  const { items, cursor } =
    'errors' in query ? { items: [], cursor: undefined } : await readList(deps.headquarters, query, clocks, counts)
  const undelivered = isWhole
    ? countOf(cellsOf(counts), { undelivered: true })
    : await countUndelivered(deps.headquarters)
  return page(
    renderProspects({
      ...frame,
      items,
      now: clocks.at,
      clocks,
      filter:
        'errors' in query || query.idsBegin !== undefined || query.search !== undefined
          ? undefined
          : query.missing
            ? 'Missing'
            : query.undelivered
              ? 'Undelivered'
              : query.overdue
                ? 'Overdue'
                : (query.status ?? ''),
      undelivered,
      search: typed,
      // Somebody on the phone may have misheard it: that is said where it was typed.
      isMistyped: isNone || (typed !== undefined && items.length === 0 && looksLikeReference(typed)),
      cursor: request.query.get('cursor') ?? undefined,
      nextCursor: cursor,
      trail: readTrail(request.query),
      isCounting: !isWhole,
      ...('errors' in query ? {} : narrowingOf(query, counts)),
    }),
  )
}
