// Whom an address lets in: the users that it finds, as far as they and their organizations are active.

import type { Stored } from '../../platform/stored.ts'
import { addressHash as hashOf } from '../address-hash.ts'
import type { ChannelOrganization, UserView } from '../partner.ts'
import { isOnChannel } from '../users-of-site.ts'

export type KnownUsers = {
  readonly findByAddress: (addressHash: string) => Promise<readonly UserView[]>
  readonly read: (organizationId: string, userId: string) => Promise<Stored<UserView> | undefined>
  readonly organization: (organizationId: string) => Promise<Stored<ChannelOrganization> | undefined>
}

/** Somebody who may sign in, and for which organization. */
export type Entry = { readonly user: UserView; readonly organization: ChannelOrganization }

/** Whether a user signs in for an organization just now, on a channel that it buys on. */
export const isOpen = (
  user: UserView | undefined,
  organization: ChannelOrganization | undefined,
  channel: string,
): boolean => user?.status === 'Active' && organization?.status === 'Active' && isOnChannel(organization, channel)

/**
 * Everybody whom the address lets in on a channel: one person, for one organization or several. One storage transaction, and one more
 * for each organization.
 */
export const whoMayEnter = async (
  users: Pick<KnownUsers, 'findByAddress' | 'organization'>,
  addressHash: string,
  channel: string,
): Promise<Entry[]> => {
  const found = await users.findByAddress(addressHash)
  const entries = await Promise.all(
    found.map(async (user) => {
      if (hashOf(user.email) !== addressHash) return []
      const organization = (await users.organization(user.organizationId))?.value
      return organization && isOpen(user, organization, channel) ? [{ user, organization }] : []
    }),
  )
  return entries.flat()
}
