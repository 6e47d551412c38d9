// Whether a neighbour can be used right now.

import { setTimeout } from 'node:timers/promises'

/** Throws, or resolves to `false` or `undefined`, when the neighbour cannot be used. */
export type Probe = () => Promise<unknown>

/** @param patienceMs after which a neighbour that has not answered counts as down */
export const isUsable = async (probe: Probe, patienceMs = 10_000): Promise<boolean> => {
  const patience = new AbortController()
  try {
    const late = setTimeout(patienceMs, undefined, { ref: false, signal: patience.signal })
    // What is thrown after the race is over has nobody to tell.
    late.catch(() => undefined)
    return Boolean(await Promise.race([probe(), late]))
  } catch {
    // Whatever it was: it cannot be used.
    return false
  } finally {
    patience.abort()
  }
}
