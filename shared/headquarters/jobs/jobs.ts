// Runs jobs by their names, and keeps the record of their last run. Which jobs there are is the business of the app.

import type { Log } from '../../domain/log-events.ts'
import type { JobRunStore } from '../store/job-runs.ts'
import type { JobReport, JobRun } from './job.ts'

/** Runs one job and records the run, unless a scheduled run found nothing to do. */
export type RunJob<Name extends string> = (name: Name, by: string) => Promise<JobRun>

export const createJobRunner =
  <Name extends string>(
    jobs: Readonly<Record<Name, () => Promise<JobReport>>>,
    runs: Pick<JobRunStore, 'record'>,
    now: () => Date,
    log: Log,
  ): RunJob<Name> =>
  async (name, by) => {
    const at = now()
    const report = await jobs[name]()
    const run: JobRun = { ...report, at: at.toISOString(), by, seconds: (now().getTime() - at.getTime()) / 1000 }
    if (by !== 'schedule' || report.processed > 0 || report.failed > 0) {
      await runs.record(name, run)
      log.info('job-run', { job: name, processed: report.processed, failed: report.failed })
    }
    return run
  }
