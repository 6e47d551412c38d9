// Goes round all prospects, a few at a time, by their lines in the list: whoever goes on from a place comes to each of
// them once, however many there are.

import { shards } from '../../platform/shards.ts'
import type { Table } from '../../platform/table.ts'
import { listPlace, listRange } from './keys.ts'

export type RoundPart = {
  readonly prospectIds: readonly string[]
  /** Where the next part begins; absent at the end of the round. */
  readonly place?: string
}

/**
 * The next prospects of the round; one storage transaction, and one for each partition that ended.
 * @param place that the part before gave; absent for the beginning. One that is none of ours begins anew
 * @param most how many prospects
 */
export type ReadRound = (place: string | undefined, most: number) => Promise<RoundPart>

const list = 'All'

export const createProspectRound =
  (table: Table): ReadRound =>
  async (place, most) => {
    const [shard = '', ...rest] = place?.split('|') ?? []
    let at = Math.max(shards.indexOf(shard), 0)
    let after = rest.length > 0 ? rest.join('|') : undefined
    const prospectIds: string[] = []
    for (;;) {
      const part = shards[at]
      if (part === undefined) return { prospectIds }
      if (prospectIds.length >= most) return { prospectIds, place: after === undefined ? part : `${part}|${after}` }
      const found = await table.range(part, ...listRange(list, after), most - prospectIds.length)
      // The key says which prospect it is; a line that cannot be read does not end the round.
      prospectIds.push(...found.map(({ key }) => key.slice(key.lastIndexOf('|') + 1)))
      const last = found.at(-1)
      const isAtEnd = prospectIds.length < most || last === undefined
      if (isAtEnd) at += 1
      after = isAtEnd ? undefined : listPlace(list, last.key)
    }
  }
