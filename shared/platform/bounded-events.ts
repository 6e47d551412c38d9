// Tells of events that strangers can cause as often as they like: at most so many of a kind in a minute, and then how many
// were left out, so that they can neither fill the log nor blind those who watch it.

const minuteMs = 60_000

export type BoundedEvents<Kind extends string, Ids> = {
  readonly tell: (kind: Kind, ids?: Ids) => void
  /** An event that was bounded. */
  readonly leftOut: (kind: Kind, count: number) => void
}

/**
 * @param mostAMinute of each kind
 * @param later does something after some milliseconds, and keeps no process alive for it
 */
export const createBoundedEvents = <Kind extends string, Ids>(
  { tell, leftOut }: BoundedEvents<Kind, Ids>,
  mostAMinute: number,
  later: (ms: number, act: () => void) => void,
): ((kind: Kind, ids?: Ids) => void) => {
  const counts = new Map<Kind, number>()
  const endMinute = (kind: Kind) => (): void => {
    const tooMany = (counts.get(kind) ?? 0) - mostAMinute
    counts.delete(kind)
    if (tooMany > 0) leftOut(kind, tooMany)
  }
  return (kind, ids) => {
    const count = (counts.get(kind) ?? 0) + 1
    if (count === 1) later(minuteMs, endMinute(kind))
    counts.set(kind, count)
    if (count <= mostAMinute) tell(kind, ids)
  }
}
