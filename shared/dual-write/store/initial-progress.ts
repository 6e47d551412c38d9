// How far the initial synchronization came: the last one that staff began.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf, oneOf, text } from '../../platform/shape.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Table } from '../../platform/table.ts'

/** Accounts come before their contacts. */
export type InitialTable = 'accounts' | 'contacts'

export type InitialProgress = {
  readonly by: string
  /** ISO 8601. */
  readonly begunAt: string
  readonly movedAt: string
  /** Absent while it goes on. */
  readonly endedAt?: string
  readonly table: InitialTable
  /** Where the next page is; absent for the first one. */
  readonly next?: string
  /** Looked at so far. */
  readonly accounts: number
  readonly contacts: number
  /** Customers that it made, and records of which it could make none. */
  readonly made: number
  readonly errors: number
}

const partition = 'catch-up'
const key = 'initial'

const format = createRowFormat(
  objectOf<InitialProgress>(
    {
      by: text,
      begunAt: text,
      movedAt: text,
      table: oneOf<InitialTable>(['accounts', 'contacts']),
      accounts: number,
      contacts: number,
      made: number,
      errors: number,
    },
    { endedAt: text, next: text },
  ),
)

export type InitialProgressStore = {
  readonly read: () => Promise<Stored<InitialProgress> | undefined>
  /** Stores it, unless it changed since it was read. */
  readonly write: (
    before: Stored<InitialProgress> | undefined,
    next: InitialProgress,
  ) => Promise<'written' | 'conflict'>
}

export const createInitialProgressStore = (table: Table): InitialProgressStore => {
  const rows = createRows(table, format)
  return {
    read: () => rows.read(partition, key),
    write: (before, next) => table.write(partition, [before ? rows.replace(before, next) : rows.create(key, next)]),
  }
}
