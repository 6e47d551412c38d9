// GET /headquarters: the way in.

import { app } from '@azure/functions'
import { seeOther } from '../../shared/platform/http.ts'
import { type StaffDeps, staffPage } from './staff-page.ts'

export const headquartersPage = (deps: StaffDeps): void =>
  app.http('HeadquartersPage', {
    route: 'headquarters',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: staffPage(deps, 'Headquarters.Reader', async () => seeOther('/headquarters/prospects')),
  })
