// Which request each showing of the form led to, so that one showing is good for one request.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { objectOf, text } from '../../platform/shape.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Table } from '../../platform/table.ts'
import { stampKey } from './keys.ts'

/** One showing of the form. */
export type Showing = {
  /** In hexadecimal digits. */
  readonly id: string
  /** UTC, as `2026-11-28`. */
  readonly shownOn: string
}

export type FormStamps = {
  /** Uses a showing for a request; the same request may use it again. */
  readonly use: (showing: Showing, requestId: string) => Promise<'used' | 'used-for-another'>
}

const format = createRowFormat(objectOf<{ readonly requestId: string }>({ requestId: text }))

export const createFormStamps = (table: Table): FormStamps => {
  const rows = createRows(table, format)

  return {
    use: async (showing, requestId) => {
      const part = shardOf(showing.id)
      const key = stampKey(showing.shownOn, showing.id)
      const stored = await table.write(part, [rows.create(key, { requestId })])
      if (stored === 'written') return 'used'
      return (await rows.read(part, key))?.value.requestId === requestId ? 'used' : 'used-for-another'
    },
  }
}
