// POST /headquarters/jobs/{jobName}/run: runs a job now.

import { linkTo } from '../../shared/domain/link-to.ts'
import type { RunJob } from '../../shared/headquarters/jobs/jobs.ts'
import { seeOther } from '../../shared/platform/http.ts'
import { type JobName, jobOf } from '../timers.ts'
import type { Handler } from '../visit.ts'

type Deps = { readonly runJob: RunJob<JobName> }

export const runJob: Handler<Deps> = async ({ request, who, refuse, note }, deps) => {
  const job = jobOf(request.params['jobName'])?.job
  if (!job) return refuse('not-found')
  const { processed, failed } = await deps.runJob(job, who)
  note({ after: { processed: String(processed), failed: String(failed) } })
  return seeOther(linkTo('JobsPage', {}, { ran: job }))
}
