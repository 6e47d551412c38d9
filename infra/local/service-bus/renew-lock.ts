// A consumer that needs longer than the lock lasts asks for it again.
import type { Broker, MessageQueue } from './model.ts'
import { lockLost, type Refusal } from './refusals.ts'

/** Renews the locks of these tokens, all or none; returns when each ends, in milliseconds since the epoch. */
export const renewLocks = (
  broker: Broker,
  queue: MessageQueue,
  tokens: readonly string[],
): readonly number[] | Refusal => {
  const now = broker.now()
  const until = now + queue.lockMilliseconds
  const held = tokens.flatMap((token) => {
    const message = queue.locked.get(token)
    return message?.lock && message.lock.until > now ? [message] : []
  })
  if (held.length < tokens.length)
    return lockLost(
      'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.',
    )
  for (const message of held) if (message.lock) message.lock = { ...message.lock, until }
  broker.wakeAt(queue, until)
  return held.map(() => until)
}
