// GET /headquarters/customers/{customerId}: the page of one customer.

import { locateCustomer, locateHierarchy } from '../../shared/headquarters/customers.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Table } from '../../shared/platform/table.ts'
import type { Serve } from '../serve.ts'

const loadPage = () => import('../../shared/headquarters/pages/customer-page.ts')

export const customerPage = (serve: Serve, deps: { readonly headquarters: Table }): void =>
  serve('CustomerPage', async ({ request, refuse }) => {
    const id = asGuid(request.params['customerId'])
    const found = id && (await locateCustomer(deps.headquarters, id))
    if (!found) return refuse('not-found')
    const customer = found.row.value
    const organizationId = customer.type === 'Person' ? customer.invoiceAccount : customer.customerId
    const hierarchy = await locateHierarchy(deps.headquarters, organizationId)
    return page((await loadPage()).customerPage({ customer, hierarchyId: hierarchy?.row.value.hierarchyId }))
  })
