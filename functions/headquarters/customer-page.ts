// GET /headquarters/customers/{customerId}: the page of one customer.

import { renderCustomer } from '../../shared/headquarters/pages/render-customer.ts'
import type { AuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import { noticeOf } from './notice-of.ts'
import type { ReadBridge } from './read-bridge.ts'

const labelled = (id: string, record: { readonly number: string; readonly name: string } | undefined) => ({
  id,
  label: record ? `${record.number} ${record.name}` : id,
})

/** Of the audit trail; the rest is a click away. */
const linesShown = 5

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly readBridge: ReadBridge
  readonly audit: Pick<AuditReader, 'acts'>
}

export const customerPage: Handler<Deps> = async ({ request, refuse }, { headquarters, readBridge, audit }) => {
  const id = asGuid(request.params['customerId'])
  const found = id && (await headquarters.customers.locate(id))
  if (!found) return refuse('not-found')
  const customer = found.value
  const invoiceId = customer.type === 'Person' ? customer.invoiceAccount : undefined
  const [prospect, hierarchy, invoice, done, bridge] = await Promise.all([
    headquarters.prospects.read(customer.prospectId),
    headquarters.hierarchies.locate(invoiceId ?? customer.customerId),
    invoiceId === undefined ? undefined : headquarters.customers.locate(invoiceId),
    audit.acts({ on: { kind: 'customer', id } }, linesShown),
    readBridge(),
  ])
  return page(
    renderCustomer({
      bridge,
      customer,
      audit: done.items,
      prospect: { id: customer.prospectId, label: prospect?.value.number ?? customer.prospectId },
      hierarchy: hierarchy && labelled(hierarchy.head.hierarchyId, hierarchy.head),
      invoiceAccount: invoiceId === undefined ? undefined : labelled(invoiceId, invoice?.value),
      notice: noticeOf(staffWords.pages.customer.done, request.query.get('done'), ['saved', 'look', 'write']),
    }),
  )
}
