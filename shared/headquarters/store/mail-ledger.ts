// The ledger of mails: one row for each decision's mail, kept with its prospect, and for each mail to a user of a partner. A
// mail is claimed here before the provider is called, so it is sent once. Its lines in the list of all change with it, and
// what its channel is told of it is stored with the change itself.

import { createRows } from '../../platform/row-format.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import { removeAll, removeUnchanged, type Table, type Write } from '../../platform/table.ts'
import { mailPush } from '../mail-push.ts'
import { pushFormat } from './intents.ts'
import { mailKey, mailPushesOf, mailPushKey, mailsOf } from './keys.ts'
import { linesOf, withListing, withoutListing } from './mail-index.ts'
import type { MailAbout, MailRecord } from './mail-record.ts'
import { mailFormat } from './mail-shape.ts'
import type { UnitOfWork } from './unit-of-work.ts'

export type MailLedger = {
  readonly read: (prospectId: string, decision: number) => Promise<Stored<MailRecord> | undefined>
  /** Every mail of a prospect or a user that can be read; one storage transaction. */
  readonly all: (ownerId: string) => Promise<Stored<MailRecord>[]>
  /**
   * Stores it, and with it that its channel is to be told. One storage transaction.
   * @param before the record as it was read or written; absent for a new one
   * @returns the record as it is stored now
   */
  readonly write: (
    prospectId: string,
    mail: MailRecord,
    before: Stored<MailRecord> | undefined,
  ) => Promise<Stored<MailRecord> | 'conflict'>
  /** Changes it, and has its channel told, together with what else is kept in its partition. */
  readonly replace: (unit: UnitOfWork, ownerId: string, mail: MailRecord, before: Stored<MailRecord>) => void
  /** Puts back its lines in lists, where one is lost that its next change would take away. */
  readonly repair: (ownerId: string, decision: number) => Promise<void>
  /**
   * Takes all mails of an owner away, out of every list and count, and what nobody was told of them yet. Safe to repeat; two
   * storage transactions, and two for each mail.
   * @returns how many there were
   * @throws where one changes all the time
   */
  readonly forget: (ownerId: string) => Promise<number>
  /** Lists and counts the mails that an earlier version stored, of which nobody is told any more; safe to repeat. @returns whether there were any */
  readonly list: (ownerId: string, aboutThem: () => Promise<MailAbout | undefined>) => Promise<boolean>
}

const tries = 5
const isBare = ({ listed }: MailRecord): boolean =>
  listed !== undefined && listed.lists.length + listed.counts.length === 0

export const createMailLedger = (table: Table): MailLedger => {
  const rows = createRows(table, mailFormat)
  const pushes = createRows(table, pushFormat)
  const read = (ownerId: string, decision: number) => rows.read(shardOf(ownerId), mailKey(ownerId, decision))
  const all = (ownerId: string) => rows.range(shardOf(ownerId), ...mailsOf(ownerId))

  /** Nothing happens when the mail changes meanwhile: that change found its lines. */
  const putBack = async (ownerId: string, row: Stored<MailRecord>): Promise<void> => {
    await table.write(shardOf(ownerId), [rows.replace(row, row.value), ...linesOf(ownerId, row.value)])
  }

  const pushOf = (ownerId: string, mail: MailRecord): Write[] => {
    const push = mailPush(ownerId, mail)
    return push ? [pushes.put(mailPushKey(ownerId, push.number, push.revision), push)] : []
  }

  const store = async (ownerId: string, mail: MailRecord, before: Stored<MailRecord> | undefined, isTold: boolean) => {
    const key = mailKey(ownerId, mail.decision)
    const { kept, writes } = withListing(ownerId, mail, before?.value)
    const main = before ? rows.replace(before, kept) : rows.create(key, kept)
    const others = [...writes, ...(isTold ? pushOf(ownerId, kept) : [])]
    const outcome = await table.writeOne(shardOf(ownerId), main, others)
    if (outcome !== 'conflict') return { key, etag: outcome.etag, value: kept }
    const there = before && (await read(ownerId, mail.decision))
    // Refused although nobody changed it: a line of it is lost. Whoever asked comes back.
    if (there && there.etag === before.etag) await putBack(ownerId, there)
    return outcome
  }
  const write: MailLedger['write'] = (ownerId, mail, before) => store(ownerId, mail, before, true)

  /** First out of the lists and then away, as a row cannot be both in one transaction under its ETag. */
  const forgetOne = async (ownerId: string, row: Stored<MailRecord>): Promise<boolean> => {
    const part = shardOf(ownerId)
    if (isBare(row.value)) return (await table.write(part, [removeUnchanged(row)])) === 'written'
    const { kept, writes } = withoutListing(ownerId, row.value)
    const outcome = await table.writeOne(part, rows.replace(row, kept), writes)
    if (outcome !== 'conflict')
      return (await table.write(part, [removeUnchanged({ key: row.key, etag: outcome.etag })])) === 'written'
    await putBack(ownerId, row)
    return false
  }

  const forget = async (ownerId: string): Promise<number> => {
    let gone = 0
    for (let attempt = 0; attempt < tries; attempt += 1) {
      let isAll = true
      for (const row of await all(ownerId))
        if (await forgetOne(ownerId, row)) gone += 1
        else isAll = false
      if (!isAll) continue
      const part = shardOf(ownerId)
      const untold = await table.range(part, ...mailPushesOf(ownerId))
      await removeAll(
        table,
        part,
        untold.map(({ key }) => key),
      )
      return gone
    }
    throw new Error('A mail changed too often to be taken away.')
  }

  return {
    read,
    all,
    write,
    forget,
    replace: (unit, ownerId, mail, before) => {
      const { kept, writes } = withListing(ownerId, mail, before.value)
      unit.collect(shardOf(ownerId), [rows.replace(before, kept), ...writes, ...pushOf(ownerId, kept)])
    },
    repair: async (ownerId, decision) => {
      const there = await read(ownerId, decision)
      if (there) await putBack(ownerId, there)
    },
    list: async (ownerId, aboutThem) => {
      const earlier = (await all(ownerId)).filter(({ value }) => !value.listed)
      if (earlier.length === 0) return false
      const about = await aboutThem()
      // One that changes meanwhile is listed by that.
      for (const row of earlier) await store(ownerId, { ...row.value, ...(about ? { about } : {}) }, row, false)
      return true
    },
  }
}
