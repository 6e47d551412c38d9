// Doing something for each of many, a few at the same time.

const atATime = 16

/** @returns what came of each, in order */
export const forMany = async <T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = []
  for (let from = 0; from < items.length; from += atATime)
    results.push(...(await Promise.all(items.slice(from, from + atATime).map(act))))
  return results
}
