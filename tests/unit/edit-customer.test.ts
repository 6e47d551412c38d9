// What a clerk changes of a customer: checked, stored with everything that follows from it, and told to Sales.

import { describe, expect, it } from 'vitest'
import type { Organization, Person } from '../../shared/domain/customer.ts'
import type { Message } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { editCustomer } from '../../shared/headquarters/edit-customer.ts'
import { customerKey, hierarchyKey, mailKey, watchKey } from '../../shared/headquarters/store/keys.ts'
import { put } from '../../shared/platform/table.ts'
import { leadId, now, prospect, written } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { tradeLists } from '../support/trade-lists.ts'

const home = leadId.charAt(0)
const organizationId = 'a0000000-0000-4000-8000-000000000001'
const personId = 'c0000000-0000-4000-8000-000000000001'
const common = { prospectId: leadId, createdAt: written, changedAt: written } as const
const organization = {
  ...common,
  type: 'Organization',
  customerId: organizationId,
  number: 'C-1',
  name: 'Fabrikam GmbH',
  phone: '+49 30 1234',
} as const
const ada: Person = {
  ...common,
  type: 'Person',
  customerId: personId,
  number: 'C-2',
  name: 'Ada Roth',
  firstName: 'Ada',
  lastName: 'Roth',
  email: 'ada@fabrikam.example',
  invoiceAccount: organizationId,
  language: 'nl',
}
const hierarchy = {
  hierarchyId: organizationId,
  number: 'H-1',
  name: 'Fabrikam GmbH',
  purpose: 'B2B organization',
  organizationId,
  members: [{ customerId: personId, name: 'Ada Roth', role: 'Admin', addedAt: written }],
  createdAt: written,
} as const
const ref = (customerId: string, number: string, name: string) => ({ customerId, number, name, home })
const onboarding = (changes: Partial<Prospect> = {}): Prospect =>
  prospect({
    organization: ref(organizationId, 'C-1', 'Fabrikam GmbH'),
    person: ref(personId, 'C-2', 'Ada Roth'),
    ...changes,
  })
const approved = onboarding({
  status: 'Approved',
  hierarchyId: organizationId,
  decision: { number: 1, status: 'Approved', decidedAt: written },
})

const desk = async (of: Prospect, person: Partial<Person> = {}) => {
  const { headquarters, tables } = memoryStores()
  await headquarters.prospects.create(of, [])
  const table = tables.Headquarters
  await table.write(home, [
    put(customerKey(organizationId), organization),
    put(customerKey(personId), { ...ada, ...person }),
    ...(of.hierarchyId ? [put(hierarchyKey(organizationId), hierarchy)] : []),
  ])
  const sent: Message[] = []
  const send = async (messages: readonly Message[]) => void sent.push(...messages)
  const edit = editCustomer({ headquarters, send, now: () => new Date(now), tradeLists })
  const stored = async (id: string) => (await headquarters.customers.read(home, id))?.value
  const save = async (id: string, typed: Record<string, string>, etag?: string, mayMoveAdmins = true) => {
    const version = etag ?? (await headquarters.customers.read(home, id))?.etag ?? ''
    return edit(id, { typed, etag: version, actor: { name: 'kim' }, mayMoveAdmins })
  }
  const whole = () => headquarters.prospects.readWhole(leadId)
  const pushes = async () => (await headquarters.pushes.next(home, 9)).map(({ value }) => value)
  const isWatched = async (id: string) => (await table.read(home, watchKey(id))) !== undefined
  return { save, stored, sent, whole, pushes, isWatched, headquarters, table }
}

