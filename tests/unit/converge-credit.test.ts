// The credit of an organization and its account: what comes from Sales, what goes there, what waits for a second person.

import { describe, expect, it } from 'vitest'
import { type CreditBounds, readCreditBounds } from '../../shared/domain/credit-bounds.ts'
import type { Organization } from '../../shared/domain/customer.ts'
import type { CreditColumns } from '../../shared/domain/customer-fields.ts'
import { type ConvergeCustomerDeps, convergeCustomer } from '../../shared/dual-write/converge-customer.ts'
import { isOutdatedByRow } from '../../shared/dual-write/outdated.ts'
import { customerKey, watchKey } from '../../shared/headquarters/store/keys.ts'
import { put } from '../../shared/platform/table.ts'
import type { Changed } from '../../shared/sales/sales.ts'
import { leadId, now, prospect, readings, written } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'

const home = leadId.charAt(0)
const customerId = 'a0000000-0000-4000-8000-000000000001'
const organization: Organization = {
  type: 'Organization',
  customerId,
  number: 'C-1',
  name: 'Fabrikam GmbH',
  prospectId: leadId,
  createdAt: written,
  changedAt: written,
}

const desk = async (
  of: Partial<Organization>,
  theirs: Record<string, string>,
  answer: Changed = 'written',
  creditColumns?: CreditColumns,
) => {
  const { headquarters, tables } = memoryStores()
  const ref = { customerId, number: 'C-1', name: 'Fabrikam GmbH', home }
  await headquarters.prospects.create(prospect({ organization: ref }), [])
  await tables.Headquarters.write(home, [
    put(customerKey(customerId), { ...organization, ...of }),
    ...(of.unwritten ? [put(watchKey(customerId), { customerId, at: written })] : []),
  ])
  const sales: { theirs: Record<string, string>; mergedInto?: string } = {
    theirs: { name: 'Fabrikam GmbH', ...theirs },
  }
  const asked: unknown[] = []
  const row = () => ({
    id: customerId,
    values: readings('Organization', sales.theirs, creditColumns),
    changedBy: 'Kim Seller',
    ...(creditColumns ? { creditColumns } : {}),
    ...(sales.mergedInto ? { mergedInto: sales.mergedInto } : {}),
  })
  const deps: ConvergeCustomerDeps = {
    headquarters,
    sales: {
      readCustomer: async () => ({ ...row(), etag: 'W/"7"' }),
      lengths: async () => ({}),
      changeCustomer: async (_type, _id, values) => {
        asked.push(values)
        return answer
      },
    },
    send: async () => undefined,
    now: () => new Date(now),
    creditBounds: readCreditBounds('10000 EUR') as CreditBounds,
  }
  const look = () => convergeCustomer(deps, customerId)
  const stored = async () => {
    const found = (await headquarters.customers.read(home, customerId))?.value
    if (found?.type !== 'Organization') throw new Error('The organization is gone.')
    return found
  }
  const told = async () => (await headquarters.prospects.readWhole(leadId))?.timeline.map(({ code }) => code)
  const isOutdated = async () => isOutdatedByRow(await stored(), row())
  return { look, stored, told, asked, sales, isOutdated }
}
const done = { outcome: 'done', prospectId: leadId }

describe('a credit limit', () => {
  it('is taken from Sales below what one person decides', async () => {
    const { look, stored, asked } = await desk({ credit: { limit: '5000.00 EUR' } }, { 'credit.limit': '7000.00 EUR' })
    expect(await look()).toEqual(done)
    expect([(await stored()).credit, asked]).toEqual([{ limit: '7000.00 EUR' }, []])
  })

  it.each([
    ['none any more', {}],
    ['another one', { 'credit.limit': '7000.00 EUR' }],
  ])('of Sales that waits for a second person is over where Sales says %s', async (_, theirs) => {
    const changes = [{ path: 'credit.limit', after: '50000.00 EUR' }] as const
    const waits = { proposedCredit: { changes, by: 'sales', at: now }, flags: ['credit-proposed'] } as const
    const { look, stored, isOutdated } = await desk(waits, theirs)
    expect(await isOutdated()).toBe(true)
    expect(await look()).toEqual(done)
    expect(await stored()).not.toHaveProperty('proposedCredit')
    expect(await isOutdated()).toBe(false)
  })

  it('that waits goes on waiting where the account was merged into another one that is gone', async () => {
    const changes = [{ path: 'credit.limit', after: '50000.00 EUR' }] as const
    const waits = { proposedCredit: { changes, by: 'sales', at: now }, flags: ['credit-proposed'] } as const
    const { look, stored, sales } = await desk(waits, { 'credit.limit': '50000.00 EUR' })
    sales.mergedInto = customerId
    expect(await look()).toEqual(done)
    expect(await stored()).toMatchObject({ flags: ['account-merged', 'credit-proposed'] })
  })

  it('of Sales that waits is left in peace as long as Sales has it', async () => {
    const changes = [{ path: 'credit.limit', after: '50000.00 EUR' }] as const
    const waits = { proposedCredit: { changes, by: 'sales', at: now }, flags: ['credit-proposed'] } as const
    const { isOutdated } = await desk(waits, { 'credit.limit': '50000.00 EUR' })
    expect(await isOutdated()).toBe(false)
  })

  it('set here goes to Sales, whatever a seller typed meanwhile', async () => {
    const { look, stored, asked } = await desk(
      { credit: { limit: '5000.00 EUR' }, unwritten: ['credit.limit'] },
      { 'credit.limit': '7000.00 EUR' },
    )
    expect(await look()).toEqual(done)
    expect(asked).toEqual([{ 'credit.limit': '5000.00 EUR' }])
    expect(await stored()).not.toHaveProperty('unwritten')
  })

  it('in a currency that Sales lacks stays here, becomes an error, and holds up nothing else', async () => {
    const withoutCurrency = { secured: [], withoutCurrency: ['credit.limit'] } as const
    const { look, stored, asked } = await desk(
      { credit: { limit: '5000 JPY' }, phone: '1', unwritten: ['credit.limit', 'phone'] },
      { email: 'info@fabrikam.example' },
      withoutCurrency,
    )
    expect(await look()).toEqual({ outcome: 'failed', code: 'currency-not-in-sales' })
    expect(asked).toEqual([{ phone: '1', 'credit.limit': '5000 JPY' }])
    expect(await stored()).toMatchObject({
      credit: { limit: '5000 JPY' },
      unwritten: ['credit.limit'],
      email: 'info@fabrikam.example',
    })
    // Once more: the same, and nothing is forgotten.
    expect(await look()).toEqual({ outcome: 'failed', code: 'currency-not-in-sales' })
  })
})

