// The ledger of mails: one row for each decision's mail, kept with its prospect. A mail is claimed here before the
// provider is called, so it is sent once.

import { createRows } from '../../platform/row-format.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Table, WriteOutcome } from '../../platform/table.ts'
import { mailKey } from './keys.ts'
import type { MailRecord } from './mail-record.ts'
import { mailFormat } from './prospect-formats.ts'

export type MailLedger = {
  readonly read: (prospectId: string, decision: number) => Promise<Stored<MailRecord> | undefined>
  /** @param before the record as it was read; absent for a new one */
  readonly write: (
    prospectId: string,
    mail: MailRecord,
    before: Stored<MailRecord> | undefined,
  ) => Promise<WriteOutcome>
}

export const createMailLedger = (table: Table): MailLedger => {
  const rows = createRows(table, mailFormat)
  return {
    read: (prospectId, decision) => rows.read(shardOf(prospectId), mailKey(prospectId, decision)),
    write: (prospectId, mail, before) =>
      table.write(shardOf(prospectId), [
        before ? rows.replace(before, mail) : rows.create(mailKey(prospectId, mail.decision), mail),
      ]),
  }
}
