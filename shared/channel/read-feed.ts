// Gives a site what changed, from a place on that it keeps; where nothing did, it may wait for it.

import { readCursor, writeCursor } from './feed-cursor.ts'
import type { Change, ChangeFeed, ChangePage } from './store/change-feed.ts'
import type { UserOfSite, UsersOfSite } from './users-of-site.ts'

/** @member user as it is now, where the change is of one that the site may see still */
export type ToldChange = {
  readonly type: Exclude<Change['type'], 'mail'>
  readonly id: string
  readonly organizationId?: string
  readonly revision: number
  readonly status: string
  readonly at: string
  readonly user?: UserOfSite
}

export type FeedPage = { readonly items: readonly ToldChange[]; readonly cursor: string }

/** Changes as they were told, mails among them. */
export type EventPage = { readonly events: readonly Change[]; readonly cursor: string }

type Deps = {
  readonly feed: Pick<ChangeFeed, 'read' | 'last'>
  readonly ofSite: Pick<UsersOfSite, 'partner'>
  readonly now: () => Date
  /** Waits so many milliseconds. */
  readonly pause?: (ms: number) => Promise<void>
}

const mostItems = 100
export const longestWait = 20
/** How often somebody who waits is looked after, in milliseconds. */
const lookMs = 1000
/** Calls that wait at once in this process; more are answered as if they did not want to wait. */
const mostWaiting = 50

const isNoMail = (change: Change): change is Change & Pick<ToldChange, 'type'> => change.type !== 'mail'

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

type Asked = { readonly cursor?: string; readonly wait: number }
type NoPage = 'too-old' | 'invalid-cursor'

export type ReadFeed = (channel: string, asked: Asked) => Promise<FeedPage | NoPage>
export type ReadEvents = (channel: string, asked: Asked) => Promise<EventPage | NoPage>

/**
 * Reads the feed of a channel, at most a hundred changes at once: each with the user as it is now, or as it was told.
 * @param wait seconds that the call waits for a change where there is none; one storage transaction a second in all
 * @returns `invalid-cursor` for one that was given to another channel, or that nobody gave
 */
export const createFeedReader = ({
  feed,
  ofSite,
  now,
  pause = sleep,
}: Deps): { readonly readFeed: ReadFeed; readonly readEvents: ReadEvents } => {
  let waiting = 0
  let looked: { readonly at: number; readonly last: Promise<number> } | undefined

  /** The number of the last change; whoever asks within a second shares an answer. */
  const last = (): Promise<number> => {
    const at = now().getTime()
    if (!looked || at - looked.at >= lookMs) looked = { at, last: feed.last() }
    return looked.last
  }

  /** Waits until there is something after a number, or for so long. */
  const waitAfter = async (sequence: number, seconds: number): Promise<boolean> => {
    const until = now().getTime() + seconds * 1000
    if (waiting >= mostWaiting) return false
    waiting += 1
    try {
      while (now().getTime() < until) {
        await pause(Math.min(lookMs, until - now().getTime()))
        if ((await last()) > sequence) return true
      }
      return false
    } finally {
      waiting -= 1
    }
  }

  /** Each change with the user as it is now; every partner is read once. */
  const withUsers = async (channel: string, changes: readonly ToldChange[]): Promise<readonly ToldChange[]> => {
    const partners = new Map<string, ReturnType<typeof ofSite.partner>>()
    const partnerOf = (id: string) => {
      const known = partners.get(id) ?? ofSite.partner(channel, id)
      partners.set(id, known)
      return known
    }
    return Promise.all(
      changes.map(async (change) => {
        const { type, id, organizationId } = change
        if (type !== 'user' || organizationId === undefined) return change
        const user = (await partnerOf(organizationId))?.user(id)
        return user ? { ...change, revision: user.revision, status: user.status, user } : change
      }),
    )
  }

  /** What there is after a cursor, or soon is. */
  const pageAfter = async (
    channel: string,
    { cursor, wait }: Asked,
    withMails: boolean,
  ): Promise<ChangePage | NoPage> => {
    const from = cursor === undefined ? undefined : readCursor(channel, cursor)
    if (cursor !== undefined && from === undefined) return 'invalid-cursor'
    const until = now().getTime() + Math.min(wait, longestWait) * 1000
    for (let after = from; ; ) {
      const page = await feed.read(channel, after, mostItems, undefined, withMails)
      if (page === 'too-old') return page
      const left = (until - now().getTime()) / 1000
      // What came meanwhile may concern other channels only: then it goes on waiting from there.
      const goesOn = page.changes.length === 0 && left > 0 && (await waitAfter(page.sequence, left))
      if (!goesOn) return page
      after = page.sequence
    }
  }

  return {
    readFeed: async (channel, asked) => {
      const page = await pageAfter(channel, asked, false)
      if (typeof page === 'string') return page
      const items = await withUsers(channel, page.changes.filter(isNoMail))
      return { items, cursor: writeCursor(channel, page.sequence) }
    },
    readEvents: async (channel, asked) => {
      const page = await pageAfter(channel, asked, true)
      if (typeof page === 'string') return page
      return { events: page.changes, cursor: writeCursor(channel, page.sequence) }
    },
  }
}
