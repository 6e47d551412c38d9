// GET /api/customer-hierarchies/{hierarchyId}: one customer hierarchy.

import { locateHierarchy } from '../../shared/headquarters/customers.ts'
import { json } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Table } from '../../shared/platform/table.ts'
import type { Handler } from '../visit.ts'

export const getCustomerHierarchy: Handler<{ readonly headquarters: Table }> = async ({ request, refuse }, deps) => {
  const id = asGuid(request.params['hierarchyId'])
  const found = id && (await locateHierarchy(deps.headquarters, id))
  return found ? json(200, found.row.value) : refuse('not-found')
}
