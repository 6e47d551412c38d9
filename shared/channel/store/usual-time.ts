// How long a decision usually takes, as headquarters measured it last: one small row, read with the pages that tell it.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf } from '../../platform/shape.ts'
import { StorageUnavailable } from '../../platform/storage-unavailable.ts'
import type { Table } from '../../platform/table.ts'
import { unlessUnreadable } from '../../platform/unreadable-row.ts'

type UsualTime = { readonly workingDays?: number }

export type UsualTimeStore = {
  /** In working days; `undefined` while too few decisions say it, and where it cannot be read: no page fails for it. */
  readonly read: () => Promise<number | undefined>
  /** Keeps what was measured, or that too few decisions say it. One storage transaction where nothing changed. */
  readonly keep: (workingDays: number | undefined) => Promise<void>
}

const partition = 'usual'
const key = 'decision'

const format = createRowFormat(objectOf<UsualTime>({}, { workingDays: number }))

export const createUsualTime = (table: Table): UsualTimeStore => {
  const rows = createRows(table, format)
  const stored = async () => (await unlessUnreadable(rows.read(partition, key), undefined))?.value.workingDays
  return {
    read: async () => {
      try {
        return await stored()
      } catch (error) {
        if (error instanceof StorageUnavailable) return undefined
        throw error
      }
    },
    keep: async (workingDays) => {
      if ((await stored()) === workingDays) return
      await table.write(partition, [rows.put(key, workingDays === undefined ? {} : { workingDays })])
    },
  }
}
