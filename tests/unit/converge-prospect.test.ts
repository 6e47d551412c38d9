// One look at a prospect with what Sales says: the customers, the hierarchy, what the channel and the requestor are told.

import { describe, expect, it } from 'vitest'
import type { Customer } from '../../shared/domain/customer.ts'
import type { Message } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import type { SalesSnapshot } from '../../shared/domain/sales-outcome.ts'
import { createApplySalesChange } from '../../shared/dual-write/apply-sales-change.ts'
import { createDeadLetterRecorder } from '../../shared/dual-write/dead-letters.ts'
import { derivedIds } from '../../shared/dual-write/derived-ids.ts'
import { customerKey } from '../../shared/headquarters/store/keys.ts'
import { put, remove } from '../../shared/platform/table.ts'
import type { Sales } from '../../shared/sales/sales.ts'
import {
  account,
  contact,
  emailOf,
  leadId,
  missing,
  now,
  opportunity,
  prospect,
  qualified,
  reading,
  submitted,
  written,
} from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { keptErrors } from '../support/kept-errors.ts'
import { memoryStores } from '../support/memory-stores.ts'

const home = leadId.charAt(0)
const accountId = account().id
const contactId = contact().id
const made = derivedIds(leadId)
const won = qualified(opportunity('Won', { accountId, contactId, closing: { reason: 'Good credit' } }))

const contactsOf = (snapshot: SalesSnapshot) => (snapshot.lead === 'missing' ? [] : snapshot.contacts)

/** What the channel gives new customers. */
const trade = { priceGroup: 'A', currency: 'EUR' }

const desk = async (snapshot: SalesSnapshot, stored: Prospect | undefined = prospect(), mailAfterPush = true) => {
  const stores = memoryStores()
  const { headquarters, tables } = stores
  if (stored) await headquarters.prospects.create(stored, [])
  const sent: Message[] = []
  /** `now` is the address of the contact that Sales has by the time the person is looked at. */
  const said: { snapshot: SalesSnapshot; asked: string[]; now?: string } = { snapshot, asked: [] }
  const look = createApplySalesChange({
    headquarters,
    sales: {
      readLead: async () => said.snapshot,
      leadOfOpportunity: async (id: string) => (id === 'd0000000-0000-4000-8000-000000000001' ? leadId : undefined),
      readCustomer: async (_type: string, id: string) => {
        said.asked.push(id)
        const found = contactsOf(said.snapshot).find((each) => each.id === id)
        return found && { ...found, values: { ...found.values, email: said.now ?? found.values.email }, etag: 'W/"1"' }
      },
    } as unknown as Sales,
    send: async (messages) => void sent.push(...messages),
    takeNumber: stores.takeNumber,
    tradeOf: (channel) => (channel === prospect().request.channel ? trade : {}),
    now: () => new Date(now),
    mailAfterPush,
  })
  const lead = () => look({ type: 'sales-change', data: { leadId }, attempt: 0, correlationId: leadId })
  const whole = async () => {
    const found = await headquarters.prospects.readWhole(leadId)
    if (!found) throw new Error('There is no prospect.')
    return found
  }
  const customer = async (id: string) => (await headquarters.customers.read(home, id))?.value
  const hierarchy = (id = accountId) => headquarters.hierarchies.readWhole(home, id)
  const pushes = async () => (await headquarters.pushes.next(home, 9)).map(({ value }) => value)
  const keep = (value: Customer) => tables.Headquarters.write(home, [put(customerKey(value.customerId), value)])
  return {
    look,
    lead,
    sent,
    said,
    whole,
    takeNumber: stores.takeNumber,
    customer,
    hierarchy,
    pushes,
    keep,
    headquarters,
    tables,
  }
}

