// Remembers which rows point at which, so that the notes of a lead are found without looking through all notes.
import { isReference, type Values } from '../schema/types.ts'

export type Links = {
  /** Takes note that a row's cells were replaced; `undefined` stands for a row that does not exist. */
  replace(table: string, id: string, before: Values | undefined, after: Values | undefined): void
  /** The keys of the rows of a table whose column points at the given row. */
  pointingAt(table: string, column: string, target: string): ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()

// Who made and owns a row is true of every row and never asked for this way.
const unwatched = new Set([
  'createdby',
  'modifiedby',
  'createdonbehalfby',
  'modifiedonbehalfby',
  'ownerid',
  'owninguser',
  'owningteam',
  'owningbusinessunit',
])

export const createLinks = (): Links => {
  const index = new Map<string, Set<string>>()
  const each = (table: string, values: Values | undefined, act: (key: string) => void): void => {
    for (const [column, value] of Object.entries(values ?? {})) {
      if (isReference(value) && !unwatched.has(column)) act(`${table} ${column} ${value.id}`)
    }
  }
  return {
    replace: (table, id, before, after) => {
      each(table, before, (key) => {
        const rows = index.get(key)
        rows?.delete(id)
        if (rows?.size === 0) index.delete(key)
      })
      each(table, after, (key) => {
        const rows = index.get(key) ?? new Set()
        index.set(key, rows.add(id))
      })
    },
    pointingAt: (table, column, target) => index.get(`${table} ${column} ${target}`) ?? none,
  }
}

/** Whether a column is remembered; of the others every row has to be read. */
export const isWatched = (column: string): boolean => !unwatched.has(column)
