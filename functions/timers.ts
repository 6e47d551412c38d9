// The table of what runs by a schedule: one function for each job, the setting that says when, and the job's code, which is
// loaded by its first run.

import type { CatchUpDeps } from '../shared/dual-write/catch-up-with-sales.ts'
import type { InitialDeps } from '../shared/dual-write/synchronize-initially.ts'
import type { EraseOutdatedDeps } from '../shared/headquarters/jobs/erase-outdated.ts'
import type { Begins, Job, JobReport } from '../shared/headquarters/jobs/job.ts'
import type { KeepListsDeps } from '../shared/headquarters/jobs/keep-lists.ts'
import type { MeasureDeps } from '../shared/headquarters/jobs/measure-usual-time.ts'
import type { PullDeps } from '../shared/headquarters/jobs/pull-channel-requests.ts'
import type { PushDeps } from '../shared/headquarters/jobs/push-customers-to-channel.ts'
import type { RemindDeps } from '../shared/headquarters/jobs/remind-applicants.ts'
import type { RemoveOutdatedDeps } from '../shared/headquarters/jobs/remove-outdated-rows.ts'
import type { SealChangesDeps } from '../shared/headquarters/jobs/seal-changes.ts'
import type { SynchronizeDeps } from '../shared/headquarters/jobs/synchronize-channel-requests.ts'
import type { VerifyAuditDeps } from '../shared/headquarters/jobs/verify-audit-trail.ts'

/** All that jobs work with; each names the few things it needs. */
export type JobDeps = PullDeps &
  SynchronizeDeps &
  PushDeps &
  CatchUpDeps &
  InitialDeps &
  SealChangesDeps &
  VerifyAuditDeps &
  RemoveOutdatedDeps &
  EraseOutdatedDeps &
  RemindDeps &
  KeepListsDeps &
  MeasureDeps

type Timer = {
  /** App setting with the six-field NCRONTAB expression. */
  readonly schedule: `${Uppercase<string>}_SCHEDULE`
  /** The job's name in addresses and in the log; what staff call it stands with what else they read. */
  readonly job: string
  /** The usual expression, where once a minute is too often. */
  readonly usually?: string
  readonly run: (deps: JobDeps, begins?: Begins, by?: string) => Promise<JobReport>
}

/** The jobs in the order in which an onboarding needs them, by the name of their function. */
export const timers = {
  PullChannelRequests: {
    schedule: 'PULL_CHANNEL_REQUESTS_SCHEDULE',
    job: 'P-0001',
    run: async (deps, begins) =>
      (await import('../shared/headquarters/jobs/pull-channel-requests.ts')).pullChannelRequests(deps)(begins),
  },
  SynchronizeChannelRequests: {
    schedule: 'SYNCHRONIZE_CHANNEL_REQUESTS_SCHEDULE',
    job: 'synchronize',
    run: async (deps, begins) =>
      (await import('../shared/headquarters/jobs/synchronize-channel-requests.ts')).synchronizeChannelRequests(deps)(
        begins,
      ),
  },
  PushCustomersToChannel: {
    schedule: 'PUSH_CUSTOMERS_TO_CHANNEL_SCHEDULE',
    job: '1010',
    run: async (deps, begins) =>
      (await import('../shared/headquarters/jobs/push-customers-to-channel.ts')).pushCustomersToChannel(deps)(begins),
  },
  CatchUpWithSales: {
    schedule: 'CATCH_UP_WITH_SALES_SCHEDULE',
    job: 'catch-up',
    run: async (deps, begins) =>
      (await import('../shared/dual-write/catch-up-with-sales.ts')).catchUpWithSales(deps)(begins),
  },
  SynchronizeInitially: {
    schedule: 'SYNCHRONIZE_INITIALLY_SCHEDULE',
    job: 'initial',
    run: async (deps, begins, by) =>
      (await import('../shared/dual-write/synchronize-initially.ts')).synchronizeInitially(deps)(begins, by),
  },
  KeepLists: {
    schedule: 'KEEP_LISTS_SCHEDULE',
    job: 'lists',
    usually: '30 */5 * * * *',
    run: async (deps, begins) => (await import('../shared/headquarters/jobs/keep-lists.ts')).keepLists(deps)(begins),
  },
  SealTimelines: {
    schedule: 'SEAL_TIMELINES_SCHEDULE',
    job: 'seal',
    usually: '0 */5 * * * *',
    run: async (deps, begins) =>
      (await import('../shared/headquarters/jobs/seal-changes.ts')).sealRecentChanges(deps)(begins),
  },
  VerifyAuditTrail: {
    schedule: 'VERIFY_AUDIT_TRAIL_SCHEDULE',
    job: 'audit',
    usually: '0 17 * * * *',
    run: async (deps) => (await import('../shared/headquarters/jobs/verify-audit-trail.ts')).verifyAuditTrail(deps)(),
  },
  RemoveOutdatedRows: {
    schedule: 'REMOVE_OUTDATED_ROWS_SCHEDULE',
    job: 'outdated',
    usually: '0 41 * * * *',
    run: async (deps, begins) => {
      const [{ removeOutdatedRows }, { withMeasuring }] = await Promise.all([
        import('../shared/headquarters/jobs/remove-outdated-rows.ts'),
        import('../shared/headquarters/jobs/measure-usual-time.ts'),
      ])
      return withMeasuring(deps, removeOutdatedRows(deps))(begins)
    },
  },
  RemindApplicants: {
    schedule: 'REMIND_APPLICANTS_SCHEDULE',
    job: 'reminders',
    usually: '0 29 * * * *',
    run: async (deps, begins) =>
      (await import('../shared/headquarters/jobs/remind-applicants.ts')).remindApplicants(deps)(begins),
  },
  EraseOutdated: {
    schedule: 'ERASE_OUTDATED_SCHEDULE',
    job: 'erasure',
    usually: '45 */10 * * * *',
    run: async (deps, begins) =>
      (await import('../shared/headquarters/jobs/erase-outdated.ts')).eraseOutdated(deps)(begins),
  },
} as const satisfies Record<string, Timer>

type Row = (typeof timers)[keyof typeof timers] & Timer

export type JobName = Row['job']
export type ScheduleSetting = Row['schedule']

export const timerRows: readonly Row[] = Object.values(timers)
export const jobNames: readonly JobName[] = timerRows.map(({ job }) => job)

/** Every job by its name, ready to run. */
export const createJobs = (deps: JobDeps) =>
  Object.fromEntries(
    timerRows.map(({ job, run }) => [job, (begins?: Begins, by?: string) => run(deps, begins, by)]),
  ) as Record<JobName, Job>

/** The job of that name, if there is one. */
export const jobOf = (name: string | null | undefined): Row | undefined => timerRows.find(({ job }) => job === name)

/** The schedule of each job, as the settings have it. */
export const schedulesOf = (values: Readonly<Record<ScheduleSetting, string>>): Readonly<Record<JobName, string>> =>
  Object.fromEntries(timerRows.map(({ job, schedule }) => [job, values[schedule]])) as Record<JobName, string>
