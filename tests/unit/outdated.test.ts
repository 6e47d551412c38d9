// What the catch-up makes of changed accounts: most are no customers, and those that are equal need no look.

import { describe, expect, it } from 'vitest'
import type { Values } from '../../shared/domain/customer-fields.ts'
import { organizationCustomer } from '../../shared/domain/customers-of-prospect.ts'
import { isOutdatedByRow, outdatedByCustomers } from '../../shared/dual-write/outdated.ts'
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
    expect(await outdatedByCustomers({ customers }, 'Organization', foreign)).toEqual([])
    expect(table.requests).toEqual({ ...before, reads: before.reads + 1000 })
  })

  it('are looked at where they differ', async () => {
    const { customers } = await withCustomer()
    const changed = (phone: string) => [{ id, leadId, values: { ...values, phone } }]
    expect(await outdatedByCustomers({ customers }, 'Organization', changed('1'))).toEqual([])
    expect(await outdatedByCustomers({ customers }, 'Organization', changed('2'))).toEqual([{ accountId: id }])
  })

  it('that differ in what was changed here are written by that change', async () => {
    const { customers } = await withCustomer({ phone: '3', unwritten: ['phone'] })
    expect(await outdatedByCustomers({ customers }, 'Organization', [{ id, leadId, values }])).toEqual([])
  })

  it('whose e-mail address is kept on purpose are looked at for other fields only', async () => {
    const { customers } = await withCustomer({ flags: ['sign-in-kept'] })
    const changed = (more: Values) => [{ id, leadId, values: { ...values, ...more } }]
    expect(await outdatedByCustomers({ customers }, 'Organization', changed({ email: 'taken@example.com' }))).toEqual(
      [],
    )
    expect(
      await outdatedByCustomers({ customers }, 'Organization', changed({ email: 'taken@example.com', phone: '2' })),
    ).toEqual([{ accountId: id }])
  })

  it('that were gone and are there again are looked at', async () => {
    const { customers } = await withCustomer({ flags: ['account-missing'] })
    expect(await outdatedByCustomers({ customers }, 'Organization', [{ id, leadId, values }])).toEqual([
      { accountId: id },
    ])
  })
})

it('an account that is not there is looked at, until it is known to be missing', () => {
  expect(isOutdatedByRow(ours, undefined)).toBe(true)
  expect(isOutdatedByRow({ ...ours, flags: ['account-missing'] }, undefined)).toBe(false)
})

it('an account that was merged into another customer’s is looked at again when it is merged no more', () => {
  const flagged = { ...ours, flags: ['account-merged'] as const }
  expect(isOutdatedByRow(flagged, { id, values, isInactive: true, mergedInto: deriveId('master') })).toBe(false)
  expect(isOutdatedByRow(flagged, { id, values })).toBe(true)
})
