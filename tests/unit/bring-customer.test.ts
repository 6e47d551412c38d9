// Customers that come from Sales: of which records, with which texts, where they are kept, and never two of one record.

import { describe, expect, it } from 'vitest'
import type { Message } from '../../shared/domain/messages.ts'
import { type BringDeps, bringCustomer } from '../../shared/dual-write/bring-customer.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import type { ArrivingCustomer, RowToShow } from '../../shared/sales/sales.ts'
import { now, readings } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'

const accountId = deriveId('account', 1)
const contactId = deriveId('contact', 1)
const account: ArrivingCustomer = {
  id: accountId,
  isArriving: true,
  values: readings('Organization', { name: 'Fabrikam', 'address.city': 'Delft', 'credit.limit': '5000.00 EUR' }),
}
const contact: ArrivingCustomer = {
  id: contactId,
  isArriving: true,
  accountId,
  values: readings('Person', { firstName: 'Ada', lastName: 'Roth', email: 'ada@fabrikam.example' }),
}

const desk = (accounts: readonly ArrivingCustomer[], contacts: readonly ArrivingCustomer[] = []) => {
  const { headquarters, takeNumber, tables } = memoryStores()
  const sent: Message[] = []
  const shown: RowToShow[] = []
  const asked: string[] = []
  const rows = { Organization: accounts, Person: contacts }
  const bridge = { beforeShow: async (): Promise<void> => undefined }
  const sales: BringDeps['sales'] = {
    readArriving: async (type, id) => {
      asked.push(`${type} ${id}`)
      return rows[type].find((row) => row.id === id)
    },
    contactIdsOf: async (id) => contacts.filter((row) => row.accountId === id).map((row) => row.id),
    show: async (some) => {
      await bridge.beforeShow()
      shown.push(...some)
      return some.length
    },
    readCustomer: async (type, id) => {
      const row = rows[type].find((each) => each.id === id)
      return row && { ...row, etag: '1' }
    },
    lengths: async () => ({}),
    changeCustomer: async () => {
      throw new Error('What came from Sales was written back.')
    },
  }
  const deps: BringDeps = {
    headquarters,
    sales,
    takeNumber,
    defaultLanguage: 'nl',
    creditBounds: new Map([['EUR', '10000.00']]),
    send: async (messages) => void sent.push(...messages),
    now: () => new Date(now),
  }
  const located = (id: string) => headquarters.customers.locate(id)
  return { deps, headquarters, located, sent, shown, asked, tables, bridge }
}
const done = { outcome: 'done' }

describe('an account of the type Customer', () => {
  it('becomes an organization with its id, a number of its own and its texts, and bears the number', async () => {
    const { deps, located, shown } = desk([account])
    expect(await bringCustomer(deps, 'Organization', accountId)).toEqual(done)
    expect((await located(accountId))?.value).toEqual({
      type: 'Organization',
      customerId: accountId,
      number: 'C-000001',
      name: 'Fabrikam',
      address: { city: 'Delft' },
      credit: { limit: '5000.00 EUR' },
      createdAt: now,
      changedAt: now,
      prospectId: accountId,
      isFromElsewhere: true,
    })
    expect(shown).toEqual([{ set: 'accounts', id: accountId, marker: 'C-000001', values: {} }])
  })

  it('is one customer however often its events come, also two at the same moment', async () => {
    const { deps, headquarters, located, shown, bridge } = desk([account])
    bridge.beforeShow = async () => {
      bridge.beforeShow = async () => undefined
      expect(await bringCustomer(deps, 'Organization', accountId)).toEqual(done)
    }
    expect(await bringCustomer(deps, 'Organization', accountId)).toMatchObject(done)
    expect(await bringCustomer(deps, 'Organization', accountId)).toMatchObject(done)
    const { number = '' } = (await located(accountId))?.value ?? {}
    expect((await headquarters.customers.findByNumber(number))?.value.customerId).toBe(accountId)
    // Whoever was slower had written another number by then.
    expect(shown.map(({ marker }) => marker).at(-1)).toBe(number)
    expect(new Set(shown.map(({ marker }) => marker)).size).toBe(2)
  })

  it('has its contacts looked at, before it is stored', async () => {
    const other = { ...contact, id: deriveId('contact', 2), accountId: deriveId('account', 2) }
    const { deps, sent, located, bridge } = desk([account], [contact, other])
    bridge.beforeShow = async () => {
      expect([await located(accountId), sent.map(({ data }) => data)]).toEqual([undefined, [{ contactId }]])
    }
    await bringCustomer(deps, 'Organization', accountId)
    expect(await located(accountId)).toBeDefined()
  })

  it('with a credit limit above what one person decides keeps it waiting for a second one', async () => {
    const values = readings('Organization', { name: 'Fabrikam', 'credit.limit': '70000.00 EUR' })
    const { deps, located } = desk([{ ...account, values }])
    expect(await bringCustomer(deps, 'Organization', accountId)).toMatchObject(done)
    const stored = (await located(accountId))?.value
    expect(stored).toMatchObject({ flags: ['credit-proposed'], proposedCredit: { by: 'sales' } })
    expect(stored).not.toHaveProperty('credit.limit')
  })

  it('that came with a lead is kept where an onboarding would look for it, and found by its own id', async () => {
    for (const leadId of Array.from({ length: 20 }, (_, at) => deriveId('lead', at))) {
      const { deps, headquarters, located } = desk([{ ...account, leadId }])
      await bringCustomer(deps, 'Organization', accountId)
      expect((await located(accountId))?.home).toBe(shardOf(leadId))
      expect((await headquarters.customers.read(shardOf(accountId), accountId))?.value.customerId).toBe(accountId)
      expect((await headquarters.customers.findNew({ id: accountId, leadId }))?.value.customerId).toBe(accountId)
    }
  })

  it.each([
    ['of another type, inactive or merged', { ...account, isArriving: false }],
    ['that is gone', undefined],
  ])('%s becomes none', async (_, row) => {
    const { deps, located, shown, sent } = desk(row ? [row] : [])
    expect(await bringCustomer(deps, 'Organization', accountId)).toEqual(done)
    expect([await located(accountId), shown, sent]).toEqual([undefined, [], []])
  })

  it('takes no number where it is no customer', async () => {
    const { deps, tables } = desk([{ ...account, isArriving: false }])
    const before = tables.Headquarters.requests.writes
    await bringCustomer(deps, 'Organization', accountId)
    expect(tables.Headquarters.requests.writes).toBe(before)
  })
})

