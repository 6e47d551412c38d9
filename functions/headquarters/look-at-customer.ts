// POST /api/customers/{customerId}/look: has a customer compared with Sales now.

import { lookAtCustomer as look } from '../../shared/dual-write/repair-customer.ts'
import { repairJson } from './repair-json.ts'

export const lookAtCustomer = repairJson('customerId', look)