describe('a qualified lead', () => {
  it('brings its account and contact as customers, without a hierarchy, and tells nobody outside', async () => {
    const { lead, whole, customer, hierarchy, pushes, sent, headquarters, tables } = await desk(
      qualified(opportunity('Open')),
    )
    expect(await lead()).toEqual({ outcome: 'done', prospectId: leadId })
    // What only this lead can have brought is not looked for anywhere.
    expect(tables.Headquarters.requests.reads).toBeLessThan(10)
    expect(await headquarters.signIns.claim(emailOf(contact()), 'another')).toBe('claimed')
    const ref = (customerId: string, number: string, name: string) => ({ customerId, number, name, home })
    expect((await whole()).prospect).toMatchObject({
      status: 'Open',
      organization: ref(accountId, 'C-000001', 'Fabrikam GmbH'),
      person: ref(contactId, 'C-000002', 'Ada Roth'),
    })
    expect((await whole()).prospect).not.toHaveProperty('hierarchyId')
    expect(await customer(accountId)).toMatchObject({ type: 'Organization', prospectId: leadId, createdAt: now })
    expect(await customer(contactId)).toMatchObject({ type: 'Person', invoiceAccount: accountId, language: 'nl' })
    expect([await hierarchy(), await pushes(), sent]).toEqual([undefined, [], []])
    expect((await whole()).timeline).toEqual([
      { at: now, actor: 'sales', code: 'stage-changed', stage: 'Opportunity open' },
      { at: now, actor: 'dual-write', code: 'customer-arrived', number: 'C-000001', type: 'Organization' },
      { at: now, actor: 'dual-write', code: 'customer-arrived', number: 'C-000002', type: 'Person' },
    ])
  })

  it('links a customer that is there already, and says so', async () => {
    const { lead, keep, whole, customer } = await desk(
      reading('Qualified', {
        opportunities: [opportunity('Open', { accountId, contactId })],
        accounts: [account({ leadId: 'another', phone: '7' })],
        contacts: [contact()],
      }),
    )
    const known: Customer = {
      type: 'Organization',
      customerId: accountId,
      number: 'C-000777',
      name: 'Former name',
      prospectId: 'b0000000-0000-4000-8000-000000000001',
      createdAt: submitted,
      changedAt: submitted,
    }
    await keep(known)
    await lead()
    expect((await whole()).prospect.organization).toMatchObject({
      customerId: accountId,
      number: 'C-000777',
      name: 'Former name',
      home,
      shared: true,
    })
    expect((await whole()).timeline).toContainEqual({
      at: now,
      actor: 'dual-write',
      code: 'customer-linked',
      number: 'C-000777',
      type: 'Organization',
    })
    expect(await customer(accountId)).toMatchObject({ number: 'C-000777', createdAt: submitted })
  })
})