describe('the terms on which a customer buys', () => {
  it('are chosen of the lists, and stay with headquarters', async () => {
    const { save, stored, sent, whole } = await desk(onboarding())
    const typed = { priceGroup: 'B', currency: 'JPY' }
    expect(await save(organizationId, typed)).toMatchObject({
      outcome: 'stored',
      changes: [
        { path: 'priceGroup', after: 'B' },
        { path: 'currency', after: 'JPY' },
      ],
    })
    const { unwritten, ...kept } = (await stored(organizationId)) as Organization
    expect([kept, unwritten, sent]).toEqual([expect.objectContaining(typed), undefined, []])
    expect((await whole())?.timeline[0]).toMatchObject({ code: 'customer-edited', fields: ['priceGroup', 'currency'] })
  })

  it('that no list has are refused, those that are there already stay, and each can be taken away', async () => {
    const { save, stored } = await desk(onboarding(), { paymentTerms: 'gone', currency: 'EUR' })
    expect(await save(personId, { currency: 'DEM', paymentTerms: 'gone' })).toMatchObject({
      outcome: 'refused',
      errors: [{ path: 'currency', code: 'unknown-value' }],
    })
    expect(await save(personId, { currency: '', paymentTerms: 'gone' })).toMatchObject({ outcome: 'stored' })
    expect(await stored(personId)).toMatchObject({ paymentTerms: 'gone' })
    expect(await stored(personId)).not.toHaveProperty('currency')
  })
})

describe('a change of an organization', () => {
  it('is stored, told on the timeline by name, and on its way to Sales', async () => {
    const { save, stored, sent, whole, isWatched } = await desk(onboarding())
    expect(await save(organizationId, { name: ' Fabrikam AG ', phone: '', website: '' })).toMatchObject({
      outcome: 'stored',
    })
    const { phone: _, ...rest } = organization
    expect(await stored(organizationId)).toEqual({
      ...rest,
      name: 'Fabrikam AG',
      unwritten: ['name', 'phone'],
      changedAt: now,
    })
    expect(sent).toMatchObject([{ type: 'write-customer', data: { customerId: organizationId } }])
    expect((await whole())?.timeline).toEqual([
      {
        at: now,
        actor: { name: 'kim' },
        code: 'customer-edited',
        number: 'C-1',
        type: 'Organization',
        fields: ['name', 'phone'],
        changes: [
          { path: 'name', before: 'Fabrikam GmbH', after: 'Fabrikam AG' },
          { path: 'phone', before: '+49 30 1234' },
        ],
      },
    ])
    expect((await whole())?.prospect.organization).toMatchObject(ref(organizationId, 'C-1', 'Fabrikam AG'))
    expect(await isWatched(organizationId)).toBe(true)
  })

  it('in what headquarters has to itself is not told to Sales', async () => {
    const { save, stored, sent, isWatched } = await desk(onboarding())
    expect(await save(organizationId, { taxId: 'DE1' })).toMatchObject({ outcome: 'stored' })
    expect([sent, await isWatched(organizationId)]).toEqual([[], false])
    expect(await stored(organizationId)).toEqual({ ...organization, taxId: 'DE1', changedAt: now })
  })

  it('that changes nothing is nothing', async () => {
    const { save, stored, sent, whole } = await desk(onboarding())
    expect(await save(organizationId, { name: ' Fabrikam GmbH', website: ' ' })).toMatchObject({ outcome: 'stored' })
    expect([await stored(organizationId), sent, (await whole())?.timeline]).toEqual([organization, [], []])
  })

  it('that cannot be taken is refused with every field, and nothing is stored', async () => {
    const { save, stored, sent } = await desk(onboarding())
    expect(await save(organizationId, { name: '', email: 'nobody', phone: '1' })).toMatchObject({
      outcome: 'refused',
      errors: [
        { path: 'name', code: 'required' },
        { path: 'email', code: 'format' },
      ],
      located: { value: organization, home },
    })
    expect([await stored(organizationId), sent]).toEqual([organization, []])
  })

  it('of an earlier version, or one that somebody else changes at the same moment, is not stored', async () => {
    const { save, stored, sent, table } = await desk(onboarding())
    expect(await save(organizationId, { name: 'Other' }, 'W/"earlier"')).toMatchObject({
      outcome: 'changed-meanwhile',
      located: { value: organization },
    })
    const { write } = table
    const faster = { ...organization, name: 'Faster' }
    Object.assign(table, {
      write: async () => {
        await write(home, [put(customerKey(organizationId), faster)])
        return 'conflict'
      },
    })
    expect(await save(organizationId, { name: 'Other' })).toMatchObject({
      outcome: 'changed-meanwhile',
      located: { value: faster },
    })
    expect([await stored(organizationId), sent]).toEqual([faster, []])
  })

  it('that is not there is unknown', async () => {
    const { save } = await desk(onboarding())
    expect(await save('b0000000-0000-4000-8000-000000000001', { name: 'x' })).toEqual({ outcome: 'unknown' })
  })

  it('that Sales did not have yet keeps what else it does not have', async () => {
    const { save, stored } = await desk(onboarding())
    await save(organizationId, { name: 'A' })
    await save(organizationId, { phone: '1', name: 'B' })
    expect((await stored(organizationId))?.unwritten).toEqual(['name', 'phone'])
  })
})

