// The table of what runs by a schedule: one function for each job, and the setting that says when.

type Timer = {
  /** App setting with the six-field NCRONTAB expression. */
  readonly schedule: `${Uppercase<string>}_SCHEDULE`
  /** The job's name in addresses and in the log; what staff call it stands with what else they read. */
  readonly job: string
  /** What the setting decides. */
  readonly when: string
}

/** The jobs in the order in which an onboarding needs them, by the name of their function. */
export const timers = {
  PullChannelRequests: {
    schedule: 'PULL_CHANNEL_REQUESTS_SCHEDULE',
    job: 'P-0001',
    when: 'When job P-0001 runs (six-field NCRONTAB, UTC).',
  },
  SynchronizeChannelRequests: {
    schedule: 'SYNCHRONIZE_CHANNEL_REQUESTS_SCHEDULE',
    job: 'synchronize',
    when: 'When the job Synchronize orders and channel requests runs.',
  },
  PushCustomersToChannel: {
    schedule: 'PUSH_CUSTOMERS_TO_CHANNEL_SCHEDULE',
    job: '1010',
    when: 'When job 1010 (Customers) runs.',
  },
  CatchUpWithSales: {
    schedule: 'CATCH_UP_WITH_SALES_SCHEDULE',
    job: 'catch-up',
    when: 'When Sales is compared with headquarters, to find what no event told.',
  },
} as const satisfies Record<string, Timer>

type Row = (typeof timers)[keyof typeof timers]

export type JobName = Row['job']
export type ScheduleSetting = Row['schedule']

const rows: readonly Row[] = Object.values(timers)
export const jobNames: readonly JobName[] = rows.map(({ job }) => job)

/** The job of that name, if there is one. */
export const jobOf = (name: string | null | undefined): Row | undefined => rows.find(({ job }) => job === name)
