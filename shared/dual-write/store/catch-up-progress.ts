// How far the comparison with Sales came: for each table where the next look begins, how far the round of everything that
// is ours is, and when the last sweep was.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { objectOf, onlyTrue, text } from '../../platform/shape.ts'
import type { Table } from '../../platform/table.ts'

/** The tables of Sales that are compared. */
export const salesTables = ['leads', 'opportunities', 'accounts', 'contacts', 'annotations'] as const
export type SalesTable = (typeof salesTables)[number]

export type TableProgress = {
  /** What changed before this time was looked at; ISO 8601. */
  readonly since?: string
  /** When the look that is under way began, and where its next page is. */
  readonly begun?: string
  readonly next?: string
  /** Why Sales does not let the table be read, and since when. */
  readonly refused?: { readonly code: string; readonly at: string }
  /** The organization lacks the marker of this table. */
  readonly withoutMarker?: true
}

export type CatchUpProgress = {
  readonly tables: Readonly<Partial<Record<SalesTable, TableProgress>>>
  /** When the last part of the round was compared, and where the next one begins; without a place it begins anew. */
  readonly round?: { readonly at: string; readonly place?: string }
  readonly sweptAt?: string
}

const partition = 'catch-up'
const key = 'looked'

const tableProgress = objectOf<TableProgress>(
  {},
  {
    since: text,
    begun: text,
    next: text,
    refused: objectOf({ code: text, at: text }),
    withoutMarker: onlyTrue,
  },
)

const format = createRowFormat(
  objectOf<CatchUpProgress>(
    {
      tables: objectOf<CatchUpProgress['tables']>(
        {},
        {
          leads: tableProgress,
          opportunities: tableProgress,
          accounts: tableProgress,
          contacts: tableProgress,
          annotations: tableProgress,
        },
      ),
    },
    { round: objectOf<NonNullable<CatchUpProgress['round']>>({ at: text }, { place: text }), sweptAt: text },
  ),
  // The first version kept links of change tracking, which say nothing of a time: everything of ours is looked at once.
  [({ leads: _, opportunities: __, accounts: ___, contacts: ____, ...rest }) => ({ ...rest, tables: {} })],
)

export type CatchUpProgressStore = {
  readonly read: () => Promise<CatchUpProgress>
  readonly write: (progress: CatchUpProgress) => Promise<void>
}

export const createCatchUpProgressStore = (table: Table): CatchUpProgressStore => {
  const rows = createRows(table, format)
  return {
    read: async () => (await rows.read(partition, key))?.value ?? { tables: {} },
    write: async (progress) => {
      await table.write(partition, [rows.put(key, progress)])
    },
  }
}
