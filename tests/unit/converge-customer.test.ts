// One look at a customer and its record in Sales: who takes what from whom, what is flagged, and which address signs in.

import { describe, expect, it } from 'vitest'
import type { Customer, Person } from '../../shared/domain/customer.ts'
import type { Message } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { type ConvergeCustomerDeps, convergeCustomer } from '../../shared/dual-write/converge-customer.ts'
import { derivedIds } from '../../shared/dual-write/derived-ids.ts'
import { customerKey, hierarchyKey, watchKey } from '../../shared/headquarters/store/keys.ts'
import type { SignInStore } from '../../shared/headquarters/store/sign-ins.ts'
import { afterTelling } from '../../shared/headquarters/users/after-telling.ts'
import { put } from '../../shared/platform/table.ts'
import type { Changed, CustomerInSales } from '../../shared/sales/sales.ts'
import { leadId, now, prospect, readings, written } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'

const home = leadId.charAt(0)
const organizationId = 'a0000000-0000-4000-8000-000000000001'
const personId = 'c0000000-0000-4000-8000-000000000001'
const common = { prospectId: leadId, createdAt: written, changedAt: written } as const
const organization: Customer = {
  ...common,
  type: 'Organization',
  customerId: organizationId,
  number: 'C-1',
  name: 'Fabrikam GmbH',
}
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
const ref = (customerId: string, number: string) => ({ customerId, number, name: number, home })
const open = prospect({ organization: ref(organizationId, 'C-1'), person: ref(personId, 'C-2') })
const approved: Prospect = {
  ...open,
  status: 'Approved',
  hierarchyId: organizationId,
  decision: { number: 1, status: 'Approved', decidedAt: written },
}
const inSales = { name: 'Fabrikam GmbH' }
const personInSales = { firstName: 'Ada', lastName: 'Roth', email: 'ada@fabrikam.example' }
type Values = Record<string, string>

const desk = async (customer: Customer, theirs: Values | undefined, of: Prospect = open) => {
  const { headquarters, tables } = memoryStores()
  await headquarters.prospects.create(of, [])
  await tables.Headquarters.write(home, [
    put(customerKey(customer.customerId), customer),
    // What Sales lacks is looked at again, until it has it.
    ...(customer.unwritten
      ? [put(watchKey(customer.customerId), { customerId: customer.customerId, at: written })]
      : []),
    ...(of.hierarchyId
      ? [
          put(hierarchyKey(organizationId), {
            hierarchyId: organizationId,
            number: 'H-1',
            name: 'Fabrikam GmbH',
            purpose: 'B2B organization',
            organizationId,
            members: [{ customerId: personId, name: 'Ada Roth', role: 'Admin', addedAt: written }],
            createdAt: written,
          }),
        ]
      : []),
  ])
  const asked: unknown[][] = []
  const sent: Message[] = []
  const sales = {
    theirs,
    lengths: {} as Record<string, number>,
    answers: [] as Changed[],
    /** What else is read of its record, and other records. */
    more: {} as Partial<CustomerInSales>,
    others: {} as Record<string, CustomerInSales>,
  }
  const deps: ConvergeCustomerDeps = {
    headquarters,
    sales: {
      readCustomer: async (type, id) =>
        sales.others[id] ??
        (sales.theirs && { id, values: readings(type, sales.theirs), etag: 'W/"7"', ...sales.more }),
      lengths: async () => sales.lengths,
      changeCustomer: async (...what) => {
        asked.push(what)
        return sales.answers.shift() ?? 'written'
      },
    },
    send: async (messages) => void sent.push(...messages),
    now: () => new Date(now),
  }
  const look = () => convergeCustomer(deps, customer.customerId)
  const stored = async () => (await headquarters.customers.read(home, customer.customerId))?.value
  const whole = () => headquarters.prospects.readWhole(leadId)
  const told = async () => (await whole())?.timeline
  const pushes = async () => (await headquarters.pushes.next(home, 9)).map(({ value }) => value)
  return { look, stored, whole, told, pushes, asked, sent, sales, deps, headquarters, tables }
}
const done = { outcome: 'done', prospectId: leadId }
const about = { number: 'C-1', type: 'Organization' }

