// How much the processor did for this process: unlike the time on the clock, a busy machine hardly changes it.

/** @returns tells the milliseconds of work since now */
export const workSince = (): (() => number) => {
  const begun = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1000
  }
}
