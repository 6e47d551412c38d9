// All that the channel keeps.

import type { Table } from '../../platform/table.ts'
import { createFormStamps, type FormStamps } from './form-stamps.ts'
import { createHeldRequests, type HeldRequests } from './held-requests.ts'
import { createLimitBuckets, type LimitBuckets } from './limit-buckets.ts'
import { type ChannelRequests, createChannelRequests } from './requests.ts'
import { createUsualTime, type UsualTimeStore } from './usual-time.ts'

export type ChannelStore = {
  readonly requests: ChannelRequests
  readonly held: HeldRequests
  readonly stamps: FormStamps
  readonly limits: LimitBuckets
  readonly usualTime: UsualTimeStore
  /** Throws when storage cannot be used. */
  readonly probe: () => Promise<void>
}

export const createChannelStore = (table: Table): ChannelStore => ({
  requests: createChannelRequests(table),
  held: createHeldRequests(table),
  stamps: createFormStamps(table),
  limits: createLimitBuckets(table),
  usualTime: createUsualTime(table),
  probe: async () => {
    await table.read('health', 'health')
  },
})
