// GET /headquarters: the page *Overview*.

import type { DualWriteStore } from '../../shared/dual-write/store/dual-write-store.ts'
import { countOverdue } from '../../shared/headquarters/overdue.ts'
import { renderOverview } from '../../shared/headquarters/pages/render-overview.ts'
import { mostCounted } from '../../shared/headquarters/read-list.ts'
import type { ClocksNow } from '../../shared/headquarters/stage-clock.ts'
import type { CountedNow } from '../../shared/headquarters/store/prospect-counts.ts'
import type { ReadStays } from '../../shared/headquarters/store/stays.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'
import { type ReadJobsDeps, readJobs } from './read-jobs.ts'

type Deps = ReadJobsDeps & {
  readonly headquarters: {
    readonly prospectCounts: { readonly read: () => Promise<CountedNow> }
    readonly stays: ReadStays
  }
  readonly clocks: () => ClocksNow
  readonly dualWrite: Pick<DualWriteStore, 'errors'>
  readonly readBridge: ReadBridge
}

export const headquartersPage: Handler<Deps> = async (visit, deps) => {
  const [frame, counted, errors, jobs] = await Promise.all([
    readFrame(visit, deps.readBridge),
    deps.headquarters.prospectCounts.read(),
    deps.dualWrite.errors.openGroups(),
    readJobs(deps),
  ])
  const late = jobs.filter(({ isOverdue, killed: [last], lastRun }) => {
    const isSince = last !== undefined && (lastRun === undefined || lastRun.at <= last.at)
    return isOverdue || isSince
  })
  const lateJobs = late.map(({ name }) => staffWords.jobs[name].title)
  const clocks = deps.clocks()
  const overdue = await countOverdue(deps.headquarters, clocks, counted.counts, mostCounted)
  return page(
    renderOverview({
      ...frame,
      ...counted,
      errors,
      lateJobs,
      now: clocks.at,
      ...(overdue === undefined ? {} : { overdue }),
    }),
  )
}
