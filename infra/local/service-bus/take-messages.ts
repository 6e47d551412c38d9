// Receiving: the next message for a receiver, and deferred messages by their numbers.
import { randomUUID } from 'node:crypto'
import { type Broker, dropMessage, type MessageQueue, type StoredMessage } from './model.ts'
import { messageNotFound, type Refusal } from './refusals.ts'

export type ReceiveMode = 'peekLock' | 'receiveAndDelete'

const hand = (broker: Broker, queue: MessageQueue, messages: readonly StoredMessage[], mode: ReceiveMode): void => {
  const op = mode === 'peekLock' ? 'lock' : 'delete'
  broker.record(messages.map(({ sequenceNumber }) => ({ op, queue: queue.path, sequenceNumber })))
  for (const message of messages) {
    if (mode === 'receiveAndDelete') dropMessage(queue, message)
    else {
      message.lock = { token: randomUUID(), until: broker.now() + queue.lockMilliseconds }
      queue.locked.set(message.lock.token, message)
      broker.wakeAt(queue, message.lock.until)
    }
  }
  broker.counters.receives += messages.length
}

/** Hands out the first message that is neither locked nor past its life, if there is one. */
export const takeMessage = (broker: Broker, queue: MessageQueue, mode: ReceiveMode): StoredMessage | undefined => {
  const now = broker.now()
  for (const message of queue.active.values()) {
    if (message.lock || message.expiresAt <= now) continue
    hand(broker, queue, [message], mode)
    return message
  }
  return undefined
}

/** Whether somebody could be given a message now. */
export const hasMessage = (broker: Broker, queue: MessageQueue): boolean => {
  const now = broker.now()
  for (const message of queue.active.values()) if (!message.lock && message.expiresAt > now) return true
  return false
}

/** Hands out deferred messages by their sequence numbers, all or none. */
export const takeDeferred = (
  broker: Broker,
  queue: MessageQueue,
  sequenceNumbers: readonly number[],
  mode: ReceiveMode,
): readonly StoredMessage[] | Refusal => {
  const found = sequenceNumbers.flatMap((number) => {
    const message = queue.parked.get(number)
    return message?.state === 'deferred' && !message.lock ? [message] : []
  })
  if (found.length < sequenceNumbers.length)
    return messageNotFound(`Failed to lock one or more specified messages in '${queue.path}': not deferred, or locked.`)
  hand(broker, queue, found, mode)
  return found
}
