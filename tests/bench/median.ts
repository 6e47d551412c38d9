// What a row of rounds comes to. Medians, since one slow round on a shared machine says nothing.

/** @throws Error when there are no numbers */
export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  if (upper === undefined) throw new Error('There is no median of nothing.')
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}

/** The median of the ratios within each round. */
export const medianRatio = (above: readonly number[], below: readonly number[]): number =>
  median(above.map((value, index) => value / (below[index] ?? Number.NaN)))

/** Two digits after the point. */
export const ratio = (value: number): string => value.toFixed(2)
/** One digit after the point, none when it is a whole number. */
export const count = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1))
