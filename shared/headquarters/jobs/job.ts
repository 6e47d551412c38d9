// What every job of headquarters has in common.

import type { Log } from '../../domain/log-events.ts'
import { shards } from '../../platform/ids.ts'
import { describeError } from '../../platform/log.ts'

export type JobReport = { readonly processed: number; readonly failed: number }

/** Rows of one partition that a job takes at a time; two writes per row must fit one transaction of 100. */
export const batchSize = 40

/**
 * Works through all partitions, each until nothing is left or time is up. A partition that fails does not stop the
 * others; what it left is found again by the next run.
 * @param step takes one batch of a partition; says how many rows it saw and how many it finished
 * @param deadline milliseconds on the clock of `now`, after which no new batch is begun
 */
export const forEachShard = async (
  step: (shard: string) => Promise<{ seen: number; finished: number }>,
  options: { readonly now: () => Date; readonly deadline: number; readonly log: Log; readonly job: string },
): Promise<JobReport> => {
  const reports = await Promise.all(
    shards.map(async (shard) => {
      let processed = 0
      try {
        for (;;) {
          const { seen, finished } = await step(shard)
          processed += finished
          if (seen < batchSize || finished < seen || options.now().getTime() >= options.deadline)
            return { processed, failed: seen - finished }
        }
      } catch (error) {
        options.log.error('job-partition-failed', { job: options.job, shard, error: describeError(error) })
        return { processed, failed: 1 }
      }
    }),
  )
  return {
    processed: reports.reduce((sum, report) => sum + report.processed, 0),
    failed: reports.reduce((sum, report) => sum + report.failed, 0),
  }
}

/** A job stops taking new work after this long: well before the host would stop it. */
export const jobTimeMs = 3 * 60_000
