// When a change of a credit limit waits for a second person.

import { isMore, readMoney } from './money.ts'

/** From which amount on a limit waits for a second person, by currency. */
export type CreditBounds = ReadonlyMap<string, string>

/** Where nobody gives a limit alone: no currency is named, so each is bounded by zero. */
export const noLimitAlone: CreditBounds = new Map([['', '0']])

/**
 * Reads amounts such as `10000 EUR, 12000 USD`.
 * @returns `undefined` where one cannot be read, or a currency stands there twice
 */
export const readCreditBounds = (text: string): CreditBounds | undefined => {
  const items = text.split(',').flatMap((item) => (item.trim() === '' ? [] : [readMoney(item.trim())]))
  const bounds = new Map(items.flatMap((money) => (money ? [[money.currency, money.amount]] : [])))
  return bounds.size === items.length ? bounds : undefined
}

/**
 * Whether a limit waits for a second person. Where there are bounds, a currency without one is bounded by zero: nobody
 * passes by naming another currency.
 */
export const needsSecondPerson = (bounds: CreditBounds, limit: string | undefined): boolean => {
  const money = readMoney(limit)
  if (!money || bounds.size === 0) return false
  return isMore(money.amount, bounds.get(money.currency) ?? '0')
}
