// What a neighbour says that keeps things: it cannot be used now.

/** Storage is out of reach or too busy. What was asked for may or may not have happened. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable'
}
