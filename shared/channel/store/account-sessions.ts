// Who has signed in to the ready pages. A session is found by the hash of the token that its browser holds.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { objectOf, onlyTrue, text } from '../../platform/shape.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import { put, remove, type Table, type WriteOutcome } from '../../platform/table.ts'
import { sessionKey } from './keys.ts'

export type AccountSession = {
  readonly tokenHash: string
  readonly userId: string
  /** Of the address with which it began; it ends when the person gets another one. */
  readonly addressHash: string
  /** ISO 8601. */
  readonly startedAt: string
  readonly channel: string
  /** The one whose pages are shown, of a person in several; absent until one is chosen. */
  readonly organizationId?: string
  /** The address found the person in several organizations. */
  readonly isOfSeveral?: true
}

export const sessionFormat = createRowFormat(
  objectOf<AccountSession>(
    { tokenHash: text, userId: text, addressHash: text, startedAt: text, channel: text },
    { organizationId: text, isOfSeveral: onlyTrue },
  ),
)

export type AccountSessions = {
  readonly read: (tokenHash: string) => Promise<Stored<AccountSession> | undefined>
  readonly keep: (session: AccountSession) => Promise<void>
  /** Replaces a session as it was read; one that has ended meanwhile stays ended. */
  readonly change: (session: AccountSession, before: Stored<AccountSession>) => Promise<WriteOutcome>
  /** Ends a session, or one that has ended already. */
  readonly end: (tokenHash: string) => Promise<void>
}

export const createAccountSessions = (table: Table): AccountSessions => {
  const rows = createRows(table, sessionFormat)
  return {
    read: (tokenHash) => rows.read(shardOf(tokenHash), sessionKey(tokenHash)),
    keep: async (session) => {
      const key = sessionKey(session.tokenHash)
      await table.write(shardOf(session.tokenHash), [put(key, sessionFormat.pack(session))])
    },
    change: (session, before) => table.write(shardOf(session.tokenHash), [rows.replace(before, session)]),
    end: async (tokenHash) => {
      await table.write(shardOf(tokenHash), [remove(sessionKey(tokenHash))])
    },
  }
}
