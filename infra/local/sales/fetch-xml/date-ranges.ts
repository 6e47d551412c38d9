// The condition operators that compare a date with the present, as spans of time. Weeks begin on Sunday, days at midnight UTC.
// https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/reference/operators#date-operators

/** From the first millisecond, up to and without the second. */
export type Range = readonly [number, number]

const hour = 3_600_000
const dayLength = 24 * hour

const units = ['hours', 'days', 'weeks', 'months', 'years'] as const
type Unit = (typeof units)[number]

/** A moment some units later; negative numbers go back. */
const shifted = (at: number, unit: Unit | 'minutes', by: number): number => {
  const date = new Date(at)
  if (unit === 'months') return date.setUTCMonth(date.getUTCMonth() + by)
  if (unit === 'years') return date.setUTCFullYear(date.getUTCFullYear() + by)
  const lengths = { minutes: hour / 60, hours: hour, days: dayLength, weeks: 7 * dayLength }
  return at + by * lengths[unit]
}

const beginningOf = (at: number, unit: Unit): number => {
  const date = new Date(at)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const midnight = Date.UTC(year, month, date.getUTCDate())
  switch (unit) {
    case 'hours':
      return Math.floor(at / hour) * hour
    case 'days':
      return midnight
    case 'weeks':
      return midnight - date.getUTCDay() * dayLength
    case 'months':
      return Date.UTC(year, month, 1)
    case 'years':
      return Date.UTC(year, 0, 1)
  }
}

const whole = (at: number, unit: Unit, by: number): Range => {
  const from = shifted(beginningOf(at, unit), unit, by)
  return [from, shifted(from, unit, 1)]
}

const fixed: Readonly<Record<string, (now: number) => Range>> = {
  yesterday: (now) => whole(now, 'days', -1),
  today: (now) => whole(now, 'days', 0),
  tomorrow: (now) => whole(now, 'days', 1),
  'last-seven-days': (now) => lastOf(now, 'days', 7),
  'next-seven-days': (now) => nextOf(now, 'days', 7),
  ...Object.fromEntries(
    (['weeks', 'months', 'years'] as const).flatMap((unit) =>
      (
        [
          ['last', -1],
          ['this', 0],
          ['next', 1],
        ] as const
      ).map(([name, by]) => [`${name}-${unit.slice(0, -1)}`, (now: number) => whole(now, unit, by)]),
    ),
  ),
}

/** Hours count from full hours, everything longer from midnight. */
const smallest = (unit: Unit): Unit => (unit === 'hours' ? 'hours' : 'days')
const lastOf = (now: number, unit: Unit, by: number): Range => [
  beginningOf(shifted(now, unit, -by), smallest(unit)),
  now + 1,
]
const nextOf = (now: number, unit: Unit, by: number): Range => {
  const end = beginningOf(shifted(now, unit, by), smallest(unit))
  return [now, shifted(end, smallest(unit), 1)]
}

/** How many values the operator takes; undefined when it is none of these. */
export const dateOperatorTakes = (operator: string): 0 | 1 | undefined => {
  if (Object.hasOwn(fixed, operator)) return 0
  return /^(last|next)-x-(hours|days|weeks|months|years)$|^olderthan-x-(minutes|hours|days|weeks|months|years)$/.test(
    operator,
  )
    ? 1
    : undefined
}

/** The span of time that an operator means at a moment. @param by the number that operators with an X take */
export const dateRange = (operator: string, by: number, now: number): Range | undefined => {
  const [, direction, unit] = /^(last|next|olderthan)-x-(\w+)$/.exec(operator) ?? []
  const known = units.find((name) => name === unit)
  if (direction === 'olderthan') return [Number.NEGATIVE_INFINITY, shifted(now, known ?? 'minutes', -by)]
  if (direction === 'last' && known) return lastOf(now, known, by)
  if (direction === 'next' && known) return nextOf(now, known, by)
  return Object.hasOwn(fixed, operator) ? fixed[operator]?.(now) : undefined
}
