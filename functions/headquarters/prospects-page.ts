// GET /headquarters/prospects: the page *All prospects*.

import { listOf, listQuery } from '../../shared/headquarters/list-query.ts'
import { renderProspects } from '../../shared/headquarters/pages/render-prospects.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

export const prospectsPage: Handler<{ readonly headquarters: HeadquartersStore }> = async (
  { request, refuse },
  deps,
) => {
  const query = listQuery(request.query)
  if ('errors' in query) return refuse('invalid-request')
  const { items, cursor } = await deps.headquarters.prospectList(listOf(query), query.pageSize, query.cursor)
  return page(
    renderProspects({
      items,
      filter: query.missing ? 'Missing' : (query.status ?? ''),
      cursor: request.query.get('cursor') ?? undefined,
      nextCursor: cursor,
    }),
  )
}
