// What a neighbour says that keeps things: it cannot be used now, or it will never take this.

import { NeighbourUnavailable } from './neighbour-unavailable.ts'

/** Storage is out of reach, too busy, or does not let us in. What was asked for may or may not have happened. */
export class StorageUnavailable extends NeighbourUnavailable {
  override readonly name = 'StorageUnavailable'
}

/** Storage finds fault with what it is asked: the same will be refused again. */
export class StorageRefused extends Error {
  override readonly name = 'StorageRefused'
}
