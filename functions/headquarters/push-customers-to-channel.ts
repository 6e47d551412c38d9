// Job 1010 (Customers) by its schedule.

import { app } from '@azure/functions'
import type { RunJob } from '../../shared/headquarters/jobs/jobs.ts'

export const pushCustomersToChannel = (deps: { readonly runJob: RunJob }): void =>
  app.timer('PushCustomersToChannel', {
    schedule: '%PUSH_CUSTOMERS_TO_CHANNEL_SCHEDULE%',
    handler: async () => {
      await deps.runJob('1010', 'schedule')
    },
  })
