// When work that could not be done is tried again.

const minutes = 60_000
const steps = [5_000, 30_000, 2 * minutes, 10 * minutes, 30 * minutes]
const hourly = 60 * minutes
const jitter = 0.2

/** Work that could not be done for this long becomes a catch-up error. */
export const giveUpAfterMs = 72 * hourly

/**
 * Milliseconds until the next try.
 * @param attempt how often the work was put off before
 * @param random from 0 up to 1; spreads the tries of many messages by ±20 %
 * @param atLeastMs what the neighbour asked for (Retry-After)
 */
export const retryDelay = (attempt: number, random: number, atLeastMs = 0): number => {
  const step = steps[attempt] ?? hourly
  return Math.round(Math.max(step * (1 + (random * 2 - 1) * jitter), atLeastMs))
}
