// Every place of headquarters' forms where text comes in.

import { reasonIn } from '../../functions/reason-in.ts'
import type { Customer, Organization, Person } from '../../shared/domain/customer.ts'
import { customerFields } from '../../shared/domain/customer-fields.ts'
import { editCustomer } from '../../shared/headquarters/edit-customer.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { customerKey } from '../../shared/headquarters/store/keys.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { create } from '../../shared/platform/table.ts'
import { now } from './domain-samples.ts'
import type { memoryTable } from './memory-table.ts'
import type { Fate, Place } from './naughty-places.ts'

const common = { createdAt: now, changedAt: now, prospectId: '11111111-2222-4333-8444-555555555555' }
const organization: Organization = {
  ...common,
  customerId: '22222222-2222-4333-8444-555555555555',
  number: 'C-000001',
  type: 'Organization',
  name: 'Fabrikam GmbH',
}
const person: Person = {
  ...common,
  customerId: '33333333-2222-4333-8444-555555555555',
  number: 'C-000002',
  type: 'Person',
  name: 'Ada Roth',
  firstName: 'Ada',
  lastName: 'Roth',
  email: 'ada@fabrikam.example',
  invoiceAccount: organization.customerId,
  language: 'nl',
}

/** The fields of customers, the version a form was made from, and the reasons that staff give. */
export const staffPlaces = async (headquarters: ReturnType<typeof memoryTable>): Promise<Place[]> => {
  for (const customer of [organization, person])
    await headquarters.write(shardOf(customer.customerId), [create(customerKey(customer.customerId), customer)])
  const store = createHeadquartersStore(headquarters)
  const edit = editCustomer({
    headquarters: store,
    send: async () => undefined,
    now: () => new Date(now),
  })
  const change = async ({ customerId }: Customer, typed: Record<string, string>, etag?: string): Promise<Fate> => {
    const found = await store.customers.locate(customerId)
    const result = await edit(customerId, {
      typed,
      etag: etag ?? found?.etag ?? '',
      actor: { name: 'ada' },
      mayMoveAdmins: true,
    })
    if (result.outcome === 'stored') return { fate: 'taken', said: '' }
    return { fate: 'refused', said: 'errors' in result ? result.errors : result.outcome }
  }
  return [
    ...[organization, person].flatMap((customer) => [
      ...customerFields[customer.type].map(({ path }) => ({
        name: `customer ${customer.type} ${path}`,
        put: (text: string) => change(customer, { [path]: text }),
      })),
      { name: `customer ${customer.type}, version`, put: (text: string) => change(customer, { name: 'Other' }, text) },
      { name: `customer ${customer.type}, unknown field`, put: (text: string) => change(customer, { [text]: 'x' }) },
    ]),
    {
      name: 'reason',
      put: (text) => {
        const reason = reasonIn(new URLSearchParams({ reason: text }))
        return reason === undefined ? { fate: 'refused', said: '' } : { fate: 'taken', said: reason }
      },
    },
  ]
}
