// The hours in which people work, which is what the clock of a stage counts (PARTNERS I6): days of the week and hours of the
// day by the clock of one zone, without holidays. Days on which that clock is changed have their hours by it.

/** What the setting WORKING_TIME says. */
export type WorkingTime = {
  /** Days of the week; 0 = Sunday. */
  readonly days: ReadonlySet<number>
  /** Minutes since midnight. */
  readonly opens: number
  readonly closes: number
  /** Name in the IANA time zone database. */
  readonly zone: string
}

/** A time in which nothing counts; it lasts on where the end is absent. Milliseconds since 1970. */
export type Break = { readonly from: number; readonly to?: number }

/** All moments and lengths are in milliseconds, moments since 1970. */
export type Calendar = {
  /** How much of a time is working time. */
  readonly workingMs: (from: number, to: number) => number
  /** When so much working time is over, breaks left out; `undefined` while a break lasts, or where that is years away. */
  readonly after: (from: number, workingMs: number, breaks?: readonly Break[]) => number | undefined
  /** The last moment from which on so much working time is over; the first of all where that is years ago. */
  readonly before: (at: number, workingMs: number) => number
}

type Span = { readonly from: number; readonly to: number }

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** Nobody waits longer for anything. */
const mostDays = 3660

const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const form = /^([A-Z][a-z]{2}(?:[-,][A-Z][a-z]{2})*) ([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d) (\S+)$/

/** `Mon-Fri`, `Sun-Thu`, `Mon,Wed-Fri`. */
const readDays = (text: string): ReadonlySet<number> | undefined => {
  const days = new Set<number>()
  for (const part of text.split(',')) {
    const [first = -1, last = first, ...more] = part.split('-').map((name) => dayNames.indexOf(name))
    if (first < 0 || last < 0 || more.length > 0) return undefined
    for (let day = first; ; day = (day + 1) % 7) {
      days.add(day)
      if (day === last) break
    }
  }
  return days
}

/** The first zone that is looked up costs a start more than all other settings; that of the default needs none. */
const utc = 'UTC'

const isZone = (zone: string): boolean => {
  if (zone === utc) return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/**
 * Reads such as `Mon-Fri 09:00-17:30 Europe/Amsterdam`.
 * @returns `undefined` where it cannot be read, or nobody would ever work
 */
export const readWorkingTime = (text: string): WorkingTime | undefined => {
  const [, dayText = '', ...others] = form.exec(text) ?? []
  const [hour, minute, lastHour, lastMinute] = others.map(Number)
  const zone = others[4] ?? ''
  const days = readDays(dayText)
  const [opens, closes] = [Number(hour) * 60 + Number(minute), Number(lastHour) * 60 + Number(lastMinute)]
  return days && opens < closes && closes <= 24 * 60 && isZone(zone) ? { days, opens, closes, zone } : undefined
}

const holidayForm = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** Reads days such as `2026-12-25,2027-01-01`; `undefined` where one is none. */
export const readHolidays = (text: string): ReadonlySet<string> | undefined => {
  const days = text.split(',').flatMap((day) => (day.trim() === '' ? [] : [day.trim()]))
  return days.every((day) => holidayForm.test(day)) ? new Set(days) : undefined
}

const offsetForm = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/

/** By how much the clock of a zone is ahead of UTC at a moment. */
const offsetIn = (zone: string): ((at: number) => number) => {
  if (zone === utc) return () => 0
  let format: Intl.DateTimeFormat | undefined
  return (at) => {
    format ??= new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours = 0, minutes = 0, seconds = 0] = offsetForm.exec(name) ?? []
    const ahead = (Number(hours) * 60 + Number(minutes)) * minuteMs + Number(seconds) * 1000
    return sign === '-' ? -ahead : ahead
  }
}

/** The pieces of a span that no break covers. */
const without = (span: Span, breaks: readonly Break[]): Span[] =>
  breaks.reduce<Span[]>(
    (pieces, { from, to = Number.POSITIVE_INFINITY }) =>
      pieces.flatMap((piece) =>
        [
          { from: piece.from, to: Math.min(piece.to, from) },
          { from: Math.max(piece.from, to), to: piece.to },
        ].filter((part) => part.from < part.to),
      ),
    [span],
  )

const inUtc = { timeZone: utc, year: 'numeric', month: '2-digit', day: '2-digit' } as const

/** A day as holidays are written. */
const createDateOf = (): ((day: number) => string) => {
  let format: Intl.DateTimeFormat | undefined
  return (day) => {
    format ??= new Intl.DateTimeFormat('en-CA', inUtc)
    return format.format(day * dayMs)
  }
}

/** @param holidays days on which nobody works, as `2026-12-25` */
export const createCalendar = (time: WorkingTime, holidays: ReadonlySet<string> = new Set()): Calendar => {
  const offset = offsetIn(time.zone)
  const dateOf = createDateOf()
  const known = new Map<number, Span | undefined>()
  /** Days are counted from 1970-01-01 on, a Thursday, by the clock of the zone. */
  const dayOf = (at: number): number => Math.floor((at + offset(at)) / dayMs)
  const momentOf = (day: number, minutes: number): number => {
    const local = day * dayMs + minutes * minuteMs
    // Near a change of the clock the first guess has the offset of the other side.
    return local - offset(local - offset(local))
  }
  const hoursOf = (day: number): Span | undefined => {
    if (!time.days.has((((day + 4) % 7) + 7) % 7)) return undefined
    if (holidays.size > 0 && holidays.has(dateOf(day))) return undefined
    return { from: momentOf(day, time.opens), to: momentOf(day, time.closes) }
  }
  const hours = (day: number): Span | undefined => {
    if (!known.has(day)) known.set(day, hoursOf(day))
    return known.get(day)
  }
  return {
    workingMs: (from, to) => {
      let sum = 0
      for (let day = dayOf(from); day <= dayOf(to); day += 1) {
        const open = hours(day)
        if (open) sum += Math.max(0, Math.min(open.to, to) - Math.max(open.from, from))
      }
      return sum
    },
    after: (from, workingMs, breaks = []) => {
      let left = workingMs
      const first = dayOf(from)
      for (let day = first; day < first + mostDays; day += 1) {
        const open = hours(day)
        if (!open || open.to <= from) continue
        for (const piece of without({ from: Math.max(open.from, from), to: open.to }, breaks)) {
          if (piece.to - piece.from >= left) return piece.from + left
          left -= piece.to - piece.from
        }
      }
      return undefined
    },
    before: (at, workingMs) => {
      let left = workingMs
      const last = dayOf(at)
      for (let day = last; day > last - mostDays; day -= 1) {
        const open = hours(day)
        if (!open || open.from >= at) continue
        const to = Math.min(open.to, at)
        if (to - open.from >= left) return to - left
        left -= to - open.from
      }
      return 0
    },
  }
}
