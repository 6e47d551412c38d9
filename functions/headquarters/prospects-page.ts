// GET /headquarters/prospects: the page *All prospects*.

import { listQuery } from '../../shared/headquarters/list-query.ts'
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
  const { items, cursor } = await deps.headquarters.prospectList(query.status, query.pageSize, query.cursor)
  return page(
    renderProspects({
      items,
      status: query.status ?? '',
      cursor: request.query.get('cursor') ?? undefined,
      nextCursor: cursor,
    }),
  )
}
