// The ledger of mails: one row for each decision's mail, kept with its prospect. A mail is claimed here before the
// provider is called, so it is sent once.

import { createRows } from '../../platform/row-format.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Table } from '../../platform/table.ts'
import { mailKey } from './keys.ts'
import type { MailRecord } from './mail-record.ts'
import { mailFormat } from './prospect-formats.ts'

export type MailLedger = {
  readonly read: (prospectId: string, decision: number) => Promise<Stored<MailRecord> | undefined>
  /**
   * One storage transaction.
   * @param before the record as it was read or written; absent for a new one
   * @returns the record as it is stored now
   */
  readonly write: (
    prospectId: string,
    mail: MailRecord,
    before: Stored<MailRecord> | undefined,
  ) => Promise<Stored<MailRecord> | 'conflict'>
}

export const createMailLedger = (table: Table): MailLedger => {
  const rows = createRows(table, mailFormat)
  return {
    read: (prospectId, decision) => rows.read(shardOf(prospectId), mailKey(prospectId, decision)),
    write: async (prospectId, mail, before) => {
      const key = mailKey(prospectId, mail.decision)
      const outcome = await table.writeOne(
        shardOf(prospectId),
        before ? rows.replace(before, mail) : rows.create(key, mail),
      )
      return outcome === 'conflict' ? outcome : { key, etag: outcome.etag, value: mail }
    },
  }
}
