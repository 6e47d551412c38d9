// POST /api/customers/{customerId}/record: has the account or contact written again that Sales lost.

import { askForCustomerAgain } from '../../shared/dual-write/repair-customer.ts'
import type { RepairDeps } from '../../shared/dual-write/repair-prospect.ts'
import type { Handler } from '../visit.ts'
import { repairJson } from './repair-json.ts'

export const writeCustomerAgain: Handler<RepairDeps> = repairJson('customerId', (deps, id, who) =>
  askForCustomerAgain(deps, id, who),
)