describe('a won opportunity', () => {
  it('approves: hierarchy, sign-in, and the channel is told, before any mail', async () => {
    const { lead, whole, hierarchy, pushes, sent, headquarters } = await desk(won)
    await lead()
    const { prospect: stored, timeline } = await whole()
    expect(stored).toMatchObject({
      status: 'Approved',
      hierarchyId: accountId,
      decision: { number: 1, status: 'Approved', decidedAt: now, reason: 'Good credit' },
    })
    const member = { customerId: contactId, name: 'Ada Roth', role: 'Admin' }
    expect(await hierarchy()).toEqual({
      hierarchyId: accountId,
      number: 'H-000001',
      name: 'Fabrikam GmbH',
      purpose: 'B2B organization',
      organizationId: accountId,
      members: [{ ...member, addedAt: now }],
      createdAt: now,
    })
    expect(await pushes()).toEqual([
      {
        prospectId: leadId,
        number: stored.number,
        revision: stored.revision,
        status: 'Approved',
        decision: 1,
        decidedAt: now,
        submittedAt: submitted,
        users: [],
        channel: stored.request.channel,
        partner: expect.objectContaining({ organizationId: accountId, userId: member.customerId }),
      },
    ])
    expect(await headquarters.signIns.claim(emailOf(contact()), 'another')).toBe('taken')
    expect([sent, timeline.map(({ code }) => code)]).toEqual([
      [],
      ['stage-changed', 'prospect-approved', 'customer-arrived', 'customer-arrived', 'hierarchy-created'],
    ])
  })

  it('seen again changes nothing', async () => {
    const { lead, whole, tables } = await desk(won)
    await lead()
    const before = await whole()
    const { writes } = tables.Headquarters.requests
    await lead()
    expect([await whole(), tables.Headquarters.requests.writes]).toEqual([before, writes])
  })

  it('is mailed at once where mails do not wait for the channel, until the mail is there', async () => {
    const { lead, sent } = await desk(won, prospect(), false)
    for (let time = 0; time < 2; time += 1) await lead()
    const mail = { type: 'decision-mail', data: { prospectId: leadId, decision: 1 } }
    expect(sent).toMatchObject([mail, mail])
  })

  it('without account and contact makes both of the request, and has them written to Sales', async () => {
    const { lead, whole, customer, sent } = await desk(reading('Qualified', { opportunities: [opportunity('Won')] }))
    await lead()
    expect((await whole()).prospect).toMatchObject({
      status: 'Approved',
      organization: { customerId: made.accountId },
      person: { customerId: made.contactId },
    })
    expect(await customer(made.accountId)).toMatchObject({ name: 'Fabrikam GmbH', taxId: 'DE123456789' })
    expect((await whole()).timeline.filter(({ code }) => code === 'customer-made')).toHaveLength(2)
    const asked = { type: 'write-customers', data: { prospectId: leadId } }
    expect(sent).toMatchObject([asked])
    await lead()
    expect(sent).toMatchObject([asked, asked])
  })

  it('of which the customers were written asks for them no more', async () => {
    const { lead, whole, headquarters, sent } = await desk(
      reading('Qualified', { opportunities: [opportunity('Won')] }),
    )
    await lead()
    const stored = await headquarters.prospects.read(leadId)
    if (!stored) throw new Error('There is no prospect.')
    const unit = headquarters.prospects.begin(leadId)
    headquarters.prospects.replace(unit, stored, { ...stored.value, customersWrittenAt: written }, [], now)
    await unit.commit()
    await lead()
    expect([sent.length, (await whole()).prospect.status]).toEqual([1, 'Approved'])
  })

  it.each([
    ['no-email', contact({ email: '' })],
    ['duplicate-sign-in', contact()],
  ])('waits with the flag %s while nobody could sign in, and goes on when somebody can', async (flag, person) => {
    const { lead, said, whole, hierarchy, pushes, headquarters } = await desk({ ...won, contacts: [person] })
    await headquarters.signIns.claim(emailOf(contact()), 'another')
    await lead()
    expect((await whole()).prospect).toMatchObject({ status: 'Open', flags: [flag] })
    expect([await hierarchy(), await pushes()]).toEqual([undefined, []])
    said.snapshot = { ...won, contacts: [contact({ email: 'free@fabrikam.example' })] }
    await lead()
    expect((await whole()).prospect).toMatchObject({ status: 'Approved', flags: [] })
    expect(await pushes()).toMatchObject([{ partner: { told: { users: [{ email: 'free@fabrikam.example' }] } } }])
  })

  it('whose contact has another address by now looks at the person first, and approves with the address there is then', async () => {
    const { lead, said, whole, customer, pushes, headquarters } = await desk(
      qualified(opportunity('Open', { accountId, contactId })),
    )
    await lead()
    said.snapshot = { ...won, contacts: [contact({ email: 'new@fabrikam.example' })] }
    await lead()
    expect(said.asked).toEqual([contactId, contactId])
    expect((await customer(contactId))?.email).toBe('new@fabrikam.example')
    expect((await whole()).prospect).toMatchObject({ status: 'Approved', person: { email: 'new@fabrikam.example' } })
    expect(await pushes()).toMatchObject([{ partner: { told: { users: [{ email: 'new@fabrikam.example' }] } } }])
    expect(await headquarters.signIns.isFree('new@fabrikam.example', 'another')).toBe(false)
    expect(await headquarters.signIns.isFree(emailOf(contact()), 'another')).toBe(true)
  })

  it('whose contact has its former address again approves with that one, as headquarters has it', async () => {
    const { lead, said, whole, customer, pushes } = await desk(qualified(opportunity('Open', { accountId, contactId })))
    await lead()
    said.snapshot = { ...won, contacts: [contact({ email: 'new@fabrikam.example' })] }
    said.now = emailOf(contact())
    await lead()
    const email = emailOf(contact())
    expect((await customer(contactId))?.email).toBe(email)
    expect((await whole()).prospect).toMatchObject({ status: 'Approved', person: { email } })
    expect(await pushes()).toMatchObject([{ partner: { told: { users: [{ email }] } } }])
  })

  it('without a contact makes the person of the request, and has it written to Sales', async () => {
    const { lead, whole, sent } = await desk({ ...won, contacts: [] })
    await lead()
    expect((await whole()).prospect).toMatchObject({
      organization: { customerId: accountId },
      person: { customerId: made.contactId },
    })
    expect(sent).toMatchObject([{ type: 'write-customers' }])
  })

  it('of a person whose address was changed here signs that person in with it', async () => {
    const { lead, keep, pushes, headquarters } = await desk({
      ...won,
      contacts: [contact({ leadId: 'another' })],
    })
    await keep({
      type: 'Person',
      customerId: contactId,
      number: 'C-000888',
      name: 'Ada Roth',
      firstName: 'Ada',
      lastName: 'Roth',
      email: 'own@fabrikam.example',
      unwritten: ['email'],
      invoiceAccount: accountId,
      language: 'nl',
      prospectId: leadId,
      createdAt: submitted,
      changedAt: submitted,
    })
    await lead()
    expect(await headquarters.signIns.claim('own@fabrikam.example', 'another')).toBe('taken')
    expect(await pushes()).toMatchObject([{ partner: { told: { users: [{ email: 'own@fabrikam.example' }] } } }])
  })

  it('that was cut off after the address was claimed, and is open again, gives the address up', async () => {
    const { lead, said, whole, headquarters } = await desk(won)
    const { signIns } = headquarters
    const { claim } = signIns
    Object.assign(signIns, {
      claim: async (...given: Parameters<typeof claim>) => {
        await claim(...given)
        throw new Error('the process dies here')
      },
    })
    await expect(lead()).rejects.toThrow('dies here')
    Object.assign(signIns, { claim })
    const isFree = () => signIns.isFree(emailOf(contact()), 'another')
    expect(await isFree()).toBe(false)
    said.snapshot = reading('Open')
    await lead()
    expect([await isFree(), (await whole()).prospect.claiming]).toEqual([true, undefined])
    said.snapshot = won
    await lead()
    expect([await isFree(), (await whole()).prospect]).toMatchObject([false, { status: 'Approved' }])
    expect((await whole()).prospect).not.toHaveProperty('claiming')
  })

  it('of a person whose address changes right before it is claimed gives up the former one', async () => {
    const as = (email: string) => [contact({ email })]
    const { look, lead, said, whole, headquarters } = await desk({
      ...qualified(opportunity('Open')),
      contacts: as('a@b.example'),
    })
    await lead()
    said.snapshot = { ...won, contacts: as('a@b.example') }
    const { signIns } = headquarters
    const { claim } = signIns
    Object.assign(signIns, {
      claim: async (...given: Parameters<typeof claim>) => {
        Object.assign(signIns, { claim })
        said.snapshot = { ...won, contacts: as('c@d.example') }
        const changed = { type: 'sales-change', data: { contactId }, attempt: 0, correlationId: leadId } as const
        for (const _ of [1, 2]) await look(changed)
        return claim(...given)
      },
    })
    await lead()
    expect((await whole()).prospect).toMatchObject({ status: 'Approved', person: { email: 'c@d.example' } })
    const isFree = (email: string) => signIns.isFree(email, 'another')
    expect([await isFree('a@b.example'), await isFree('c@d.example')]).toEqual([true, false])
  })

  it('of an organization that is kept with another onboarding is stored before its hierarchy is touched', async () => {
    const { lead, tables } = await desk({ ...won, accounts: [account({ leadId: 'another' })] })
    const { write } = tables.Headquarters
    const order: string[] = []
    Object.assign(tables.Headquarters, {
      write: async (...given: Parameters<typeof write>) => {
        for (const { key } of given[1]) {
          if (key === `${leadId}|a`) order.push('prospect')
          if (key === `${accountId}|h`) order.push('hierarchy')
        }
        return write(...given)
      },
    })
    await lead()
    // First of all the address is noted that the approval is about to claim.
    expect(order).toEqual(['prospect', 'prospect', 'hierarchy', 'prospect'])
  })

  it('of an organization that is a partner already adds the person as a user', async () => {
    const { lead, hierarchy, whole, headquarters, takeNumber } = await desk({
      ...won,
      accounts: [account({ leadId: 'another' })],
    })
    const unit = headquarters.begin(home)
    headquarters.hierarchies.create(
      unit,
      home,
      {
        hierarchyId: accountId,
        number: 'H-000777',
        name: 'Fabrikam',
        purpose: 'B2B organization',
        organizationId: accountId,
        members: [{ customerId: 'first', name: 'First', role: 'Admin', addedAt: submitted }],
        createdAt: submitted,
      },
      { facts: {} },
    )
    await unit.commit()
    for (let time = 0; time < 3; time += 1) await lead()
    expect((await hierarchy())?.members).toMatchObject([{ role: 'Admin' }, { customerId: contactId, role: 'User' }])
    expect((await whole()).timeline).toContainEqual({
      at: now,
      actor: 'headquarters',
      code: 'hierarchy-joined',
      number: 'H-000777',
    })
    expect(await takeNumber('hierarchy')).toBe('H-000001')
  })
})

