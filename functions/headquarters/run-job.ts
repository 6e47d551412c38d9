// POST /headquarters/jobs/{jobName}/run: runs a job now.

import { app } from '@azure/functions'
import { jobNames, type RunJob } from '../../shared/headquarters/jobs/jobs.ts'
import { isCrossSite, seeOther } from '../../shared/platform/http.ts'
import { type StaffDeps, staffPage, staffProblem } from './staff-page.ts'

export const runJob = (deps: StaffDeps & { readonly runJob: RunJob; readonly publicUrl: string }): void =>
  app.http('RunJob', {
    route: 'headquarters/jobs/{jobName}/run',
    methods: ['POST'],
    authLevel: 'anonymous',
    handler: staffPage(deps, 'Headquarters.Approver', async (request, who) => {
      if (isCrossSite(request, [new URL(request.url).origin, deps.publicUrl])) return staffProblem('cross-site')
      const name = jobNames.find((known) => known === request.params['jobName'])
      if (!name) return staffProblem('not-found')
      await deps.runJob(name, who)
      return seeOther(`/headquarters/jobs?ran=${name}`)
    }),
  })
