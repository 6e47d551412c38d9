// Looking without taking: messages of every state, in the order of their numbers.
import type { MessageQueue, StoredMessage } from './model.ts'

export type Depth = { active: number; scheduled: number; locked: number; deferred: number; deadLettered: number }

/** At most `count` messages from a sequence number on. */
export const peekMessages = (queue: MessageQueue, from: number, count: number): readonly StoredMessage[] =>
  [...queue.active.values(), ...queue.parked.values()]
    .filter((message) => message.sequenceNumber >= from)
    .sort((a, b) => a.sequenceNumber - b.sequenceNumber)
    .slice(0, count)

/** How many messages a queue holds in each state; `active` are those that a receiver could be given now. */
export const measureDepth = (queue: MessageQueue): Depth => {
  const parked = [...queue.parked.values()].filter((message) => !message.lock)
  const lockedActive = [...queue.locked.values()].filter((message) => message.state === 'active').length
  return {
    active: queue.active.size - lockedActive,
    scheduled: parked.filter((message) => message.state === 'scheduled').length,
    locked: queue.locked.size,
    deferred: parked.filter((message) => message.state === 'deferred').length,
    deadLettered: queue.deadLetters ? queue.deadLetters.active.size + queue.deadLetters.parked.size : 0,
  }
}
