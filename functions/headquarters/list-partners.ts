// GET /api/partners: the list *Partners* as JSON.

import { partnerQuery, readPartners } from '../../shared/headquarters/partner-query.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

export const listPartners: Handler<{ readonly headquarters: HeadquartersStore }> = async (
  { request, refuse },
  { headquarters },
) => {
  const query = partnerQuery(request.query)
  if ('errors' in query) return refuse('invalid-request', query.errors)
  return json(200, await readPartners(headquarters, query))
}
