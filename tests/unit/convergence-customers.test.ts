// Which account and which contact of Sales become the prospect's customers, and when they are made from the request.

import { describe, expect, it } from 'vitest'
import { valuesOf } from '../../shared/domain/customer-fields.ts'
import type { SalesSnapshot } from '../../shared/domain/sales-outcome.ts'
import { convergeOnce } from '../support/converge-once.ts'
import {
  account,
  contact,
  ids,
  now,
  opportunity,
  prospect,
  qualified,
  reading,
  request,
} from '../support/domain-samples.ts'

const step = (snapshot: SalesSnapshot) => convergeOnce(prospect(), snapshot, ids, now)
const won = opportunity('Won')

describe('the customers of a qualified lead', () => {
  it.each([
    ['won', qualified(won)],
    ['open', qualified(opportunity('Open'))],
    ['lost', qualified(opportunity('Lost'))],
    ['missing', qualified()],
  ] as const)('are written back as Sales has them while its opportunity is %s', (_state, snapshot) => {
    expect(step(snapshot)).toMatchObject({
      organization: { from: account(), made: false, mayExist: false },
      person: { from: contact(), made: false, mayExist: false },
    })
  })

  it.each([
    ['open', reading('Open', { accounts: [account()], contacts: [contact()] })],
    ['disqualified', reading('Disqualified', { accounts: [account()], contacts: [contact()] })],
    ['unknown', reading('Unknown', { accounts: [account()], contacts: [contact()] })],
    ['missing', { lead: 'missing' }],
  ] as const)('are not written back when the lead is %s', (_state, snapshot) => {
    const { organization, person } = step(snapshot)
    expect([organization, person]).toEqual([undefined, undefined])
  })

  it('may exist already when the salesperson chose ones that another lead or nobody brought', () => {
    const foreign = account({ leadId: undefined })
    const snapshot = reading('Qualified', {
      opportunities: [won],
      accounts: [foreign],
      contacts: [contact({ leadId: 'another-lead' })],
    })
    expect([step(snapshot).organization?.mayExist, step(snapshot).person?.mayExist]).toEqual([true, true])
  })

  it('are the ones the opportunity names, before those of the lead, before any other', () => {
    const accounts = [account({ id: 'first' }), account({ id: 'of-lead' }), account({ id: 'of-opportunity' })]
    const contacts = [contact({ id: 'first' }), contact({ id: 'of-lead' }), contact({ id: 'of-opportunity' })]
    const named = opportunity('Won', { accountId: 'of-opportunity', contactId: 'of-opportunity' })
    const lead = { accountId: 'of-lead', contactId: 'of-lead' }
    const chosen = (snapshot: SalesSnapshot) => [step(snapshot).organization?.from.id, step(snapshot).person?.from.id]
    const all = { accounts, contacts, lead }
    expect(chosen(reading('Qualified', { ...all, opportunities: [named] }))).toEqual([
      'of-opportunity',
      'of-opportunity',
    ])
    expect(chosen(reading('Qualified', { ...all, opportunities: [won] }))).toEqual(['of-lead', 'of-lead'])
    expect(chosen(reading('Qualified', { accounts, contacts, opportunities: [won] }))).toEqual(['first', 'first'])
  })

  it('are never ones that Sales names but does not show', () => {
    const named = opportunity('Won', { accountId: 'deleted', contactId: 'deleted' })
    expect(step(qualified(named)).organization?.from).toEqual(account())
    expect(step(qualified(named)).person?.from).toEqual(contact())
  })
})

