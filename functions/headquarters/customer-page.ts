// GET /headquarters/customers/{customerId}: the page of one customer.

import { locateCustomer, locateHierarchy } from '../../shared/headquarters/customers.ts'
import { renderCustomer } from '../../shared/headquarters/pages/render-customer.ts'
import { readProspect } from '../../shared/headquarters/prospect-rows.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Table } from '../../shared/platform/table.ts'
import type { Handler } from '../visit.ts'

const labelled = (id: string, record: { readonly number: string; readonly name: string } | undefined) => ({
  id,
  label: record ? `${record.number} ${record.name}` : id,
})

export const customerPage: Handler<{ readonly headquarters: Table }> = async ({ request, refuse }, deps) => {
  const id = asGuid(request.params['customerId'])
  const found = id && (await locateCustomer(deps.headquarters, id))
  if (!found) return refuse('not-found')
  const customer = found.row.value
  const invoiceId = customer.type === 'Person' ? customer.invoiceAccount : undefined
  const [prospect, hierarchy, invoice] = await Promise.all([
    readProspect(deps.headquarters, customer.prospectId),
    locateHierarchy(deps.headquarters, invoiceId ?? customer.customerId),
    invoiceId === undefined ? undefined : locateCustomer(deps.headquarters, invoiceId),
  ])
  return page(
    renderCustomer({
      customer,
      prospect: { id: customer.prospectId, label: prospect?.row.value.number ?? customer.prospectId },
      hierarchy: hierarchy && labelled(hierarchy.row.value.hierarchyId, hierarchy.row.value),
      invoiceAccount: invoiceId === undefined ? undefined : labelled(invoiceId, invoice?.row.value),
      notice: request.query.get('done') === 'saved' ? { tone: 'good', text: 'Saved.' } : undefined,
    }),
  )
}