describe('a change of a person who signs in', () => {
  it('reaches the hierarchy and the channel, and asks for no second mail', async () => {
    const { save, whole, pushes, headquarters, table } = await desk(approved)
    await table.write(home, [
      put(mailKey(leadId, 1), {
        mailId: personId,
        decision: 1,
        kind: 'approved',
        language: 'nl',
        state: 'Accepted',
        tries: 1,
        at: written,
      }),
    ])
    expect(await save(personId, { lastName: 'Berg' })).toMatchObject({ outcome: 'stored' })
    expect((await headquarters.hierarchies.readWhole(home, organizationId))?.members).toMatchObject([
      { name: 'Ada Berg' },
    ])
    expect((await whole())?.prospect.person?.name).toBe('Ada Berg')
    expect(await pushes()).toEqual([
      {
        prospectId: leadId,
        number: approved.number,
        revision: (await whole())?.prospect.revision,
        status: 'Approved',
        decidedAt: written,
        submittedAt: approved.submittedAt,
        users: [],
        channel: approved.request.channel,
        partner: { organizationId, home, userId: personId },
      },
    ])
  })

  it('tells the decision with it while nobody asked for its mail', async () => {
    const { save, pushes } = await desk(approved)
    await save(personId, { firstName: 'Eva' })
    expect(await pushes()).toMatchObject([{ decision: 1, partner: { userId: personId } }])
  })

  it('to another address claims it, keeps the former one from others, and says that Sales does not know', async () => {
    const { save, stored, whole, headquarters, isWatched } = await desk(approved)
    expect(await save(personId, { email: 'roth@fabrikam.example' })).toMatchObject({ outcome: 'stored' })
    expect(await headquarters.signIns.claim('roth@fabrikam.example', 'another')).toBe('taken')
    expect(await stored(personId)).toMatchObject({
      email: 'roth@fabrikam.example',
      formerEmails: ['ada@fabrikam.example'],
      unwritten: ['email'],
    })
    expect((await whole())?.prospect.person).toMatchObject({
      ...ref(personId, 'C-2', 'Ada Roth'),
      email: 'roth@fabrikam.example',
      emailUnwritten: true,
    })
    expect(await isWatched(personId)).toBe(true)
    await save(personId, { email: 'ada@fabrikam.example' })
    expect(await stored(personId)).toMatchObject({ formerEmails: ['roth@fabrikam.example'] })
  })

  it('is refused without an address, and with one that somebody else signs in with', async () => {
    const { save, stored, headquarters } = await desk(approved)
    await headquarters.signIns.claim('taken@fabrikam.example', 'another')
    expect(await save(personId, { email: '' })).toMatchObject({
      outcome: 'refused',
      errors: [{ path: 'email', code: 'required' }],
    })
    expect(await save(personId, { email: 'taken@fabrikam.example' })).toMatchObject({
      outcome: 'refused',
      errors: [{ path: 'email', code: 'sign-in-taken' }],
    })
    expect(await stored(personId)).toEqual(ada)
  })

  it('in what nobody signs in with is not told to the channel', async () => {
    const { save, pushes, stored } = await desk(approved)
    expect(await save(personId, { mobilePhone: '+49 170 1' })).toMatchObject({ outcome: 'stored' })
    expect([await pushes(), (await stored(personId))?.unwritten]).toEqual([[], ['mobilePhone']])
  })
})

describe('a change of a person of whom an onboarding knows no more', () => {
  const change = async (of: Prospect) => {
    const { save, pushes, headquarters } = await desk(of)
    expect(await save(personId, { email: 'roth@fabrikam.example' })).toMatchObject({ outcome: 'stored' })
    return [await pushes(), await headquarters.signIns.claim('roth@fabrikam.example', 'another')]
  }

  it.each([
    ['has another person', { ...approved, person: ref('c0000000-0000-4000-8000-000000000009', 'C-9', 'Eva') }],
    ['has no person', { ...approved, person: undefined } as unknown as Prospect],
  ])('because it %s: nobody is told, and nothing is claimed', async (_, of) => {
    expect(await change(of)).toEqual([[], 'claimed'])
  })

  it('because it is not approved: the channel is not told', async () => {
    expect((await change({ ...approved, status: 'Rejected' }))[0]).toEqual([])
  })
})