describe('an organization', () => {
  it('that is equal on both sides is left alone', async () => {
    const { look, stored, told, asked } = await desk(organization, inSales)
    expect([await look(), await stored(), await told(), asked]).toEqual([done, organization, [], []])
  })

  it('renamed in Sales renames its hierarchy, and any other change leaves that alone', async () => {
    const { look, headquarters, sales } = await desk(organization, { name: 'Fabrikam AG' }, approved)
    const hierarchy = () => headquarters.hierarchies.readWhole(home, organizationId)
    expect(await look()).toEqual(done)
    const renamed = await hierarchy()
    expect([renamed?.name, renamed?.members.length]).toEqual(['Fabrikam AG', 1])
    sales.theirs = { name: 'Fabrikam AG', phone: '1' }
    expect(await look()).toEqual(done)
    expect(await hierarchy()).toEqual(renamed)
  })

  it('takes what was changed in Sales', async () => {
    const { look, stored, told, whole, asked } = await desk(organization, { name: 'Fabrikam AG', phone: '1' })
    expect(await look()).toEqual(done)
    expect(await stored()).toEqual({ ...organization, name: 'Fabrikam AG', phone: '1', changedAt: now })
    expect(await told()).toEqual([
      {
        at: now,
        actor: 'sales',
        code: 'customer-taken',
        ...about,
        fields: ['name', 'phone'],
        changes: [
          { path: 'name', before: 'Fabrikam GmbH', after: 'Fabrikam AG' },
          { path: 'phone', after: '1' },
        ],
      },
    ])
    expect([(await whole())?.prospect.organization?.name, asked]).toEqual(['Fabrikam AG', []])
  })

  it('writes what was changed here, and then has nothing unwritten', async () => {
    const changed: Customer = { ...organization, phone: '2', unwritten: ['phone', 'website'] }
    const { look, stored, told, asked } = await desk(changed, { ...inSales, phone: '1', website: 'https://x.example' })
    expect(await look()).toEqual(done)
    expect(asked).toEqual([['Organization', organizationId, { phone: '2', website: null }, 'W/"7"']])
    expect(await stored()).toEqual({ ...organization, phone: '2', changedAt: now })
    expect(await told()).toEqual([
      { at: now, actor: 'dual-write', code: 'customer-written', ...about, fields: ['phone', 'website'] },
    ])
  })

  it('is cut where its column is too short, and flagged once where half would be worth nothing', async () => {
    const changed: Customer = { ...organization, phone: '123456789', unwritten: ['name', 'phone'] }
    const { look, stored, told, asked, sales, whole } = await desk(changed, { name: 'x' })
    sales.lengths = { name: 8, phone: 5 }
    expect(await look()).toEqual(done)
    expect(asked).toMatchObject([['Organization', organizationId, { name: 'Fabrika…' }, 'W/"7"']])
    expect(await stored()).toMatchObject({ phone: '123456789', unwritten: ['phone'], flags: ['account-too-narrow'] })
    expect(await told()).toEqual([
      { at: now, actor: 'dual-write', code: 'customer-written', ...about, fields: ['name'] },
      { at: now, actor: 'dual-write', code: 'customer-cut', ...about, fields: ['name'] },
      { at: now, actor: 'dual-write', code: 'customer-too-long', ...about, fields: ['phone'] },
    ])
    expect((await whole())?.prospect.flags).toEqual(['account-too-narrow'])
    sales.theirs = { name: 'Fabrika…' }
    await look()
    expect(await told()).toHaveLength(3)
  })

  it('is looked at again when Sales changed meanwhile, up to four times', async () => {
    const changed: Customer = { ...organization, phone: '2', unwritten: ['phone'] }
    const { look, asked, sales } = await desk(changed, inSales)
    sales.answers = ['changed-meanwhile', 'changed-meanwhile', 'changed-meanwhile']
    expect([await look(), asked.length]).toEqual([done, 4])
    const never = await desk(changed, inSales)
    never.sales.answers = Array(9).fill('changed-meanwhile')
    expect([await never.look(), never.asked.length]).toEqual([
      { outcome: 'later', code: 'customer-changed-meanwhile' },
      4,
    ])
  })

  it('is looked at again when it changed here meanwhile', async () => {
    const { look, tables, stored } = await desk(organization, { name: 'Fabrikam AG' })
    const { write } = tables.Headquarters
    let left = 2
    Object.assign(tables.Headquarters, {
      write: async (...given: Parameters<typeof write>) => {
        left -= 1
        return left >= 0 ? 'conflict' : write(...given)
      },
    })
    expect([await look(), (await stored())?.name]).toEqual([done, 'Fabrikam AG'])
  })

  it('of which the account was deleted stays, is flagged and told, and is told again when it is back', async () => {
    const { look, stored, told, sales, whole } = await desk(organization, undefined)
    for (let time = 0; time < 2; time += 1) expect(await look()).toEqual(done)
    expect(await stored()).toEqual({ ...organization, flags: ['account-missing'], changedAt: now })
    expect((await whole())?.prospect.flags).toEqual(['account-missing'])
    sales.theirs = inSales
    await look()
    expect(await stored()).toEqual({ ...organization, changedAt: now })
    expect(await told()).toEqual([
      { at: now, actor: 'dual-write', code: 'customer-flagged', ...about, flag: 'account-missing' },
      { at: now, actor: 'dual-write', code: 'customer-found', ...about },
    ])
  })

  it('is unknown when there is none', async () => {
    const { headquarters } = memoryStores()
    const sales = {} as ConvergeCustomerDeps['sales']
    const deps = { headquarters, sales, send: async () => undefined, now: () => new Date(now) }
    expect(await convergeCustomer(deps, organizationId)).toBe('unknown')
  })
})

