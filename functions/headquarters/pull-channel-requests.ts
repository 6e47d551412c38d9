// Job P-0001 by its schedule.

import { app } from '@azure/functions'
import type { RunJob } from '../../shared/headquarters/jobs/jobs.ts'

export const pullChannelRequests = (deps: { readonly runJob: RunJob }): void =>
  app.timer('PullChannelRequests', {
    schedule: '%PULL_CHANNEL_REQUESTS_SCHEDULE%',
    handler: async () => {
      await deps.runJob('P-0001', 'schedule')
    },
  })
