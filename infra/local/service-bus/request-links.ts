// Requests and their replies travel on two links of one connection: `$cbs` for tokens, `…/$management` for the rest.
import type { EventContext } from 'rhea'
import { answerDelivery } from './deliveries.ts'
import type { Peer } from './peers.ts'
import { type IncomingLink, messages, type OutgoingLink, type ServerDelivery } from './rhea-values.ts'

export type Request = {
  readonly operation: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly body: unknown
}

export type Reply = { readonly properties: Readonly<Record<string, unknown>>; readonly body?: unknown }

const findReplyLink = (peer: Peer, replyTo: unknown): OutgoingLink | undefined =>
  peer.connection.find_sender((link: OutgoingLink) => {
    const target = link.remote.attach?.target?.address
    return link.name === replyTo || (target !== undefined && target !== null && target === replyTo)
  }) as OutgoingLink | undefined

/** Serves a link of requests: each is handed to `handle`, which answers once, and the reply goes where it was asked for. */
export const serveRequests = (
  peer: Peer,
  link: IncomingLink,
  handle: (request: Request, reply: (reply: Reply) => void) => void,
): void => {
  let count = 0
  link.on('message', (context: EventContext) => {
    const message = messages.decode(context.message as unknown as Buffer)
    const properties = (message.application_properties ?? {}) as Record<string, unknown>
    answerDelivery(context.delivery as ServerDelivery, undefined)
    handle({ operation: String(properties.operation ?? ''), properties, body: message.body }, (reply) => {
      const target = findReplyLink(peer, message.reply_to)
      if (!target?.is_open()) return
      const encoded = messages.encode({
        correlation_id: message.correlation_id ?? message.message_id,
        application_properties: reply.properties,
        body: reply.body ?? null,
      })
      count += 1
      target.send(encoded, Buffer.from(`reply-${count}`), 0)
    })
  })
}
