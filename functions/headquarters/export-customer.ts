// GET /api/customers/{customerId}/export: everything kept of a customer, as a file.

import { type ExportDeps, exportCustomer as exportKept } from '../../shared/headquarters/export-kept.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import { exportAnswer } from './export-answer.ts'

export const exportCustomer: Handler<ExportDeps> = async ({ request, refuse, desk }, deps) => {
  const id = asGuid(request.params['customerId'])
  const kept = id && (await exportKept(deps, id, desk))
  return kept ? exportAnswer(kept, kept.customer['number']) : refuse('not-found')
}
