// GET /api/prospects: the list *All prospects* as JSON.

import { listQuery } from '../../shared/headquarters/list-query.ts'
import { prospectLineJson } from '../../shared/headquarters/prospect-json.ts'
import { readList } from '../../shared/headquarters/read-list.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

export const listProspects: Handler<{ readonly headquarters: HeadquartersStore }> = async (
  { request, refuse, desk },
  deps,
) => {
  const query = listQuery(request.query)
  if ('errors' in query) return refuse('invalid-request', query.errors)
  const { items, ...further } = await readList(deps.headquarters, query)
  return json(200, { items: items.map((line) => prospectLineJson(line, desk)), ...further })
}
