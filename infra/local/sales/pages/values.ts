// Reading and showing single values of a row: text, codes with their labels, money, dates.
import { type Html, html } from '../../../../shared/platform/html.ts'
import type { Row } from './sales-client.ts'

/** The value of a column as text; an absent or null one is ''. */
export const text = (row: Row, column: string): string => {
  const value = row[column]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** The value of a whole-number column, if it has one. */
export const number = (row: Row, column: string): number | undefined => {
  const value = row[column]
  return typeof value === 'number' ? value : undefined
}

/** The display text the service gives for a column (owner's name, label of a code), if it gave one. */
export const formatted = (row: Row, column: string): string =>
  text(row, `${column}@OData.Community.Display.V1.FormattedValue`)

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The row expanded from a single-valued lookup, if the lookup has a value. */
export const expanded = (row: Row, navigation: string): Row | undefined => {
  const value = row[navigation]
  return isRow(value) ? value : undefined
}

/** The rows expanded from a collection; empty when there are none. */
export const expandedAll = (row: Row, navigation: string): readonly Row[] => {
  const value = row[navigation]
  return Array.isArray(value) ? value.filter(isRow) : []
}

/** The label of a coded column: the service's own, else the stock one, else the bare code. */
export const label = (row: Row, column: string, labels: Readonly<Record<number, string>>): string =>
  formatted(row, column) || labels[number(row, column) ?? -1] || text(row, column)

const moneyFormat = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const timeFormat = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

/** An amount in the organization's currency with two decimals; '' when absent. */
export const money = (row: Row, column: string): string => {
  const amount = number(row, column)
  return amount === undefined ? '' : moneyFormat.format(amount)
}

/** A date and time column as a `time` element in UTC; nothing when absent or unreadable. */
export const when = (row: Row, column: string): Html | undefined => {
  const value = text(row, column)
  const at = new Date(value)
  return Number.isNaN(at.getTime()) || !value
    ? undefined
    : html`<time datetime="${at.toISOString()}">${timeFormat.format(at)} UTC</time>`
}

/** A web address as a link when it is an http(s) one, else as plain text: stored text must never become a script. */
export const webLink = (address: string): Html | string => {
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return address
  return html`<a href="${url.href}" rel="noreferrer noopener">${address}</a>`
}
