// What a change of the channels that a partner buys on is to their sites: those that it leaves are told that its users are
// removed, and those that come anew of every user as it is.

import type { ToldOrganization, UserView } from '../../channel/partner.ts'
import type { NewChange } from '../../channel/store/change-feed.ts'
import type { Stored } from '../../platform/stored.ts'

type Moved = {
  readonly partner: ToldOrganization
  /** Channels that it bought on before each change of them; none = every one. */
  readonly wasOn: readonly (readonly string[])[]
  /** Names of all channels. */
  readonly all: readonly string[]
  readonly users: readonly Stored<UserView>[]
  /** Of the partner as it is told. */
  readonly revision: number
  readonly at: string
}

/** @returns changes for the channels that it left, and for those that are new */
export const channelNews = ({ partner, wasOn, all, users, revision, at }: Moved): NewChange[] => {
  if (wasOn.length === 0) return []
  const { organizationId, channels, status } = partner
  const every = (names: readonly string[]) => (names.length === 0 ? all : names)
  const befores = wasOn.map(every)
  const left = all.filter((name) => befores.some((names) => names.includes(name)) && !every(channels).includes(name))
  // One that was left by one of several changes may have been told so by a run that was cut off then.
  const joined = every(channels).filter((name) => befores.some((names) => !names.includes(name)))
  const there = users.filter(({ value }) => value.status !== 'Removed' && value.status !== 'Refused')
  const tell = (names: readonly string[], statusOf: (user: UserView) => string, ofPartner: string): NewChange[] =>
    names.length === 0
      ? []
      : [
          { type: 'organization', id: organizationId, revision, status: ofPartner, at, channels: names },
          ...there.map(({ value }) => ({
            type: 'user' as const,
            id: value.userId,
            organizationId,
            revision: value.revision,
            status: statusOf(value),
            at,
            channels: names,
          })),
        ]
  // A site knows no partner that is on other channels only: for it the partnership is over.
  return [...tell(left, () => 'Removed', 'Ended'), ...tell(joined, (user) => user.status, status)]
}
