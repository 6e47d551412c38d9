// GET /api/customer-hierarchies/{hierarchyId}: one customer hierarchy.

import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { json } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'

export const getCustomerHierarchy: Handler<{ readonly headquarters: HeadquartersStore }> = async (
  { request, refuse },
  deps,
) => {
  const id = asGuid(request.params['hierarchyId'])
  const found = id && (await deps.headquarters.hierarchies.locateWhole(id))
  return found ? json(200, found.value) : refuse('not-found')
}
