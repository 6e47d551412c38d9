// Customers and hierarchies as they are stored. A new customer lives in the partition of the onboarding that brought it,
// so that everything of one onboarding changes in one transaction; to find one by its id alone, all partitions are asked.

import type { Customer } from '../domain/customer.ts'
import type { CustomerHierarchy } from '../domain/customer-hierarchy.ts'
import { shards } from '../platform/ids.ts'
import type { Row, Table } from '../platform/table.ts'
import { customerKey, hierarchyKey } from './keys.ts'

export type Located<T> = { readonly home: string; readonly row: Row<T> }

const locate = async <T>(table: Table, key: string): Promise<Located<T> | undefined> => {
  const found = await Promise.all(shards.map(async (home) => ({ home, row: await table.read<T>(home, key) })))
  for (const { home, row } of found) if (row) return { home, row }
  return undefined
}

/** Finds a customer wherever it lives; one storage transaction per partition. */
export const locateCustomer = (table: Table, customerId: string): Promise<Located<Customer> | undefined> =>
  locate<Customer>(table, customerKey(customerId))

/** Finds the hierarchy of an organization wherever it lives; one storage transaction per partition. */
export const locateHierarchy = (table: Table, hierarchyId: string): Promise<Located<CustomerHierarchy> | undefined> =>
  locate<CustomerHierarchy>(table, hierarchyKey(hierarchyId))
