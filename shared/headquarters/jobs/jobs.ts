// The jobs by their names, and the record of their last run.

import type { Log } from '../../domain/log-events.ts'
import { put, type Table } from '../../platform/table.ts'
import type { JobReport } from './job.ts'

export const jobNames = ['P-0001', 'synchronize', '1010', 'catch-up'] as const
export type JobName = (typeof jobNames)[number]

export const jobTexts: Record<JobName, { readonly title: string; readonly description: string }> = {
  'P-0001': { title: 'P-0001', description: 'Pulls the requests that wait in the channel into headquarters.' },
  synchronize: {
    title: 'Synchronize orders and channel requests',
    description: 'Turns pulled requests into prospects and asks for their leads in Sales.',
  },
  'catch-up': {
    title: 'Catch up with Sales',
    description: 'Compares Sales with headquarters and looks again at whatever no event told of or is stuck.',
  },
  '1010': {
    title: '1010 (Customers)',
    description:
      'Tells the channel of decisions and customers; then approved requestors can sign in and get their mail.',
  },
}

export type JobRun = JobReport & { readonly at: string; readonly by: string; readonly seconds: number }

const partition = 'job'

/** Runs one job and records the run, unless a scheduled run found nothing to do. */
export type RunJob = (name: JobName, by: string) => Promise<JobRun>

export const jobRunner =
  (jobs: Readonly<Record<JobName, () => Promise<JobReport>>>, table: Table, now: () => Date, log: Log): RunJob =>
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

/** The last recorded run of each job. */
export const lastRuns = async (table: Table): Promise<Partial<Record<JobName, JobRun>>> => {
  const rows = await table.range<JobRun>(partition, '0', '~')
  return Object.fromEntries(rows.map((row) => [row.key, row.value]))
}
