// What job 1010 tells sites of that the channel itself does not keep: that a request came, and how mails stand. Ids alone.

import type { NewChange } from '../../channel/store/change-feed.ts'
import { userMailKinds } from '../../domain/messages.ts'
import type { MailKind } from '../../domain/prospect-view.ts'
import type { Stored } from '../../platform/stored.ts'
import type { ArrivalPush } from '../arrival-push.ts'
import type { MailPush } from '../mail-push.ts'
import type { ChannelPushes } from '../store/intents.ts'

export type NewsDeps = {
  readonly append: (changes: readonly NewChange[]) => Promise<void>
  readonly pushes: Pick<ChannelPushes, 'done'>
  /** Of all channels that there are. */
  readonly channelNames: readonly string[]
  readonly now: () => Date
}

const arrivalNews = ({ arrivedId, channel }: ArrivalPush, at: string): NewChange => ({
  type: 'request',
  id: arrivedId,
  revision: 0,
  // As the channel shows it since it was pulled.
  status: 'InReview',
  at,
  channels: channel === undefined ? [] : [channel],
})

const isForUser = (kind: MailKind): boolean => userMailKinds.some((one) => one === kind)

/** @param channelNames of a mail for none of them the first one is told, in whose name it is sent */
const mailNews = (
  { mailId, about, kind, state, trouble, revision, channel }: MailPush,
  at: string,
  channelNames: readonly string[],
): NewChange => ({
  type: 'mail',
  id: mailId,
  revision,
  status: state,
  at,
  mail: {
    kind,
    ...(trouble ? { trouble } : {}),
    ...(isForUser(kind) ? { userId: about } : { requestId: about }),
  },
  channels: [channelNames.find((name) => name === channel) ?? channelNames[0] ?? ''],
})

/** Before they are taken from the list: sites are told at least once. */
const tell = async (deps: NewsDeps, part: string, pushes: readonly Stored<unknown>[], news: readonly NewChange[]) => {
  if (news.length > 0) await deps.append(news)
  await deps.pushes.done(part, pushes)
  return pushes.length
}

/**
 * Tells of requests that came.
 * @param changed ids of those that changed since, of which the change is told instead
 * @returns how many of one part are done
 */
export const pushArrivals = (
  deps: NewsDeps,
  part: string,
  pushes: readonly Stored<ArrivalPush>[],
  changed: ReadonlySet<string>,
): Promise<number> => {
  const at = deps.now().toISOString()
  const still = pushes.filter(({ value }) => !changed.has(value.arrivedId))
  return tell(
    deps,
    part,
    pushes,
    still.map(({ value }) => arrivalNews(value, at)),
  )
}

/** Tells of mails; of several changes of one only of the last. @returns how many of one part are done */
export const pushMails = (deps: NewsDeps, part: string, pushes: readonly Stored<MailPush>[]): Promise<number> => {
  const at = deps.now().toISOString()
  const last = new Map(pushes.map(({ value }) => [value.mailId, value]))
  return tell(
    deps,
    part,
    pushes,
    [...last.values()].map((mail) => mailNews(mail, at, deps.channelNames)),
  )
}
