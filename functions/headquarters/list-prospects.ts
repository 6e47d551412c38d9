// GET /api/prospects: the list *All prospects* as JSON.

import { listQuery } from '../../shared/headquarters/list-query.ts'
import { readProspectList } from '../../shared/headquarters/prospect-list.ts'
import { json } from '../../shared/platform/http.ts'
import type { Table } from '../../shared/platform/table.ts'
import type { Handler } from '../visit.ts'

export const listProspects: Handler<{ readonly headquarters: Table }> = async ({ request, refuse }, deps) => {
  const query = listQuery(request.query)
  if ('errors' in query) return refuse('invalid-request', query.errors)
  return json(200, await readProspectList(deps.headquarters, query.status, query.pageSize, query.cursor))
}