describe('an account that was merged', () => {
  const into = (id: string, mergedInto: string) => account({ id, mergedInto })
  const master = account({ id: 'master', leadId: 'another-lead' })
  const chosen = (...accounts: readonly ReturnType<typeof account>[]) =>
    step(
      reading('Qualified', {
        opportunities: [opportunity('Won', { accountId: 'a' })],
        accounts,
        contacts: [contact()],
      }),
    )

  it('is the one that stands for it, however often that was merged', () => {
    expect(chosen(into('a', 'master'), master).organization).toEqual({ from: master, made: false, mayExist: true })
    expect(chosen(into('a', 'b'), into('b', 'master'), master).organization?.from).toEqual(master)
  })

  it('into one that is gone counts for nothing, and neither does one that goes round in a circle', () => {
    expect(chosen(into('a', 'gone')).organization).toMatchObject({ made: true })
    expect(chosen(into('a', 'b'), into('b', 'a')).organization).toMatchObject({ made: true })
    expect(chosen(into('a', 'a'), account({ id: 'other' })).organization?.from.id).toBe('other')
  })

  it('into one that cannot be read is not guessed', () => {
    const found = reading('Qualified', {
      opportunities: [opportunity('Won', { accountId: 'a' })],
      accounts: [into('a', 'master'), account({ id: 'other' })],
      contacts: [contact()],
      unreadable: ['master'],
    })
    expect(step(found)).toMatchObject({ isUnreadable: true })
    expect(step(found)).not.toHaveProperty('organization')
  })
})

describe('what Sales names and the app may not read', () => {
  const found = (unreadable: readonly string[]) =>
    step(
      reading('Qualified', {
        opportunities: [opportunity('Won', { accountId: 'named', contactId: 'c' })],
        lead: { accountId: 'of-lead' },
        accounts: [account({ id: 'of-lead' })],
        contacts: [contact({ id: 'c' })],
        unreadable,
      }),
    )

  it('is never replaced by another one, nor made', () => {
    for (const unreadable of [['named'], ['accounts'], ['contacts']]) {
      expect(found(unreadable)).toMatchObject({ isUnreadable: true })
      expect(found(unreadable)).not.toHaveProperty('organization')
      expect(found(unreadable)).not.toHaveProperty('person')
    }
  })

  it('does not matter where another one is preferred', () => {
    expect(found([]).organization?.from.id).toBe('of-lead')
    expect(found(['elsewhere'])).not.toHaveProperty('isUnreadable')
  })
})

describe('customers that Sales does not have', () => {
  it('are made from the request, under derived ids, when the opportunity is won', () => {
    const { organization, person } = step(reading('Qualified', { opportunities: [won] }))
    expect(organization).toEqual({
      from: {
        id: ids.accountId,
        values: valuesOf('Organization', {
          name: request.company.name,
          phone: request.company.phone,
          website: request.company.website,
          address: request.company.address,
        }),
      },
      made: true,
      mayExist: false,
    })
    expect(person).toEqual({
      from: {
        id: ids.contactId,
        values: {
          firstName: 'Ada',
          lastName: 'Roth',
          email: request.requestor.email,
          mobilePhone: request.requestor.phone,
          jobTitle: 'Buyer',
        },
      },
      made: true,
      mayExist: false,
    })
  })

  it('are made one by one: the account of Sales stays, only the contact is made', () => {
    const { organization, person } = step(reading('Qualified', { opportunities: [won], accounts: [account()] }))
    expect([organization?.made, person?.made]).toEqual([false, true])
  })

  it.each(['Open', 'Lost'] as const)('are not made while the opportunity is %s', (state) => {
    const { organization, person } = step(reading('Qualified', { opportunities: [opportunity(state)] }))
    expect([organization, person]).toEqual([undefined, undefined])
  })

  it('are not made twice: what was made is found in Sales again', () => {
    const made = step(reading('Qualified', { opportunities: [won] }))
    if (!made.organization || !made.person) throw new Error('No customers were made.')
    const again = step(
      reading('Qualified', { opportunities: [won], accounts: [made.organization.from], contacts: [made.person.from] }),
    )
    expect([again.organization?.from.id, again.organization?.made]).toEqual([ids.accountId, false])
    expect([again.person?.from.id, again.person?.made]).toEqual([ids.contactId, false])
  })
})
