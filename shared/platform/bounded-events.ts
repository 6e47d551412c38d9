// Tells of events that strangers can cause as often as they like: at most so many of a kind in some minutes, and then how many
// were left out, so that they can neither fill the log nor blind those who watch it.

/** So many of a kind, within so many milliseconds. */
export type FloodBound = { readonly most: number; readonly withinMs: number }

export type BoundedEvents<Kind extends string, Ids> = {
  readonly tell: (kind: Kind, ids?: Ids) => void
  /** An event that was bounded. */
  readonly leftOut: (kind: Kind, count: number) => void
}

/** Does something after some milliseconds, and keeps no process alive for it. */
export type Later = (ms: number, act: () => void) => void

export const createBoundedEvents = <Kind extends string, Ids>(
  { tell, leftOut }: BoundedEvents<Kind, Ids>,
  { most, withinMs }: FloodBound,
  later: Later,
): ((kind: Kind, ids?: Ids) => void) => {
  const counts = new Map<Kind, number>()
  const endOf = (kind: Kind) => (): void => {
    const tooMany = (counts.get(kind) ?? 0) - most
    counts.delete(kind)
    if (tooMany > 0) leftOut(kind, tooMany)
  }
  return (kind, ids) => {
    const count = (counts.get(kind) ?? 0) + 1
    if (count === 1) later(withinMs, endOf(kind))
    counts.set(kind, count)
    if (count <= most) tell(kind, ids)
  }
}