describe('a lost opportunity', () => {
  it('rejects: the channel is told without users, the mail is asked for until it is there, the customers stay', async () => {
    const { lead, whole, pushes, sent, hierarchy } = await desk(qualified(opportunity('Lost')))
    for (let time = 0; time < 2; time += 1) await lead()
    expect((await whole()).prospect).toMatchObject({ status: 'Rejected', organization: { customerId: accountId } })
    expect(await pushes()).toMatchObject([{ status: 'Rejected', decision: 1, users: [] }])
    const mail = { type: 'decision-mail', data: { prospectId: leadId, decision: 1 } }
    expect([sent, await hierarchy()]).toMatchObject([[mail, mail], undefined])
  })

  it('that is reopened tells the channel that it is open again, and mails nothing', async () => {
    const { lead, said, whole, pushes, sent } = await desk(reading('Disqualified'), prospect(), false)
    await lead()
    sent.splice(0)
    said.snapshot = reading('Open')
    await lead()
    expect((await whole()).prospect.status).toBe('Open')
    expect((await pushes()).at(-1)).toMatchObject({ status: 'Open', users: [] })
    expect((await pushes()).at(-1)).not.toHaveProperty('decision')
    expect(sent).toEqual([])
  })
})

describe('what is nothing to do with us', () => {
  it('a lead that somebody made by hand', async () => {
    const { lead, sent } = await desk(won, undefined)
    expect([await lead(), sent]).toMatchObject([{ outcome: 'done' }, []])
  })

  it('an opportunity without a lead, or an account or contact that is no customer', async () => {
    const { look } = await desk(won)
    const change = (data: Extract<Message, { type: 'sales-change' }>['data']) =>
      look({ type: 'sales-change', data, attempt: 0, correlationId: leadId })
    expect(await change({ opportunityId: 'd0000000-0000-4000-8000-000000000002' })).toEqual({ outcome: 'done' })
    expect(await change({ accountId })).toEqual({ outcome: 'done' })
    expect(await change({ contactId })).toEqual({ outcome: 'done' })
  })

  it('but an opportunity of a lead of ours is looked at by that', async () => {
    const { look, whole } = await desk(won)
    const data = { opportunityId: 'd0000000-0000-4000-8000-000000000001' }
    expect(await look({ type: 'sales-change', data, attempt: 0, correlationId: leadId })).toEqual({
      outcome: 'done',
      prospectId: leadId,
    })
    expect((await whole()).prospect.status).toBe('Approved')
  })
})

