// Addresses at which somebody reported a mail of ours as spam: nothing but decisions is mailed there any more. The address itself
// is kept nowhere for it.

import { addressHash } from '../../channel/address-hash.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { objectOf, text } from '../../platform/shape.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Table } from '../../platform/table.ts'
import { complaintKey } from './keys.ts'

type Complaint = { readonly at: string }

const format = createRowFormat(objectOf<Complaint>({ at: text }))

export type Complaints = {
  /** Whether there was a report from an address; one storage transaction. */
  readonly isFrom: (email: string) => Promise<boolean>
  /** Once more makes no difference. @param hash of the address; @param at ISO 8601 */
  readonly note: (hash: string, at: string) => Promise<void>
}

export const createComplaints = (table: Table): Complaints => {
  const rows = createRows(table, format)
  return {
    isFrom: async (email) => {
      const hash = addressHash(email)
      return (await table.read(shardOf(hash), complaintKey(hash))) !== undefined
    },
    note: async (hash, at) => {
      await table.write(shardOf(hash), [rows.create(complaintKey(hash), { at })])
    },
  }
}
