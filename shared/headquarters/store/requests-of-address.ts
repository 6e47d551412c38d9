// Finds prospects by the address of their requestor. The rows stand with their prospects and change with them, so they cost
// no transaction of their own; whoever asks pays one for each part. Keys hold hashes, no addresses.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { objectOf, text } from '../../platform/shape.ts'
import { shards } from '../../platform/shards.ts'
import type { Table } from '../../platform/table.ts'
import { allOfAddress } from './keys.ts'

export type AddressRow = { readonly prospectId: string }

export const addressFormat = createRowFormat(objectOf<AddressRow>({ prospectId: text }))

/**
 * Ids of the newest prospects of an address; one storage transaction for each part.
 * @param hash see `addressHash`
 */
export type FindByAddress = (hash: string, limit: number) => Promise<readonly string[]>

export const createFindByAddress = (table: Table): FindByAddress => {
  const rows = createRows(table, addressFormat)
  return async (hash, limit) => {
    const found = await Promise.all(shards.map((shard) => rows.range(shard, ...allOfAddress(hash), limit)))
    const newest = found.flat().sort((a, b) => (a.key < b.key ? -1 : 1))
    return newest.slice(0, limit).map(({ value }) => value.prospectId)
  }
}
