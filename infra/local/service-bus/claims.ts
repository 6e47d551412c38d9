// Tokens are put on the `$cbs` node before a client may attach to anything else.

import type { Peer } from './peers.ts'
import { isRefusal, notAllowed, notFound, statusOf, unauthorized } from './refusals.ts'
import type { Reply, Request } from './request-links.ts'
import { values } from './rhea-values.ts'
import { checkSasToken } from './sas-token.ts'

const reply = (status: number, description: string): Reply => ({
  properties: { 'status-code': values.wrap_int(status), 'status-description': description },
})

const check = (peer: Peer, { operation, properties, body }: Request) => {
  if (operation !== 'put-token') return notAllowed(`The operation ${operation} is not known here.`)
  if (typeof properties.name !== 'string') return notFound('The request names no resource.')
  if (properties.type !== 'servicebus.windows.net:sastoken')
    return unauthorized(`InvalidToken: tokens of the type ${String(properties.type)} cannot be checked here.`)
  // Clients date their tokens by the clock on the wall, whatever clock the queues go by.
  return checkSasToken(String(body), peer.key, Date.now())
}

/** Answers a put-token request; a good token opens what it was signed for (OASIS claims-based security). */
export const answerClaim = (peer: Peer, request: Request): Reply => {
  const claim = check(peer, request)
  if (isRefusal(claim)) return reply(statusOf(claim), claim.description)
  peer.claims.set(claim.path, claim)
  return reply(202, 'Accepted')
}
