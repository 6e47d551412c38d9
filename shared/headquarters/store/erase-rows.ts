// Takes away what stands beside a prospect that was erased: the lines of its timeline, and mails that cannot be read.

import { shardOf } from '../../platform/shards.ts'
import { removeAll, type Table } from '../../platform/table.ts'
import { mailKey, timelineKey, toldKey, wholeProspect } from './keys.ts'

export type EraseRows = {
  /**
   * Lines of before a revision, what the channel was told of them, and all mails. Safe to repeat; a storage transaction for
   * what is there, and one for each hundred rows that go.
   */
  readonly before: (prospectId: string, revision: number) => Promise<void>
}

/** The revision that a key says. */
const revisionIn = (key: string, begin: string): number => Number.parseInt(key.slice(begin.length), 10)

export const createEraseRows = (table: Table): EraseRows => ({
  before: async (prospectId, revision) => {
    const part = shardOf(prospectId)
    const lines = [timelineKey(prospectId), toldKey(prospectId)]
    const isPast = (key: string): boolean =>
      key.startsWith(mailKey(prospectId)) ||
      lines.some((begin) => key.startsWith(begin) && revisionIn(key, begin) < revision)
    const keys = (await table.range(part, ...wholeProspect(prospectId))).map(({ key }) => key)
    await removeAll(table, part, keys.filter(isPast))
  },
})
