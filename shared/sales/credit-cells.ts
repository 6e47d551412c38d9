// What is not text in the columns of an account: an amount, whose currency stands in a column beside it, and whether credit
// is on hold and must be kept to. Sales as it is sold has on hold as yes or no; the columns of dual-write have more.
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/account
// https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/data-entities/dual-write/mapping-reference

import type { FieldKind } from '../domain/field.ts'
import { asHold, type Hold, holds } from '../domain/hold.ts'
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

/** The standard column beside that of dual-write: it is written along, so that views show it. */
const standardHold = 'creditonhold'

/** Choices of `msdyn_onholdstatus` that say something of orders; those for payments and requisitions do not. */
const holdCodes: Readonly<Record<Hold | 'No', number>> = { No: 806380000, Invoice: 806380001, All: 806380002 }
const neverOnHold = 806380005

const holdIn = (value: unknown): Reading<string> => {
  if (value === null || value === holdCodes.No || value === neverOnHold) return null
  return holds.find((hold) => holdCodes[hold] === value)
}

/** What a column says. An account on hold is on hold for all orders, as far as Sales as it is sold can say. */
export const readingIn = async (
  { kind, column }: Column,
  row: SalesRow,
  currencies: Currencies,
): Promise<Reading<string>> => {
  if (kind === 'money') return moneyIn(row, column, currencies)
  if (kind === 'hold') return column === standardHold ? (row[column] === true ? 'All' : null) : holdIn(row[column])
  if (kind === 'yes') return row[column] === true ? 'Yes' : null
  // A choice where a text is expected says nothing: organizations may have made the column themselves.
  return typeof row[column] === 'number' ? undefined : (textOf(row[column]) ?? null)
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
  if (kind === 'yes') return { [column]: text !== null }
  if (kind === 'hold' && column === standardHold) return { [column]: text !== null }
  if (kind === 'hold') return { [column]: holdCodes[asHold(text ?? undefined)], [standardHold]: text !== null }
  const money = kind === 'money' && text !== null ? readMoney(text) : undefined
  if (!money) return { [column]: text }
  const id = await currencies.idOf(money.currency)
  return id === undefined
    ? undefined
    : { [column]: Number(money.amount), [`${currencyColumn}@odata.bind`]: `/transactioncurrencies(${id})` }
}