describe('a customer that was made here', () => {
  const { accountId, contactId } = derivedIds(leadId)
  it.each([
    ['the organization', { ...organization, customerId: accountId }],
    ['the person', { ...ada, customerId: contactId }],
  ] as const)('(%s) waits until it was written, and only then can be missing', async (_, customer) => {
    const waiting = await desk(customer, undefined)
    expect(await waiting.look()).toEqual({ outcome: 'later', code: 'customer-not-in-sales-yet' })
    expect(await waiting.stored()).toEqual(customer)
    const deleted = await desk(customer, undefined, { ...open, customersWrittenAt: written })
    expect(await deleted.look()).toEqual(done)
    expect((await deleted.stored())?.flags).toHaveLength(1)
  })
})

describe('a person who signs in', () => {
  it('takes a new address from Sales: it is claimed, the former one is kept from others until the channel is told', async () => {
    const { look, stored, pushes, headquarters, told } = await desk(
      ada,
      { ...personInSales, email: 'roth@fabrikam.example' },
      approved,
    )
    await headquarters.signIns.claim('ada@fabrikam.example', personId)
    expect(await look()).toEqual(done)
    const moved = { email: 'roth@fabrikam.example', held: ['ada@fabrikam.example'], mailCount: 2 }
    expect(await stored()).toMatchObject({ ...ada, ...moved, changedAt: now, formerEmails: ['ada@fabrikam.example'] })
    expect(await headquarters.signIns.claim('roth@fabrikam.example', 'another')).toBe('taken')
    expect(await headquarters.signIns.claim('ada@fabrikam.example', 'another')).toBe('taken')
    const mails = [
      { kind: 'sign-in-address-left' as const, number: 1 },
      { kind: 'sign-in-address-changed' as const, number: 2 },
    ]
    const push = { organizationId, home, userId: personId, userHome: home, mails }
    expect(await pushes()).toContainEqual(push)
    expect(await afterTelling({ headquarters, now: () => new Date(now) }, push)).toBe('done')
    expect(await stored()).not.toHaveProperty('held')
    expect(await stored()).not.toHaveProperty('formerEmails')
    expect(await headquarters.signIns.claim('ada@fabrikam.example', 'another')).toBe('claimed')
    expect(await told()).toEqual([
      {
        at: now,
        actor: 'sales',
        code: 'customer-taken',
        number: 'C-2',
        type: 'Person',
        fields: ['email'],
        changes: [{ path: 'email', before: 'ada@fabrikam.example', after: 'roth@fabrikam.example' }],
      },
    ])
  })

  it('is noted with an address before it is claimed, so that one that was cut off is given up', async () => {
    const theirs = (email: string) => ({ ...personInSales, email })
    const { look, stored, sales, deps, headquarters, tables } = await desk(
      ada,
      theirs('second@fabrikam.example'),
      approved,
    )
    await headquarters.signIns.claim('ada@fabrikam.example', personId)
    const { signIns } = headquarters
    const dying: SignInStore = {
      ...signIns,
      claim: async (...args) => {
        await signIns.claim(...args)
        throw new Error('the process dies here')
      },
    }
    const cutOff = convergeCustomer({ ...deps, headquarters: { ...headquarters, signIns: dying } }, personId)
    await expect(cutOff).rejects.toThrow('dies here')
    expect(await headquarters.signIns.isFree('second@fabrikam.example', 'another')).toBe(false)
    expect(await tables.Headquarters.read(home, watchKey(personId))).toBeDefined()
    sales.theirs = theirs('third@fabrikam.example')
    expect(await look()).toEqual(done)
    expect(await stored()).toMatchObject({ email: 'third@fabrikam.example', formerEmails: ['ada@fabrikam.example'] })
    expect(await headquarters.signIns.isFree('second@fabrikam.example', 'another')).toBe(true)
    expect(await headquarters.signIns.isFree('third@fabrikam.example', 'another')).toBe(false)
  })

  it('whose former address is still to be given up is looked at again', async () => {
    const { look, sales, tables } = await desk(ada, { ...personInSales, email: 'roth@fabrikam.example' }, approved)
    const isWatched = async () => (await tables.Headquarters.read(home, watchKey(personId))) !== undefined
    const theirs = { ...personInSales, email: 'roth@fabrikam.example' }
    let reads = 0
    Object.defineProperty(sales, 'theirs', {
      get: () => {
        reads += 1
        if (reads > 2) throw new Error('the process dies here')
        return theirs
      },
    })
    await expect(look()).rejects.toThrow('dies here')
    expect(await isWatched()).toBe(true)
  })

  it.each([
    ['somebody else’s', { ...personInSales, email: 'taken@fabrikam.example' }],
    ['none', { firstName: 'Ada', lastName: 'Roth' }],
  ])('keeps the own address when the one in Sales is %s, and is flagged', async (_, theirs) => {
    const { look, stored, headquarters, whole, told } = await desk(ada, theirs, approved)
    await headquarters.signIns.claim('taken@fabrikam.example', 'another')
    expect(await look()).toEqual(done)
    expect(await stored()).toMatchObject({ email: 'ada@fabrikam.example', flags: ['sign-in-kept'] })
    expect((await whole())?.prospect.flags).toEqual(['sign-in-kept'])
    expect((await headquarters.customers.locate(personId))?.value.email).toBe('ada@fabrikam.example')
    expect(await told()).toMatchObject([{ code: 'customer-flagged', flag: 'sign-in-kept' }])
    await look()
    expect(await told()).toHaveLength(1)
  })

  it('whose address was changed here tells Sales, and gives up the former one', async () => {
    const changed: Person = {
      ...ada,
      email: 'roth@fabrikam.example',
      formerEmails: ['ada@fabrikam.example'],
      unwritten: ['email'],
    }
    const { look, stored, asked, headquarters } = await desk(changed, personInSales, approved)
    await headquarters.signIns.claim('ada@fabrikam.example', personId)
    expect(await look()).toEqual(done)
    expect(asked).toEqual([['Person', personId, { email: 'roth@fabrikam.example' }, 'W/"7"']])
    expect(await stored()).toEqual({ ...ada, email: 'roth@fabrikam.example', changedAt: now })
    expect(await headquarters.signIns.claim('ada@fabrikam.example', 'another')).toBe('claimed')
  })

  it('goes by a new name in the hierarchy and the channel', async () => {
    const { look, headquarters, pushes } = await desk(ada, { ...personInSales, lastName: 'Berg' }, approved)
    await look()
    expect((await headquarters.hierarchies.readWhole(home, organizationId))?.members).toMatchObject([
      { name: 'Ada Berg' },
    ])
    expect(await pushes()).toMatchObject([{ partner: { userId: personId } }])
  })
})

