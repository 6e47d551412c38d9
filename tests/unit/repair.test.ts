// What was lost in Sales is written again when a member of staff wants it, with the id it had, and never otherwise.

import { describe, expect, it } from 'vitest'
import type { Customer } from '../../shared/domain/customer.ts'
import {
  type Message,
  readMessage,
  writeCustomerAgainMessage,
  writeMissingMessage,
} from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { leadRepairOf } from '../../shared/domain/repair.ts'
import type { SalesStage } from '../../shared/domain/sales-outcome.ts'
import { askForCustomerAgain, lookAtCustomer } from '../../shared/dual-write/repair-customer.ts'
import { lookAtProspect, writeLeadAgain } from '../../shared/dual-write/repair-prospect.ts'
import { createWriteToSales } from '../../shared/dual-write/write-to-sales.ts'
import { customerKey } from '../../shared/headquarters/store/keys.ts'
import { put } from '../../shared/platform/table.ts'
import { SalesRefused } from '../../shared/sales/failures.ts'
import type { Created, Sales } from '../../shared/sales/sales.ts'
import { leadId, now, prospect, readings, request, written } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { silentLog } from '../support/silent-log.ts'
import { accountId, contactId, home, refTo, writtenOrganization, writtenPerson } from '../support/written-customers.ts'

const who = 'a member of staff'
const lost = (changes: Partial<Prospect> = {}) =>
  prospect({
    sales: { leadId, leadWrittenAt: written, stage: 'Lead missing' },
    flags: ['lead-missing'],
    ...changes,
  })
const organization = writtenOrganization({ taxId: 'DE123', flags: ['account-missing'] })
const person = writtenPerson({ email: 'ada@fabrikam.example', flags: ['contact-missing'] })
const partner = lost({
  status: 'Approved',
  organization: refTo(accountId, 'C-1'),
  person: refTo(contactId, 'C-2'),
  customersWrittenAt: written,
  flags: ['lead-missing', 'account-missing', 'contact-missing'],
})

type Given = {
  readonly prospect?: Prospect
  readonly customers?: readonly Customer[]
  readonly lead?: Created
  /** Whether Sales has no lead that an account could name. */
  readonly withoutLead?: true
  /** Accounts and contacts that are there still. */
  readonly there?: readonly string[]
  /** Into which account the one of the partner was merged. */
  readonly master?: string
}

const desk = async (given: Given) => {
  const { headquarters, dualWrite, tables } = memoryStores()
  if (given.prospect) await headquarters.prospects.create(given.prospect, [])
  for (const customer of given.customers ?? [])
    await tables.Headquarters.write(home, [put(customerKey(customer.customerId), customer)])
  const sent: Message[] = []
  const asked: unknown[][] = []
  const there = new Set(given.there)
  const create = (name: string, id: string, lead: string | undefined, values: unknown): Created => {
    asked.push([name, id, lead, values])
    if (given.withoutLead && lead !== undefined) throw new SalesRefused('0x80040217', 'permanent')
    there.add(id)
    return 'created'
  }
  const sales = {
    writeLead: async (lead: { prospectId: string; request: unknown }) => {
      asked.push(['lead', lead.prospectId, lead.request])
      return given.lead ?? 'created'
    },
    writeAccount: async ({ id, values }: { id: string; values: object }, lead?: string) =>
      create('account', id, lead, values),
    writeContact: async ({ id, values }: { id: string; values: object }, account: string, lead?: string) =>
      create('contact', id, lead, { account, ...values }),
    readCustomer: async (type: 'Organization' | 'Person', id: string) => {
      if (!there.has(id)) return undefined
      const { number: _, ...values } =
        type === 'Organization'
          ? { name: 'Fabrikam GmbH', number: 0 }
          : {
              firstName: 'Ada',
              lastName: 'Roth',
              email: 'ada@fabrikam.example',
              number: 0,
            }
      const merged = id === accountId && given.master !== undefined ? { mergedInto: given.master } : {}
      return { id, etag: '1', values: readings(type, values), ...merged }
    },
    lengths: async () => ({}),
    leadsById: async (ids: readonly string[]) => ids.filter((id) => there.has(id)).map((id) => ({ id, state: 'Open' })),
    customersById: async (_type: string, ids: readonly string[]) => ({
      found: ids.filter((id) => there.has(id)).map((id) => ({ id, values: {} })),
      canBeMarked: false,
    }),
  } as unknown as Sales
  const deps = {
    headquarters,
    send: async (messages: readonly Message[]) => void sent.push(...messages),
    now: () => new Date(now),
  }
  const work = createWriteToSales({ ...deps, dualWrite, sales, log: silentLog })
  const workOff = async () => {
    for (const message of sent.splice(0)) {
      if (message.type === 'sales-change' || message.type.endsWith('mail')) continue
      expect(await work(message as Parameters<typeof work>[0])).toMatchObject({ outcome: 'done' })
    }
  }
  return {
    deps,
    sent,
    asked,
    workOff,
    work,
    tables,
    headquarters,
    whole: () => headquarters.prospects.readWhole(leadId),
  }
}

