// GET /api/customers/{customerId}: one customer.

import { app } from '@azure/functions'
import { locateCustomer } from '../../shared/headquarters/customers.ts'
import { json, problem } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Table } from '../../shared/platform/table.ts'
import { type StaffDeps, staffJson } from './staff-page.ts'

export const getCustomer = (deps: StaffDeps & { readonly headquarters: Table }): void =>
  app.http('GetCustomer', {
    route: 'api/customers/{customerId}',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: staffJson(deps, async (request) => {
      const id = asGuid(request.params['customerId'])
      const found = id && (await locateCustomer(deps.headquarters, id))
      return found ? json(200, found.row.value) : problem('not-found')
    }),
  })
