// Finds the prospects whose personal data may have to go, by their lines in the lists: rejected ones that came long ago, and
// tests of the connection with Sales, which all have a word in common. Lines only point at them; the prospect itself says.

import { beginningsOf } from '../../domain/lists/beginnings.ts'
import { isTestCompany, testCompany } from '../../domain/test-request.ts'
import { createRows } from '../../platform/row-format.ts'
import { shards } from '../../platform/shards.ts'
import type { Table } from '../../platform/table.ts'
import type { ErasurePlace } from './erasures.ts'
import { listPlace, listRange, listSince } from './keys.ts'
import { summaryFormat } from './prospect-formats.ts'
import { beginningList } from './prospect-index.ts'

/** @member next where the round goes on; absent where the list of the last part ended */
export type OutdatedSlice = {
  readonly prospectIds: readonly string[]
  readonly seen: number
  readonly next?: ErasurePlace
}

export type OutdatedProspects = {
  /**
   * Some rejected prospects that were decided before a moment; one storage transaction.
   * @param before ISO 8601
   */
  readonly rejected: (place: ErasurePlace, before: string) => Promise<OutdatedSlice>
  /** Rejected tests; one storage transaction for each part. */
  readonly tests: () => Promise<readonly string[]>
}

const list = 'Rejected'
/** One page of the service. */
const sliceSize = 1000
const mostTests = 200

const [ofTests = ''] = beginningsOf(testCompany('-'), '')

export const createOutdatedProspects = (table: Table): OutdatedProspects => {
  const lines = createRows(table, summaryFormat)
  return {
    rejected: async ({ part: at, from }, before) => {
      const part = shards[at]
      if (part === undefined) return { prospectIds: [], seen: 0 }
      // What came after that moment was not decided before it. The list has the newest first.
      const [, beginning] = listSince(list, before)
      const [first, end] = listRange(list, from)
      const page = await table.range(part, from === undefined ? beginning : first, end, sliceSize)
      const found = await lines.readable(part, page)
      const due = found.filter(({ value }) => !value.erased && (value.decidedAt ?? value.changedAt) <= before)
      const last = page.at(-1)
      const rest = last && page.length === sliceSize ? { part: at, from: listPlace(list, last.key) } : undefined
      const next = rest ?? (at + 1 < shards.length ? { part: at + 1 } : undefined)
      return { prospectIds: due.map(({ value }) => value.prospectId), seen: page.length, ...(next ? { next } : {}) }
    },
    tests: async () => {
      const range = listRange(beginningList(ofTests))
      const found = await Promise.all(shards.map((part) => lines.range(part, ...range, mostTests)))
      return found
        .flat()
        .filter(({ value }) => value.status === 'Rejected' && !value.erased && isTestCompany(value.companyName))
        .map(({ value }) => value.prospectId)
    },
  }
}
