// GET /api/health: whether the app can do its first duty, storing requests. No detail to strangers.

import { json } from '../../shared/platform/http.ts'
import type { Table } from '../../shared/platform/table.ts'
import type { Serve } from '../serve.ts'

export const health = (serve: Serve, { channel }: { readonly channel: Table }): void =>
  serve('Health', async ({ refuse }) => {
    try {
      await channel.read('health', 'health')
      return json(200, { status: 'healthy' })
    } catch {
      return refuse('temporarily-unavailable')
    }
  })
