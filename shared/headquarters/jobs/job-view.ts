// What is known of a job now: when it looked and worked last, whether it runs, what was killed, and when it runs next.

import { parseNcrontab } from '../../platform/ncrontab.ts'
import { type ScheduleKind, scheduleKind } from '../../platform/schedule-kind.ts'
import type { BegunRun, JobRecord } from '../store/job-runs.ts'
import type { JobRun } from './job.ts'

export type JobStatus = {
  /** NCRONTAB, in UTC. */
  readonly schedule: string
  readonly kind: ScheduleKind
  /** ISO 8601; absent where no moment fits the schedule. */
  readonly nextAt?: string
  /** When it looked for work last, with or without finding any. */
  readonly lookedAt?: string
  /** It should have looked since; perhaps the app or its timer does not run. */
  readonly isOverdue: boolean
  readonly lastRun?: JobRun
  /** The last run that did something. */
  readonly lastWork?: JobRun
  readonly running?: BegunRun
  /** Runs that began and never ended, the newest first: the host ends a run that takes too long, or died itself. */
  readonly killed: readonly BegunRun[]
}

/** How late a look may be told of: it is stored once a minute, and a run takes its time. */
const graceMs = 3 * 60_000

const nextOf = (schedule: string, after: number): number => {
  try {
    return parseNcrontab(schedule).next(after)
  } catch {
    // The host refuses it at the start, and says so; here it only has no next run.
    return Number.POSITIVE_INFINITY
  }
}

const newest = (moments: readonly (string | undefined)[]): string | undefined =>
  moments
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1)

/**
 * @param record of the job, if it ever ran
 * @param now milliseconds since 1970
 * @param timeoutMs after which the host ends a run
 */
export const jobStatus = (
  record: JobRecord | undefined,
  schedule: string,
  now: number,
  timeoutMs: number,
): JobStatus => {
  const { lastRun, lastWork, begun = [] } = record ?? {}
  const isKilled = ({ at }: BegunRun): boolean => Date.parse(at) + timeoutMs <= now
  const running = begun.filter((run) => !isKilled(run)).at(-1)
  const lookedAt = newest([record?.lookedAt, lastRun?.at, ...begun.map(({ at }) => at)])
  const next = nextOf(schedule, now)
  const due = lookedAt === undefined ? undefined : nextOf(schedule, Date.parse(lookedAt))
  // Rows of the first version tell of runs that did something only.
  const worked = lastWork ?? (lastRun && lastRun.processed + lastRun.failed > 0 ? lastRun : undefined)
  return {
    schedule,
    kind: scheduleKind(schedule),
    ...(Number.isFinite(next) ? { nextAt: new Date(next).toISOString() } : {}),
    ...(lookedAt === undefined ? {} : { lookedAt }),
    isOverdue: due !== undefined && due + graceMs < now && !running,
    ...(lastRun ? { lastRun } : {}),
    ...(worked ? { lastWork: worked } : {}),
    ...(running ? { running } : {}),
    killed: begun.filter(isKilled).toReversed(),
  }
}
