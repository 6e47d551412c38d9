// The mailed links with which people sign in to the ready pages. A row says for which address one was asked, by its hash, and
// from which browser, by that of its secret; the secret of the link stands nowhere. It is also the ledger of its mail.

import type { Language } from '../../domain/languages.ts'
import { languages } from '../../domain/languages.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { objectOf, oneOf, text } from '../../platform/shape.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Table } from '../../platform/table.ts'
import { linkKey } from './keys.ts'

/** What became of the mail. `Sending` is what is handed over just now, or was when a process ended. */
export const linkMailStates = ['Sending', 'Waiting', 'Accepted', 'Unknown', 'Refused'] as const
export type LinkMailState = (typeof linkMailStates)[number]

export type SignInLink = {
  readonly linkId: string
  /** As the addresses of users are found by. */
  readonly addressHash: string
  readonly browserHash: string
  /** ISO 8601. */
  readonly askedAt: string
  /** Of the page on which it was asked for. */
  readonly language: Language
  readonly channel: string
  /** The own host on which it was asked for: the browser keeps its secret for that one. */
  readonly host?: string
  readonly mail?: LinkMailState
  readonly usedAt?: string
}

export const linkFormat = createRowFormat(
  objectOf<SignInLink>(
    {
      linkId: text,
      addressHash: text,
      browserHash: text,
      askedAt: text,
      language: oneOf(languages.map(({ tag }) => tag)),
      channel: text,
    },
    { host: text, mail: oneOf(linkMailStates), usedAt: text },
  ),
)

export type SignInLinks = {
  readonly keep: (link: SignInLink) => Promise<void>
  readonly read: (linkId: string) => Promise<Stored<SignInLink> | undefined>
  /** Replaces a link as it was read; the row as it is stored now. */
  readonly change: (link: SignInLink, before: Stored<SignInLink>) => Promise<Stored<SignInLink> | 'conflict'>
}

export const createSignInLinks = (table: Table): SignInLinks => {
  const rows = createRows(table, linkFormat)
  return {
    keep: async (link) => {
      // A conflict says that it is there.
      await table.write(shardOf(link.linkId), [rows.create(linkKey(link.linkId), link)])
    },
    read: (linkId) => rows.read(shardOf(linkId), linkKey(linkId)),
    change: async (link, before) => {
      const outcome = await table.writeOne(shardOf(link.linkId), rows.replace(before, link))
      return outcome === 'conflict' ? outcome : { key: before.key, etag: outcome.etag, value: link }
    },
  }
}
