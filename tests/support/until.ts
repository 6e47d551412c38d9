// Waiting for what happens elsewhere: a condition is asked again until it holds or time is up.

import { setTimeout as pause } from 'node:timers/promises'

/** So many times as long as a test says does a run wait whose machine may be slow. */
const patience = Number(process.env['PATIENCE'] ?? 1)

/** @returns what the condition gave when it held. @throws Error that names what did not happen */
export const until = async <T>(
  what: string,
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 20_000,
): Promise<T> => {
  const deadline = Date.now() + withinMs * patience
  for (;;) {
    const value = await condition()
    if (value !== undefined && value !== false) return value
    if (Date.now() > deadline) throw new Error(`Did not happen within ${withinMs * patience} ms: ${what}`)
    await pause(25)
  }
}
