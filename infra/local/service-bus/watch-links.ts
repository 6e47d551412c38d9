// Ends links as the service does: those whose token has expired, and those that nobody has used for ten minutes.
import type { Peer } from './peers.ts'
import { detachForced, unauthorized } from './refusals.ts'
import type { IncomingLink, OutgoingLink } from './rhea-values.ts'
import { isCovered } from './sas-token.ts'

/** https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-troubleshoot#link-is-closed */
const idleMs = 10 * 60_000
const lookMs = 1000
/** An injected clock may be moved at any time, so it is read this often. */
const lookAtInjectedMs = 20

type Link = IncomingLink | OutgoingLink

/** Follows a link to a queue or to its management; a receiver that waits for messages is in use. */
export const followLink = (peer: Peer, link: Link, path: string): void => {
  const use = { path, usedAt: peer.broker.now() }
  const note = (): void => {
    use.usedAt = peer.broker.now()
  }
  peer.uses.set(link, use)
  for (const event of ['message', 'sender_flow', 'accepted', 'released', 'modified', 'rejected']) link.on(event, note)
  const forget = (): void => void peer.uses.delete(link)
  for (const event of ['sender_close', 'receiver_close']) link.on(event, forget)
  link.session.once('session_close', forget)
}

const isWaiting = (link: Link): boolean => !link.is_receiver() && (link as OutgoingLink).credit > 0

const end = (peer: Peer, link: Link, refusal: { condition: string; description: string }): void => {
  peer.uses.delete(link)
  if (link.is_open()) link.close(refusal)
}

/** Looks at the links of a client from now on. @returns ends it */
export const watchLinks = (peer: Peer): (() => void) => {
  const look = (): void => {
    const now = peer.broker.now()
    for (const [link, use] of [...peer.uses]) {
      // Clients date their tokens by the clock on the wall, whatever clock the queues go by.
      if (!isCovered(peer.claims.values(), use.path, Date.now()))
        end(peer, link, unauthorized(`ExpiredToken: The token for ${use.path} has expired.`))
      else if (isWaiting(link)) use.usedAt = now
      else if (now - use.usedAt >= idleMs)
        end(
          peer,
          link,
          detachForced(
            `The link '${link.name}' is force detached. Code: ${link.is_receiver() ? 'publisher' : 'consumer'}. Details: Idle timeout: 00:10:00.`,
          ),
        )
    }
  }
  const timer = setInterval(look, peer.broker.now === Date.now ? lookMs : lookAtInjectedMs).unref()
  return () => clearInterval(timer)
}
