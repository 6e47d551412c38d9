// What staff do with the credit of an organization: checked, stored with what follows, proposed where one person is not
// enough, and settled by another one.

import { describe, expect, it } from 'vitest'
import type { Actor } from '../../shared/domain/acts.ts'
import { type CreditBounds, readCreditBounds } from '../../shared/domain/credit-bounds.ts'
import type { TypedCredit } from '../../shared/domain/credit-form.ts'
import type { Organization } from '../../shared/domain/customer.ts'
import type { CreditColumns } from '../../shared/domain/customer-fields.ts'
import type { Message } from '../../shared/domain/messages.ts'
import { changeCredit, settleCredit } from '../../shared/headquarters/change-credit.ts'
import { customerKey, watchKey } from '../../shared/headquarters/store/keys.ts'
import { put } from '../../shared/platform/table.ts'
import { leadId, now, prospect, written } from '../support/domain-samples.ts'
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
const kim: Actor = { kind: 'staff', id: 'Kim-Id' }
const ada: Actor = { kind: 'staff', id: 'ada-id' }

const desk = async (
  of: Partial<Organization> = {},
  bounds = '10000 EUR',
  secondApprover = 'none',
  creditColumns: CreditColumns = 'standard',
) => {
  const { headquarters, tables } = memoryStores()
  await headquarters.prospects.create(
    prospect({
      organization: { customerId, number: 'C-1', name: 'Fabrikam GmbH', home },
      status: 'Approved',
      hierarchyId: customerId,
      decision: { number: 1, status: 'Approved', decidedAt: written },
    }),
    [],
  )
  await tables.Headquarters.write(home, [put(customerKey(customerId), { ...organization, ...of })])
  const sent: Message[] = []
  const deps = {
    headquarters,
    send: async (messages: readonly Message[]) => void sent.push(...messages),
    now: () => new Date(now),
    creditBounds: readCreditBounds(bounds) as CreditBounds,
    secondApprover,
    creditColumns,
  }
  const located = async () => {
    const found = await headquarters.customers.read(home, customerId)
    if (found?.value.type !== 'Organization') throw new Error('The organization is gone.')
    return { ...found, value: found.value }
  }
  const change = async (typed: TypedCredit, who = kim, etag?: string) =>
    changeCredit(deps)(customerId, { typed, etag: etag ?? (await located()).etag, who })
  const settle = async (action: 'confirm' | 'withdraw', who = ada, etag?: string) =>
    settleCredit(deps)(customerId, { action, etag: etag ?? (await located()).etag, who })
  const told = async () => (await headquarters.prospects.readWhole(leadId))?.timeline.map(({ code }) => code)
  const pushes = async () => (await headquarters.pushes.next(home, 9)).length
  const watched = async () => (await tables.Headquarters.read(home, watchKey(customerId))) !== undefined
  return { change, settle, located, told, pushes, watched, sent }
}

const euros = (limit: string): TypedCredit => ({ limit, currency: 'EUR' })

describe('a change of the credit where every one takes two people', () => {
  it.each(['credit', 'all', 'duplicates,credit'])('waits whatever it changes: %s', async (secondApprover) => {
    const { change, settle, located, told, sent } = await desk({}, '10000 EUR', secondApprover)
    expect(await change({ limit: '', currency: '', onHold: 'No', rating: 'A' })).toMatchObject({ outcome: 'proposed' })
    expect((await located()).value).not.toHaveProperty('credit')
    expect(sent).toEqual([])
    expect(await settle('confirm', kim)).toEqual({ outcome: 'second-person-needed' })
    expect(await settle('confirm')).toMatchObject({ outcome: 'settled' })
    expect((await located()).value.credit).toEqual({ rating: 'A' })
    expect(await change({ ...euros('1'), rating: 'A' })).toMatchObject({ outcome: 'proposed' })
    expect(await told()).toEqual(['credit-proposed', 'credit-confirmed', 'credit-proposed'])
  })

  it.each(['none', 'duplicates'])('does not wait with %s alone', async (secondApprover) => {
    const { change } = await desk({}, '', secondApprover)
    expect(await change(euros('50000'))).toMatchObject({ outcome: 'stored' })
  })

  it('asks nobody about what changes nothing', async () => {
    const { change, located } = await desk({}, '', 'all')
    expect(await change({ limit: '', currency: '' })).toEqual({ outcome: 'stored', changes: [] })
    expect((await located()).value).not.toHaveProperty('proposedCredit')
  })
})