describe('a lead', () => {
  it.each<[Prospect['status'], SalesStage, ReturnType<typeof leadRepairOf>]>([
    ['Open', 'Lead missing', 'possible'],
    ['Approved', 'Lead missing', 'decided'],
    ['Rejected', 'Lead missing', 'decided'],
    ['Open', 'Lead open', 'not-missing'],
    ['Open', 'Waiting for Sales', 'not-missing'],
    ['Open', 'Lead merged', 'not-missing'],
    ['Rejected', 'Lead disqualified', 'not-missing'],
  ])('of a prospect that is %s at "%s": %s', (status, stage, repair) => {
    expect(leadRepairOf({ status, sales: { leadId, stage } })).toBe(repair)
  })

  it('that is missing is written again with its id, and the timeline says who wanted it', async () => {
    const { deps, asked, workOff, whole } = await desk({ prospect: lost() })
    expect(await writeLeadAgain(deps, leadId, who)).toBe('asked')
    expect((await whole())?.prospect).toMatchObject({ flags: [], sales: { leadId, stage: 'Waiting for Sales' } })
    await workOff()
    expect(asked).toEqual([['lead', leadId, request]])
    const found = await whole()
    expect(found?.prospect).toMatchObject({
      status: 'Open',
      flags: [],
      sales: { leadWrittenAt: now, stage: 'Lead open' },
    })
    expect(found?.timeline.map(({ code, actor }) => [code, actor])).toEqual([
      ['lead-asked-again', { name: who }],
      ['lead-written', 'dual-write'],
    ])
  })

  it('is written with the address that a seller corrected on the lost one', async () => {
    const leadEmail = 'right@fabrikam.example'
    const { deps, asked, workOff } = await desk({
      prospect: lost({ sales: { leadId, leadWrittenAt: written, stage: 'Lead missing', leadEmail } }),
    })
    await writeLeadAgain(deps, leadId, who)
    await workOff()
    expect(asked).toEqual([['lead', leadId, { ...request, requestor: { ...request.requestor, email: leadEmail } }]])
  })

  it('that is there after all is left as it is and looked at', async () => {
    const { deps, sent, work, whole } = await desk({ prospect: lost(), lead: 'exists' })
    await writeLeadAgain(deps, leadId, who)
    const message = sent.shift()
    await work(message as Parameters<typeof work>[0])
    expect((await whole())?.prospect.sales.stage).toBe('Lead open')
    expect(sent).toMatchObject([{ type: 'sales-change', data: { leadId } }])
  })

  it('is asked for once, whoever presses again, and the sweep finds what was asked for', async () => {
    const { deps, sent, headquarters } = await desk({ prospect: lost() })
    expect(await writeLeadAgain(deps, leadId, who)).toBe('asked')
    expect(await writeLeadAgain(deps, leadId, who)).toBe('not-missing')
    expect(sent.map(({ type }) => type)).toEqual(['write-lead', 'sales-change'])
    const watched = []
    for await (const { watched: one } of headquarters.watchList.due('9999')) watched.push(one)
    expect(watched).toMatchObject([{ prospectId: leadId }])
  })

  it('of a decided prospect is not written, nor one that headquarters sees', async () => {
    const decided = await desk({ prospect: lost({ status: 'Rejected' }) })
    expect(await writeLeadAgain(decided.deps, leadId, who)).toBe('decided')
    const seen = await desk({ prospect: prospect() })
    expect(await writeLeadAgain(seen.deps, leadId, who)).toBe('not-missing')
    const nobody = await desk({})
    expect(await writeLeadAgain(nobody.deps, leadId, who)).toBe('unknown')
    expect([...decided.sent, ...seen.sent, ...nobody.sent]).toEqual([])
  })

  it('is looked at on request: a written one is compared, one that waits is written', async () => {
    const there = await desk({ prospect: prospect() })
    expect(await lookAtProspect(there.deps, leadId)).toBe('asked')
    expect(there.sent).toMatchObject([{ type: 'sales-change', data: { leadId } }])
    const waiting = await desk({ prospect: prospect({ sales: { leadId, stage: 'Waiting for Sales' } }) })
    await lookAtProspect(waiting.deps, leadId)
    expect(waiting.sent).toMatchObject([{ type: 'write-lead', data: { prospectId: leadId } }])
    expect(await lookAtProspect((await desk({})).deps, leadId)).toBe('unknown')
  })
})

