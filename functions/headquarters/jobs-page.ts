// GET /headquarters/jobs: the jobs, what is known of each, and a button for each.

import type { DualWriteStore } from '../../shared/dual-write/store/dual-write-store.ts'
import { renderJobs } from '../../shared/headquarters/pages/render-jobs.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import { jobOf } from '../timers.ts'
import type { Handler } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'
import { type ReadJobsDeps, readJobs } from './read-jobs.ts'

const retriesShown = 3

type Deps = ReadJobsDeps & {
  readonly dualWrite: Pick<DualWriteStore, 'retries' | 'initial'>
  readonly readBridge: ReadBridge
}

export const jobsPage: Handler<Deps> = async (visit, deps) => {
  const [found, retries, initial, frame] = await Promise.all([
    readJobs(deps),
    deps.dualWrite.retries.newest(retriesShown),
    deps.takesAll ? deps.dualWrite.initial.read() : undefined,
    readFrame(visit, deps.readBridge),
  ])
  const ran = jobOf(visit.request.query.get('ran'))
  const run = ran && found.find(({ name }) => name === ran.job)?.lastRun
  const jobs = found.map((job) => ({ ...job, ...staffWords.jobs[job.name] }))
  const text = run && staffWords.pages.jobs.ran(staffWords.jobs[ran.job].title, run.processed, run.failed)
  return page(
    renderJobs({
      ...frame,
      jobs,
      retries,
      initial: initial?.value,
      ...(text ? { notice: { tone: run.failed > 0 ? 'bad' : 'good', text } as const } : {}),
    }),
  )
}
