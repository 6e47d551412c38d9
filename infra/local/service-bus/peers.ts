// One connected client: what it may reach, and which of the broker's consumers end with it.
import type { RunningBroker } from './broker.ts'
import type { Fault, Operation } from './faults.ts'
import type { Consumer, MessageQueue } from './model.ts'
import type { IncomingLink, OutgoingLink, ServerConnection } from './rhea-values.ts'
import type { Claim, SharedKey } from './sas-token.ts'

export type LinkUse = { readonly path: string; usedAt: number }

export type Peer = {
  readonly broker: RunningBroker
  readonly connection: ServerConnection
  readonly key: SharedKey
  readonly claims: Map<string, Claim>
  readonly consumers: Map<Consumer, MessageQueue>
  /** The links to a queue, by the path that a claim must open, and when each was last used. */
  readonly uses: Map<IncomingLink | OutgoingLink, LinkUse>
  faultOf(operation: Operation): Fault | undefined
  /** Ends the connection without a goodbye. */
  drop(): void
}

/** Stops handing messages to a consumer. What it holds stays locked until that lock ends, as the service has it. */
export const removeConsumer = (peer: Peer, consumer: Consumer): void => {
  const queue = peer.consumers.get(consumer)
  if (!queue) return
  peer.consumers.delete(consumer)
  queue.consumers.splice(queue.consumers.indexOf(consumer), 1)
}
