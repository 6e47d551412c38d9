// The rows of the organization. Every change goes through here, because here row versions are given, transactions are
// kept atomic, deletions are remembered for change tracking and everything is written to the journal.
import { isReference, type Values } from '../schema/types.ts'
import { type Crowd, type CrowdWishes, createCrowd } from './crowd.ts'
import type { Change, Journal } from './journal.ts'
import { createLinks, isWatched } from './links.ts'
import type { Row } from './row.ts'
import { createRows, type Rows } from './rows.ts'

/** Everything that a store holds, deletions included. */
export type StoreCopy = { readonly version: number; readonly changes: readonly Change[] }

export type Store = {
  get(table: string, id: string): Row | undefined
  rows(table: string): Rows
  /** The rows of a table whose lookup column points at the row with the given key. */
  pointingAt(table: string, column: string, target: string): readonly Row[]
  put(table: string, id: string, values: Values): Row
  remove(table: string, id: string): void
  /** The newest row version given so far. */
  version(): number
  /** Rows of the table deleted after the given version, oldest first. */
  deletedSince(table: string, version: number): readonly { id: string; version: number }[]
  /** Runs the work; when it throws, nothing of it has happened. Work inside work is part of the same transaction. */
  transact<T>(work: () => T): T
  /** Adds a crowd of rows, in memory only: it is gone when the store is opened anew. */
  addCrowd(wishes: CrowdWishes, primaryId: string): void
  copy(): StoreCopy
  /** Holds nothing but what the copy says from then on; crowds stay. */
  restore(copy: StoreCopy): void
  /** Calls the listener after every committed transaction. */
  onCommit(listener: () => void): void
  close(): void
}

const firstVersion = 71_000_000

/** Opens the store over a journal and brings the journal into its shortest form. */
export const openStore = (journal: Journal): Store => {
  const tables = new Map<string, Map<string, Row>>()
  const graves = new Map<string, Map<string, number>>()
  const crowds: Crowd[] = []
  const listeners: (() => void)[] = []
  let version = firstVersion
  let pending: { change: Change; before: Row | undefined; grave: number | undefined }[] | undefined

  const rowsOf = (table: string): Map<string, Row> => {
    const known = tables.get(table) ?? new Map<string, Row>()
    tables.set(table, known)
    return known
  }
  const gravesOf = (table: string): Map<string, number> => {
    const known = graves.get(table) ?? new Map<string, number>()
    graves.set(table, known)
    return known
  }
  const isGone = (table: string) => {
    const gone = gravesOf(table)
    return (id: string) => gone.has(id)
  }
  const get = (table: string, id: string): Row | undefined => {
    const stored = tables.get(table)?.get(id)
    if (stored || crowds.length === 0 || isGone(table)(id)) return stored
    for (const crowd of crowds) {
      const number = crowd.table === table ? crowd.numberOf(id) : undefined
      if (number !== undefined) return crowd.row(number)
    }
    return undefined
  }
  const rows = (table: string): Rows => {
    const own = crowds.filter((crowd) => crowd.table === table)
    return createRows(rowsOf(table), own, isGone(table))
  }
  const links = createLinks()
  const setRow = (table: string, id: string, row: Row | undefined): void => {
    const rows = rowsOf(table)
    links.replace(table, id, rows.get(id)?.values, row?.values)
    if (row) rows.set(id, row)
    else rows.delete(id)
  }
  const apply = ({ table, id, version: at, values }: Change): void => {
    version = Math.max(version, at)
    if (values) {
      setRow(table, id, { id, version: at, values })
      gravesOf(table).delete(id)
      return
    }
    setRow(table, id, undefined)
    gravesOf(table).set(id, at)
  }
  const everything = (): Change[] => [
    ...[...graves].flatMap(([table, ids]) => [...ids].map(([id, at]) => ({ table, id, version: at }))),
    ...[...tables].flatMap(([table, rows]) =>
      [...rows.values()].map((row) => ({ table, id: row.id, version: row.version, values: row.values })),
    ),
  ]
  const record = (change: Change): void => {
    if (!pending) throw new Error('Rows are changed inside a transaction only.')
    pending.push({
      change,
      before: rowsOf(change.table).get(change.id),
      grave: gravesOf(change.table).get(change.id),
    })
    apply(change)
  }
  const undo = (): void => {
    for (const { change, before, grave } of (pending ?? []).reverse()) {
      setRow(change.table, change.id, before)
      if (grave === undefined) gravesOf(change.table).delete(change.id)
      else gravesOf(change.table).set(change.id, grave)
    }
  }

  for (const change of journal.load()) apply(change)
  journal.compact(everything())

  return {
    get,
    rows,
    pointingAt: (table, column, target) => {
      const stored = rowsOf(table)
      if (isWatched(column)) {
        return [...links.pointingAt(table, column, target)].flatMap((id) => stored.get(id) ?? [])
      }
      return [...rows(table)].filter((row) => {
        const value = row.values[column]
        return isReference(value) && value.id === target
      })
    },
    addCrowd: (wishes, primaryId) => {
      crowds.push(createCrowd(wishes, primaryId, crowds.length, version))
      version += wishes.count
    },
    copy: () => ({ version, changes: everything() }),
    restore: (copy) => {
      for (const [table, held] of tables) for (const id of [...held.keys()]) setRow(table, id, undefined)
      graves.clear()
      for (const change of copy.changes) apply(change)
      version = copy.version
      journal.compact(everything())
      for (const listener of listeners) listener()
    },
    put: (table, id, values) => {
      const change = { table, id, version: version + 1, values }
      record(change)
      return { id, version: change.version, values }
    },
    remove: (table, id) => record({ table, id, version: version + 1 }),
    version: () => version,
    deletedSince: (table, since) =>
      [...(graves.get(table) ?? [])]
        .filter(([, at]) => at > since)
        .map(([id, at]) => ({ id, version: at }))
        .sort((a, b) => a.version - b.version),
    transact: (work) => {
      if (pending) return work()
      pending = []
      let changed = false
      try {
        const result = work()
        changed = pending.length > 0
        if (changed) journal.append(pending.map(({ change }) => change))
        return result
      } catch (error) {
        undo()
        changed = false
        throw error
      } finally {
        pending = undefined
        if (changed) for (const listener of listeners) listener()
      }
    },
    onCommit: (listener) => listeners.push(listener),
    close: () => journal.close(),
  }
}
