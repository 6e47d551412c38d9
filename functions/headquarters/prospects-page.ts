// GET /headquarters/prospects: the page *All prospects*.

import { listOf, listQuery } from '../../shared/headquarters/list-query.ts'
import { renderProspects } from '../../shared/headquarters/pages/render-prospects.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'

type Deps = { readonly headquarters: HeadquartersStore; readonly readBridge: ReadBridge }

export const prospectsPage: Handler<Deps> = async ({ request, refuse }, deps) => {
  const query = listQuery(request.query)
  if ('errors' in query) return refuse('invalid-request')
  const [{ items, cursor }, bridge] = await Promise.all([
    deps.headquarters.prospectList(listOf(query), query.pageSize, query.cursor),
    deps.readBridge(),
  ])
  return page(
    renderProspects({
      bridge,
      items,
      filter: query.missing ? 'Missing' : (query.status ?? ''),
      cursor: request.query.get('cursor') ?? undefined,
      nextCursor: cursor,
    }),
  )
}
