// What Sales shows of headquarters: which words are due on which row, and how they are written without harm.

import { describe, expect, it } from 'vitest'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { dueOnLead, dueOnOpportunity, heldBackBecause } from '../../shared/domain/shown-in-sales.ts'
import { createSales } from '../../shared/sales/create-sales.ts'
import type { DataverseRequest } from '../../shared/sales/dataverse.ts'
import { SalesRefused } from '../../shared/sales/failures.ts'
import { choiceCodes, rowOfShown, shownOf } from '../../shared/sales/shown-columns.ts'
import { leadId, prospect, request, submitted } from '../support/domain-samples.ts'

const opportunity = { id: 'o1', name: 'x', state: 'Won' } as const
const sales = { leadId, stage: 'Opportunity won', opportunity } as const
const heldBack = (flag: Prospect['flags'][number] = 'no-email') => prospect({ sales, flags: [flag] })

describe('an approval', () => {
  it('is held back where Sales won it and a reason keeps it open', () => {
    expect(heldBackBecause(heldBack())).toBe('no-email')
    expect(heldBackBecause(heldBack('duplicate-sign-in'))).toBe('duplicate-sign-in')
    expect(heldBackBecause(heldBack('account-missing'))).toBeUndefined()
    expect(heldBackBecause(prospect({ sales: { leadId, stage: 'Opportunity open' }, flags: ['no-email'] }))).toBe(
      undefined,
    )
    expect(heldBackBecause({ ...heldBack(), status: 'Approved' })).toBeUndefined()
  })

  it('shows so on its opportunity with the reason, which is emptied when it does not hold any more', () => {
    expect(dueOnOpportunity(heldBack(), 'o1', {})).toEqual({ status: 'Held back', heldBack: 'no-email' })
    const approved = prospect({ status: 'Approved', sales })
    expect(dueOnOpportunity(approved, 'o1', { status: 'Held back', heldBack: 'no-email' })).toEqual({
      status: 'Approved',
      heldBack: null,
    })
    expect(dueOnOpportunity(approved, 'o1', { status: 'Approved' })).toBeUndefined()
  })

  it('is not shown on an opportunity of the lead that decided nothing', () => {
    expect(dueOnOpportunity(heldBack(), 'another', {})).toBeUndefined()
  })
})

describe('a lead', () => {
  const rejected = prospect({ status: 'Rejected', sales: { leadId, stage: 'Lead disqualified' } })
  const open = prospect({ sales: { leadId, stage: 'Lead open' } })

  it('that is open is left alone as long as it says nothing wrong', () => {
    expect(dueOnLead(open, 'Open', { status: 'Open' })).toBeUndefined()
    expect(dueOnLead(open, 'Open', {})).toBeUndefined()
  })

  it('that is open again says so, and does not look untouched', () => {
    expect(dueOnLead(open, 'Open', { status: 'Rejected' })).toEqual({ status: 'Open again' })
    expect(dueOnLead(open, 'Open', { status: 'Open again' })).toBeUndefined()
  })

  it('that was decided shows what became of it', () => {
    expect(dueOnLead(rejected, 'Disqualified', { status: 'Open' })).toEqual({ status: 'Rejected' })
    const withdrawn = { ...rejected, withdrawn: { because: 'applicant', at: submitted } } as Prospect
    expect(dueOnLead(withdrawn, 'Open', { status: 'Open' })).toEqual({ status: 'Withdrawn' })
  })

  it('that was merged, or is in no state that is known, is left alone', () => {
    expect(dueOnLead({ ...rejected, sales: { leadId, stage: 'Lead merged' } }, 'Disqualified', {})).toBeUndefined()
    expect(dueOnLead(rejected, 'Unknown', {})).toBeUndefined()
  })
})

describe('the columns', () => {
  it('hold numbers for words and come back as words', () => {
    const values = { status: 'Held back', heldBack: 'no-email' } as const
    const row = rowOfShown(values)
    expect(row).toEqual({
      cb2b_headquartersstatus: choiceCodes.status['Held back'],
      cb2b_heldbackbecause: choiceCodes.heldBack['no-email'],
    })
    expect(shownOf('leads', row)).toEqual(values)
  })

  it('show nothing where they were not read, and have no word for a number that somebody else made', () => {
    expect(shownOf('leads', { statecode: 0 })).toBeUndefined()
    expect(shownOf('accounts', { accountnumber: 'A-1' })).toBeUndefined()
    expect(shownOf('leads', { cb2b_headquartersstatus: 5, cb2b_heldbackbecause: null })).toEqual({})
  })

  it('have a number of its own for each word', () => {
    for (const codes of Object.values<Record<string, number>>(choiceCodes))
      expect(new Set(Object.values(codes)).size).toBe(Object.keys(codes).length)
  })
})