describe('a change of the credit', () => {
  it.each([
    ['a partner that no onboarding made', true, 1],
    ['an organization that is no partner', false, 0],
  ])('of %s is told to sites: %s', async (_, isPartner, pushes) => {
    const { headquarters, tables } = memoryStores()
    await tables.Headquarters.write(home, [put(customerKey(customerId), { ...organization, prospectId: customerId })])
    const hierarchy = {
      hierarchyId: customerId,
      organizationId: customerId,
      number: 'H-000001',
      name: organization.name,
      purpose: 'B2B organization',
      createdAt: written,
      members: [],
    } as const
    const unit = headquarters.begin(home)
    if (isPartner) headquarters.hierarchies.create(unit, home, hierarchy, { facts: {} })
    await unit.commit()
    const deps = {
      headquarters,
      send: async () => undefined,
      now: () => new Date(now),
      creditBounds: readCreditBounds('10000 EUR') as CreditBounds,
      secondApprover: 'none',
    }
    const etag = (await headquarters.customers.read(home, customerId))?.etag ?? ''
    const typed = { limit: '5000', currency: 'EUR' }
    expect(await changeCredit(deps)(customerId, { typed, etag, who: kim })).toMatchObject({ outcome: 'stored' })
    expect(await headquarters.pushes.next(home, 9)).toHaveLength(pushes)
  })

  it('is for Sales as a whole where the organization has the columns of dual-write', async () => {
    const { change, settle, located } = await desk({}, '10000 EUR', 'none', 'dual-write')
    await change({ ...euros('5000'), onHold: 'Invoice', mandatory: 'Yes', rating: 'A' })
    const all = ['credit.limit', 'credit.mandatory', 'credit.onHold', 'credit.rating']
    expect((await located()).value.unwritten).toEqual(all)
    await change({ ...euros('50000'), onHold: 'Invoice', mandatory: 'No', rating: 'A' })
    await settle('confirm')
    expect((await located()).value).toMatchObject({ credit: { limit: '50000.00 EUR' }, unwritten: all })
  })

  it('is stored with the intent to tell Sales and the site, and told on the timeline', async () => {
    const { change, located, told, pushes, watched, sent } = await desk()
    const result = await change({ ...euros('5000'), onHold: 'Invoice', mandatory: 'Yes', rating: 'A' })
    expect(result).toEqual({
      outcome: 'stored',
      changes: [
        { path: 'credit.limit', after: '5000.00 EUR' },
        { path: 'credit.mandatory', after: 'Yes' },
        { path: 'credit.onHold', after: 'Invoice' },
        { path: 'credit.rating', after: 'A' },
      ],
    })
    expect((await located()).value).toMatchObject({
      credit: { limit: '5000.00 EUR', mandatory: 'Yes', onHold: 'Invoice', rating: 'A' },
      unwritten: ['credit.limit', 'credit.onHold'],
    })
    expect([await told(), await pushes(), await watched(), sent.map(({ type }) => type)]).toEqual([
      ['customer-edited'],
      1,
      true,
      ['write-customer'],
    ])
  })

  it('changes nothing where it says what is there already', async () => {
    const { change, told, sent } = await desk({ credit: { limit: '5000.00 EUR' } })
    expect(await change(euros('5000.0'))).toEqual({ outcome: 'stored', changes: [] })
    expect([await told(), sent]).toEqual([[], []])
  })

  it('takes the limit away, and leaves the rest of the organization alone', async () => {
    const { change, located } = await desk({ credit: { limit: '5000.00 EUR', rating: 'A' }, phone: '1' })
    await change({ rating: 'A' })
    expect((await located()).value).toMatchObject({ credit: { rating: 'A' }, phone: '1', unwritten: ['credit.limit'] })
    expect((await located()).value.credit).not.toHaveProperty('limit')
  })

  it('is refused with the member and its code, and nothing of it is stored', async () => {
    const { change, located } = await desk()
    const before = await located()
    expect(await change({ ...euros('0.001'), onHold: 'never' })).toMatchObject({
      outcome: 'refused',
      errors: [
        { path: 'credit.limit', code: 'format' },
        { path: 'credit.onHold', code: 'unknown-value' },
      ],
    })
    expect(await located()).toEqual(before)
  })

  it('is refused where somebody changed the customer since the form was made', async () => {
    const { change } = await desk()
    expect(await change(euros('1'), kim, 'W/"old"')).toMatchObject({ outcome: 'changed-meanwhile' })
  })
})

