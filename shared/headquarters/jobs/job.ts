// What every job of headquarters has in common.

import type { Log } from '../../domain/log-events.ts'
import { describeError } from '../../platform/log.ts'
import { passThroughParts } from '../../platform/pass.ts'

export type JobReport = { readonly processed: number; readonly failed: number }

export type JobRun = JobReport & { readonly at: string; readonly by: string; readonly seconds: number }

/** What a job takes of one part at a time; two writes for each must fit one transaction of 100. */
export const batchSize = 40

/** A job stops taking new work after this long: well before the host would stop it. */
export const jobTimeMs = 3 * 60_000

/**
 * Works through all parts of what is stored, each until nothing is left or time is up. A part that fails does not stop
 * the others; what it left is found again by the next run.
 * @param step takes one batch of a part; says how many it saw and how many it finished
 */
export const workThrough = (
  job: string,
  step: (part: string) => Promise<{ seen: number; finished: number }>,
  { now, log }: { readonly now: () => Date; readonly log: Log },
): Promise<JobReport> => {
  const deadline = now().getTime() + jobTimeMs
  return passThroughParts(step, {
    batchSize,
    isOver: () => now().getTime() >= deadline,
    onFailure: (shard, error) => log.error('job-partition-failed', { job, shard, error: describeError(error) }),
  })
}
