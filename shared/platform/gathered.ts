// Calls that come while one is under way are served together by the next one.

type Call<T> = {
  readonly items: readonly T[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * A call that gathers: who calls is answered when its items are served, and notices nothing of the others.
 * @param serve does it for any number of items; safe to repeat, since what fails together is tried again call by call, so that
 *   what cannot be served holds up nobody else
 */
export const gathered = <T>(
  serve: (items: readonly T[]) => Promise<unknown>,
): ((items: readonly T[]) => Promise<void>) => {
  let waiting: Call<T>[] = []
  let isUnderWay = false

  const serveAlone = async ({ items, resolve, reject }: Call<T>): Promise<void> => {
    try {
      await serve(items)
      resolve()
    } catch (error) {
      reject(error)
    }
  }

  const serveAll = async (calls: readonly Call<T>[]): Promise<void> => {
    if (calls.length > 1)
      try {
        await serve(calls.flatMap(({ items }) => items))
        for (const { resolve } of calls) resolve()
        return
      } catch {
        // Whose items it was, each call finds out by itself.
      }
    for (const call of calls) await serveAlone(call)
  }

  const begin = async (): Promise<void> => {
    isUnderWay = true
    while (waiting.length > 0) {
      const calls = waiting
      waiting = []
      await serveAll(calls)
    }
    isUnderWay = false
  }

  return (items) =>
    new Promise((resolve, reject) => {
      waiting.push({ items, resolve, reject })
      if (!isUnderWay) void begin()
    })
}
