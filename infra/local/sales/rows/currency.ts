// The currency that the amounts of a row are in. An amount without one is in the organization's own currency, and where there
// are amounts the currency cannot be taken away.
// https://learn.microsoft.com/power-apps/developer/data-platform/transaction-currency-currency-entity
import { SalesError } from '../base/errors.ts'
import { baseCurrencyId } from '../base/seed-ids.ts'
import type { Org } from '../organization/session.ts'
import type { Table, Values } from '../schema/types.ts'

const column = 'transactioncurrencyid'
/** Tables whose amounts the app writes or reads. */
const tables = new Set(['account', 'contact'])

/**
 * What is stored beside the given cells because of amounts.
 * @param values of the row as it would be stored
 * @param given the cells that are written
 * @throws SalesError 400 when amounts would be left without a currency
 */
export const currencyFor = (org: Org, table: Table, values: Values, given: Values): Values => {
  if (!tables.has(table.logicalName)) return {}
  const hasAmount = Object.entries(table.columns).some(
    ([name, { type }]) => type === 'money' && (values[name] ?? null) !== null,
  )
  if (!hasAmount || (values[column] ?? null) !== null) return {}
  if (given[column] === null) throw new SalesError(400, '0x80040203', 'The currency cannot be null.')
  if (!org.store.get('transactioncurrency', baseCurrencyId)) return {}
  return { [column]: { table: 'transactioncurrency', id: baseCurrencyId } }
}
