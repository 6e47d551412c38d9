// All that the channel keeps.

import type { Table } from '../../platform/table.ts'
import { createLimitBuckets, type LimitBuckets } from './limit-buckets.ts'
import { type ChannelRequests, createChannelRequests } from './requests.ts'

export type ChannelStore = {
  readonly requests: ChannelRequests
  readonly limits: LimitBuckets
  /** Throws when storage cannot be used. */
  readonly probe: () => Promise<void>
}

export const createChannelStore = (table: Table): ChannelStore => ({
  requests: createChannelRequests(table),
  limits: createLimitBuckets(table),
  probe: async () => {
    await table.read('health', 'health')
  },
})
