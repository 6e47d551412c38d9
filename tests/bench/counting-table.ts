// A table in the memory of one process that keeps what is written as it is, so that a hundred thousand fit, and counts.

import type { Table, Write } from '../../shared/platform/table.ts'

/** An empty table that only counts and keeps; keys are sorted when somebody asks for some. */
export const countingTable = () => {
  const parts = new Map<string, Map<string, unknown>>()
  const sorted = new Map<string, string[]>()
  let [calls, read] = [0, 0]
  const rowsOf = (part: string) => {
    const rows = parts.get(part) ?? new Map<string, unknown>()
    parts.set(part, rows)
    return rows
  }
  const place = (keys: readonly string[], key: string): number => {
    let [low, high] = [0, keys.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((keys[middle] ?? '') < key) low = middle + 1
      else high = middle
    }
    return low
  }
  const apply = (part: string, write: Write): void => {
    const rows = rowsOf(part)
    if (write.op !== 'delete') {
      if (!rows.has(write.key)) sorted.delete(part)
      rows.set(write.key, write.value)
      return
    }
    const keys = sorted.get(part)
    if (rows.delete(write.key) && keys) keys.splice(place(keys, write.key), 1)
  }
  const table: Table = {
    read: async (part, key) => {
      calls += 1
      const value = rowsOf(part).get(key)
      return value === undefined ? undefined : { key, etag: '', value }
    },
    range: async (part, from, to, limit = Number.POSITIVE_INFINITY) => {
      const keys = sorted.get(part) ?? [...rowsOf(part).keys()].sort()
      sorted.set(part, keys)
      const found = keys.slice(place(keys, from), place(keys, to)).slice(0, limit)
      // A page of the service has a thousand rows.
      calls += Math.max(1, Math.ceil(found.length / 1000))
      read += found.length
      return found.map((key) => ({ key, etag: '', value: rowsOf(part).get(key) }))
    },
    write: async (part, writes) => {
      calls += 1
      for (const write of writes) apply(part, write)
      return 'written'
    },
    writeOne: async (part, write, others = []) => {
      calls += 1
      for (const one of [write, ...others]) apply(part, one)
      return { etag: '' }
    },
  }
  return {
    table,
    /** How many calls something makes, and how many rows ranges gave to it. */
    costOf: async (work: () => Promise<unknown>): Promise<{ readonly calls: number; readonly read: number }> => {
      const before = { calls, read }
      await work()
      return { calls: calls - before.calls, read: read - before.read }
    },
  }
}
