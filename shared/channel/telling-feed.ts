// The feed for whoever adds to it: sites that want to be told are, by a message for each.

import type { Channel } from '../domain/channels.ts'
import { type Send, siteEventMessage } from '../domain/messages.ts'
import type { ChangeFeed, NewChange } from './store/change-feed.ts'

type Told = Pick<Channel, 'name' | 'eventsUrl' | 'eventsFormat'>

/** Whether a site is told of a change: of mails only where it takes CloudEvents. */
const concerns = ({ type, channels }: NewChange, { name, eventsFormat }: Told): boolean =>
  (channels.length === 0 || channels.includes(name)) && (type !== 'mail' || eventsFormat === 'cloudevents')

/**
 * Adds changes and then asks to tell the sites that they concern. Safe to repeat: a site is told once more.
 * @param channels those of all sites; only what has an `eventsUrl` is told
 */
export const createTellingFeed = (
  feed: Pick<ChangeFeed, 'append'>,
  channels: readonly Told[],
  send: Send,
): Pick<ChangeFeed, 'append'> => {
  const told = channels.filter(({ eventsUrl }) => eventsUrl !== undefined)
  return {
    append: async (changes) => {
      const appended = await feed.append(changes)
      if (!appended) return appended
      const concerned = told.filter((channel) => changes.some((change) => concerns(change, channel)))
      if (concerned.length > 0)
        await send(concerned.map(({ name }) => siteEventMessage(name, appended.after, appended.through)))
      return appended
    },
  }
}
