// Customers that staff make: what is checked, what is stored, and how their account or contact gets to Sales.

import { describe, expect, it } from 'vitest'
import type { Message } from '../../shared/domain/messages.ts'
import { newCustomerFields, readNewCustomer } from '../../shared/domain/new-customer.ts'
import { convergeCustomer } from '../../shared/dual-write/converge-customer.ts'
import { type CustomerOrder, makeCustomer } from '../../shared/headquarters/make-customer.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { now } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { tradeLists } from '../support/trade-lists.ts'

const organizationId = deriveId('made', 1)
const personId = deriveId('made', 2)
const litware: CustomerOrder = { type: 'Organization', customerId: organizationId, values: { name: 'Litware' } }
const berg: CustomerOrder = {
  type: 'Person',
  customerId: personId,
  values: { firstName: 'Bo', lastName: 'Berg', email: 'bo@litware.example' },
  organizationId,
  language: 'et',
}

const desk = () => {
  const { headquarters, takeNumber } = memoryStores()
  const sent: Message[] = []
  const deps = {
    headquarters,
    takeNumber,
    send: async (messages: readonly Message[]) => void sent.push(...messages),
    now: () => new Date(now),
  }
  const make = (order: CustomerOrder) => makeCustomer(deps, order)
  const stored = async (id: string) => (await headquarters.customers.locate(id))?.value
  const watched = async () => {
    const ids: unknown[] = []
    for await (const { watched: one } of headquarters.watchList.due('2999-01-01T00:00:00.000Z')) ids.push(one)
    return ids
  }
  return { make, stored, watched, sent, deps }
}

describe('an organization', () => {
  it('is stored with the intent to write its account, and asked to be written', async () => {
    const { make, stored, watched, sent } = desk()
    expect(await make(litware)).toEqual({ outcome: 'made', customerId: organizationId, number: 'C-000001' })
    expect(await stored(organizationId)).toEqual({
      type: 'Organization',
      customerId: organizationId,
      number: 'C-000001',
      name: 'Litware',
      createdAt: now,
      changedAt: now,
      prospectId: organizationId,
      isFromElsewhere: true,
      toWrite: true,
    })
    expect(await watched()).toEqual([{ customerId: organizationId, at: now }])
    expect(sent.map(({ type, data }) => [type, data])).toEqual([['write-customer', { customerId: organizationId }]])
  })

  it('is made once, however often its form comes', async () => {
    const { make, sent } = desk()
    const made = await Promise.all([make(litware), make(litware)])
    expect(new Set(made.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(await make(litware)).toEqual(made[0])
    expect(sent.length).toBeGreaterThanOrEqual(2)
  })

  it('is not taken for deleted in Sales before it was written', async () => {
    const { make, stored, deps } = desk()
    await make(litware)
    const sales = {
      readCustomer: async () => undefined,
      lengths: async () => ({}),
      changeCustomer: async () => 'written' as const,
    }
    expect(await convergeCustomer({ ...deps, sales }, organizationId)).toMatchObject({ outcome: 'later' })
    expect(await stored(organizationId)).not.toHaveProperty('flags')
  })
})

describe('a person', () => {
  it('is invoiced to its organization, and is no user of anything', async () => {
    const { make, stored } = desk()
    await make(litware)
    expect(await make(berg)).toMatchObject({ outcome: 'made', number: 'C-000002' })
    const person = await stored(personId)
    expect(person).toMatchObject({
      type: 'Person',
      name: 'Bo Berg',
      invoiceAccount: organizationId,
      language: 'et',
      prospectId: organizationId,
      toWrite: true,
    })
    expect(person).not.toHaveProperty('memberOf')
  })

  it('of an organization that is not here is not made', async () => {
    const { make, stored, sent } = desk()
    expect([await make(berg), await stored(personId), sent]).toEqual([
      { outcome: 'organization-unknown' },
      undefined,
      [],
    ])
  })
})

describe('what is typed', () => {
  it('is kept as it is checked', () => {
    expect(
      readNewCustomer('Organization', { name: ' Litware ', email: '', 'address.country': 'NL' }, tradeLists),
    ).toEqual({
      values: { name: 'Litware', 'address.country': 'NL' },
    })
  })

  it('is refused with every field that is wrong', () => {
    expect(readNewCustomer('Person', { email: 'nowhere', priceGroup: 'nobody-has-it' }, tradeLists)).toEqual({
      errors: [
        { path: 'lastName', code: 'required' },
        { path: 'email', code: 'format' },
        { path: 'priceGroup', code: 'unknown-value' },
      ],
    })
  })

  it('names neither credit nor spending limit', () => {
    const paths = [...newCustomerFields('Organization'), ...newCustomerFields('Person')].map(({ path }) => path)
    expect(paths.filter((path) => /^credit|Limit/.test(path))).toEqual([])
  })
})
