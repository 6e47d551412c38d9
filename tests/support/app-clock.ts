// Settings that give the app process another clock than this one.

const day = 86_400_000
const shiftedClock = {
  languageWorkers__node__arguments: `--import ${new URL('./shifted-clock.ts', import.meta.url).href}`,
}

/** Settings of an app whose clock goes on from the next noon UTC: what holds within one day meets no midnight. */
export const fromNoonOn = (): Record<string, string> => ({
  ...shiftedClock,
  CLOCK_AHEAD: String((day * 1.5 - (Date.now() % day)) % day),
})

/** Settings of an app whose clock is ahead by the milliseconds that a file says whenever its process starts. */
export const aheadByFile = (file: string): Record<string, string> => ({ ...shiftedClock, CLOCK_AHEAD_FILE: file })
