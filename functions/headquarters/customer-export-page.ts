// GET /headquarters/exports/customers/{customerId}: everything kept of a customer, to be read.

import { linkTo } from '../../shared/domain/link-to.ts'
import { type ExportDeps, exportCustomer } from '../../shared/headquarters/export-kept.ts'
import { renderExport } from '../../shared/headquarters/pages/render-export.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

export const customerExportPage: Handler<ExportDeps & { readonly readBridge: ReadBridge }> = async (visit, deps) => {
  const customerId = asGuid(visit.request.params['customerId'])
  const kept = customerId && (await exportCustomer(deps, customerId, visit.desk))
  if (!kept) return visit.refuse('not-found')
  return page(
    renderExport({
      ...(await readFrame(visit, deps.readBridge)),
      kept,
      number: String(kept.customer['number']),
      file: linkTo('ExportCustomer', { customerId }),
      back: linkTo('CustomerPage', { customerId }),
    }),
  )
}
