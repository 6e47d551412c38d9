// A link on which a client receives: credit, transfers, and the settlement of what it was given.
import type { EventContext } from 'rhea'
import { encodeDelivery, tagOf, tokenOfTag } from './delivered-message.ts'
import { answerDelivery } from './deliveries.ts'
import type { Consumer, MessageQueue, StoredMessage } from './model.ts'
import { type Peer, removeConsumer } from './peers.ts'
import { perform } from './perform.ts'
import { isRefusal } from './refusals.ts'
import type { OutgoingLink, ServerDelivery } from './rhea-values.ts'
import { type Disposition, settleMessage } from './settle-message.ts'
import { takeMessage } from './take-messages.ts'

type Modified = { undeliverable_here?: boolean; message_annotations?: Record<string, unknown> }
type Rejected = { error?: { info?: Record<string, unknown> } }

/** What each outcome asks for: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide */
const dispositions: Readonly<Record<string, (state: unknown) => Disposition>> = {
  accepted: () => ({ kind: 'complete' }),
  released: () => ({ kind: 'abandon', properties: {} }),
  modified: (state) => {
    const { undeliverable_here: defer, message_annotations: properties } = state as Modified
    return { kind: defer ? 'defer' : 'abandon', properties: properties ?? {} }
  },
  rejected: (state) => ({ kind: 'deadLetter', properties: (state as Rejected).error?.info ?? {} }),
}

const serveSettlement = (peer: Peer, link: OutgoingLink, queue: MessageQueue): void => {
  for (const [outcome, read] of Object.entries(dispositions)) {
    link.on(outcome, (context: EventContext) => {
      const delivery = context.delivery as ServerDelivery
      const disposition = read(delivery.remote_state)
      perform<undefined>(
        peer,
        'settle',
        queue,
        () => settleMessage(peer.broker, queue, tokenOfTag(Buffer.from(delivery.tag)), disposition),
        (refusal) => answerDelivery(delivery, refusal),
      )
      peer.broker.pump(queue)
    })
  }
}

const serveDrain = (link: OutgoingLink, forfeit: () => void): void => {
  // The library stays silent when there is no credit left to give back, and the client would wait for the answer.
  link._get_drain = () => {
    if (!link._draining || !link._drained) return false
    link.delivery_count += link.credit
    link.credit = 0
    return true
  }
  link.on('sender_draining', () => {
    forfeit()
    link._drained = true
    link.set_drained(true)
  })
}

/** Serves a link on which a client receives from a queue: with locks, or taking messages for good. */
export const serveReceivingLink = (peer: Peer, link: OutgoingLink, queue: MessageQueue): void => {
  const mode = link.snd_settle_mode === 1 ? 'receiveAndDelete' : 'peekLock'
  // The library lowers its credit only when a frame is written, so transfers are counted here.
  let sent = 0
  const limit = () => link.delivery_count + link.credit
  const transfer = (message: StoredMessage) => {
    if (!link.is_open()) return
    const tag = message.lock ? tagOf(message.lock.token) : tagOf(crypto.randomUUID())
    link.send(encodeDelivery(message), tag, 0)
  }
  const consumer: Consumer = {
    credit: () => (link.is_open() && link.session.outgoing.available() > 0 ? limit() - sent : 0),
    deliver: () => {
      const take = () => {
        sent += 1
        return takeMessage(peer.broker, queue, mode)
      }
      perform<StoredMessage | undefined>(peer, 'receive', queue, take, (result) => {
        if (!result) return
        if (isRefusal(result)) link.close(result)
        else transfer(result)
      })
    },
  }
  peer.consumers.set(consumer, queue)
  queue.consumers.push(consumer)
  serveSettlement(peer, link, queue)
  serveDrain(link, () => {
    sent = limit()
  })
  link.on('sender_flow', () => peer.broker.pump(queue))
  link.on('sender_close', () => removeConsumer(peer, consumer))
  link.session.once('session_close', () => removeConsumer(peer, consumer))
}
