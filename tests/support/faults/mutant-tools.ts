// What planted mistakes are made of.

import { remove, type Table, type Write } from '../../../shared/platform/table.ts'
import type { Variant } from './app.ts'
import type { Ports } from './ports.ts'
import type { World } from './world.ts'

type TableName = 'channel' | 'headquarters' | 'errors'

/** A process with one of its tables exchanged. */
export const withTable = (name: TableName, change: (table: Table, world: World) => Partial<Table>): Variant => ({
  ports: (ports, world) => ({ ...ports, [name]: { ...ports[name], ...change(ports[name], world) } }),
})

export const withPorts = (change: (ports: Ports, world: World) => Partial<Ports>): Variant => ({
  ports: (ports, world) => ({ ...ports, ...change(ports, world) }),
})

/** Every write of a table rewritten; `undefined` leaves one out. */
export const withWrites = (name: TableName, change: (write: Write) => Write | undefined): Variant =>
  withTable(name, (table) => ({
    write: async (partition, writes) => {
      const changed = writes.map(change).filter((write) => write !== undefined)
      return changed.length > 0 ? table.write(partition, changed) : 'written'
    },
    writeOne: async (partition, write, others = []) => {
      const changed = change(write)
      const rest = others.map(change).filter((one) => one !== undefined)
      return changed ? table.writeOne(partition, changed, rest) : { etag: '' }
    },
  }))

/** Rows that are gone as soon as they are read. */
export const takenAwayWhenRead = (name: TableName, prefix: string): Variant =>
  withTable(name, (table) => ({
    range: async (partition, from, to, limit) => {
      const rows = await table.range(partition, from, to, limit)
      if (from.startsWith(prefix) && rows.length > 0)
        await table.write(
          partition,
          rows.map((row) => remove(row.key)),
        )
      return rows
    },
  }))

type Value = Readonly<Record<string, unknown>>

/** Rewrites the stored values for which `change` gives another one. */
export const withValues = (name: TableName, change: (key: string, value: Value) => Value): Variant =>
  withWrites(name, (write) =>
    write.op === 'delete' ? write : { ...write, value: change(write.key, write.value as Value) },
  )
