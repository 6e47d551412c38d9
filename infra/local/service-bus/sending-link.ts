// A link on which a client sends: single messages and batches.
import type { EventContext } from 'rhea'
import { acceptMessages, maxMessageSize, readMessages } from './accept-messages.ts'
import { answerDelivery } from './deliveries.ts'
import { readSections } from './message-sections.ts'
import type { MessageQueue } from './model.ts'
import type { Peer } from './peers.ts'
import { perform } from './perform.ts'
import { isRefusal, type Refusal, tooLarge, unreadable } from './refusals.ts'
import type { IncomingLink, ServerDelivery } from './rhea-values.ts'

/** Every data section of such a transfer is a message of its own. */
const batchFormat = 0x8001_3700
const dataSection = 0x75

const unpack = (payload: Buffer, format: number): readonly Buffer[] | Refusal => {
  // The library keeps slices of what the socket read; a stored message must not hold on to all of that.
  const copy = Buffer.from(payload)
  if (format !== batchFormat) return [copy]
  try {
    const inner = readSections(copy).filter(({ code }) => code === dataSection)
    return inner.flatMap(({ value }) => (Buffer.isBuffer(value.value) ? [value.value] : []))
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error))
  }
}

const accept = (peer: Peer, queue: MessageQueue, payload: Buffer, format: number): undefined | Refusal => {
  if (payload.length > maxMessageSize)
    return tooLarge(
      `The received message (size:${payload.length} bytes) exceeds the limit (${maxMessageSize} bytes) currently allowed on the link.`,
    )
  const encoded = unpack(payload, format)
  const contents = isRefusal(encoded) ? encoded : readMessages(encoded)
  if (isRefusal(contents)) return contents
  acceptMessages(peer.broker, queue, contents)
  return undefined
}

/** Serves a link on which a client sends to a queue. A send is answered when the journal has it. */
export const serveSendingLink = (peer: Peer, link: IncomingLink, queue: MessageQueue): void => {
  link.on('message', (context: EventContext & { format?: number }) => {
    const delivery = context.delivery as ServerDelivery
    const payload = context.message as unknown as Buffer
    perform<undefined>(
      peer,
      'send',
      queue,
      () => accept(peer, queue, payload, context.format ?? 0),
      (refusal) => answerDelivery(delivery, refusal),
    )
    peer.broker.pump(queue)
  })
}
