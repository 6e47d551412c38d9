// GET /headquarters/jobs: the jobs, their last runs, and a button for each.

import { renderJobs } from '../../shared/headquarters/pages/render-jobs.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { page } from '../../shared/platform/http.ts'
import { jobOf, timers } from '../timers.ts'
import type { Handler } from '../visit.ts'

export const jobsPage: Handler<{ readonly headquarters: HeadquartersStore }> = async (
  { request },
  { headquarters },
) => {
  const runs = await headquarters.jobRuns.last()
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
