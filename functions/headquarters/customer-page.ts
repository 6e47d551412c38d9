// GET /headquarters/customers/{customerId}: the page of one customer.

import { renderCustomer } from '../../shared/headquarters/pages/render-customer.ts'
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

type Deps = { readonly headquarters: HeadquartersStore; readonly readBridge: ReadBridge }

export const customerPage: Handler<Deps> = async ({ request, refuse }, { headquarters, readBridge }) => {
  const id = asGuid(request.params['customerId'])
  const found = id && (await headquarters.customers.locate(id))
  if (!found) return refuse('not-found')
  const customer = found.value
  const invoiceId = customer.type === 'Person' ? customer.invoiceAccount : undefined
  const [prospect, hierarchy, invoice, bridge] = await Promise.all([
    headquarters.prospects.read(customer.prospectId),
    headquarters.hierarchies.locate(invoiceId ?? customer.customerId),
    invoiceId === undefined ? undefined : headquarters.customers.locate(invoiceId),
    readBridge(),
  ])
  return page(
    renderCustomer({
      bridge,
      customer,
      prospect: { id: customer.prospectId, label: prospect?.value.number ?? customer.prospectId },
      hierarchy: hierarchy && labelled(hierarchy.head.hierarchyId, hierarchy.head),
      invoiceAccount: invoiceId === undefined ? undefined : labelled(invoiceId, invoice?.value),
      notice: noticeOf(staffWords.pages.customer.done, request.query.get('done'), ['saved', 'look', 'write']),
    }),
  )
}
