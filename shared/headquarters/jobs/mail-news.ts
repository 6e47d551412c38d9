// A mail as its channel is told of it: how it stands, what it tells, and whom it concerns, by ids alone.

import type { NewChange } from '../../channel/store/change-feed.ts'
import { userMailKinds } from '../../domain/messages.ts'
import type { MailKind } from '../../domain/prospect-view.ts'
import type { MailPush } from '../mail-push.ts'

const isForUser = (kind: MailKind): boolean => userMailKinds.some((one) => one === kind)

/**
 * @param at when job 1010 tells it; ISO 8601
 * @param channelNames of all that there are; of a mail for none of them the first one is told, in whose name it is sent
 */
export const mailNews = (
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