/** Sales that answers each call in turn, at a time that the test sets. */
const organization = (...answers: readonly unknown[]) => {
  const asked: DataverseRequest[] = []
  const clock = { now: 0 }
  const made = createSales(
    async (one) => {
      const answer = answers[asked.length]
      asked.push(one)
      if (answer instanceof Error) throw answer
      return answer
    },
    () => clock.now,
  )
  return { made, asked, clock }
}
const part = (status: string, code?: string) =>
  `--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 ${status}\r\n\r\n${code ? JSON.stringify({ error: { code, message: 'x' } }) : ''}\r\n`
const batch = (...parts: readonly string[]) => `${parts.join('')}--b--`
const won = { set: 'opportunities', id: 'o1', etag: 'W/"7"', isClosed: true, values: { status: 'Approved' } } as const

describe('showing', () => {
  it('is one call with a note besides, and writes over nothing that was changed since', async () => {
    const { made, asked } = organization(batch(part('204 No Content'), part('204 No Content')))
    const note = { leadId, noteId: 'n1', number: 'P-000042', heldBack: 'no-email' } as const
    expect(await made.show([won], [note])).toBe(1)
    expect(asked).toHaveLength(1)
    const body = String(asked[0]?.body)
    expect(body).toContain('PATCH /api/data/v9.2/opportunities(o1)')
    expect(body).toContain('if-match: W/"7"')
    expect(body).toContain('"subject":"The approval of B2B prospect P-000042 is held back"')
    expect(body).toContain(`"objectid_lead@odata.bind":"/leads(${leadId})"`)
  })

  it('of a user who was not added stands on the account, and names no address', async () => {
    const { made, asked } = organization(batch(part('204 No Content')))
    await made.show([], [{ accountId: 'a1', noteId: 'n1', name: 'Ada Roth', refused: 'cannot-be-added' }])
    expect(String(asked[0]?.body)).toContain('"subject":"A user of the B2B site was not added: Ada Roth"')
    expect(String(asked[0]?.body)).toContain('"objectid_account@odata.bind":"/accounts(a1)"')
  })

  it('goes on without closed rows for an hour where the organization refuses to change them', async () => {
    const { made, asked, clock } = organization(
      batch(part('400 Bad Request', '0x80040230')),
      batch(part('204 No Content')),
    )
    expect(await made.show([won])).toBe(0)
    expect(await made.show([won])).toBe(0)
    expect(asked).toHaveLength(1)
    clock.now += 3_600_000
    expect(await made.show([won])).toBe(1)
  })

  it('writes closed rows where the organization takes that', async () => {
    const { made } = organization(batch(part('204 No Content')), batch(part('204 No Content')))
    expect([await made.show([won]), await made.show([won])]).toEqual([1, 1])
  })

  it('is no call when there is nothing to show', async () => {
    const { made, asked } = organization()
    expect([await made.show([]), asked]).toEqual([0, []])
  })
})

describe('an organization that was prepared by an earlier version', () => {
  const unknown = new SalesRefused('0x80048d19', 'permanent')
  const lead = { prospectId: leadId, number: 'P-1', submittedAt: submitted, noteId: 'n1', request }

  it('gets leads without the column, and is asked for it again later', async () => {
    const { made, asked, clock } = organization(unknown, undefined, undefined, undefined)
    await made.writeLead(lead)
    await made.writeLead(lead)
    clock.now += 10 * 60_000
    await made.writeLead(lead)
    expect(asked.map(({ body }) => 'cb2b_headquartersstatus' in (body as object))).toEqual([true, false, false, true])
  })

  it('says of its rows nothing about what they show', async () => {
    const refused = new SalesRefused('0x80060888', 'permanent')
    const { made, asked } = organization(refused, { value: [{ leadid: leadId, statecode: 0 }] }, { value: [] })
    expect(await made.leadsById([leadId])).toEqual([{ id: leadId, state: 'Open' }])
    await made.leadsById([leadId])
    expect(asked).toHaveLength(3)
  })
})

describe('the number of an account', () => {
  const row = (more: object) => ({ value: [{ accountid: 'a1', name: 'x', cb2b_hierarchynumber: null, ...more }] })

  it('is the seller’s where there is one, and none where it is empty', async () => {
    const of = async (more: object) => {
      const { made } = organization(row(more), { value: [] }, { value: [] })
      return (await made.customersById('Organization', ['a1'])).found[0]?.shown?.accountNumber
    }
    expect(await of({ accountnumber: 'A-77' })).toBe('A-77')
    expect(await of({ accountnumber: null })).toBeUndefined()
  })

  it('may be there where the app is not let see it', async () => {
    const definitions = { value: [{ LogicalName: 'accountnumber', MetadataId: 'm1' }] }
    const { made } = organization(row({ accountnumber: null }), definitions, { UserId: 'u1' }, {})
    expect((await made.customersById('Organization', ['a1'])).found[0]?.shown?.accountNumber).toBe('hidden')
  })
})
