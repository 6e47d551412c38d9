// Job *Synchronize orders and channel requests* by its schedule.

import { app } from '@azure/functions'
import type { RunJob } from '../../shared/headquarters/jobs/jobs.ts'

export const synchronizeChannelRequests = (deps: { readonly runJob: RunJob }): void =>
  app.timer('SynchronizeChannelRequests', {
    schedule: '%SYNCHRONIZE_CHANNEL_REQUESTS_SCHEDULE%',
    handler: async () => {
      await deps.runJob('synchronize', 'schedule')
    },
  })
