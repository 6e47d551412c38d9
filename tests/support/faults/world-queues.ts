// The broker: peek-lock queues with scheduled messages, delivery counts and dead letters, as far as the app can tell.
// https://learn.microsoft.com/azure/service-bus-messaging/service-bus-dead-letter-queues

import { queueSettings as settings } from '../../../functions/queues.ts'
import type { Message } from '../../../shared/domain/messages.ts'
import type { QueueName } from '../../../shared/domain/queue-names.ts'

export type Queued = {
  readonly queue: QueueName
  readonly body: unknown
  readonly visibleAt: number
  deliveries: number
  locked: boolean
}

export type WorldQueues = {
  readonly send: (queue: QueueName, bodies: readonly unknown[], visibleAt: number) => void
  /** Takes a lock on a visible message; `pick` chooses among them. */
  readonly receive: (now: number, pick: (below: number) => number) => Queued | undefined
  readonly complete: (message: Queued) => void
  /** The work failed, or its process died: the message is delivered again, or given up. */
  readonly abandon: (message: Queued) => void
  /** Locks of a dead process end. */
  readonly releaseAll: () => void
  readonly waiting: readonly Queued[]
  readonly dead: readonly Queued[]
  readonly takeDead: () => Queued[]
  readonly keepDead: (message: Queued) => void
  /** When the next message that is not visible yet becomes so. */
  readonly nextVisibleAt: (now: number) => number | undefined
  readonly everDead: () => number
  readonly copy: () => WorldQueues
}

const limits = new Map(settings.map(({ name, maxDeliveryCount }) => [name, maxDeliveryCount]))

export const worldQueues = (waiting: Queued[] = [], dead: Queued[] = []): WorldQueues => {
  let everDead = dead.length
  const take = (message: Queued): void => {
    const at = waiting.indexOf(message)
    if (at >= 0) waiting.splice(at, 1)
  }
  const abandon = (message: Queued): void => {
    if (!waiting.includes(message)) return
    message.locked = false
    message.deliveries += 1
    if (message.deliveries < (limits.get(message.queue) ?? 10)) return
    take(message)
    dead.push(message)
    everDead += 1
  }
  return {
    send: (queue, bodies, visibleAt) => {
      for (const body of bodies) {
        const copy: unknown = JSON.parse(JSON.stringify(body))
        waiting.push({ queue, body: copy, visibleAt, deliveries: 0, locked: false })
      }
    },
    receive: (now, pick) => {
      const visible = waiting.filter((message) => !message.locked && message.visibleAt <= now)
      const message = visible[pick(visible.length)]
      if (message) message.locked = true
      return message
    },
    complete: take,
    abandon,
    releaseAll: () => {
      for (const message of [...waiting]) if (message.locked) abandon(message)
    },
    waiting,
    dead,
    takeDead: () => dead.splice(0),
    keepDead: (message) => {
      dead.push(message)
    },
    nextVisibleAt: (now) => {
      const later = waiting.filter((message) => message.visibleAt > now).map((message) => message.visibleAt)
      return later.length > 0 ? Math.min(...later) : undefined
    },
    everDead: () => everDead,
    copy: () =>
      worldQueues(
        waiting.map((message) => ({ ...message })),
        dead.map((message) => ({ ...message })),
      ),
  }
}

/** What a message is about, for a line of a report. */
export const aboutMessage = ({ queue, body }: Queued): string => `${queue}/${(body as Message).type}`
