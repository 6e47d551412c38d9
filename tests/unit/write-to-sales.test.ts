// Headquarters → Sales: what each message writes there, what it tells of it, and that it is done once.

import { describe, expect, it } from 'vitest'
import type { Customer } from '../../shared/domain/customer.ts'
import { writeCustomerMessage, writeCustomersMessage, writeLeadMessage } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { createWriteToSales } from '../../shared/dual-write/write-to-sales.ts'
import { customerKey } from '../../shared/headquarters/store/keys.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { put } from '../../shared/platform/table.ts'
import type { Created, Sales } from '../../shared/sales/sales.ts'
import { leadId, now, prospect, request, submitted, written } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { silentLog } from '../support/silent-log.ts'
import { accountId, contactId, home, refTo, writtenOrganization, writtenPerson } from '../support/written-customers.ts'

const waiting = prospect({ sales: { leadId, stage: 'Waiting for Sales' } })
const made = prospect({
  status: 'Approved',
  organization: refTo(accountId, 'C-1'),
  person: refTo(contactId, 'C-2'),
})
const organization = writtenOrganization()
const person = writtenPerson()

/** Headquarters with these, and a Sales that answers every create alike and notes what it is asked. */
const desk = async (given: { prospect?: Prospect; customers?: readonly Customer[]; answer?: Created } = {}) => {
  const { headquarters, dualWrite, tables } = memoryStores()
  if (given.prospect) await headquarters.prospects.create(given.prospect, [])
  for (const customer of given.customers ?? [])
    await tables.Headquarters.write(home, [put(customerKey(customer.customerId), customer)])
  const asked: unknown[][] = []
  const create =
    (name: string) =>
    async (...what: unknown[]): Promise<Created> => {
      asked.push([name, ...what])
      return given.answer ?? 'created'
    }
  const sales = {
    writeLead: create('lead'),
    writeAccount: create('account'),
    writeContact: create('contact'),
    readCustomer: async () => undefined,
  } as unknown as Sales
  const work = createWriteToSales({
    headquarters,
    dualWrite,
    sales,
    send: async () => undefined,
    now: () => new Date(now),
    log: silentLog,
  })
  return { work, asked, headquarters, whole: () => headquarters.prospects.readWhole(leadId) }
}

describe('a lead', () => {
  it('is written with its note, and headquarters knows it from then on', async () => {
    const { work, asked, whole } = await desk({ prospect: waiting })
    expect(await work(writeLeadMessage(leadId))).toEqual({ outcome: 'done' })
    expect(asked).toEqual([
      [
        'lead',
        {
          prospectId: leadId,
          number: 'P-000042',
          submittedAt: submitted,
          noteId: deriveId('note', leadId),
          request,
        },
      ],
    ])
    expect((await whole())?.prospect.sales).toEqual({ leadId, leadWrittenAt: now, stage: 'Lead open' })
    expect((await whole())?.timeline).toEqual([{ at: now, actor: 'dual-write', code: 'lead-written' }])
  })

  it('is written once', async () => {
    const { work, asked } = await desk({ prospect: waiting })
    for (let time = 0; time < 2; time += 1) expect(await work(writeLeadMessage(leadId))).toEqual({ outcome: 'done' })
    expect(asked).toHaveLength(1)
  })

  it('that did not fit is told with what was cut and left out', async () => {
    const { work, whole } = await desk({ prospect: waiting, answer: { cut: ['subject'], tooLong: ['mobilephone'] } })
    await work(writeLeadMessage(leadId))
    expect((await whole())?.timeline).toContainEqual({
      at: now,
      actor: 'dual-write',
      code: 'columns-too-short',
      record: 'Lead',
      cut: ['subject'],
      tooLong: ['mobilephone'],
    })
  })

  it('without secured columns is told, and flagged at once', async () => {
    const answer = { cut: [], tooLong: [], secured: ['emailaddress1'] }
    const { work, whole } = await desk({ prospect: waiting, answer })
    expect(await work(writeLeadMessage(leadId))).toEqual({ outcome: 'done' })
    const { prospect: stored, timeline } = (await whole()) ?? {}
    expect(stored).toMatchObject({
      flags: ['lead-secured'],
      sales: { stage: 'Lead open', leadWithout: ['emailaddress1'] },
    })
    expect(timeline?.map(({ code }) => code)).toEqual(['lead-written', 'columns-secured'])
  })

  it('of no known prospect is told to staff', async () => {
    const { work, asked } = await desk()
    expect([await work(writeLeadMessage(leadId)), asked]).toEqual([{ outcome: 'failed', code: 'prospect-unknown' }, []])
  })

  it('is tried again when the prospect changed meanwhile', async () => {
    const { work, headquarters } = await desk({ prospect: waiting })
    const { begin } = headquarters.prospects
    Object.assign(headquarters.prospects, {
      begin: (id: string) => ({ ...begin(id), commit: async () => 'conflict' as const }),
    })
    expect(await work(writeLeadMessage(leadId))).toEqual({ outcome: 'later', code: 'prospect-changed-meanwhile' })
  })
})

