// Goes round all prospects, a few at a time, by their lines in the list, and then round the customers that came otherwise than
// with an onboarding, by their numbers: whoever goes on from a place comes to each of them once, however many there are.

import { shards } from '../../platform/shards.ts'
import type { Row, Table } from '../../platform/table.ts'
import { listPlace, listRange, numberPlace, numberRange } from './keys.ts'

/** A customer, and where it is kept. */
export type CustomerAt = { readonly customerId: string; readonly home: string }

export type RoundPart = {
  readonly prospectIds: readonly string[]
  /** Customers that came from elsewhere; among them others that an earlier version stored. */
  readonly customers: readonly CustomerAt[]
  /** Where the next part begins; absent at the end of the round. */
  readonly place?: string
}

/**
 * The next part of the round; one storage transaction for each partition that ended, and one for what was found there.
 * @param place that the part before gave; absent for the beginning. One that is none of ours begins anew
 * @param most how many prospects and customers
 */
export type ReadRound = (place: string | undefined, most: number) => Promise<RoundPart>

/** What is gone round: rows of which each says by its key what it is of. */
type Walk = {
  readonly range: (after: string | undefined) => [string, string]
  readonly placeOf: (key: string) => string
  readonly isWanted: (row: Row) => boolean
  /** Rows read at once of which few may be wanted. */
  readonly rowsAtOnce: number
}

const list = 'All'
/** With which places among customers begin. */
const customers = 'customers'

const walks: readonly Walk[] = [
  {
    range: (after) => listRange(list, after),
    placeOf: (key) => listPlace(list, key),
    isWanted: () => true,
    rowsAtOnce: 1,
  },
  {
    range: numberRange,
    placeOf: numberPlace,
    // What an earlier version stored does not say it.
    isWanted: ({ value }) => (value as { readonly isFromElsewhere?: unknown }).isFromElsewhere !== false,
    rowsAtOnce: 500,
  },
]

/** Storage transactions of one part in which nothing was wanted. */
const readsAtMost = 64

type At = { readonly walk: number; readonly shard: number; readonly after: string | undefined }

const atOf = (place: string | undefined): At => {
  const words = place?.split('|') ?? []
  const walk = words[0] === customers ? 1 : 0
  const [shard = '', ...after] = words.slice(walk)
  return { walk, shard: Math.max(shards.indexOf(shard), 0), after: after.length > 0 ? after.join('|') : undefined }
}

const placeOf = ({ walk, shard, after }: At): string =>
  [...(walk === 1 ? [customers] : []), shards[shard], ...(after === undefined ? [] : [after])].join('|')

/** The next partition, or the first one of what is gone round next. */
const beyond = ({ walk, shard }: At): At =>
  shard + 1 < shards.length
    ? { walk, shard: shard + 1, after: undefined }
    : { walk: walk + 1, shard: 0, after: undefined }

/** The key ends with what the row is of, so that one that cannot be read does not end the round. */
const idIn = (key: string): string => key.slice(key.lastIndexOf('|') + 1)

export const createProspectRound =
  (table: Table): ReadRound =>
  async (place, most) => {
    const found: { readonly prospectIds: string[]; readonly customers: CustomerAt[] } = {
      prospectIds: [],
      customers: [],
    }
    let at = atOf(place)
    for (let reads = 0; ; reads += 1) {
      const walk = walks[at.walk]
      if (!walk) return found
      const left = most - found.prospectIds.length - found.customers.length
      if (left <= 0 || reads === readsAtMost) return { ...found, place: placeOf(at) }
      const home = shards[at.shard] ?? ''
      const limit = Math.max(left, walk.rowsAtOnce)
      const rows = await table.range(home, ...walk.range(at.after), limit)
      let last: Row | undefined
      let taken = 0
      for (const row of rows) {
        if (taken === left) break
        last = row
        if (!walk.isWanted(row)) continue
        taken += 1
        if (at.walk === 0) found.prospectIds.push(idIn(row.key))
        else found.customers.push({ customerId: idIn(row.key), home })
      }
      const isAtEnd = last === rows.at(-1) && rows.length < limit
      at = isAtEnd || !last ? beyond(at) : { ...at, after: walk.placeOf(last.key) }
    }
  }