describe('the address of an Admin of a partner', () => {
  it('is changed by whoever may move Admins only; their other fields by everybody', async () => {
    const { save, stored } = await desk(approved)
    expect(await save(personId, { email: 'new@fabrikam.example' }, undefined, false)).toMatchObject({
      outcome: 'refused',
      errors: [{ path: 'email', code: 'admins-only' }],
    })
    expect(await stored(personId)).toMatchObject({ email: ada.email })
    expect(await save(personId, { jobTitle: 'Head of buying' }, undefined, false)).toMatchObject({ outcome: 'stored' })
    expect(await save(personId, { email: 'new@fabrikam.example' })).toMatchObject({ outcome: 'stored' })
  })
})

describe('a change of a person of two onboardings', () => {
  it('is told to each in its own hierarchy', async () => {
    const other = 'b0000000-0000-4000-8000-000000000001'
    const partner = 'e0000000-0000-4000-8000-000000000001'
    const { save, pushes, headquarters, table } = await desk(approved, { sharedBy: [other] })
    await headquarters.prospects.create(
      { ...approved, prospectId: other, hierarchyId: partner, organization: ref(partner, 'C-3', 'Contoso') },
      [],
    )
    await table.write('b', [
      put(hierarchyKey(partner), {
        ...hierarchy,
        hierarchyId: partner,
        organizationId: partner,
        members: [{ customerId: personId, name: 'Ada Roth', role: 'User', addedAt: written }],
      }),
    ])
    expect(await save(personId, { lastName: 'Berg' })).toMatchObject({ outcome: 'stored' })
    expect(await pushes()).toMatchObject([{ prospectId: leadId, partner: { userId: personId, organizationId } }])
    expect((await headquarters.pushes.next('b', 9)).map(({ value }) => value)).toMatchObject([
      { prospectId: other, partner: { userId: personId, organizationId: partner } },
    ])
    expect((await headquarters.hierarchies.readWhole('b', partner))?.members).toMatchObject([{ name: 'Ada Berg' }])
  })
})

describe('a change of a person who does not sign in yet', () => {
  it('is told to nobody, claims nothing, and may leave no address', async () => {
    const { save, stored, pushes, headquarters } = await desk(onboarding())
    expect(await save(personId, { email: 'roth@fabrikam.example' })).toMatchObject({ outcome: 'stored' })
    expect([await pushes(), await headquarters.signIns.claim('roth@fabrikam.example', 'another')]).toEqual([
      [],
      'claimed',
    ])
    expect(await save(personId, { email: '' })).toMatchObject({ outcome: 'stored' })
    expect(await stored(personId)).not.toHaveProperty('email')
    expect(await stored(personId)).toMatchObject({ formerEmails: ['ada@fabrikam.example', 'roth@fabrikam.example'] })
  })

  it('but is approved already takes the address to the hierarchy that it joins', async () => {
    const { save, whole } = await desk(onboarding({ hierarchyPending: { email: 'ada@fabrikam.example' } }))
    await save(personId, { email: 'roth@fabrikam.example' })
    expect((await whole())?.prospect.hierarchyPending).toEqual({ email: 'roth@fabrikam.example' })
    await save(personId, { jobTitle: 'Buyer' })
    await save(organizationId, { email: 'info@fabrikam.example' })
    expect((await whole())?.prospect.hierarchyPending).toEqual({ email: 'roth@fabrikam.example' })
  })
})

describe('the flags of a customer', () => {
  it('stand with its prospect, beside those of others', async () => {
    const { save, whole } = await desk(onboarding({ flags: ['lead-missing', 'account-missing', 'contact-missing'] }), {
      flags: ['contact-too-narrow'],
    })
    await save(personId, { jobTitle: 'Buyer' })
    expect((await whole())?.prospect.flags).toEqual(['lead-missing', 'account-missing', 'contact-too-narrow'])
  })
})
