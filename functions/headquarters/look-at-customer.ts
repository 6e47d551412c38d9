// POST /api/customers/{customerId}/look: has a customer compared with Sales now.

import { lookAtCustomer as look } from '../../shared/dual-write/repair-customer.ts'
import type { RepairDeps } from '../../shared/dual-write/repair-prospect.ts'
import type { Handler } from '../visit.ts'
import { repairJson } from './repair-json.ts'

export const lookAtCustomer: Handler<RepairDeps> = repairJson('customerId', look)
