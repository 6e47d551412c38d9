// GET /headquarters/prospects: the page *All prospects*.

import { app } from '@azure/functions'
import { listProspects } from '../../shared/headquarters/list-prospects.ts'
import { listQuery } from '../../shared/headquarters/list-query.ts'
import { page } from '../../shared/platform/http.ts'
import type { Table } from '../../shared/platform/table.ts'
import { type StaffDeps, staffPage, staffProblem } from './staff-page.ts'

const loadPage = () => import('../../shared/headquarters/pages/prospects-page.ts')

export const prospectsPage = (deps: StaffDeps & { readonly headquarters: Table }): void =>
  app.http('ProspectsPage', {
    route: 'headquarters/prospects',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: staffPage(deps, 'Headquarters.Reader', async (request) => {
      const query = listQuery(request.query)
      if ('errors' in query) return staffProblem('invalid-request')
      const { items, cursor } = await listProspects(deps.headquarters, query.status, query.pageSize, query.cursor)
      return page(
        (await loadPage()).prospectsPage({
          items,
          status: query.status ?? '',
          cursor: request.query.get('cursor') ?? undefined,
          nextCursor: cursor,
        }),
      )
    }),
  })
