// Amounts with their currency, as one text such as `5000.00 EUR`: digits as they are written, never a floating point number,
// and no amount without the currency that it is in.

import { decimalsOf, isCurrencyCode } from './currencies.ts'

export type Money = { readonly amount: string; readonly currency: string }

/** The most that the column of an account takes, in whole units. */
const mostDigits = 12
const most = 100_000_000_000n

const form = /^(\d+)(?:\.(\d+))?$/

/**
 * An amount as it is kept: no zeros before it, and all the decimals that its currency has.
 * @returns `undefined` for what is no amount from 0 to 100,000,000,000, or has more decimals than the currency
 */
export const amountIn = (currency: string, text: string): string | undefined => {
  const [, whole, fraction = ''] = form.exec(text) ?? []
  const decimals = decimalsOf(currency)
  if (whole === undefined || whole.length > mostDigits || fraction.length > decimals) return undefined
  const units = BigInt(whole)
  const rest = fraction.padEnd(decimals, '0')
  if (units > most || (units === most && /[1-9]/.test(rest))) return undefined
  return decimals === 0 ? String(units) : `${units}.${rest}`
}

/** The two parts of a text, whatever they are. */
const partsOf = (text: string): Money | undefined => {
  const [, amount = '', currency = ''] = /^(\S+) ([A-Za-z]{3})$/.exec(text.trim()) ?? []
  return currency === '' ? undefined : { amount, currency: currency.toUpperCase() }
}

/** The one text of both. */
export const moneyText = ({ amount, currency }: Money): string => `${amount} ${currency}`

/** Reads what is kept; `undefined` for anything else. */
export const readMoney = (text: string | undefined): Money | undefined => {
  const parts = text === undefined ? undefined : partsOf(text)
  return parts && moneyProblem(moneyText(parts)) === undefined ? parts : undefined
}

/** As it is kept, where it can be. */
export const cleanMoney = (text: string): string => {
  const parts = partsOf(text)
  const amount = parts && amountIn(parts.currency, parts.amount)
  return parts && amount !== undefined ? moneyText({ ...parts, amount }) : text
}

/** What is wrong with a text: its currency is not known, or it is no amount of that currency. */
export const moneyProblem = (text: string): 'unknown-value' | 'format' | undefined => {
  const parts = partsOf(text)
  if (!parts) return 'format'
  if (!isCurrencyCode(parts.currency)) return 'unknown-value'
  return amountIn(parts.currency, parts.amount) === undefined ? 'format' : undefined
}

/** Compares two amounts of one currency exactly. */
export const isMore = (amount: string, than: string): boolean => {
  const units = (text: string): bigint => {
    const [whole = '', fraction = ''] = text.split('.')
    return BigInt(whole + fraction.padEnd(4, '0'))
  }
  return units(amount) > units(than)
}
