// Waiting for what happens elsewhere: a condition is asked again until it holds or time is up.

import { setTimeout as pause } from 'node:timers/promises'

/** @returns what the condition gave when it held. @throws Error that names what did not happen */
export const until = async <T>(
  what: string,
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 20_000,
): Promise<T> => {
  const deadline = Date.now() + withinMs
  for (;;) {
    const value = await condition()
    if (value !== undefined && value !== false) return value
    if (Date.now() > deadline) throw new Error(`Did not happen within ${withinMs} ms: ${what}`)
    await pause(25)
  }
}
