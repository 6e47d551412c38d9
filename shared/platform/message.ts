// The envelope every queued message has. Ids only: what a message is about is read again when it is worked on.

import type { QueueName } from './queues.ts'

export type Message<T extends string = string, D = Readonly<Record<string, string | number>>> = {
  readonly type: T
  readonly data: D
  /** How often this work was put off; 0 the first time. */
  readonly attempt: number
  /** One id for everything that happens because of one submission or one event. */
  readonly correlationId: string
  /** When the work was first asked for; how long it may be put off counts from here. */
  readonly since?: string
}

/** Sends messages to a queue; returns when the broker has stored them, throws when it could not. */
export type Send = (queue: QueueName, messages: readonly Message[], delayMs?: number) => Promise<void>