describe('a look that somebody else was faster than', () => {
  const busy = async (times: number) => {
    const rig = await desk(won)
    const { write } = rig.tables.Headquarters
    let left = times
    Object.assign(rig.tables.Headquarters, {
      write: async (...given: Parameters<typeof write>) => {
        const isOfProspect = given[1].some(({ key }) => key === `${leadId}|a`)
        if (isOfProspect && left > 0) {
          left -= 1
          return 'conflict'
        }
        return write(...given)
      },
    })
    return rig
  }

  it('is taken again, up to four times', async () => {
    const thrice = await busy(3)
    expect(await thrice.lead()).toMatchObject({ outcome: 'done' })
    expect((await thrice.whole()).prospect.status).toBe('Approved')
    const always = await busy(99)
    let looks = 0
    const { snapshot } = always.said
    Object.defineProperty(always.said, 'snapshot', {
      get: () => {
        looks += 1
        return snapshot
      },
    })
    expect([await always.lead(), looks]).toEqual([{ outcome: 'later', code: 'changed-meanwhile' }, 4])
  })

  it('or that a lost line of a list held up, mends the lists and goes on', async () => {
    const { lead, whole, tables } = await desk(reading('Disqualified'))
    const lines = await tables.Headquarters.range(home, 'list|', 'list}')
    await tables.Headquarters.write(
      home,
      lines.map(({ key }) => remove(key)),
    )
    expect(await lead()).toMatchObject({ outcome: 'done' })
    expect((await whole()).prospect.status).toBe('Rejected')
  })
})

