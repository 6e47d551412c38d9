// Times of day as people read them. Everything is told in UTC, because readers sit in many time zones.

import { type Html, html } from './html.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (locale: string, dateStyle: 'long' | 'medium'): Intl.DateTimeFormat => {
  const key = `${locale} ${dateStyle}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { dateStyle, timeStyle: 'short', hourCycle: 'h23', timeZone: 'UTC' })
  formats.set(key, made)
  return made
}

/** A moment as `timeElement` words it, as text. */
export const momentText = (at: string, locale: string, dateStyle: 'long' | 'medium' = 'medium'): string => {
  const moment = new Date(at)
  return Number.isNaN(moment.getTime()) ? at : `${formatOf(locale, dateStyle).format(moment)} UTC`
}

/**
 * A `time` element with the moment in words of a language and in UTC.
 * @param at ISO 8601; text that is no moment is shown as it stands, since one bad value must not cost the whole page
 * @param locale BCP-47 tag
 */
export const timeElement = (at: string, locale: string, dateStyle: 'long' | 'medium' = 'long'): Html => {
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime())) return html`<span>${at}</span>`
  return html`<time datetime="${moment.toISOString()}">${momentText(at, locale, dateStyle)}</time>`
}

const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/**
 * A `time` element that says how long ago it was, in the largest unit that is full; what lies in the future was just now.
 * @param at ISO 8601, as for `timeElement`
 * @param now in milliseconds
 * @param locale BCP-47 tag
 */
export const ageElement = (at: string, now: number, locale: string): Html => {
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime())) return html`<span>${at}</span>`
  const seconds = Math.max(60, (now - moment.getTime()) / 1000)
  const [unit, size] = units.find((one) => seconds >= one[1]) ?? ['minute', 60]
  const age = new Intl.RelativeTimeFormat(locale, { style: 'short' }).format(-Math.floor(seconds / size), unit)
  return html`<time datetime="${moment.toISOString()}">${age}</time>`
}

const days = new Map<string, Intl.DateTimeFormat>()

/** A day in words of a language, by UTC. @param locale BCP-47 tag */
export const dayText = (moment: Date, locale: string): string => {
  const format = days.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  days.set(locale, format)
  return format.format(moment)
}

/**
 * A `time` element with the day alone, for people whose time zone nobody knows.
 * @param at ISO 8601, as for `timeElement`
 * @param locale BCP-47 tag
 */
export const dayElement = (at: string, locale: string): Html => {
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime())) return html`<span>${at}</span>`
  return html`<time datetime="${moment.toISOString()}">${dayText(moment, locale)}</time>`
}
