// Collects what changes together, wherever it is kept, and stores it.

import type { Table, Write, WriteOutcome } from '../../platform/table.ts'

export type UnitOfWork = {
  /** Where the change has its home: what is kept there changes in one transaction. */
  readonly home: string
  /** Adds changes of what is kept at a place; stores do that. */
  readonly collect: (place: string, writes: readonly Write[]) => void
  /**
   * Stores all of it. What lives elsewhere is written first, a transaction for each place, so that a crash in between
   * repeats it rather than forgets it.
   * @returns `conflict` when something changed meanwhile; what was written elsewhere until then stays
   */
  readonly commit: () => Promise<WriteOutcome>
}

export const createUnitOfWork = (table: Table, home: string): UnitOfWork => {
  const changes = new Map<string, Write[]>()
  return {
    home,
    collect: (place, writes) => {
      if (writes.length > 0) changes.set(place, [...(changes.get(place) ?? []), ...writes])
    },
    commit: async () => {
      for (const [place, writes] of changes)
        if (place !== home && (await table.write(place, writes)) === 'conflict') return 'conflict'
      const own = changes.get(home)
      return own ? table.write(home, own) : 'written'
    },
  }
}
