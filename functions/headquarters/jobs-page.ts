// GET /headquarters/jobs: the jobs, their last runs, and a button for each.

import { lastRuns } from '../../shared/headquarters/jobs/jobs.ts'
import { renderJobs } from '../../shared/headquarters/pages/render-jobs.ts'
import { page } from '../../shared/platform/http.ts'
import type { Table } from '../../shared/platform/table.ts'
import { jobOf, timers } from '../timers.ts'
import type { Handler } from '../visit.ts'

export const jobsPage: Handler<{ readonly headquarters: Table }> = async ({ request }, { headquarters }) => {
  const runs = await lastRuns(headquarters)
  const ran = jobOf(request.query.get('ran'))
  const run = ran && runs[ran.job]
  const jobs = Object.values(timers).map(({ job, title, description }) => ({
    name: job,
    title,
    description,
    lastRun: runs[job],
  }))
  const text = run && `${ran.title} ran: ${run.processed} processed, ${run.failed} failed.`
  return page(
    renderJobs({
      jobs,
      ...(text ? { notice: { tone: run.failed > 0 ? 'bad' : 'good', text } as const } : {}),
    }),
  )
}