describe('a customer', () => {
  it('whose account is missing is written again as headquarters has it, without what is only its own', async () => {
    const { deps, asked, workOff, whole, headquarters } = await desk({
      prospect: partner,
      customers: [organization, person],
    })
    expect(await askForCustomerAgain(deps, accountId, who)).toBe('asked')
    await workOff()
    expect(asked).toEqual([['account', accountId, leadId, { name: 'Fabrikam GmbH' }]])
    expect((await headquarters.customers.locate(accountId))?.value.flags).toBeUndefined()
    const { prospect: after, timeline } = (await whole()) ?? {}
    expect(after?.flags).toEqual(['lead-missing', 'contact-missing'])
    expect(timeline?.map(({ code, actor }) => [code, actor])).toEqual([
      ['customer-asked-again', { name: who }],
      ['customer-found', 'dual-write'],
    ])
  })

  it('whose contact and account are missing gets the account first', async () => {
    const { deps, asked, workOff } = await desk({ prospect: partner, customers: [organization, person] })
    expect(await askForCustomerAgain(deps, contactId, who)).toBe('asked')
    await workOff()
    expect(asked.map(([name, id]) => [name, id])).toEqual([
      ['account', accountId],
      ['contact', contactId],
    ])
    expect(asked[1]?.[3]).toMatchObject({ account: accountId, email: 'ada@fabrikam.example' })
  })

  it('whose contact is missing gets it under the account into which its own was merged', async () => {
    const master = 'a0000000-0000-4000-8000-000000000009'
    const there = [accountId, master]
    const { deps, asked, workOff } = await desk({
      prospect: partner,
      customers: [organization, person],
      there,
      master,
    })
    await askForCustomerAgain(deps, contactId, who)
    await workOff()
    expect(asked).toMatchObject([['contact', contactId, leadId, { account: master }]])
  })

  it('is written without its lead where that was lost as well, and found by its own id from then on', async () => {
    const { deps, asked, workOff, headquarters } = await desk({
      prospect: partner,
      customers: [organization],
      withoutLead: true,
    })
    await askForCustomerAgain(deps, accountId, who)
    await workOff()
    expect(asked.map(([, , lead]) => lead)).toEqual([leadId, undefined])
    const { customers } = headquarters
    expect((await customers.read(customers.homeFor(accountId), accountId))?.value.number).toBe('C-1')
  })

  it('whose record came back meanwhile is compared, and not written', async () => {
    const { asked, work, headquarters } = await desk({
      prospect: partner,
      customers: [organization],
      there: [accountId],
    })
    expect(await work(writeCustomerAgainMessage(accountId))).toMatchObject({ outcome: 'done' })
    expect(asked).toEqual([])
    expect((await headquarters.customers.locate(accountId))?.value.flags).toBeUndefined()
  })

  it('that followed a merge which a restore undid has its own record again, and none is written', async () => {
    const survivor = 'a0000000-0000-4000-8000-000000000008'
    const customers = [{ ...organization, salesId: survivor } as Customer]
    const { asked, work, headquarters } = await desk({ prospect: partner, customers, there: [accountId] })
    expect(await work(writeCustomerAgainMessage(accountId))).toMatchObject({ outcome: 'done' })
    expect(asked).toEqual([])
    const { flags, salesId } = (await headquarters.customers.locate(accountId))?.value ?? {}
    expect([flags, salesId]).toEqual([undefined, undefined])
  })

  it('of which Sales lacks nothing is left in peace, and looked at on request', async () => {
    const { flags: _, ...whole } = organization
    const { deps, sent } = await desk({ prospect: partner, customers: [whole as Customer] })
    expect(await askForCustomerAgain(deps, accountId, who)).toBe('not-missing')
    expect(await askForCustomerAgain(deps, contactId, who)).toBe('unknown')
    expect(sent).toEqual([])
    expect(await lookAtCustomer(deps, accountId)).toBe('asked')
    expect(sent).toMatchObject([{ type: 'write-customer', data: { customerId: accountId } }])
    expect(await lookAtCustomer(deps, contactId)).toBe('unknown')
  })
})

