// GET /api/prospects: the list *All prospects* as JSON.

import { listQuery } from '../../shared/headquarters/list-query.ts'
import { prospectLineJson } from '../../shared/headquarters/prospect-json.ts'
import { readList } from '../../shared/headquarters/read-list.ts'
import type { ClocksNow } from '../../shared/headquarters/stage-clock.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly clocks: () => ClocksNow
}

export const listProspects: Handler<Deps> = async ({ request, refuse, desk }, deps) => {
  const query = listQuery(request.query)
  if ('errors' in query) return refuse('invalid-request', query.errors)
  const clocks = deps.clocks()
  const { items, ...further } = await readList(deps.headquarters, query, clocks)
  return json(200, { items: items.map((line) => prospectLineJson(line, desk, clocks)), ...further })
}
