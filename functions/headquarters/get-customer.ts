// GET /api/customers/{customerId}: one customer.

import { withoutWorkings } from '../../shared/domain/customer.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { json } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'

export const getCustomer: Handler<{ readonly headquarters: HeadquartersStore }> = async ({ request, refuse }, deps) => {
  const id = asGuid(request.params['customerId'])
  const found = id && (await deps.headquarters.customers.locate(id))
  if (!found) return refuse('not-found')
  return json(200, withoutWorkings(found.value))
}
