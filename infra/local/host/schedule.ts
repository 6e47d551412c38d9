// When a timer fires: by an NCRONTAB expression or at a constant interval.

import { parseNcrontab, type Schedule } from '../../../shared/platform/ncrontab.ts'
import { parseTimeSpan } from './app-config.ts'

/** A schedule that fires every so many milliseconds. */
const everyInterval = (milliseconds: number): Schedule => ({ next: (after) => after + milliseconds })

/** Whether some two neighbouring moments of a schedule lie less than a minute apart. */
export const isOftenerThanMinutely = (schedule: Schedule, now: number): boolean => {
  let last = schedule.next(now)
  for (let count = 0; count < 10; count += 1) {
    const following = schedule.next(last)
    if (following - last < 60_000) return true
    last = following
  }
  return false
}

/**
 * Whether a schedule is taken for one of less than a minute, of which no status is kept: an expression in which only
 * the seconds are limited, or a time span.
 */
export const isSubMinute = (expression: string, schedule: Schedule, now: number): boolean => {
  const fields = expression.trim().split(/\s+/)
  const onlySeconds = fields.length !== 6 || fields.slice(1).every((field) => field === '*')
  return onlySeconds && isOftenerThanMinutely(schedule, now)
}

/**
 * Reads a timer's schedule: NCRONTAB or a constant time span.
 * @throws Error when it is neither
 */
export const parseSchedule = (expression: string): Schedule => {
  const span = parseTimeSpan(expression)
  return span !== undefined && span > 0 ? everyInterval(span) : parseNcrontab(expression)
}
