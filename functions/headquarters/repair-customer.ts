// POST /headquarters/customers/{customerId}/repair/{action}: has a customer looked at now, or its account or contact
// written to Sales again.

import { linkTo } from '../../shared/domain/link-to.ts'
import { askForCustomerAgain, lookAtCustomer } from '../../shared/dual-write/repair-customer.ts'
import type { RepairDeps } from '../../shared/dual-write/repair-prospect.ts'
import { seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'

export const repairCustomer: Handler<RepairDeps> = async ({ request, who, refuse, note }, deps) => {
  const customerId = asGuid(request.params['customerId'])
  const action = request.params['action']
  if (!customerId || (action !== 'look' && action !== 'write')) return refuse('not-found')
  const done = await (action === 'look' ? lookAtCustomer(deps, customerId) : askForCustomerAgain(deps, customerId, who))
  if (done === 'unknown') return refuse('not-found')
  if (done !== 'asked') note({ outcome: 'nothing', after: { result: done } })
  const told = done === 'asked' ? action : done
  return seeOther(linkTo('CustomerPage', { customerId }, { done: told }))
}
