// From when on tokens of change tracking count: a changed definition or a restored organization ends those of before.
import type { Org } from './session.ts'

const floors = 'trackingfloor'
const everyTable = '*'
const believed = 'believed'

/** Ends the tokens that were given out for a table, or for all of them. */
export const endTracking = (org: Org, table: string = everyTable): void => {
  org.store.put(floors, table, { table })
}

/** Lets tokens count that the organization cannot have given out, as one may do that was set back. */
export const believeTokens = (org: Org): void => {
  org.store.put(floors, believed, {})
}

/** Whether a token with this row version still counts for a table. */
export const isCurrent = ({ store }: Org, table: string, version: number): boolean => {
  const floor = Math.max(store.get(floors, table)?.version ?? 0, store.get(floors, everyTable)?.version ?? 0)
  return version >= floor && (version <= store.version() || store.get(floors, believed) !== undefined)
}
