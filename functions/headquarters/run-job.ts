// POST /headquarters/jobs/{jobName}/run: runs a job now.

import { app } from '@azure/functions'
import { jobNames, type RunJob } from '../../shared/headquarters/jobs/jobs.ts'
import { seeOther } from '../../shared/platform/http.ts'
import { type FormDeps, staffForm } from './staff-form.ts'
import { staffProblem } from './staff-page.ts'

export const runJob = (deps: FormDeps & { readonly runJob: RunJob }): void =>
  app.http('RunJob', {
    route: 'headquarters/jobs/{jobName}/run',
    methods: ['POST'],
    authLevel: 'anonymous',
    handler: staffForm(deps, async (request, who) => {
      const name = jobNames.find((known) => known === request.params['jobName'])
      if (!name) return staffProblem('not-found')
      await deps.runJob(name, who)
      return seeOther(`/headquarters/jobs?ran=${name}`)
    }),
  })
