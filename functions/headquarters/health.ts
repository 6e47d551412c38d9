// GET /api/health: whether the app can do its first duty, storing requests. No detail to strangers.

import { app } from '@azure/functions'
import { answering, json, problem } from '../../shared/platform/http.ts'
import type { Log } from '../../shared/platform/log.ts'
import type { Table } from '../../shared/platform/table.ts'

export const health = (deps: { readonly channel: Table; readonly log: Log }): void =>
  app.http('Health', {
    route: 'api/health',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: answering(deps.log, async () => {
      try {
        await deps.channel.read('health', 'health')
        return json(200, { status: 'healthy' })
      } catch {
        return problem('temporarily-unavailable')
      }
    }),
  })
