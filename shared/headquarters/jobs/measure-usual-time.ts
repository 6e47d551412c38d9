// Measures how long a decision usually takes, and tells the channel, whose pages say it to applicants. A part of the hourly
// job that tidies up: it reads some pages of the lists, and stores one row where something changed.

import type { UsualTimeStore } from '../../channel/store/usual-time.ts'
import type { Log } from '../../domain/log-events.ts'
import { measuredDays, usualWorkingDays } from '../../domain/usual-time.ts'
import { describeError } from '../../platform/log.ts'
import type { ReadRecentDecisions } from '../store/recent-decisions.ts'
import type { Job } from './job.ts'

export type MeasureDeps = {
  readonly headquarters: { readonly recentDecisions: ReadRecentDecisions }
  readonly usualTime: UsualTimeStore
  readonly now: () => Date
  readonly log: Log
}

/** A decision that counts may be on what came long before. */
const cameWithinMs = 2 * measuredDays * 24 * 3_600_000

/** Measures once. */
export const measureUsualTime = async ({ headquarters, usualTime, now }: MeasureDeps): Promise<void> => {
  const at = now().getTime()
  const decisions = await headquarters.recentDecisions(new Date(at - cameWithinMs).toISOString())
  await usualTime.keep(usualWorkingDays(decisions, at))
}

/** Does the hour's measuring beside a job; where it fails, what was measured before stays, and the job's run says so. */
export const withMeasuring =
  (deps: MeasureDeps, job: Job): Job =>
  async (begins) => {
    let failed = 0
    try {
      await measureUsualTime(deps)
    } catch (error) {
      deps.log.error('job-partition-failed', { job: 'outdated', shard: 'usual', error: describeError(error) })
      failed = 1
    }
    const report = await job(begins)
    return { ...report, failed: report.failed + failed }
  }
