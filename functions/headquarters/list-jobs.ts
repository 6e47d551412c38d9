// GET /api/jobs: the jobs, when each looked and worked last, and whether it runs.

import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { type ReadJobsDeps, readJobs } from './read-jobs.ts'

export const listJobs: Handler<ReadJobsDeps> = async (_, deps) => {
  const jobs = await readJobs(deps)
  return json(200, {
    items: jobs.map(({ kind: _kind, ...job }) => ({ ...job, title: staffWords.jobs[job.name].title })),
  })
}
