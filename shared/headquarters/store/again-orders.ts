// How often mails were sent again to an address lately, by its hash.

import { type AgainOrder, mostAgainADay, ordersOfDay } from '../../domain/mail-again.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { listOf, objectOf, text } from '../../platform/shape.ts'
import { shardOf } from '../../platform/shards.ts'
import { remove, type Table } from '../../platform/table.ts'
import { againKey } from './keys.ts'

const format = createRowFormat(
  objectOf<{ readonly orders: readonly AgainOrder[] }>({
    orders: listOf(objectOf<AgainOrder>({ after: text, at: text })),
  }),
)
const tries = 8
const dayMs = 24 * 3_600_000

export type AgainOrders = {
  /**
   * Takes one of the orders of the day; the same order once more takes none.
   * @param hash of the address
   */
  readonly take: (hash: string, order: AgainOrder) => Promise<'taken' | 'too-often'>
  /** Nothing says any more that something was sent there. Safe to repeat; one storage transaction. */
  readonly forget: (hash: string) => Promise<void>
}

export const createAgainOrders = (table: Table): AgainOrders => {
  const rows = createRows(table, format)
  return {
    forget: async (hash) => {
      await table.write(shardOf(hash), [remove(againKey(hash))])
    },
    take: async (hash, order) => {
      const dayAgo = new Date(Date.parse(order.at) - dayMs).toISOString()
      const [part, key] = [shardOf(hash), againKey(hash)]
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const row = await rows.read(part, key)
        const orders = ordersOfDay(row?.value.orders ?? [], dayAgo)
        if (orders.some(({ after }) => after === order.after)) return 'taken'
        if (orders.length >= mostAgainADay) return 'too-often'
        const next = { orders: [...orders, order] }
        const outcome = await table.write(part, [row ? rows.replace(row, next) : rows.create(key, next)])
        if (outcome === 'written') return 'taken'
      }
      throw new Error('The orders of an address changed too often to add one.')
    },
  }
}
