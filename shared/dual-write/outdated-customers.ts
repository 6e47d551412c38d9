// Which customers differ from what changed in Sales: the catch-up compares, so that it need not have everything looked at.

import type { Customer } from '../domain/customer.ts'
import { convergeFields } from '../domain/customer-convergence.ts'
import { type CustomerPath, type Readings, valuesOf } from '../domain/customer-fields.ts'
import { customerFlags } from '../domain/flags.ts'
import type { SalesRecord } from '../domain/sales-outcome.ts'
import type { CustomerStore } from '../headquarters/store/customers.ts'
import { fieldMap } from '../sales/field-map.ts'
import type { SalesChanges } from '../sales/sales.ts'
import { forMany } from './for-many.ts'

const hasOtherValues = ({ type, flags = [], unwritten = [], ...customer }: Customer, values: Readings): boolean => {
  if (flags.includes(customerFlags[type].missing)) return true
  // An address that is kept differs on purpose; the sweep sees when it may be taken.
  const keep: CustomerPath[] = flags.includes(customerFlags.Person.signInKept) ? ['email'] : []
  return convergeFields(fieldMap[type], valuesOf(type, customer), unwritten, values, {}, keep).taken.length > 0
}

/**
 * Customers whose account or contact says otherwise. The lead a row came from tells where its customer would be kept, so
 * the many rows that are no customers cost one read each; rows are deleted seldom, and say nothing of where.
 */
export const outdatedCustomers = async (
  customers: CustomerStore,
  { changed, deleted }: Pick<SalesChanges<SalesRecord>, 'changed' | 'deleted'>,
): Promise<string[]> => {
  const differing = await forMany(changed, async ({ id, leadId, values }) => {
    const customer = await customers.read(customers.homeFor(leadId ?? id), id)
    return customer && hasOtherValues(customer.value, values) ? [id] : []
  })
  const gone: string[] = []
  for (const id of deleted) {
    const customer = (await customers.locate(id))?.value
    if (customer && !customer.flags?.some((flag) => flag.endsWith('-missing'))) gone.push(id)
  }
  return [...differing.flat(), ...gone]
}
