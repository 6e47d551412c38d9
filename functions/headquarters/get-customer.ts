// GET /api/customers/{customerId}: one customer.

import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { json } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'

export const getCustomer: Handler<{ readonly headquarters: HeadquartersStore }> = async ({ request, refuse }, deps) => {
  const id = asGuid(request.params['customerId'])
  const found = id && (await deps.headquarters.customers.locate(id))
  if (!found) return refuse('not-found')
  const { untold: _, newsCount: __, ...customer } = found.value
  return json(200, customer)
}
