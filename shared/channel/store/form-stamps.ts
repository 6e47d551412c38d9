// Which request each showing of the form led to, so that one showing is good for one request.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { objectOf, text } from '../../platform/shape.ts'
import { shardOf } from '../../platform/shards.ts'
import { remove, type Table } from '../../platform/table.ts'
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
const sweptAtOnce = 100
const dayMs = 24 * 3_600_000

/** Now and then somebody takes away what is two days old: nothing of it can come back. */
const isSweeper = ({ id }: Showing): boolean => id.endsWith('0')

export const createFormStamps = (table: Table): FormStamps => {
  const rows = createRows(table, format)

  const sweep = async ({ id, shownOn }: Showing): Promise<void> => {
    const dayBefore = new Date(Date.parse(shownOn) - dayMs).toISOString().slice(0, 10)
    const old = await rows.range(shardOf(id), stampKey('', ''), stampKey(dayBefore, ''), sweptAtOnce)
    const removals = old.map(({ key }) => remove(key))
    // Another one sweeps as well: what is gone is gone.
    if (removals.length > 0) await table.write(shardOf(id), removals)
  }

  return {
    use: async (showing, requestId) => {
      const part = shardOf(showing.id)
      const key = stampKey(showing.shownOn, showing.id)
      const stored = await table.write(part, [rows.create(key, { requestId })])
      if (stored === 'written') {
        if (isSweeper(showing)) await sweep(showing)
        return 'used'
      }
      return (await rows.read(part, key))?.value.requestId === requestId ? 'used' : 'used-for-another'
    },
  }
}
