// Customers as they are kept. A new customer lives with the onboarding that brought it, so that everything of one
// onboarding changes in one transaction; to find one by its id alone, every part is asked the first time.

import type { Customer } from '../../domain/customer.ts'
import { rememberHomes } from '../../platform/homes.ts'
import { createRows } from '../../platform/row-format.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import { put, type Table } from '../../platform/table.ts'
import { findInShards } from '../../platform/through-shards.ts'
import { type Binding, customerFormat } from './customer-formats.ts'
import { customerKey, numberKey } from './keys.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** Something stored, and where it is kept. */
export type Located<T> = Stored<T> & { readonly home: string }

export type CustomerStore = {
  /**
   * Finds a customer wherever it lives, by its own id or that of the account or contact that it follows by now; one storage
   * transaction, or one per part the first time.
   */
  readonly locate: (customerId: string) => Promise<Located<Customer> | undefined>
  readonly read: (home: string, customerId: string) => Promise<Located<Customer> | undefined>
  /**
   * Finds a customer that some onboarding may have just brought, at the places where it would keep it; one storage
   * transaction, or two. One that is kept elsewhere is not found so.
   * @param record with the lead that it came with, which the other one may not have been able to read
   */
  readonly findNew: (record: {
    readonly id: string
    readonly leadId?: string
  }) => Promise<Located<Customer> | undefined>
  /**
   * The customer of a number such as C-000107; one storage transaction per part. One that an earlier version stored is not
   * found so.
   */
  readonly findByNumber: (number: string) => Promise<Located<Customer> | undefined>
  /**
   * Where a customer is kept that came with a lead, or with none.
   * @param id of the lead whose account or contact it is, of the prospect it was made for, or else its own
   */
  readonly homeFor: (id: string) => string
  /**
   * Notes that a customer follows another account or contact from now on. Safe to repeat.
   * @param record with the lead that it came with, if any
   * @returns `taken` when that one is a customer, or followed by another
   */
  readonly bind: (
    record: { readonly id: string; readonly leadId?: string },
    customer: Pick<Located<Customer>, 'home' | 'value'>,
  ) => Promise<'bound' | 'taken'>
  readonly create: (unit: UnitOfWork, home: string, customer: Customer) => void
  /** Replaces the customer unless it changed since it was read. */
  readonly replace: (unit: UnitOfWork, before: Located<Customer>, next: Customer) => void
}

export const createCustomerStore = (table: Table): CustomerStore => {
  const rows = createRows(table, customerFormat)
  const homes = rememberHomes()
  /** The customer of a row, or the one that follows the record in its place. */
  const follow = async (row: Stored<Customer | Binding>, home: string): Promise<Located<Customer> | undefined> => {
    if (!('boundTo' in row.value)) return { ...row, value: row.value, home }
    const { boundTo, home: other } = row.value
    const found = await rows.read(other, customerKey(boundTo))
    return found && !('boundTo' in found.value) ? { ...found, value: found.value, home: other } : undefined
  }
  const read = async (home: string, customerId: string): Promise<Located<Customer> | undefined> => {
    const row = await rows.read(home, customerKey(customerId))
    return row && follow(row, home)
  }
  return {
    read,
    findNew: async ({ id, leadId = id }) =>
      (await read(shardOf(leadId), id)) ?? (shardOf(leadId) === shardOf(id) ? undefined : read(shardOf(id), id)),
    locate: async (id) => {
      const found = await homes.find(id, (home) => rows.read(home, customerKey(id)))
      return found && follow(found, found.home)
    },
    findByNumber: async (number) => {
      const begin = numberKey(number, '')
      const found = await findInShards(async (home) => (await table.range(home, begin, `${begin}~`, 1))[0])
      return found && read(found.home, found.key.slice(begin.length))
    },
    bind: async ({ id, leadId }, { home, value: { customerId } }) => {
      const part = shardOf(leadId ?? id)
      const binding = { boundTo: customerId, home }
      if ((await table.write(part, [rows.create(customerKey(id), binding)])) === 'written') return 'bound'
      const there = await rows.read(part, customerKey(id))
      return there && 'boundTo' in there.value && there.value.boundTo === customerId ? 'bound' : 'taken'
    },
    homeFor: shardOf,
    create: (unit, home, customer) => {
      const { customerId, number, isFromElsewhere = false } = customer
      homes.expect(customerId, home)
      unit.collect(home, [
        rows.create(customerKey(customerId), customer),
        put(numberKey(number, customerId), { isFromElsewhere }),
      ])
    },
    replace: (unit, before, next) => unit.collect(before.home, [rows.replace(before, next)]),
  }
}
