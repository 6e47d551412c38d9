// What the catch-up makes of changed accounts: most are no customers, and those that are equal need no look.

import { describe, expect, it } from 'vitest'
import type { Values } from '../../shared/domain/customer-fields.ts'
import { organizationCustomer } from '../../shared/domain/customers-of-prospect.ts'
import { outdatedCustomers } from '../../shared/dual-write/outdated-customers.ts'
import { createCustomerStore } from '../../shared/headquarters/store/customers.ts'
import { customerKey } from '../../shared/headquarters/store/keys.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { put } from '../../shared/platform/table.ts'
import { account, leadId, now, request } from '../support/domain-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const ours = organizationCustomer(account({ phone: '1' }), request, { number: 'C-1', prospectId: leadId, at: now })
const values = { name: ours.name, phone: '1' }
const id = ours.customerId

const withCustomer = async (more: object = {}) => {
  const table = memoryTable()
  await table.write(shardOf(leadId), [put(customerKey(id), { ...ours, ...more })])
  return { table, customers: createCustomerStore(table) }
}

describe('changed accounts', () => {
  it('that are no customers cost one read each, and nothing else', async () => {
    const { table, customers } = await withCustomer()
    const foreign = Array.from({ length: 1000 }, (_, index) => ({
      id: deriveId('foreign', index),
      values: { name: 'Contoso' },
    }))
    const before = { ...table.requests }
    expect(await outdatedCustomers(customers, { changed: foreign, deleted: [] })).toEqual([])
    expect(table.requests).toEqual({ ...before, reads: before.reads + 1000 })
  })

  it('are looked at where they differ', async () => {
    const { customers } = await withCustomer()
    const changed = (phone: string) => ({ changed: [{ id, leadId, values: { ...values, phone } }], deleted: [] })
    expect(await outdatedCustomers(customers, changed('1'))).toEqual([])
    expect(await outdatedCustomers(customers, changed('2'))).toEqual([id])
  })

  it('that differ in what was changed here are written by that change', async () => {
    const { customers } = await withCustomer({ phone: '3', unwritten: ['phone'] })
    expect(await outdatedCustomers(customers, { changed: [{ id, leadId, values }], deleted: [] })).toEqual([])
  })

  it('whose e-mail address is kept on purpose are looked at for other fields only', async () => {
    const { customers } = await withCustomer({ flags: ['sign-in-kept'] })
    const changed = (more: Values) => ({ changed: [{ id, leadId, values: { ...values, ...more } }], deleted: [] })
    expect(await outdatedCustomers(customers, changed({ email: 'taken@example.com' }))).toEqual([])
    expect(await outdatedCustomers(customers, changed({ email: 'taken@example.com', phone: '2' }))).toEqual([id])
  })

  it('that were gone and are there again are looked at', async () => {
    const { customers } = await withCustomer({ flags: ['account-missing'] })
    expect(await outdatedCustomers(customers, { changed: [{ id, leadId, values }], deleted: [] })).toEqual([id])
  })
})

describe('deleted accounts', () => {
  it('are looked at when they are customers, once', async () => {
    const deleted = [deriveId('foreign'), id]
    expect(await outdatedCustomers((await withCustomer()).customers, { changed: [], deleted })).toEqual([id])
    expect(
      await outdatedCustomers((await withCustomer({ flags: ['account-missing'] })).customers, { changed: [], deleted }),
    ).toEqual([])
  })
})