describe('a hold', () => {
  const onHold = { credit: { onHold: 'Invoice' } } as const

  it('for orders on invoice stays where Sales can only say that there is one', async () => {
    const { look, stored, isOutdated } = await desk(onHold, { 'credit.onHold': 'All' })
    expect(await isOutdated()).toBe(false)
    await look()
    expect((await stored()).credit).toEqual(onHold.credit)
  })

  it('is taken as it is, with mandatory and rating, from the columns of dual-write', async () => {
    const theirs = { 'credit.onHold': 'All', 'credit.mandatory': 'Yes', 'credit.rating': 'A1' }
    const { look, stored, asked, isOutdated } = await desk(onHold, theirs, 'written', 'dual-write')
    expect(await isOutdated()).toBe(true)
    expect(await look()).toEqual(done)
    expect((await stored()).credit).toEqual({ onHold: 'All', mandatory: 'Yes', rating: 'A1' })
    expect([await isOutdated(), asked]).toEqual([false, []])
  })

  it('set here goes to the columns of dual-write with the rating', async () => {
    const unwritten = ['credit.onHold', 'credit.rating'] as const
    const of = { credit: { onHold: 'Invoice', rating: 'B' }, unwritten } as const
    const { look, asked, stored } = await desk(of, { 'credit.onHold': 'All' }, 'written', 'dual-write')
    expect(await look()).toEqual(done)
    expect(asked).toEqual([{ 'credit.onHold': 'Invoice', 'credit.rating': 'B' }])
    expect(await stored()).not.toHaveProperty('unwritten')
  })
})

describe('a limit in Sales above what one person decides', () => {
  it('is flagged and not taken, told once, and not looked for again and again', async () => {
    const { look, stored, told, isOutdated } = await desk(
      { credit: { limit: '5000.00 EUR' } },
      { 'credit.limit': '50000.00 EUR', phone: '1' },
    )
    expect(await isOutdated()).toBe(true)
    expect([await look(), await look()]).toEqual([done, done])
    expect(await stored()).toMatchObject({
      credit: { limit: '5000.00 EUR' },
      phone: '1',
      flags: ['credit-proposed'],
      proposedCredit: {
        by: 'sales',
        changes: [{ path: 'credit.limit', before: '5000.00 EUR', after: '50000.00 EUR' }],
      },
    })
    expect([await told(), await isOutdated()]).toEqual([['customer-taken', 'credit-proposed'], false])
  })

  it('that is changed again waits as it is then, and goes when Sales goes back', async () => {
    const { look, stored, sales, told, isOutdated } = await desk({}, { 'credit.limit': '50000.00 EUR' })
    await look()
    sales.theirs = { name: 'Fabrikam GmbH', 'credit.limit': '60000.00 EUR' }
    expect(await isOutdated()).toBe(true)
    await look()
    expect((await stored()).proposedCredit?.changes).toEqual([{ path: 'credit.limit', after: '60000.00 EUR' }])
    sales.theirs = { name: 'Fabrikam GmbH', 'credit.limit': '9000.00 EUR' }
    await look()
    expect(await stored()).toMatchObject({ credit: { limit: '9000.00 EUR' } })
    for (const gone of ['proposedCredit', 'flags']) expect(await stored()).not.toHaveProperty(gone)
    expect(await told()).toEqual(['credit-proposed', 'credit-proposed', 'customer-taken', 'credit-withdrawn'])
  })

  it('does not push aside what staff proposed', async () => {
    const proposedCredit = {
      changes: [{ path: 'credit.limit', after: '20000.00 EUR' }],
      by: { name: 'kim' },
      at: written,
    }
    const { look, stored } = await desk(
      { proposedCredit, flags: ['credit-proposed'] },
      { 'credit.limit': '50000.00 EUR' },
    )
    await look()
    expect(await stored()).toMatchObject({ proposedCredit, flags: ['credit-proposed'] })
    expect(await stored()).not.toHaveProperty('credit')
  })
})

describe('credit on hold', () => {
  it('for orders on invoice is kept as long as the account is on hold, and Sales is not asked to say more', async () => {
    const { look, stored, asked } = await desk({ credit: { onHold: 'Invoice' } }, { 'credit.onHold': 'All' })
    expect(await look()).toEqual(done)
    expect([(await stored()).credit, asked]).toEqual([{ onHold: 'Invoice' }, []])
  })

  it('ends here when it ends there', async () => {
    const { look, stored } = await desk({ credit: { onHold: 'Invoice' } }, {})
    await look()
    expect(await stored()).not.toHaveProperty('credit')
  })

  it('begins there when it begins here', async () => {
    const { look, asked } = await desk({ credit: { onHold: 'Invoice' }, unwritten: ['credit.onHold'] }, {})
    await look()
    expect(asked).toEqual([{ 'credit.onHold': 'Invoice' }])
  })
})
