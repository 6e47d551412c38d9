// GET /headquarters/prospects: the page *All prospects*.

import { listQuery } from '../../shared/headquarters/list-query.ts'
import { readProspectList } from '../../shared/headquarters/prospect-list.ts'
import { page } from '../../shared/platform/http.ts'
import type { Table } from '../../shared/platform/table.ts'
import type { Serve } from '../serve.ts'

const loadPage = () => import('../../shared/headquarters/pages/render-prospects.ts')

export const prospectsPage = (serve: Serve, deps: { readonly headquarters: Table }): void =>
  serve('ProspectsPage', async ({ request, refuse }) => {
    const query = listQuery(request.query)
    if ('errors' in query) return refuse('invalid-request')
    const { items, cursor } = await readProspectList(deps.headquarters, query.status, query.pageSize, query.cursor)
    return page(
      (await loadPage()).renderProspects({
        items,
        status: query.status ?? '',
        cursor: request.query.get('cursor') ?? undefined,
        nextCursor: cursor,
      }),
    )
  })
