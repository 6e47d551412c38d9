// When the app process has failed too often, so that the platform can replace the instance.

// More failures than this within the window end the host.
const most = 3
const windowMs = 30 * 60_000

/** Counts failures within the last half hour. @param now in milliseconds since 1970 */
export const createFailureLimit = (now: () => number) => {
  let failures: number[] = []
  return {
    add: (): void => {
      failures = [...failures.filter((at) => at > now() - windowMs), now()]
    },
    isExceeded: (): boolean => failures.length > most,
  }
}
