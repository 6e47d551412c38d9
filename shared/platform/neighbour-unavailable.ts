// What stands for every neighbour that cannot be asked just now.

/** A neighbour is out of reach, too busy, or does not let us in. Whoever waits for an answer may try again later. */
export class NeighbourUnavailable extends Error {
  override readonly name: string = 'NeighbourUnavailable'
}