describe('a contact', () => {
  it('of a customer’s account becomes a person who is invoiced to it; the account comes first', async () => {
    const { deps, located, asked } = desk([account], [contact])
    expect(await bringCustomer(deps, 'Person', contactId)).toEqual(done)
    expect(asked).toEqual([`Person ${contactId}`, `Organization ${accountId}`])
    expect((await located(accountId))?.value.name).toBe('Fabrikam')
    expect((await located(contactId))?.value).toEqual({
      type: 'Person',
      customerId: contactId,
      number: 'C-000002',
      name: 'Ada Roth',
      firstName: 'Ada',
      lastName: 'Roth',
      email: 'ada@fabrikam.example',
      invoiceAccount: accountId,
      language: 'nl',
      createdAt: now,
      changedAt: now,
      prospectId: accountId,
      isFromElsewhere: true,
    })
  })

  it('is on the terms of its organization, and claims no address: it does not sign in', async () => {
    const { deps, headquarters, located } = desk([account], [contact])
    await bringCustomer(deps, 'Organization', accountId)
    const organization = await located(accountId)
    if (!organization) throw new Error('There is no organization.')
    const unit = headquarters.begin(organization.home)
    headquarters.customers.replace(unit, organization, { ...organization.value, priceGroup: 'A' })
    await unit.commit()
    await bringCustomer(deps, 'Person', contactId)
    expect((await located(contactId))?.value).toMatchObject({ priceGroup: 'A' })
    expect(await headquarters.signIns.holder('ada@fabrikam.example')).toBeUndefined()
  })

  it('without an account, or of one that becomes no customer, is left alone', async () => {
    const { accountId: _, ...alone } = contact
    const ofOther = { ...contact, id: deriveId('contact', 2) }
    const { deps, located } = desk([{ ...account, isArriving: false }], [alone, ofOther])
    for (const { id } of [alone, ofOther]) {
      expect(await bringCustomer(deps, 'Person', id)).toEqual(done)
      expect(await located(id)).toBeUndefined()
    }
  })
})

it('what is a customer already is looked at, not made again', async () => {
  const { deps, located } = desk([account])
  await bringCustomer(deps, 'Organization', accountId)
  const renamed = { ...account, values: readings('Organization', { name: 'Fabrikam AG' }) }
  const other = { ...deps, sales: { ...deps.sales, readCustomer: async () => ({ ...renamed, etag: '2' }) } }
  expect(await bringCustomer(other, 'Organization', accountId)).toEqual({ outcome: 'done', prospectId: accountId })
  expect((await located(accountId))?.value).toMatchObject({ name: 'Fabrikam AG', number: 'C-000001' })
})
