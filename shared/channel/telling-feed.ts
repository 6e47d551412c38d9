// The feed for whoever adds to it: sites that want to be told are, by a message for each.

import type { Channel } from '../domain/channels.ts'
import { type Send, siteEventMessage } from '../domain/messages.ts'
import type { ChangeFeed } from './store/change-feed.ts'

/**
 * Adds changes and then asks to tell the sites that they concern. Safe to repeat: a site is told once more.
 * @param channels those of all sites; only what has an `eventsUrl` is told
 */
export const createTellingFeed = (
  feed: Pick<ChangeFeed, 'append'>,
  channels: readonly Pick<Channel, 'name' | 'eventsUrl'>[],
  send: Send,
): Pick<ChangeFeed, 'append'> => {
  const told = channels.filter(({ eventsUrl }) => eventsUrl !== undefined).map(({ name }) => name)
  return {
    append: async (changes) => {
      const appended = await feed.append(changes)
      if (!appended) return appended
      const concerned = told.filter((name) =>
        changes.some((change) => change.channels.length === 0 || change.channels.includes(name)),
      )
      if (concerned.length > 0)
        await send(concerned.map((name) => siteEventMessage(name, appended.after, appended.through)))
      return appended
    },
  }
}
