// GET /headquarters/customer-hierarchies/{hierarchyId}: the page of one customer hierarchy.

import { locateHierarchy } from '../../shared/headquarters/customers.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Table } from '../../shared/platform/table.ts'
import type { Serve } from '../serve.ts'

const loadPage = () => import('../../shared/headquarters/pages/hierarchy-page.ts')

export const customerHierarchyPage = (serve: Serve, deps: { readonly headquarters: Table }): void =>
  serve('CustomerHierarchyPage', async ({ request, refuse }) => {
    const id = asGuid(request.params['hierarchyId'])
    const found = id && (await locateHierarchy(deps.headquarters, id))
    return found ? page((await loadPage()).hierarchyPage({ hierarchy: found.row.value })) : refuse('not-found')
  })
