// GET /api/prospects/{prospectId}: one prospect with everything known of it.

import { app } from '@azure/functions'
import type { ProspectView } from '../../shared/domain/prospect-view.ts'
import { json, problem } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { type StaffDeps, staffJson } from './staff-page.ts'

type Deps = StaffDeps & { readonly readProspect: (id: string) => Promise<ProspectView | undefined> }

export const getProspect = (deps: Deps): void =>
  app.http('GetProspect', {
    route: 'api/prospects/{prospectId}',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: staffJson(deps, async (request) => {
      const id = asGuid(request.params['prospectId'])
      const prospect = id && (await deps.readProspect(id))
      return prospect ? json(200, prospect) : problem('not-found')
    }),
  })
