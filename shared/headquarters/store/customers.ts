// Customers as they are kept. A new customer lives with the onboarding that brought it, so that everything of one
// onboarding changes in one transaction; to find one by its id alone, every part is asked.

import type { Customer } from '../../domain/customer.ts'
import { createRows } from '../../platform/row-format.ts'
import { findInShards, shardOf } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Table } from '../../platform/table.ts'
import { customerFormat } from './customer-formats.ts'
import { customerKey } from './keys.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** Something stored, and where it is kept. */
export type Located<T> = Stored<T> & { readonly home: string }

export type CustomerStore = {
  /** Finds a customer wherever it lives; one storage transaction per part. */
  readonly locate: (customerId: string) => Promise<Located<Customer> | undefined>
  readonly read: (home: string, customerId: string) => Promise<Located<Customer> | undefined>
  /**
   * Where a customer is kept that came with a lead, or with none.
   * @param id of the lead whose account or contact it is, of the prospect it was made for, or else its own
   */
  readonly homeFor: (id: string) => string
  readonly create: (unit: UnitOfWork, home: string, customer: Customer) => void
  /** Replaces the customer unless it changed since it was read. */
  readonly replace: (unit: UnitOfWork, before: Located<Customer>, next: Customer) => void
}

export const createCustomerStore = (table: Table): CustomerStore => {
  const rows = createRows(table, customerFormat)
  const read = async (home: string, customerId: string): Promise<Located<Customer> | undefined> => {
    const row = await rows.read(home, customerKey(customerId))
    return row && { ...row, home }
  }
  return {
    read,
    locate: (customerId) => findInShards((home) => rows.read(home, customerKey(customerId))),
    homeFor: shardOf,
    create: (unit, home, customer) => unit.collect(home, [rows.create(customerKey(customer.customerId), customer)]),
    replace: (unit, before, next) => unit.collect(before.home, [rows.replace(before, next)]),
  }
}
