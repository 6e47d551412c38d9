// How far the comparison with Sales came: for each table where the next look begins, and when the last sweep was.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { objectOf, text } from '../../platform/shape.ts'
import type { Table } from '../../platform/table.ts'

export type CatchUpProgress = {
  readonly leads?: string
  readonly opportunities?: string
  readonly accounts?: string
  readonly contacts?: string
  readonly sweptAt?: string
}

const partition = 'catch-up'
const key = 'looked'

const format = createRowFormat(
  objectOf<CatchUpProgress>({}, { leads: text, opportunities: text, accounts: text, contacts: text, sweptAt: text }),
)

export type CatchUpProgressStore = {
  readonly read: () => Promise<CatchUpProgress>
  readonly write: (progress: CatchUpProgress) => Promise<void>
}

export const createCatchUpProgressStore = (table: Table): CatchUpProgressStore => {
  const rows = createRows(table, format)
  return {
    read: async () => (await rows.read(partition, key))?.value ?? {},
    write: async (progress) => {
      await table.write(partition, [rows.put(key, progress)])
    },
  }
}
