// POST /headquarters/jobs/{jobName}/run: runs a job now.

import { jobNames, type RunJob } from '../../shared/headquarters/jobs/jobs.ts'
import { seeOther } from '../../shared/platform/http.ts'
import type { Serve } from '../serve.ts'

export const runJob = (serve: Serve, deps: { readonly runJob: RunJob }): void =>
  serve('RunJob', async ({ request, who, refuse }) => {
    const name = jobNames.find((known) => known === request.params['jobName'])
    if (!name) return refuse('not-found')
    await deps.runJob(name, who)
    return seeOther(`/headquarters/jobs?ran=${name}`)
  })
