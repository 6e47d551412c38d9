// All that the bridge keeps.

import type { Table } from '../../platform/table.ts'
import { type BridgeSwitch, createBridgeSwitch } from './bridge-switch.ts'
import { type CatchUpErrorStore, createCatchUpErrorStore } from './catch-up-errors.ts'
import { type CatchUpProgressStore, createCatchUpProgressStore } from './catch-up-progress.ts'
import { createInitialProgressStore, type InitialProgressStore } from './initial-progress.ts'
import { createRepairRoundStore, type RepairRoundStore } from './repair-rounds.ts'
import { createRetryStore, type RetryStore } from './retries.ts'

export type DualWriteStore = {
  readonly bridge: BridgeSwitch
  readonly errors: CatchUpErrorStore
  readonly retries: RetryStore
  readonly progress: CatchUpProgressStore
  readonly rounds: RepairRoundStore
  readonly initial: InitialProgressStore
}

export const createDualWriteStore = (table: Table): DualWriteStore => ({
  bridge: createBridgeSwitch(table),
  errors: createCatchUpErrorStore(table),
  retries: createRetryStore(table),
  progress: createCatchUpProgressStore(table),
  rounds: createRepairRoundStore(table),
  initial: createInitialProgressStore(table),
})
