// GET /api/prospects: the list *All prospects* as JSON.

import { app } from '@azure/functions'
import { listProspects as list } from '../../shared/headquarters/list-prospects.ts'
import { listQuery } from '../../shared/headquarters/list-query.ts'
import { json, problem } from '../../shared/platform/http.ts'
import type { Table } from '../../shared/platform/table.ts'
import { type StaffDeps, staffJson } from './staff-page.ts'

export const listProspects = (deps: StaffDeps & { readonly headquarters: Table }): void =>
  app.http('ListProspects', {
    route: 'api/prospects',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: staffJson(deps, async (request) => {
      const query = listQuery(request.query)
      if ('errors' in query) return problem('invalid-request', query.errors)
      return json(200, await list(deps.headquarters, query.status, query.pageSize, query.cursor))
    }),
  })