describe('a person who does not sign in', () => {
  it('takes an address, or none, whoever has it, and claims nothing', async () => {
    const { look, stored, sales, headquarters, pushes } = await desk(ada, {
      ...personInSales,
      email: 'taken@fabrikam.example',
    })
    await headquarters.signIns.claim('taken@fabrikam.example', 'another')
    expect(await look()).toEqual(done)
    expect(await stored()).toEqual({ ...ada, email: 'taken@fabrikam.example', changedAt: now })
    sales.theirs = { firstName: 'Ada', lastName: 'Roth' }
    expect(await look()).toEqual(done)
    expect(await stored()).not.toHaveProperty('email')
    expect(await pushes()).toEqual([])
  })
})

describe('what the app may not read or write', () => {
  it('stays as it is, and what was changed here is written once', async () => {
    const changed = {
      ...organization,
      phone: '+49 30 1',
      email: 'info@fabrikam.example',
      unwritten: ['phone'],
    } as Customer
    const { look, stored, asked, sales } = await desk(changed, inSales)
    sales.more = { values: { name: 'Fabrikam GmbH' } }
    for (let time = 0; time < 2; time += 1) expect(await look()).toEqual(done)
    expect(await stored()).toMatchObject({ phone: '+49 30 1', email: 'info@fabrikam.example' })
    expect(asked).toEqual([['Organization', organizationId, { phone: '+49 30 1' }, 'W/"7"']])
  })

  it('is given up only when Sales is sure to have none', async () => {
    const { look, stored, deps } = await desk({ ...organization, phone: '+49 30 1' } as Customer, inSales)
    const { readCustomer } = deps.sales
    const sure: (boolean | undefined)[] = []
    Object.assign(deps.sales, {
      readCustomer: async (...[type, id, isSure]: Parameters<typeof readCustomer>) => {
        sure.push(isSure)
        const found = await readCustomer(type, id)
        return found && isSure ? { ...found, values: { name: 'Fabrikam GmbH' } } : found
      },
    })
    expect(await look()).toEqual(done)
    expect([sure, await stored()]).toMatchObject([[undefined, true], { phone: '+49 30 1' }])
  })

  it('is flagged at once, kept as not written, and the rest is written', async () => {
    const changed = {
      ...organization,
      phone: '1',
      website: 'https://f.example',
      unwritten: ['phone', 'website'],
    } as Customer
    const { look, stored, whole, told, sales } = await desk(changed, inSales)
    sales.answers = [{ secured: ['phone'] }]
    expect(await look()).toEqual(done)
    expect(await stored()).toMatchObject({ phone: '1', unwritten: ['phone'], flags: ['account-secured'] })
    expect((await whole())?.prospect.flags).toEqual(['account-secured'])
    expect(await told()).toMatchObject([
      { code: 'customer-written', fields: ['website'] },
      { code: 'customer-flagged', flag: 'account-secured' },
    ])
    sales.answers = [{ secured: ['phone'] }]
    sales.theirs = { ...inSales, website: 'https://f.example' }
    const before = await stored()
    expect([await look(), await stored()]).toEqual([done, before])
    // Once the app may write it, it is written, and the flag goes.
    expect(await look()).toEqual(done)
    expect(await stored()).not.toHaveProperty('flags')
  })
})

