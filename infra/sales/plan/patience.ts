// How long the installation waits for what the organization does by and by, and how it says that it still works.

import { setTimeout as delay } from 'node:timers/promises'

export type Patience = {
  /** Milliseconds. */
  readonly now: () => number
  readonly pause: (ms: number) => Promise<unknown>
  /** Does something again and again. @returns what ends it */
  readonly repeat: (ms: number, act: () => void) => () => void
  /** How often is asked. */
  readonly everyMs: number
  /** How often is said that something still goes on. */
  readonly tellEveryMs: number
  /** How long is waited at most. */
  readonly mostMs: number
}

/** Roles are seen by all servers of an organization within half a minute, as a rule. */
export const patient: Patience = {
  now: Date.now,
  pause: delay,
  repeat: (ms, act) => {
    const timer = setInterval(act, ms)
    return () => clearInterval(timer)
  },
  everyMs: 2000,
  tellEveryMs: 10_000,
  mostMs: 120_000,
}

/** Asks until it is so, or the time is up. @returns whether it is so */
export const waitUntil = async (patience: Patience, ask: () => Promise<boolean>): Promise<boolean> => {
  const end = patience.now() + patience.mostMs
  for (;;) {
    if (await ask()) return true
    if (patience.now() >= end) return false
    await patience.pause(patience.everyMs)
  }
}

/** Does the work, and says every so often how long it has taken so far. */
export const tellingTime = async <T>(
  work: Promise<T>,
  say: (line: string) => void,
  { now, repeat, tellEveryMs }: Patience,
): Promise<T> => {
  const begun = now()
  const stop = repeat(tellEveryMs, () => say(`  … ${Math.round((now() - begun) / 1000)} s so far`))
  try {
    return await work
  } finally {
    stop()
  }
}
