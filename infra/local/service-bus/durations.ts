// Queue settings spell time as the service does (ISO 8601); the broker counts in milliseconds.

const pattern = /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/**
 * Milliseconds of an ISO 8601 duration of days, hours, minutes and seconds, such as `PT1M` or `P90D`.
 * Months and years have no fixed length and are refused, as the service refuses them.
 * @throws Error when the text is not such a duration.
 */
export const parseDuration = (text: string): number => {
  const parts = pattern.exec(text)
  if (!parts || text.endsWith('P') || text.endsWith('T')) throw new Error(`not an ISO 8601 duration: ${text}`)
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0))
  return Math.round((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60_000 + (seconds ?? 0) * 1000)
}
