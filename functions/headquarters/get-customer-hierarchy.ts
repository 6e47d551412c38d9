// GET /api/customer-hierarchies/{hierarchyId}: one customer hierarchy.

import { app } from '@azure/functions'
import { locateHierarchy } from '../../shared/headquarters/customers.ts'
import { json, problem } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Table } from '../../shared/platform/table.ts'
import { type StaffDeps, staffJson } from './staff-page.ts'

export const getCustomerHierarchy = (deps: StaffDeps & { readonly headquarters: Table }): void =>
  app.http('GetCustomerHierarchy', {
    route: 'api/customer-hierarchies/{hierarchyId}',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: staffJson(deps, async (request) => {
      const id = asGuid(request.params['hierarchyId'])
      const found = id && (await locateHierarchy(deps.headquarters, id))
      return found ? json(200, found.row.value) : problem('not-found')
    }),
  })