describe('a lead that cannot be found', () => {
  it('is flagged, and asks for nothing', async () => {
    const { lead, whole, sent } = await desk(missing)
    await lead()
    expect((await whole()).prospect).toMatchObject({ status: 'Open', flags: ['lead-missing'] })
    expect(sent).toEqual([])
  })
})

describe('a dead letter', () => {
  const recorded = async (body: unknown) => {
    const { dualWrite } = memoryStores()
    const { log, lines } = keptLog()
    await createDeadLetterRecorder('sales-changes', dualWrite.errors, () => new Date(now), log)(body)
    return { errors: await keptErrors(dualWrite.errors), lines }
  }

  it.each([
    [{ type: 'sales-change', data: { leadId } }, leadId],
    [{ type: 'write-lead', data: { prospectId: leadId } }, leadId],
    [{ type: 'sales-change', data: { accountId } }, undefined],
  ])('%j becomes an error with its tries, of its prospect where that is known', async (given, prospectId) => {
    const message = { ...given, attempt: 2, correlationId: 'c', since: written }
    const { errors, lines } = await recorded(message)
    expect(errors).toEqual([
      {
        errorId: errors[0]?.errorId,
        queue: 'sales-changes',
        code: 'dead-letter',
        message,
        ...(prospectId ? { prospectId } : {}),
        tries: 3,
        firstAt: written,
        lastAt: now,
        state: 'Open',
      },
    ])
    expect(lines).toEqual([
      { event: 'dead-letter', queue: 'sales-changes', errorId: errors[0]?.errorId, correlationId: 'c' },
    ])
  })

  it('that is no message is kept by its coming alone', async () => {
    const { errors, lines } = await recorded({ type: 'x', secret: 'Zq7kXw' })
    expect(errors).toMatchObject([{ code: 'dead-letter', tries: 1, firstAt: now, lastAt: now }])
    expect(JSON.stringify([errors, lines])).not.toContain('Zq7kXw')
    expect(lines).toMatchObject([{ event: 'dead-letter', queue: 'sales-changes' }])
  })
})
