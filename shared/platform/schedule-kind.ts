// What kind of schedule an NCRONTAB expression is, so that pages can say it in words.

export type ScheduleKind =
  | { readonly every: 'seconds' | 'minutes' | 'hours'; readonly count: number }
  /** Each day at a time in UTC, as `02:30`. */
  | { readonly dailyAt: string }
  /** What has no simple words. */
  | { readonly expression: string }

const stepOf = (field: string | undefined): number | undefined => {
  if (field === '*') return 1
  const [, step] = /^\*\/([1-9]\d?)$/.exec(field ?? '') ?? []
  return step === undefined ? undefined : Number(step)
}
const isNumber = (field: string | undefined): field is string => field !== undefined && /^\d{1,2}$/.test(field)

/** @param expression of five or six fields */
export const scheduleKind = (expression: string): ScheduleKind => {
  const fields = expression.trim().split(/\s+/)
  const [second, minute, hour, ...days] = fields.length === 5 ? ['0', ...fields] : fields
  const seconds = stepOf(second)
  const minutes = stepOf(minute)
  const hours = stepOf(hour)
  if (days.join(' ') === '* * *') {
    // A step that does not divide the whole begins anew with each whole, so it is no constant time.
    if (seconds !== undefined && 60 % seconds === 0 && minute === '*' && hour === '*')
      return { every: 'seconds', count: seconds }
    if (isNumber(second) && minutes !== undefined && 60 % minutes === 0 && hour === '*')
      return { every: 'minutes', count: minutes }
    if (isNumber(second) && isNumber(minute) && hours !== undefined && 24 % hours === 0)
      return { every: 'hours', count: hours }
    if (isNumber(second) && isNumber(minute) && isNumber(hour))
      return { dailyAt: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` }
  }
  return { expression }
}
