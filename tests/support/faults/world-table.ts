// A table whose rows the checker can look at. It answers at once, so that hundreds of thousands of runs take seconds;
// tests/faults/rig.test.ts holds it against the table the other tests use.

import type { Row, Write, WriteOutcome } from '../../../shared/platform/table.ts'

/** The value is read from its text when somebody asks for it; readers share it, as none of them changes what it read. */
type Stored = { readonly text: string; readonly etag: string; value?: unknown }
export type WorldRow = { readonly partition: string; readonly key: string; readonly value: unknown }

export type WorldTable = {
  readonly read: (partition: string, key: string) => Row | undefined
  readonly range: (partition: string, from: string, to: string, limit?: number) => Row[]
  readonly write: (partition: string, writes: readonly Write[]) => WriteOutcome
  readonly rows: () => WorldRow[]
  /** Transactions that changed a stored value; a row put back as it was is no change. */
  readonly changes: () => number
  readonly copy: () => WorldTable
}

/** @param ignored partitions whose changes are not counted */
export const worldTable = (
  ignored: ReadonlySet<string> = new Set(),
  partitions = new Map<string, Map<string, Stored>>(),
): WorldTable => {
  let etags = 0
  let changes = 0
  const valueIn = (stored: Stored): unknown => {
    stored.value ??= JSON.parse(stored.text)
    return stored.value
  }
  const row = (key: string, stored: Stored): Row => ({ key, etag: stored.etag, value: valueIn(stored) })

  const holds = (stored: Stored | undefined, write: Write): boolean => {
    if (write.op === 'create') return stored === undefined
    if (write.op === 'put') return true
    return stored !== undefined && (write.etag === undefined || write.etag === stored.etag)
  }

  const read = (partition: string, key: string): Row | undefined => {
    const stored = partitions.get(partition)?.get(key)
    return stored && row(key, stored)
  }

  const range = (partition: string, from: string, to: string, limit = Number.POSITIVE_INFINITY): Row[] => {
    const rows = partitions.get(partition)
    if (!rows || rows.size === 0) return []
    const found: Row[] = []
    for (const [key, stored] of rows) if (key >= from && key < to) found.push(row(key, stored))
    return found.sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, limit)
  }

  const write = (partition: string, writes: readonly Write[]): WriteOutcome => {
    if (writes.length > 100) throw new Error('The table refused more than 100 changes at once (400).')
    if (new Set(writes.map(({ key }) => key)).size < writes.length)
      throw new Error('The table refused to change a row twice at once (400).')
    if (writes.length > 1 && writes.some((each) => each.op === 'delete' && each.etag !== undefined))
      throw new Error('A row can be deleted by its ETag only on its own.')
    const rows = partitions.get(partition) ?? new Map<string, Stored>()
    if (!writes.every((each) => holds(rows.get(each.key), each))) return 'conflict'
    let changed = false
    for (const each of writes) {
      etags += 1
      if (each.op === 'delete') {
        rows.delete(each.key)
        changed = true
        continue
      }
      const text = JSON.stringify(each.value)
      changed ||= rows.get(each.key)?.text !== text
      rows.set(each.key, { text, etag: `W/"${etags}"` })
    }
    partitions.set(partition, rows)
    if (changed && !ignored.has(partition)) changes += 1
    return 'written'
  }

  return {
    read,
    range,
    write,
    rows: () =>
      [...partitions].flatMap(([partition, rows]) =>
        [...rows].map(([key, stored]) => ({ partition, key, value: valueIn(stored) })),
      ),
    changes: () => changes,
    copy: () => worldTable(ignored, new Map([...partitions].map(([name, rows]) => [name, new Map(rows)]))),
  }
}
