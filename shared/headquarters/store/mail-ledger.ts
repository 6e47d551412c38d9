// The ledger of mails: one row for each decision's mail, kept with its prospect. A mail is claimed here before the
// provider is called, so it is sent once. What sites are told of it is stored with the change itself.

import { createRows } from '../../platform/row-format.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Table, WriteOutcome } from '../../platform/table.ts'
import { mailPush } from '../mail-push.ts'
import { pushFormat } from './intents.ts'
import { mailKey, mailPushKey } from './keys.ts'
import type { MailRecord } from './mail-record.ts'
import { mailFormat } from './prospect-formats.ts'

type Before = Stored<MailRecord> | undefined

export type MailLedger = {
  readonly read: (prospectId: string, decision: number) => Promise<Stored<MailRecord> | undefined>
  /**
   * Stores a record, and with it that its channel is to be told. One storage transaction.
   * @param before the record as it was read or claimed; absent for a new one
   */
  readonly write: (prospectId: string, mail: MailRecord, before: Before) => Promise<WriteOutcome>
  /**
   * Takes the right to send a mail, of which nobody is told. One storage transaction.
   * @returns the record as it is stored now, with which the claim is settled
   */
  readonly claim: (prospectId: string, mail: MailRecord, before: Before) => Promise<Stored<MailRecord> | 'conflict'>
}

export const createMailLedger = (table: Table): MailLedger => {
  const rows = createRows(table, mailFormat)
  const pushes = createRows(table, pushFormat)
  const next = (mail: MailRecord, before: Before): MailRecord => ({
    ...mail,
    revision: (before?.value.revision ?? 0) + 1,
  })
  const writeOf = (key: string, mail: MailRecord, before: Before) =>
    before ? rows.replace(before, mail) : rows.create(key, mail)
  return {
    read: (prospectId, decision) => rows.read(shardOf(prospectId), mailKey(prospectId, decision)),
    write: (prospectId, given, before) => {
      const mail = next(given, before)
      const push = mailPush(prospectId, mail)
      return table.write(shardOf(prospectId), [
        writeOf(mailKey(prospectId, mail.decision), mail, before),
        ...(push ? [pushes.put(mailPushKey(prospectId, push.number, push.revision), push)] : []),
      ])
    },
    claim: async (prospectId, given, before) => {
      const mail = next(given, before)
      const key = mailKey(prospectId, mail.decision)
      const outcome = await table.writeOne(shardOf(prospectId), writeOf(key, mail, before))
      return outcome === 'conflict' ? outcome : { key, etag: outcome.etag, value: mail }
    },
  }
}
