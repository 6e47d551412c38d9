// What is not text in the columns of an account: an amount, whose currency stands in a column beside it, and whether credit
// is on hold, which Sales has as yes or no.
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/account

import type { FieldKind } from '../domain/field.ts'
import { amountIn, readMoney } from '../domain/money.ts'
import type { Reading } from '../domain/reading.ts'
import type { Currencies } from './currencies.ts'
import { idOf, type SalesRow, textOf } from './sales-row.ts'

/** The lookup of the currency that the amounts of a row are in. */
export const currencyColumn = 'transactioncurrencyid'
const currencyValue = `_${currencyColumn}_value`

type Column = { readonly kind: FieldKind; readonly column: string }

/** Organizations may call currencies as they like; what is none of ISO 4217 cannot be kept. */
const knownMoney = (text: string): string | undefined => (readMoney(text) ? text : undefined)

/** An amount in a currency that cannot be told, or with more decimals than it has, says nothing. */
const moneyIn = async (row: SalesRow, column: string, currencies: Currencies): Promise<Reading<string>> => {
  const amount = row[column]
  if (typeof amount !== 'number') return null
  const id = idOf(row[currencyValue])
  const currency = id && (await currencies.codeOf(id))
  const text = currency && amountIn(currency, String(amount))
  return currency && text ? knownMoney(`${text} ${currency}`) : undefined
}

/** What a column says. An account on hold is on hold for all orders, as far as Sales can say. */
export const readingIn = async (
  { kind, column }: Column,
  row: SalesRow,
  currencies: Currencies,
): Promise<Reading<string>> => {
  if (kind === 'money') return moneyIn(row, column, currencies)
  if (kind === 'hold') return row[column] === true ? 'All' : null
  return textOf(row[column]) ?? null
}

/**
 * What is written for a text; `null` empties it. Up to fifteen digits are the same number in JSON.
 * @returns `undefined` where the organization lacks the currency
 */
export const cellsOf = async (
  { kind, column }: Column,
  text: string | null,
  currencies: Currencies,
): Promise<SalesRow | undefined> => {
  if (kind === 'hold') return { [column]: text !== null }
  const money = kind === 'money' && text !== null ? readMoney(text) : undefined
  if (!money) return { [column]: text }
  const id = await currencies.idOf(money.currency)
  return id === undefined
    ? undefined
    : { [column]: Number(money.amount), [`${currencyColumn}@odata.bind`]: `/transactioncurrencies(${id})` }
}