describe('everything that Sales lost', () => {
  it('is written again by one press: a lead that headquarters still shows as open', async () => {
    const { asked, sent, work, workOff, whole } = await desk({ prospect: prospect() })
    expect(await work(writeMissingMessage(who.replaceAll(' ', '-')))).toEqual({ outcome: 'done' })
    expect(sent.map(({ type }) => type)).toEqual(['write-lead', 'sales-change'])
    await workOff()
    expect(asked).toEqual([['lead', leadId, request]])
    expect((await whole())?.prospect).toMatchObject({ status: 'Open', sales: { stage: 'Lead open' } })
  })

  it('and the account and contact of a partner, but not its lead', async () => {
    const { asked, work, workOff } = await desk({ prospect: partner, customers: [organization, person] })
    await work(writeMissingMessage('kim'))
    await workOff()
    expect(asked.map(([name, id]) => [name, id])).toEqual([
      ['account', accountId],
      ['contact', contactId],
    ])
  })

  it('and those that came from Sales in the first place, younger than the copy', async () => {
    const arrivedId = 'a0000000-0000-4000-8000-000000000007'
    const { customersWrittenAt: _, person: __, ...arrived } = partner
    const { asked, work, workOff } = await desk({
      prospect: { ...arrived, organization: refTo(arrivedId, 'C-1') },
      customers: [{ ...organization, customerId: arrivedId }],
    })
    await work(writeMissingMessage('kim'))
    await workOff()
    expect(asked.map(([name, id]) => [name, id])).toEqual([['account', arrivedId]])
  })

  it('and nothing that is there, nor what a decided prospect lost', async () => {
    const there = await desk({ prospect: prospect(), there: [leadId] })
    await there.work(writeMissingMessage('kim'))
    const rejected = await desk({ prospect: lost({ status: 'Rejected' }) })
    await rejected.work(writeMissingMessage('kim'))
    expect([...there.sent, ...rejected.sent]).toEqual([])
  })

  it('a part at a time: more than one part holds asks for the next, and a message names nothing else', async () => {
    const { headquarters, sent, work } = await desk({})
    const idOf = (n: number) => `${leadId.slice(0, -4)}${String(n).padStart(4, '0')}`
    for (let n = 0; n < 1060; n += 1)
      await headquarters.prospects.create(
        prospect({ prospectId: idOf(n), sales: { leadId: idOf(n), stage: 'Waiting for Sales' } }),
        [],
      )
    await work(writeMissingMessage('kim'))
    const next = sent.pop()
    // None of them ever had a lead.
    expect(new Set(sent.splice(0).map(({ type }) => type))).toEqual(new Set(['write-lead']))
    expect(next).toMatchObject({ type: 'write-missing', data: { by: 'kim', run: now } })
    expect(readMessage(next)).toEqual(next)
    await work(next as Parameters<typeof work>[0])
    expect(sent.filter(({ type }) => type !== 'write-lead')).toEqual([])
  })
})