describe('a limit above what one person decides', () => {
  it('waits: nothing of it applies, and neither Sales nor its readers are told of it as if it did', async () => {
    const { change, located, told, sent } = await desk({ credit: { limit: '5000.00 EUR' } })
    expect(await change(euros('50000'))).toMatchObject({ outcome: 'proposed' })
    expect((await located()).value).toMatchObject({
      credit: { limit: '5000.00 EUR' },
      flags: ['credit-proposed'],
      proposedCredit: {
        changes: [{ path: 'credit.limit', before: '5000.00 EUR', after: '50000.00 EUR' }],
        by: { name: 'Kim-Id' },
        at: now,
      },
    })
    expect((await located()).value).not.toHaveProperty('unwritten')
    expect([await told(), sent]).toEqual([['credit-proposed'], []])
  })

  it('is applied by another person, once', async () => {
    const { change, settle, located, told, sent } = await desk()
    await change(euros('50000'))
    const { etag } = await located()
    expect(await settle('confirm')).toMatchObject({ outcome: 'settled' })
    expect((await located()).value).toMatchObject({
      credit: { limit: '50000.00 EUR' },
      unwritten: ['credit.limit'],
    })
    for (const gone of ['proposedCredit', 'flags']) expect((await located()).value).not.toHaveProperty(gone)
    expect(await settle('confirm', ada, etag)).toEqual({ outcome: 'nothing-waits' })
    expect([await told(), sent.map(({ type }) => type)]).toEqual([
      ['credit-proposed', 'credit-confirmed'],
      ['write-customer'],
    ])
  })

  it.each([
    ['whoever proposed it', kim],
    ['the same id in other letters', { kind: 'staff', id: 'KIM-ID' }],
    ['an application', { kind: 'application', id: 'app' }],
  ] as const)('is neither confirmed nor withdrawn by %s', async (_, who) => {
    const { change, settle, located } = await desk()
    await change(euros('50000'))
    const before = await located()
    expect(await settle('confirm', who)).toEqual({ outcome: 'second-person-needed' })
    expect(await settle('withdraw', who)).toEqual({ outcome: 'second-person-needed' })
    expect(await located()).toEqual(before)
  })

  it('is dropped by another person, and the credit stays as it was', async () => {
    const { change, settle, located } = await desk({ credit: { limit: '5000.00 EUR' } })
    await change(euros('50000'))
    expect(await settle('withdraw')).toMatchObject({ outcome: 'settled' })
    expect((await located()).value).toMatchObject({ credit: { limit: '5000.00 EUR' } })
    for (const gone of ['proposedCredit', 'flags', 'unwritten'])
      expect((await located()).value).not.toHaveProperty(gone)
  })

  it('holds up other changes of the credit until it is settled', async () => {
    const { change } = await desk()
    await change(euros('50000'))
    expect(await change(euros('1'))).toMatchObject({ outcome: 'one-waits' })
  })

  it('does not wait where it stays as high as it is, or no setting says so', async () => {
    const high = await desk({ credit: { limit: '50000.00 EUR' } })
    expect(await high.change({ ...euros('50000'), onHold: 'All' })).toMatchObject({ outcome: 'stored' })
    const free = await desk({}, '')
    expect(await free.change(euros('50000'))).toMatchObject({ outcome: 'stored' })
  })

  it('is settled on what was seen only', async () => {
    const { change, settle } = await desk()
    await change(euros('50000'))
    expect(await settle('confirm', ada, 'W/"old"')).toEqual({ outcome: 'changed-meanwhile' })
  })
})

describe('a limit that Sales proposed', () => {
  const proposedCredit = {
    changes: [{ path: 'credit.limit', before: '5000.00 EUR', after: '50000.00 EUR' }],
    by: 'sales',
    at: written,
  } as const
  const of = { credit: { limit: '5000.00 EUR' }, proposedCredit, flags: ['credit-proposed'] } as const

  it('is taken without being written back', async () => {
    const { settle, located } = await desk(of)
    expect(await settle('confirm', kim)).toMatchObject({ outcome: 'settled' })
    expect((await located()).value).toMatchObject({ credit: { limit: '50000.00 EUR' } })
    expect((await located()).value).not.toHaveProperty('unwritten')
  })

  it('is withdrawn by writing back what is true here', async () => {
    const { settle, located, sent } = await desk(of)
    expect(await settle('withdraw', kim)).toMatchObject({ outcome: 'settled' })
    expect((await located()).value).toMatchObject({ credit: { limit: '5000.00 EUR' }, unwritten: ['credit.limit'] })
    expect(sent.map(({ type }) => type)).toEqual(['write-customer'])
  })
})