describe('the customers of an approval', () => {
  it('that were made here are written, the contact with its account, and told once', async () => {
    const { work, asked, whole } = await desk({ prospect: made, customers: [organization, person] })
    for (let time = 0; time < 2; time += 1)
      expect(await work(writeCustomersMessage(leadId))).toEqual({ outcome: 'done' })
    expect(asked).toMatchObject([
      ['account', { id: accountId, values: { name: 'Fabrikam GmbH' } }, leadId],
      ['contact', { id: contactId, values: { lastName: 'Roth' } }, accountId, leadId],
    ])
    expect((await whole())?.prospect.customersWrittenAt).toBe(now)
    expect((await whole())?.timeline).toEqual([{ at: now, actor: 'dual-write', code: 'customers-written' }])
  })

  it('that Sales made are left alone', async () => {
    const others = prospect({ organization: refTo(leadId, 'C-1'), person: refTo(submitted, 'C-2') })
    const { work, asked, whole } = await desk({ prospect: others })
    expect(await work(writeCustomersMessage(leadId))).toEqual({ outcome: 'done' })
    expect([asked, (await whole())?.prospect.customersWrittenAt]).toEqual([[], now])
  })

  it('are not written without an organization', async () => {
    const { work, asked } = await desk({ prospect: prospect({ person: refTo(contactId, 'C-2') }) })
    await work(writeCustomersMessage(leadId))
    expect(asked).toEqual([])
  })

  it('that were written are never written again, whatever is missing later', async () => {
    const { work, asked } = await desk({ prospect: { ...made, customersWrittenAt: written } })
    expect([await work(writeCustomersMessage(leadId)), asked]).toEqual([{ outcome: 'done' }, []])
  })

  it('of no known prospect are told to staff', async () => {
    const { work } = await desk()
    expect(await work(writeCustomersMessage(leadId))).toEqual({ outcome: 'failed', code: 'prospect-unknown' })
  })

  it('of which a part had no room stay whole here, marked as not written, before anything is told', async () => {
    const answer = { cut: ['name'], tooLong: ['telephone1', 'emailaddress1'] }
    const { work, headquarters, whole } = await desk({ prospect: made, customers: [organization, person], answer })
    const unwritten = async (id: string) => (await headquarters.customers.read(home, id))?.value.unwritten
    const later = { outcome: 'later', code: 'prospect-changed-meanwhile' }
    expect(await work(writeCustomersMessage(leadId))).toEqual(later)
    expect([await unwritten(accountId), await unwritten(contactId)]).toEqual([['email', 'phone'], undefined])
    expect(await work(writeCustomersMessage(leadId))).toEqual(later)
    expect(await unwritten(contactId)).toEqual(['email', 'phone'])
    expect(await work(writeCustomersMessage(leadId))).toEqual({ outcome: 'done' })
    expect((await whole())?.timeline).toEqual([
      { at: now, actor: 'dual-write', code: 'customers-written' },
      { at: now, actor: 'dual-write', code: 'columns-too-short', record: 'Account', ...answer },
      { at: now, actor: 'dual-write', code: 'columns-too-short', record: 'Contact', ...answer },
    ])
  })

  it('that are gone meanwhile need no mark', async () => {
    const { work } = await desk({ prospect: made, answer: { cut: [], tooLong: ['telephone1'] } })
    expect(await work(writeCustomersMessage(leadId))).toEqual({ outcome: 'done' })
  })
})

describe('a changed customer', () => {
  it('that is not known is told to staff', async () => {
    const { work } = await desk()
    expect(await work(writeCustomerMessage(accountId))).toEqual({ outcome: 'failed', code: 'customer-unknown' })
  })

  it('that Sales does not have yet waits', async () => {
    const { work } = await desk({ prospect: made, customers: [organization] })
    expect(await work(writeCustomerMessage(accountId))).toMatchObject({ outcome: 'later' })
  })
})
