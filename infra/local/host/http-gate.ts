// Holds back requests that are too many at once.

/** At most so many requests run at once; a bounded number waits, and what comes on top is refused. */
export const createGate = (limit: number, outstanding: number) => {
  const slots = limit > 0 ? limit : Number.POSITIVE_INFINITY
  const most = outstanding > 0 ? outstanding : Number.POSITIVE_INFINITY
  const queue: (() => void)[] = []
  let running = 0
  return {
    enter: async (): Promise<boolean> => {
      if (running + queue.length >= most) return false
      if (running >= slots) await new Promise<void>((resolve) => queue.push(resolve))
      else running += 1
      return true
    },
    leave: (): void => {
      const next = queue.shift()
      if (next) next()
      else running -= 1
    },
  }
}
