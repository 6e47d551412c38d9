// The jobs with what is known of each, for their page and for programs.

import { type JobStatus, jobStatus } from '../../shared/headquarters/jobs/job-view.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { type JobName, jobNames } from '../timers.ts'

export type ReadJobsDeps = {
  readonly headquarters: Pick<HeadquartersStore, 'jobRuns'>
  /** NCRONTAB of each job. */
  readonly schedules: Readonly<Record<JobName, string>>
  /** After how long the host ends a run, in milliseconds. */
  readonly functionTimeoutMs: number
  /** Whether every customer of Sales becomes one here; without it nobody can begin an initial synchronization. */
  readonly takesAll: boolean
  readonly now: () => Date
}

/** Every job in the order of the table; one storage transaction. */
export const readJobs = async ({
  headquarters,
  schedules,
  functionTimeoutMs,
  takesAll,
  now,
}: ReadJobsDeps): Promise<readonly (JobStatus & { readonly name: JobName })[]> => {
  const records = await headquarters.jobRuns.read()
  const at = now().getTime()
  const names = jobNames.filter((name) => takesAll || name !== 'initial')
  return names.map((name) => ({ name, ...jobStatus(records[name], schedules[name], at, functionTimeoutMs) }))
}
