// What time alone brings about: locks end, scheduled messages become active, lives run out.
import { activate } from './accept-messages.ts'
import { type Broker, dropMessage, type MessageQueue, placeMessage } from './model.ts'
import { deadLetter, releaseMessage } from './settle-message.ts'

const endLocks = (broker: Broker, queue: MessageQueue, now: number): void => {
  const ended = [...queue.locked.values()].filter(({ lock }) => lock && lock.until <= now)
  for (const message of ended) releaseMessage(broker, queue, message, message.state)
}

const activateScheduled = (broker: Broker, queue: MessageQueue, now: number): void => {
  const ready = [...queue.parked.values()].filter(
    ({ scheduledFor = now + 1, state }) => state === 'scheduled' && scheduledFor <= now,
  )
  ready.sort((a, b) => (a.scheduledFor ?? 0) - (b.scheduledFor ?? 0) || a.sequenceNumber - b.sequenceNumber)
  for (const scheduled of ready) {
    const message = activate(queue, scheduled.content, now, scheduled)
    broker.record([
      { op: 'delete', queue: queue.path, sequenceNumber: scheduled.sequenceNumber },
      { op: 'put', queue: queue.path, message },
    ])
    dropMessage(queue, scheduled)
    placeMessage(queue, message)
  }
}

const endLives = (broker: Broker, queue: MessageQueue, now: number): void => {
  const expired = [...queue.active.values()].filter((message) => !message.lock && message.expiresAt <= now)
  for (const message of expired) {
    if (queue.deadLetterOnExpiry && queue.deadLetters) {
      deadLetter(broker, queue, message, {
        DeadLetterReason: 'TTLExpiredException',
        DeadLetterErrorDescription: 'The message expired and was dead lettered.',
      })
    } else {
      broker.record([{ op: 'delete', queue: queue.path, sequenceNumber: message.sequenceNumber }])
      dropMessage(queue, message)
    }
  }
}

/** A message restored from the journal may have had its last allowed delivery already. */
const endDeliveries = (broker: Broker, queue: MessageQueue): void => {
  if (!queue.deadLetters) return
  const spent = [...queue.active.values()].filter((m) => !m.lock && m.deliveryCount >= queue.maxDeliveryCount)
  for (const message of spent)
    deadLetter(broker, queue, message, {
      DeadLetterReason: 'MaxDeliveryCountExceeded',
      DeadLetterErrorDescription: `Message could not be consumed after ${queue.maxDeliveryCount} delivery attempts.`,
    })
}

const nextMoment = (queue: MessageQueue): number => {
  let next = Number.POSITIVE_INFINITY
  for (const { lock } of queue.locked.values()) next = Math.min(next, lock?.until ?? next)
  for (const { scheduledFor } of queue.parked.values()) next = Math.min(next, scheduledFor ?? next)
  for (const { lock, expiresAt } of queue.active.values()) if (!lock) next = Math.min(next, expiresAt)
  return next
}

/** Does what is due in a queue and notes when there is something to do again. */
export const runDueWork = (broker: Broker, queue: MessageQueue): void => {
  const now = broker.now()
  if (queue.due > now) return
  if (queue.due === Number.NEGATIVE_INFINITY) endDeliveries(broker, queue)
  endLocks(broker, queue, now)
  activateScheduled(broker, queue, now)
  endLives(broker, queue, now)
  queue.due = nextMoment(queue)
}
