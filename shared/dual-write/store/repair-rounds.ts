// How far the rounds came that staff ask for: comparing everything with Sales, and writing again what it lost. One of each
// kind is kept, the last one.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf, oneOf, onlyTrue, text } from '../../platform/shape.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Table } from '../../platform/table.ts'

export type RoundKind = 'compare-all' | 'write-missing'

/** Leads, accounts and contacts that Sales lacks: found, or asked for again. */
export type Missing = { readonly leads: number; readonly accounts: number; readonly contacts: number }

export type RepairRound = {
  readonly state: 'running' | 'ended'
  /** Who wants it, as far as a message may tell; when it began, which names it; when it moved last. ISO 8601. */
  readonly by: string
  readonly begunAt: string
  readonly movedAt: string
  /** Where the next part begins; absent for the beginning. */
  readonly place?: string
  /** Prospects so far. */
  readonly prospects: number
  readonly missing: Missing
  /** What was found to differ, and is looked at. */
  readonly different: number
  /** Some table of Sales could not be read, so there may be more. */
  readonly isPartly?: true
}

const partition = 'catch-up'
const keyOf = (kind: RoundKind): string => `round|${kind}`

const format = createRowFormat(
  objectOf<RepairRound>(
    {
      state: oneOf<RepairRound['state']>(['running', 'ended']),
      by: text,
      begunAt: text,
      movedAt: text,
      prospects: number,
      missing: objectOf<Missing>({ leads: number, accounts: number, contacts: number }),
      different: number,
    },
    { place: text, isPartly: onlyTrue },
  ),
)

export type RepairRoundStore = {
  readonly read: (kind: RoundKind) => Promise<Stored<RepairRound> | undefined>
  /** Stores the round, unless it changed since it was read. */
  readonly write: (
    kind: RoundKind,
    before: Stored<RepairRound> | undefined,
    next: RepairRound,
  ) => Promise<'written' | 'conflict'>
}

export const createRepairRoundStore = (table: Table): RepairRoundStore => {
  const rows = createRows(table, format)
  return {
    read: (kind) => rows.read(partition, keyOf(kind)),
    write: (kind, before, next) =>
      table.write(partition, [before ? rows.replace(before, next) : rows.create(keyOf(kind), next)]),
  }
}
