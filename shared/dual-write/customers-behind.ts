// Which customers differ from what changed in Sales: the catch-up compares, so that it need not have everything looked at.

import type { Customer } from '../domain/customer.ts'
import { convergeFields } from '../domain/customer-convergence.ts'
import { type CustomerPath, type Values, valuesOf } from '../domain/customer-fields.ts'
import { customerFlags } from '../domain/flags.ts'
import { locateCustomer } from '../headquarters/customers.ts'
import { customerKey } from '../headquarters/keys.ts'
import { shardOf } from '../platform/ids.ts'
import type { Table } from '../platform/table.ts'
import { fieldMap } from '../sales/field-map.ts'
import type { ChangedCustomer, SalesChanges } from '../sales/sales.ts'

const atATime = 16

/** Does something for each of many, a few at the same time; in order. */
export const forMany = async <T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = []
  for (let from = 0; from < items.length; from += atATime)
    results.push(...(await Promise.all(items.slice(from, from + atATime).map(act))))
  return results
}

const hasOtherValues = ({ type, flags = [], unwritten = [], ...customer }: Customer, values: Values): boolean => {
  if (flags.includes(customerFlags[type].missing)) return true
  // An address that is kept differs on purpose; the sweep sees when it may be taken.
  const keep: CustomerPath[] = flags.includes(customerFlags.Person.signInKept) ? ['email'] : []
  return convergeFields(fieldMap[type], valuesOf(type, customer), unwritten, values, {}, keep).taken.length > 0
}

/**
 * Customers whose account or contact says otherwise. The lead a row came from tells where its customer would be kept, so
 * the many rows that are no customers cost one read each; rows are deleted seldom, and say nothing of where.
 */
export const customersBehind = async (
  headquarters: Table,
  { changed, deleted }: Pick<SalesChanges<ChangedCustomer>, 'changed' | 'deleted'>,
): Promise<string[]> => {
  const differing = await forMany(changed, async ({ id, leadId, values }) => {
    const row = await headquarters.read<Customer>(shardOf(leadId ?? id), customerKey(id))
    return row && hasOtherValues(row.value, values) ? [id] : []
  })
  const gone: string[] = []
  for (const id of deleted) {
    const customer = (await locateCustomer(headquarters, id))?.row.value
    if (customer && !customer.flags?.some((flag) => flag.endsWith('-missing'))) gone.push(id)
  }
  return [...differing.flat(), ...gone]
}
