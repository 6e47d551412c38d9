// Tells the channel of a partner and one of its users, as they are by now.

import type { ToldOrganization, UserView } from '../../channel/partner.ts'
import type { NewChange } from '../../channel/store/change-feed.ts'
import type { ChannelUsers } from '../../channel/store/users.ts'
import type { HeadquartersStore } from '../store/headquarters-store.ts'
import { channelNews } from './channel-news.ts'
import type { PartnerPush } from './partner-push.ts'
import { readPartner } from './told-partner.ts'

export type TellPartnerDeps = {
  readonly users: Pick<ChannelUsers, 'tellNew' | 'tell' | 'whole'>
  readonly headquarters: Pick<HeadquartersStore, 'hierarchies' | 'customers'>
  readonly now: () => Date
  /** Names of all channels. */
  readonly channelNames: readonly string[]
}

/** What was told. @member before the user as the channel knew it until then */
export type ToldNews = {
  readonly organization?: ToldOrganization
  readonly changes: readonly NewChange[]
  readonly users: readonly UserView[]
  readonly before?: UserView
}

const tries = 4

const newsOf = (
  { organizationId, status, channels }: ToldOrganization,
  revision: number,
  users: readonly UserView[],
  at: string,
): NewChange[] => [
  { type: 'organization', id: organizationId, revision, status, at, channels },
  ...users.map((user) => ({
    type: 'user' as const,
    id: user.userId,
    organizationId,
    revision: user.revision,
    status: user.status,
    at,
    channels,
  })),
]

/**
 * Tells of a partner; one storage transaction where it is new, five else. Safe to repeat.
 * @param wasOn the channels that it bought on before each change of them that is told now
 * @returns what sites have to be told; `conflict` when the channel changed again and again
 */
export const tellPartner = async (
  { users, headquarters, now, channelNames }: TellPartnerDeps,
  push: PartnerPush,
  wasOn: readonly (readonly string[])[] = [],
): Promise<ToldNews | 'conflict'> => {
  const at = now().toISOString()
  const { told, organizationId, userId } = push
  if (told) {
    const views = await users.tellNew(told.organization, told.users)
    if (views !== 'conflict')
      return { organization: told.organization, changes: newsOf(told.organization, 1, views, at), users: views }
  }
  for (let attempt = 0; attempt < tries; attempt += 1) {
    // Before headquarters is read: what is stored is then never older than what it replaces.
    const before = await users.whole(organizationId)
    const partner = await readPartner(headquarters, push)
    if (!partner) return { changes: [], users: [] }
    const views = await users.tell(before, partner.organization, partner.users)
    if (views === 'conflict') continue
    const known = before?.users.find(({ value }) => value.userId === userId)?.value
    const revision = (before?.organization.value.revision ?? 0) + 1
    return {
      organization: partner.organization,
      changes: [
        ...newsOf(partner.organization, revision, views, at),
        ...channelNews({
          partner: partner.organization,
          wasOn,
          all: channelNames,
          users: before?.users ?? [],
          revision,
          at,
        }),
      ],
      users: views,
      ...(known ? { before: known } : {}),
    }
  }
  return 'conflict'
}
