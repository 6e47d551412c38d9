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

/**
 * A `time` element with the moment in words of a language and in UTC.
 * @param at ISO 8601; text that is no moment is shown as it stands, since one bad value must not cost the whole page
 * @param locale BCP-47 tag
 */
export const timeElement = (at: string, locale: string, dateStyle: 'long' | 'medium' = 'long'): Html => {
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime())) return html`<span>${at}</span>`
  return html`<time datetime="${moment.toISOString()}">${formatOf(locale, dateStyle).format(moment)} UTC</time>`
}

const days = new Map<string, Intl.DateTimeFormat>()

/**
 * A `time` element with the day alone, for people whose time zone nobody knows.
 * @param at ISO 8601, as for `timeElement`
 * @param locale BCP-47 tag
 */
export const dayElement = (at: string, locale: string): Html => {
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime())) return html`<span>${at}</span>`
  const format = days.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  days.set(locale, format)
  return html`<time datetime="${moment.toISOString()}">${format.format(moment)}</time>`
}
