// GET /headquarters/jobs: the jobs, their last runs, and a button for each.

import { renderJobs } from '../../shared/headquarters/pages/render-jobs.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import { jobNames, jobOf } from '../timers.ts'
import type { Handler } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'

type Deps = { readonly headquarters: HeadquartersStore; readonly readBridge: ReadBridge }

export const jobsPage: Handler<Deps> = async ({ request }, { headquarters, readBridge }) => {
  const [runs, bridge] = await Promise.all([headquarters.jobRuns.last(), readBridge()])
  const ran = jobOf(request.query.get('ran'))
  const run = ran && runs[ran.job]
  const jobs = jobNames.map((name) => ({ name, ...staffWords.jobs[name], lastRun: runs[name] }))
  const text = run && staffWords.pages.jobs.ran(staffWords.jobs[ran.job].title, run.processed, run.failed)
  return page(
    renderJobs({
      bridge,
      jobs,
      ...(text ? { notice: { tone: run.failed > 0 ? 'bad' : 'good', text } as const } : {}),
    }),
  )
}
