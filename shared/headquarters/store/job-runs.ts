// The record of each job's last run.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf, text } from '../../platform/shape.ts'
import type { Table } from '../../platform/table.ts'
import type { JobRun } from '../jobs/job.ts'

const partition = 'job'

const format = createRowFormat(
  objectOf<JobRun>({ processed: number, failed: number, at: text, by: text, seconds: number }),
)

export type JobRunStore = {
  /** @param name of the job */
  readonly record: (name: string, run: JobRun) => Promise<void>
  /** The last recorded run of each job, by its name. */
  readonly last: () => Promise<Readonly<Record<string, JobRun>>>
}

export const createJobRunStore = (table: Table): JobRunStore => {
  const rows = createRows(table, format)
  return {
    record: async (name, run) => {
      await table.write(partition, [rows.put(name, run)])
    },
    last: async () => Object.fromEntries((await rows.range(partition, '0', '~')).map(({ key, value }) => [key, value])),
  }
}
