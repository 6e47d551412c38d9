// A client attaches a link: this decides whether it may, and who serves it.
import { randomUUID } from 'node:crypto'
import { maxMessageSize } from './accept-messages.ts'
import { type Address, readAddress } from './addresses.ts'
import { answerClaim } from './claims.ts'
import { refusalOf } from './faults.ts'
import { answerManagement } from './management.ts'
import type { MessageQueue } from './model.ts'
import type { Peer } from './peers.ts'
import { serveReceivingLink } from './receiving-link.ts'
import { isRefusal, notAllowed, notFound, type Refusal, unauthorized } from './refusals.ts'
import { serveRequests } from './request-links.ts'
import type { IncomingLink, OutgoingLink } from './rhea-values.ts'
import { isCovered } from './sas-token.ts'
import { serveSendingLink } from './sending-link.ts'
import { followLink } from './watch-links.ts'

const claimsNode = '$cbs'

const tracking = (peer: Peer, path: string): string =>
  `TrackingId:${randomUUID()}, SystemTracker:${peer.connection.hostname}:Queue:${path}, Timestamp:${new Date(peer.broker.now()).toISOString()}`

/** What a claim must open for an address. */
const claimPath = ({ queue, management }: Address): string => (management ? `${queue}/$management` : queue)

/** The queue of an address, when it is there and the client has presented a token for it. */
const findQueue = (peer: Peer, address: Address, claim: 'Send' | 'Listen'): MessageQueue | Refusal => {
  const path = claimPath(address)
  const url = `sb://${peer.connection.hostname}/${address.queue}`
  if (!isCovered(peer.claims.values(), path, Date.now()))
    return unauthorized(
      `Unauthorized access. '${claim}' claim(s) are required to perform this operation. Resource: '${url}'. ${tracking(peer, address.queue)}`,
    )
  const queue = peer.broker.queues.get(address.queue)
  if (!queue) return notFound(`The messaging entity '${url}' could not be found. ${tracking(peer, address.queue)}`)
  const fault = peer.faultOf({ kind: 'attach', queue: queue.path })
  if (fault?.kind === 'refuse') return refusalOf(fault)
  if (fault && fault.kind !== 'delay') peer.drop()
  return queue
}

/** A refused attach is answered with nothing at its other end, then closed with the reason (AMQP 1.0, 2.6.3). */
const refuse = (link: IncomingLink | OutgoingLink, refusal: Refusal): void => {
  Object.assign(link.local.attach, { source: undefined, target: undefined })
  link.close(refusal)
}

const echo = (link: IncomingLink | OutgoingLink): void => {
  const { source, target } = link.remote.attach ?? {}
  link.set_source({ address: source?.address ?? '', ...(source?.filter ? { filter: source.filter } : {}) })
  link.set_target({ address: target?.address ?? '' })
  Object.assign(link.local.attach, { snd_settle_mode: link.snd_settle_mode, rcv_settle_mode: link.rcv_settle_mode })
}

/** A client wants to send: to a queue, or requests to a node that answers. */
export const attachIncoming = (peer: Peer, link: IncomingLink): void => {
  const text = link.remote.attach?.target?.address ?? ''
  echo(link)
  Object.assign(link.local.attach, { max_message_size: maxMessageSize })
  if (text === claimsNode) {
    serveRequests(peer, link, (request, reply) => reply(answerClaim(peer, request)))
    return
  }
  const address = readAddress(text)
  const queue = findQueue(peer, address, 'Send')
  if (!isRefusal(queue)) followLink(peer, link, claimPath(address))
  if (isRefusal(queue)) refuse(link, queue)
  else if (address.management)
    serveRequests(peer, link, (request, reply) => answerManagement(peer, queue, request, reply))
  else if (!queue.deadLetters) refuse(link, notAllowed('Messages cannot be sent to a dead-letter queue.'))
  else serveSendingLink(peer, link, queue)
}

const sessionsRefused = 'A sessionful message receiver cannot be created on an entity that does not require sessions.'

/** A client wants to receive: from a queue, or replies to its requests. */
export const attachOutgoing = (peer: Peer, link: OutgoingLink): void => {
  const source = link.remote.attach?.source
  const text = source?.address ?? ''
  echo(link)
  // Replies are not for settling: a request is repeated when its reply is lost.
  const repliesOnly = { snd_settle_mode: 1 }
  if (text === claimsNode) {
    Object.assign(link.local.attach, repliesOnly)
    return
  }
  const address = readAddress(text)
  const queue = findQueue(peer, address, 'Listen')
  if (!isRefusal(queue)) followLink(peer, link, claimPath(address))
  if (isRefusal(queue)) refuse(link, queue)
  else if (address.management) Object.assign(link.local.attach, repliesOnly)
  else if (source?.filter && 'com.microsoft:session-filter' in source.filter)
    refuse(link, notAllowed(`${sessionsRefused} ${tracking(peer, address.queue)}`))
  else serveReceivingLink(peer, link, queue)
}
