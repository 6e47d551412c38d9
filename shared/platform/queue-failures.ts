// Why a message could not be sent.

import { NeighbourUnavailable } from './neighbour-unavailable.ts'

/** The broker could not be reached or refused; the message may or may not be stored. */
export class QueueUnavailable extends NeighbourUnavailable {
  override readonly name = 'QueueUnavailable'
}

/** The broker will never take this message. */
export class QueueRefused extends Error {
  override readonly name = 'QueueRefused'
}
