// How one kind of row is stored. A row carries the version of its format; a row of an earlier version is carried forward
// when it is read, and one of a later version, or of another shape, is refused.

import { Misfit, type Reader } from './shape.ts'
import type { Stored } from './stored.ts'
import { after, create, put, type Row, replace, type Table, type Write } from './table.ts'
import { UnreadableRow } from './unreadable-row.ts'

type Members = Readonly<Record<string, unknown>>

export type RowFormat<T> = {
  /** What is stored for a value. */
  readonly pack: (value: T) => Members
  /**
   * The value that was stored.
   * @param at names the row
   * @throws UnreadableRow when it cannot be understood
   */
  readonly unpack: (stored: unknown, at: string) => T
}

/** Rows that were written before versions were have none; they are of version 1. */
const firstVersion = 1

/**
 * @param read of the present version
 * @param carry for each earlier version, from 1 on, how its rows become those of the next one
 */
export const createRowFormat = <T extends object>(
  read: Reader<T>,
  carry: readonly ((stored: Members) => Members)[] = [],
): RowFormat<T> => {
  const version = firstVersion + carry.length
  const unpack = (stored: unknown, at: string): T => {
    if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) throw new Misfit('It is no object.')
    const { v = firstVersion, ...members } = stored as Members
    if (typeof v !== 'number' || !Number.isInteger(v) || v < firstVersion || v > version)
      throw new Misfit('It is of a version that is not known here.')
    return read(
      carry.slice(v - firstVersion).reduce((earlier, next) => next(earlier), members),
      at,
    )
  }
  return {
    pack: (value) => ({ v: version, ...value }),
    unpack: (stored, at) => {
      try {
        return unpack(stored, at)
      } catch (cause) {
        throw new UnreadableRow(`The row ${at} cannot be read.`, { cause })
      }
    },
  }
}

/**
 * One kind of row of a table: reads that give values, and writes that take them. A row that cannot be read is set aside, so
 * that people learn of it, and never holds up its neighbours.
 */
export type Rows<T> = {
  /** @throws UnreadableRow */
  readonly read: (partition: string, key: string) => Promise<Stored<T> | undefined>
  /** See `Table.range`; without what cannot be read, and with as many of the others as were asked for. */
  readonly range: (partition: string, from: string, to: string, limit?: number) => Promise<Stored<T>[]>
  /** Gives a row that was read with others its value. @throws UnreadableRow */
  readonly typed: (partition: string, row: Row) => Promise<Stored<T>>
  /** Gives rows that were read with others their values, without what cannot be read. */
  readonly readable: (partition: string, rows: readonly Row[]) => Promise<Stored<T>[]>
  readonly create: (key: string, value: T) => Write
  readonly put: (key: string, value: T) => Write
  readonly replace: (row: Pick<Row, 'key' | 'etag'>, value: T) => Write
}

export const createRows = <T>(table: Table, { pack, unpack }: RowFormat<T>): Rows<T> => {
  const typed = async (partition: string, row: Row): Promise<Stored<T>> => {
    try {
      return { ...row, value: unpack(row.value, row.key) }
    } catch (error) {
      if (error instanceof UnreadableRow) await table.setAside?.(partition, row.key)
      throw error
    }
  }

  const readable = async (partition: string, rows: readonly Row[]): Promise<Stored<T>[]> => {
    const found: Stored<T>[] = []
    for (const row of rows) {
      try {
        found.push(await typed(partition, row))
      } catch (error) {
        if (!(error instanceof UnreadableRow)) throw error
      }
    }
    return found
  }

  const range = async (partition: string, from: string, to: string, limit = Infinity): Promise<Stored<T>[]> => {
    const found: Stored<T>[] = []
    let start = from
    for (;;) {
      const wanted = limit - found.length
      const rows = await table.range(partition, start, to, Number.isFinite(wanted) ? wanted : undefined)
      found.push(...(await readable(partition, rows)))
      const last = rows.at(-1)
      // Fewer rows than were asked for: there are no more.
      if (found.length >= limit || rows.length < wanted || !last) return found
      start = after(last.key)
    }
  }

  return {
    read: async (partition, key) => {
      const row = await table.read(partition, key)
      return row && typed(partition, row)
    },
    range,
    typed,
    readable,
    create: (key, value) => create(key, pack(value)),
    put: (key, value) => put(key, pack(value)),
    replace: (row, value) => replace(row, pack(value)),
  }
}
