// GET /headquarters/customer-hierarchies/{hierarchyId}: the page of one customer hierarchy.

import { app } from '@azure/functions'
import { locateHierarchy } from '../../shared/headquarters/customers.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Table } from '../../shared/platform/table.ts'
import { type StaffDeps, staffPage, staffProblem } from './staff-page.ts'

const loadPage = () => import('../../shared/headquarters/pages/hierarchy-page.ts')

export const customerHierarchyPage = (deps: StaffDeps & { readonly headquarters: Table }): void =>
  app.http('CustomerHierarchyPage', {
    route: 'headquarters/customer-hierarchies/{hierarchyId}',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: staffPage(deps, 'Headquarters.Reader', async (request) => {
      const id = asGuid(request.params['hierarchyId'])
      const found = id && (await locateHierarchy(deps.headquarters, id))
      return found ? page((await loadPage()).hierarchyPage({ hierarchy: found.row.value })) : staffProblem('not-found')
    }),
  })
