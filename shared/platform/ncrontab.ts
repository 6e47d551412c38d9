// NCRONTAB expressions: six fields (second, minute, hour, day, month, day of week), evaluated in UTC.

export type Schedule = {
  /** The first moment after `after` (milliseconds since 1970) that matches; Infinity when there is none. */
  next(after: number): number
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

type Field = { low: number; high: number; names?: readonly string[]; offset?: number }

const fields: readonly Field[] = [
  { low: 0, high: 59 },
  { low: 0, high: 59 },
  { low: 0, high: 23 },
  { low: 1, high: 31 },
  { low: 1, high: 12, names: monthNames, offset: 1 },
  { low: 0, high: 6, names: dayNames, offset: 0 },
]

const parseNumber = (text: string, field: Field): number => {
  // NCrontab accepts any beginning of a name that is at least three letters long, e.g. "Mon" and "Monday".
  const at = field.names?.indexOf(text.slice(0, 3).toLowerCase()) ?? -1
  const value = at >= 0 ? at + (field.offset ?? 0) : /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= field.low && value <= field.high))
    throw new Error(`'${text}' is not between ${field.low} and ${field.high}`)
  return value
}

const parseField = (text: string, field: Field): ReadonlySet<number> => {
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const [range = '', step] = part.split('/')
    const every = step === undefined ? 1 : Number(step)
    if (!Number.isInteger(every) || every < 1) throw new Error(`'${part}' has no valid step`)
    const [first = '', last] = range.split('-')
    const low = range === '*' ? field.low : parseNumber(first, field)
    // "5/10" means from 5 to the end, in tens.
    const high =
      range === '*' || (last === undefined && step !== undefined)
        ? field.high
        : last === undefined
          ? low
          : parseNumber(last, field)
    if (low > high) throw new Error(`'${range}' runs backwards`)
    for (let value = low; value <= high; value += every) values.add(value)
  }
  return values
}

/**
 * Parses an expression; five fields get second 0. Day of month and day of week must both match.
 * @throws Error naming the field that is wrong
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 */
export const parseNcrontab = (expression: string): Schedule => {
  const texts = expression.trim().split(/\s+/)
  const six = texts.length === 5 ? ['0', ...texts] : texts
  if (six.length !== 6)
    throw new Error(
      `The schedule expression '${expression}' was not recognized as a valid cron expression: it has ${texts.length} fields.`,
    )
  const sets = six.map((text, at) => {
    try {
      return parseField(text, fields[at] ?? { low: 0, high: 0 })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(
        `The schedule expression '${expression}' was not recognized as a valid cron expression: ${reason}.`,
        { cause: error },
      )
    }
  })
  const has = (at: number, value: number): boolean => sets[at]?.has(value) ?? false

  const next = (after: number): number => {
    const date = new Date(Math.floor(after / 1000) * 1000 + 1000)
    // Every weekday and leap day comes round within 28 years, except across a century without one.
    const lastYear = date.getUTCFullYear() + 40
    while (date.getUTCFullYear() <= lastYear) {
      if (!has(4, date.getUTCMonth() + 1)) {
        date.setUTCMonth(date.getUTCMonth() + 1, 1)
        date.setUTCHours(0, 0, 0)
      } else if (!has(3, date.getUTCDate()) || !has(5, date.getUTCDay())) {
        date.setUTCDate(date.getUTCDate() + 1)
        date.setUTCHours(0, 0, 0)
      } else if (!has(2, date.getUTCHours())) date.setUTCHours(date.getUTCHours() + 1, 0, 0)
      else if (!has(1, date.getUTCMinutes())) date.setUTCMinutes(date.getUTCMinutes() + 1, 0)
      else if (!has(0, date.getUTCSeconds())) date.setUTCSeconds(date.getUTCSeconds() + 1)
      else return date.getTime()
    }
    return Number.POSITIVE_INFINITY
  }
  return { next }
}
