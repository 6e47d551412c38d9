// The comparison of Sales with headquarters by its schedule.

import { app } from '@azure/functions'
import type { RunJob } from '../../shared/headquarters/jobs/jobs.ts'

export const catchUpWithSales = (deps: { readonly runJob: RunJob }): void =>
  app.timer('CatchUpWithSales', {
    schedule: '%CATCH_UP_WITH_SALES_SCHEDULE%',
    handler: async () => {
      await deps.runJob('catch-up', 'schedule')
    },
  })
