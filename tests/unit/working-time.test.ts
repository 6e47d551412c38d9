// The hours in which people work, in zones whose clocks are changed, and what a moment is from which they count.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar, readHolidays, readWorkingTime } from '../../shared/domain/working-time.ts'

const hour = 3_600_000
const at = (text: string): number => Date.parse(text)
const calendarOf = (text: string, holidays = '') => {
  const time = readWorkingTime(text)
  const days = readHolidays(holidays)
  if (!time || !days) throw new Error(`${text} cannot be read.`)
  return createCalendar(time, days)
}
const amsterdam = calendarOf('Mon-Fri 09:00-17:00 Europe/Amsterdam')

describe('the setting', () => {
  it.each([
    ['Mon-Fri 09:00-17:00 UTC', [1, 2, 3, 4, 5]],
    ['Sun-Thu 08:00-16:30 Asia/Dubai', [0, 1, 2, 3, 4]],
    ['Fri-Mon 00:00-24:00 America/New_York', [5, 6, 0, 1]],
    ['Mon,Wed-Fri 09:00-17:00 Europe/Istanbul', [1, 3, 4, 5]],
  ])('reads %s', (text, days) => {
    expect([...(readWorkingTime(text)?.days ?? [])].sort()).toEqual(days.sort())
  })

  it.each([
    '',
    'Mon-Fri',
    'Mon-Fri 09:00-17:00',
    'Mon-Fri 17:00-09:00 UTC',
    'Mon-Fri 09:00-09:00 UTC',
    'Mon-Fri 09:00-24:30 UTC',
    'Mon-Foo 09:00-17:00 UTC',
    'Mon-Tue-Wed 09:00-17:00 UTC',
    'Mon-Fri 9:00-17:00 UTC',
    'Mon-Fri 09:00-17:00 Europe/Nowhere',
  ])('refuses %j', (text) => {
    expect(readWorkingTime(text)).toBeUndefined()
  })

  it('reads days without work, and refuses what is none', () => {
    expect(readHolidays('2026-12-25, 2027-01-01')).toEqual(new Set(['2026-12-25', '2027-01-01']))
    expect(readHolidays('')).toEqual(new Set())
    for (const text of ['25.12.2026', '2026-13-01', '2026-12-25;2026-12-26']) expect(readHolidays(text)).toBeUndefined()
  })
})

describe('working time', () => {
  it('does not count evenings, weekends and holidays', () => {
    // A Friday at three, in Amsterdam; two hours until it closes.
    const friday = at('2026-11-27T14:00:00Z')
    expect(amsterdam.workingMs(friday, at('2026-11-30T09:00:00Z'))).toBe(3 * hour)
    expect(amsterdam.after(friday, 3 * hour)).toBe(at('2026-11-30T09:00:00Z'))
    expect(amsterdam.before(at('2026-11-30T09:00:00Z'), 3 * hour)).toBe(friday)
    const withHoliday = calendarOf('Mon-Fri 09:00-17:00 Europe/Amsterdam', '2026-11-30')
    expect(withHoliday.after(friday, 3 * hour)).toBe(at('2026-12-01T09:00:00Z'))
  })

  it('goes by the clock of the zone on both sides of a change', () => {
    // The clock goes back on Sunday, 25 October 2026: nine in Amsterdam is 07:00Z before and 08:00Z after.
    expect(amsterdam.after(at('2026-10-23T14:00:00Z'), 2 * hour)).toBe(at('2026-10-26T09:00:00Z'))
    // And forward on Sunday, 28 March 2027.
    expect(amsterdam.after(at('2027-03-26T15:00:00Z'), 2 * hour)).toBe(at('2027-03-29T08:00:00Z'))
  })

  it('has an hour less on the day on which the clock goes forward, and one more when it goes back', () => {
    const nights = calendarOf('Mon-Sun 00:00-24:00 Europe/Amsterdam')
    expect(nights.workingMs(at('2027-03-27T23:00:00Z'), at('2027-03-28T22:00:00Z'))).toBe(23 * hour)
    expect(nights.workingMs(at('2026-10-24T22:00:00Z'), at('2026-10-25T23:00:00Z'))).toBe(25 * hour)
    // Half an hour past two does not exist in New York on 8 March 2026; what begins then begins all the same.
    const early = calendarOf('Sun 02:30-04:30 America/New_York')
    expect(early.workingMs(at('2026-03-08T00:00:00Z'), at('2026-03-09T00:00:00Z'))).toBeGreaterThanOrEqual(hour)
  })

  it('leaves breaks out, and comes to no end while one lasts', () => {
    const monday = at('2026-11-30T08:00:00Z')
    const pause = { from: at('2026-11-30T19:00:00Z'), to: at('2026-12-01T12:00:00Z') }
    // The whole Monday, and from one o'clock in Amsterdam on Tuesday.
    expect(amsterdam.after(monday, 10 * hour, [pause])).toBe(at('2026-12-01T14:00:00Z'))
    expect(amsterdam.after(monday, 10 * hour, [{ from: pause.from }])).toBeUndefined()
    expect(amsterdam.after(monday, 8 * hour, [{ from: pause.from }])).toBe(at('2026-11-30T16:00:00Z'))
  })

  it('counts forth and back alike, in any zone and at any moment', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
    const moments = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') })
    fc.assert(
      fc.property(zones, moments, fc.integer({ min: 1, max: 200 * 60 }), (zone, from, minutes) => {
        const calendar = calendarOf(`Mon-Fri 08:30-17:15 ${zone}`)
        const length = minutes * 60_000
        const end = calendar.after(from, length)
        expect(end).toBeDefined()
        if (end === undefined) return
        expect(calendar.workingMs(from, end)).toBe(length)
        const begin = calendar.before(end, length)
        expect(calendar.workingMs(begin, end)).toBe(length)
        expect(begin).toBeGreaterThanOrEqual(from)
        // Nobody who came later has waited as long.
        expect(calendar.workingMs(begin + 1, end)).toBeLessThan(length)
      }),
      { numRuns: 60 },
    )
  })
})
