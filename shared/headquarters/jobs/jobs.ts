// Runs jobs by their names, and keeps the record of their runs. Which jobs there are is the business of the app.

import type { Log } from '../../domain/log-events.ts'
import { describeError } from '../../platform/log.ts'
import { StorageRefused, StorageUnavailable } from '../../platform/storage-unavailable.ts'
import type { JobRunStore } from '../store/job-runs.ts'
import type { Job, JobReport, JobRun } from './job.ts'

/** Runs one job and records the run; of a scheduled run that found nothing to do, only that it looked. */
export type RunJob<Name extends string> = (name: Name, by: string) => Promise<JobRun>

type Runs = Pick<JobRunStore, 'begin' | 'end' | 'looked'>

/** That jobs look is told so often: whoever watches the log sees that they run, whatever else is sampled away. */
const lookToldEveryMs = 600_000

export const createJobRunner = <Name extends string>(
  jobs: Readonly<Record<Name, Job>>,
  runs: Runs,
  now: () => Date,
  log: Log,
): RunJob<Name> => {
  let lookTold = Number.NEGATIVE_INFINITY
  return async (name, by) => {
    /** That a record cannot be stored must not keep the work from being done. */
    const noted = async (act: () => Promise<void>): Promise<void> => {
      try {
        await act()
      } catch (error) {
        if (!(error instanceof StorageUnavailable || error instanceof StorageRefused)) throw error
        log.warn('job-not-recorded', { job: name, error: describeError(error) })
      }
    }
    const at = now()
    const begun = { at: at.toISOString(), by }
    let beginning: Promise<void> | undefined
    const begins = (): Promise<void> => {
      beginning ??= noted(() => runs.begin(name, begun))
      return beginning
    }
    const end = async (report: JobReport): Promise<JobRun> => {
      const run: JobRun = { ...report, ...begun, seconds: (now().getTime() - at.getTime()) / 1000 }
      await noted(() => runs.end(name, run, beginning !== undefined))
      return run
    }

    // What somebody asked for is kept in any case.
    if (by !== 'schedule') await begins()
    let report: JobReport
    try {
      report = await jobs[name](begins, by)
    } catch (error) {
      await end({ processed: 0, failed: 1 })
      throw error
    }
    if (!beginning && report.processed === 0 && report.failed === 0) {
      await noted(() => runs.looked(name, begun.at))
      if (at.getTime() - lookTold >= lookToldEveryMs) {
        lookTold = at.getTime()
        log.info('jobs-look', { job: name })
      }
      return { ...report, ...begun, seconds: (now().getTime() - at.getTime()) / 1000 }
    }
    const run = await end(report)
    log.info('job-run', { job: name, processed: report.processed, failed: report.failed })
    return run
  }
}
