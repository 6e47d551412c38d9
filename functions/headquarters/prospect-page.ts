// GET /headquarters/prospects/{prospectId}: the page of one prospect.

import { app } from '@azure/functions'
import type { ProspectView } from '../../shared/domain/prospect-view.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { type StaffDeps, staffPage, staffProblem } from './staff-page.ts'

const loadPage = () => import('../../shared/headquarters/pages/prospect-page.ts')

type Deps = StaffDeps & { readonly readProspect: (id: string) => Promise<ProspectView | undefined> }

export const prospectPage = (deps: Deps): void =>
  app.http('ProspectPage', {
    route: 'headquarters/prospects/{prospectId}',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: staffPage(deps, 'Headquarters.Reader', async (request) => {
      const id = asGuid(request.params['prospectId'])
      const prospect = id && (await deps.readProspect(id))
      return prospect ? page((await loadPage()).prospectPage({ prospect })) : staffProblem('not-found')
    }),
  })
