// The stores of the app on tables in memory, for tests that are about something else than storage.

import { createStores } from '../../functions/stores.ts'
import { memoryTable } from './memory-table.ts'

/** All stores, and the tables behind them. */
export const memoryStores = () => {
  const tables = { Channel: memoryTable(), Headquarters: memoryTable(), DualWrite: memoryTable() }
  return {
    ...createStores(
      (name) => tables[name],
      () => new Date(),
    ),
    tables,
  }
}