describe('an account that was deactivated', () => {
  it('is not written to, which is read-only, until it is active again', async () => {
    const { look, stored, asked, sales } = await desk(
      { ...organization, phone: '1', unwritten: ['phone'] } as Customer,
      inSales,
    )
    sales.more = { isInactive: true }
    for (let time = 0; time < 2; time += 1) expect(await look()).toEqual(done)
    expect([asked, await stored()]).toMatchObject([
      [],
      { phone: '1', unwritten: ['phone'], flags: ['account-inactive'] },
    ])
    sales.more = {}
    await look()
    expect(asked).toHaveLength(1)
    expect(await stored()).not.toHaveProperty('unwritten')
  })

  it('is flagged, goes on being compared, and loses the flag when it is active again', async () => {
    const { look, stored, sales } = await desk(organization, { name: 'Fabrikam AG' })
    sales.more = { isInactive: true }
    expect(await look()).toEqual(done)
    expect(await stored()).toMatchObject({ name: 'Fabrikam AG', flags: ['account-inactive'] })
    sales.more = {}
    await look()
    expect(await stored()).not.toHaveProperty('flags')
  })
})

describe('an account that was merged', () => {
  const masterId = 'b0000000-0000-4000-8000-000000000009'
  const master: CustomerInSales = {
    id: masterId,
    values: readings('Organization', { name: 'Fabrikam SE' }),
    etag: 'W/"9"',
  }

  it('is followed: the customer is bound to the one that stands for it, and found by both', async () => {
    const { look, stored, told, sales, headquarters, asked } = await desk(organization, inSales)
    sales.more = { mergedInto: 'between', isInactive: true }
    sales.others = { between: { ...master, id: 'between', mergedInto: masterId }, [masterId]: master }
    expect(await look()).toEqual(done)
    expect(await stored()).toMatchObject({ customerId: organizationId, salesId: masterId, name: 'Fabrikam SE' })
    expect((await told())?.map(({ code }) => code)).toEqual(['customer-rebound', 'customer-taken'])
    expect((await headquarters.customers.locate(masterId))?.value.customerId).toBe(organizationId)
    const bound = { value: organization, home, key: '', etag: '' }
    expect(await headquarters.customers.bind(master, bound)).toBe('bound')
    expect(await headquarters.customers.bind({ id: organizationId, leadId }, { ...bound, value: ada })).toBe('taken')
    const before = await stored()
    expect([await look(), await stored(), asked]).toEqual([done, before, []])
  })

  it('into another customer of ours is flagged, once, and nothing of it is taken', async () => {
    const { look, stored, told, sales, tables } = await desk(organization, { name: 'Emptied' })
    await tables.Headquarters.write(home, [
      put(customerKey(masterId), { ...organization, customerId: masterId, number: 'C-7' }),
    ])
    sales.more = { mergedInto: masterId, isInactive: true }
    sales.others = { [masterId]: master }
    for (let time = 0; time < 2; time += 1) expect(await look()).toEqual(done)
    expect(await stored()).toMatchObject({ name: 'Fabrikam GmbH', flags: ['account-merged'] })
    expect(await told()).toMatchObject([{ code: 'customer-merged', into: 'C-7' }, { code: 'customer-flagged' }])
  })

  it('in a circle is flagged', async () => {
    const { look, stored, sales } = await desk(organization, inSales)
    sales.more = { mergedInto: masterId }
    sales.others = { [masterId]: { ...master, mergedInto: organizationId } }
    expect(await look()).toEqual(done)
    expect(await stored()).toMatchObject({ name: 'Fabrikam GmbH', flags: ['account-merged'] })
  })
})

describe('a person whose contact is missing', () => {
  it('gives an address it left to others, and is looked at no more', async () => {
    const { look, stored, headquarters, deps } = await desk(
      { ...ada, email: 'new@fabrikam.example', formerEmails: ['ada@fabrikam.example'], unwritten: ['email'] },
      undefined,
    )
    await headquarters.signIns.claim('ada@fabrikam.example', personId)
    expect(await look()).toEqual(done)
    expect(await headquarters.signIns.isFree('ada@fabrikam.example', organizationId)).toBe(true)
    expect(await stored()).toMatchObject({ flags: ['contact-missing'], email: 'new@fabrikam.example' })
    expect(Object.keys((await stored()) ?? {})).not.toContain('formerEmails')
    const watched: unknown[] = []
    for await (const one of deps.headquarters.watchList.due('9999')) watched.push(one.watched)
    expect(watched).toEqual([])
  })
})
