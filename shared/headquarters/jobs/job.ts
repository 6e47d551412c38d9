// What every job of headquarters has in common.

import type { Log } from '../../domain/log-events.ts'
import { describeError } from '../../platform/log.ts'
import { passThroughParts } from '../../platform/pass.ts'

export type JobReport = { readonly processed: number; readonly failed: number }

/** Notes that a run has work to do, before it does any; once more makes no difference. */
export type Begins = () => Promise<void>

/**
 * A job.
 * @param begins is called when there is something to do
 * @param by who runs it, or `schedule`
 */
export type Job = (begins?: Begins, by?: string) => Promise<JobReport>

export const notNoted: Begins = async () => undefined

export type JobRun = JobReport & { readonly at: string; readonly by: string; readonly seconds: number }

/** What a job takes of one part at a time; two writes for each must fit one transaction of 100. */
export const batchSize = 40

/** A job stops taking new work after this long: well before the host would stop it. */
export const jobTimeMs = 3 * 60_000

type Work<T> = {
  /** One batch of a part. */
  readonly next: (part: string) => Promise<readonly T[]>
  /** Does it. @returns how many are finished */
  readonly work: (part: string, batch: readonly T[]) => Promise<number>
  /** How many a batch has at most, where it is not the usual number. */
  readonly most?: number
}

/**
 * Works through all parts of what is stored, each until nothing is left or time is up. A part that fails does not stop
 * the others; what it left is found again by the next run.
 * @param parts all, unless it is known that nothing waits in the others
 */
export const workThrough = <T>(
  job: string,
  { next, work, most = batchSize }: Work<T>,
  { now, log, begins }: { readonly now: () => Date; readonly log: Log; readonly begins: Begins },
  parts?: readonly string[],
): Promise<JobReport> => {
  const step = async (part: string) => {
    const batch = await next(part)
    if (batch.length === 0) return { seen: 0, finished: 0 }
    await begins()
    return { seen: batch.length, finished: await work(part, batch) }
  }
  const deadline = now().getTime() + jobTimeMs
  const pass = {
    batchSize: most,
    isOver: () => now().getTime() >= deadline,
    onFailure: (shard: string, error: unknown) =>
      log.error('job-partition-failed', { job, shard, error: describeError(error) }),
  }
  return passThroughParts(step, pass, parts)
}
