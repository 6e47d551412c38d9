// Runs jobs by their names, and keeps the record of their last run. Which jobs there are is the business of the app.

import type { Log } from '../../domain/log-events.ts'
import { put, type Table } from '../../platform/table.ts'
import type { JobReport } from './job.ts'

export type JobRun = JobReport & { readonly at: string; readonly by: string; readonly seconds: number }

const partition = 'job'

/** Runs one job and records the run, unless a scheduled run found nothing to do. */
export type RunJob<Name extends string> = (name: Name, by: string) => Promise<JobRun>

export const createJobRunner =
  <Name extends string>(
    jobs: Readonly<Record<Name, () => Promise<JobReport>>>,
    table: Table,
    now: () => Date,
    log: Log,
  ): RunJob<Name> =>
  async (name, by) => {
    const at = now()
    const report = await jobs[name]()
    const run: JobRun = { ...report, at: at.toISOString(), by, seconds: (now().getTime() - at.getTime()) / 1000 }
    if (by !== 'schedule' || report.processed > 0 || report.failed > 0) {
      await table.write(partition, [put(name, run)])
      log.info('job-run', { job: name, processed: report.processed, failed: report.failed })
    }
    return run
  }

/** The last recorded run of each job, by its name. */
export const lastRuns = async (table: Table): Promise<Readonly<Partial<Record<string, JobRun>>>> => {
  const rows = await table.range<JobRun>(partition, '0', '~')
  return Object.fromEntries(rows.map((row) => [row.key, row.value]))
}
