// What the pages of partners keep and look up.

import type { Table } from '../../platform/table.ts'
import type { KnownUsers } from '../account/who-may-enter.ts'
import { type AccountSessions, createAccountSessions } from './account-sessions.ts'
import { createSignInLinks, type SignInLinks } from './sign-in-links.ts'
import type { ChannelUsers } from './users.ts'

export type PartnerStores = {
  readonly links: SignInLinks
  readonly sessions: AccountSessions
  readonly users: ChannelUsers & KnownUsers
}

/** Who signs in with an address, and for which organizations, by the hash of the address. */
type HolderByHash = (
  addressHash: string,
) => Promise<{ readonly customerId: string; readonly organizationIds: readonly string[] } | undefined>

export const createPartnerStores = (table: Table, users: ChannelUsers, holderOf: HolderByHash): PartnerStores => ({
  links: createSignInLinks(table),
  sessions: createAccountSessions(table),
  users: {
    ...users,
    findByAddress: async (addressHash) => {
      const holder = await holderOf(addressHash)
      if (!holder) return []
      const found = await Promise.all(holder.organizationIds.map((id) => users.read(id, holder.customerId)))
      return found.flatMap((user) => (user ? [user.value] : []))
    },
  },
})
