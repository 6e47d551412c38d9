// What staff decide in headquarters: stored as an intent, carried out when its time has come, and what Sales says beside it.

import { describe, expect, it } from 'vitest'
import type { Message } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { isDecidedHere } from '../../shared/domain/ruling.ts'
import type { SalesSnapshot } from '../../shared/domain/sales-outcome.ts'
import { createApplySalesChange } from '../../shared/dual-write/apply-sales-change.ts'
import { derivedIds } from '../../shared/dual-write/derived-ids.ts'
import { type RulingOrder, type RulingTerms, ruleProspect } from '../../shared/headquarters/rule-prospect.ts'
import type { Sales } from '../../shared/sales/sales.ts'
import { leadId, missing, now, opportunity, prospect, qualified, reading } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'

const home = leadId.charAt(0)
const made = derivedIds(leadId)
const kim = { id: 'kim-id', name: 'Kim' }
const lee = { id: 'lee-id', name: 'Lee' }
const minute = 60_000

type Rig = { readonly undoMs?: number; readonly secondApprover?: string; readonly desk?: 'sales' | 'headquarters' }

const rig = async (stored: Prospect, { undoMs = 0, secondApprover = 'none', desk = 'sales' }: Rig = {}) => {
  const stores = memoryStores()
  const { headquarters } = stores
  await headquarters.prospects.create(stored, [])
  const sent: { readonly message: Message; readonly delay: number }[] = []
  const clock = { ms: Date.parse(now) }
  const said: { snapshot: SalesSnapshot } = { snapshot: missing }
  const send = async (messages: readonly Message[], delay = 0) =>
    void sent.push(...messages.map((message) => ({ message, delay })))
  const time = () => new Date(clock.ms)
  const work = createApplySalesChange({
    headquarters,
    sales: { readLead: async () => said.snapshot } as unknown as Sales,
    send,
    takeNumber: stores.takeNumber,
    tradeOf: () => ({}),
    now: time,
    mailAfterPush: true,
    desk,
  })
  const read = async () => {
    const found = await headquarters.prospects.read(leadId)
    if (!found) throw new Error('There is no prospect.')
    return found
  }
  const act = async (order: RulingOrder) =>
    ruleProspect({ headquarters, send, now: time, desk, undoMs, secondApprover }, await read(), order)
  return {
    headquarters,
    sent,
    clock,
    said,
    read,
    act,
    approve: (terms: RulingTerms = {}, who = kim) => act({ action: 'approve', terms, who }),
    reject: (terms: RulingTerms = { reason: 'other' }, who = kim) => act({ action: 'reject', terms, who }),
    carryOut: () => work({ type: 'decide-prospect', data: { prospectId: leadId }, attempt: 0, correlationId: leadId }),
    look: () => work({ type: 'sales-change', data: { leadId }, attempt: 0, correlationId: leadId }),
    kinds: () => sent.map(({ message }) => message.type),
    pushes: async () => (await headquarters.pushes.next(home, 9)).map(({ value }) => value),
    codes: async () => (await headquarters.prospects.readWhole(leadId))?.timeline.map(({ code }) => code) ?? [],
  }
}

const lost = () => prospect({ flags: ['lead-missing'], sales: { leadId, leadWrittenAt: now, stage: 'Lead missing' } })

describe('an approval in headquarters', () => {
  it('of a prospect whose lead is gone makes customers, hierarchy and push, each once', async () => {
    const { approve, carryOut, read, headquarters, pushes, kinds, codes } = await rig(lost())
    expect(await approve({ note: 'Known from the fair' })).toBe('done')
    expect((await read()).value).toMatchObject({ status: 'Open', ruling: { status: 'Approved', by: 'Kim' } })
    expect(await carryOut()).toEqual({ outcome: 'done' })
    expect(await carryOut()).toEqual({ outcome: 'done' })
    const { value } = await read()
    expect(value).toMatchObject({
      status: 'Approved',
      flags: [],
      decision: { number: 1, here: true, decidedBy: 'Kim', reason: 'Known from the fair' },
      organization: { customerId: made.accountId },
      person: { customerId: made.contactId },
      hierarchyId: made.accountId,
    })
    expect(value.ruling).toBeUndefined()
    expect((await headquarters.hierarchies.readWhole(home, made.accountId))?.members).toMatchObject([{ role: 'Admin' }])
    expect(await pushes()).toMatchObject([{ status: 'Approved', partner: { organizationId: made.accountId } }])
    // The mail leaves with the push; Sales gets its customers, without a lead to hang a note on.
    expect(kinds().filter((kind) => kind !== 'sales-change')).toEqual([
      'decide-prospect',
      'write-customers',
      'write-customers',
    ])
    expect((await codes()).filter((code) => code === 'prospect-approved')).toHaveLength(1)
  })

  it('has written again what Sales lost of its customers meanwhile', async () => {
    const { approve, carryOut, read, headquarters, sent } = await rig(lost())
    await approve()
    await carryOut()
    const approved = await read()
    const unit = headquarters.prospects.begin(leadId)
    const flags = [...approved.value.flags, 'contact-missing'] as const
    headquarters.prospects.replace(unit, approved, { ...approved.value, flags }, [], now)
    await unit.commit()
    await carryOut()
    const again = sent.flatMap(({ message }) =>
      message.type === 'write-customer-again' ? [message.data.customerId] : [],
    )
    expect(again).toEqual([made.contactId])
  })

  it('waits for its time, which the message waits for as well', async () => {
    const { approve, carryOut, read, sent, clock } = await rig(lost(), { undoMs: 10 * minute })
    await approve()
    expect(sent).toMatchObject([{ delay: 10 * minute }])
    clock.ms += 4 * minute
    await carryOut()
    expect((await read()).value.status).toBe('Open')
    expect(sent.at(-1)).toMatchObject({ message: { type: 'decide-prospect' }, delay: 6 * minute })
    clock.ms += 6 * minute
    await carryOut()
    expect((await read()).value.status).toBe('Approved')
  })

  it('is made only where Sales cannot decide, unless headquarters is the desk', async () => {
    expect(await (await rig(prospect())).approve()).toBe('impossible')
    const { approve, carryOut, read, kinds } = await rig(prospect(), { desk: 'headquarters' })
    expect(await approve()).toBe('done')
    await carryOut()
    expect((await read()).value.status).toBe('Approved')
    expect(kinds()).toEqual(['decide-prospect'])
  })

  it('twice by one form is one; by another one, who saw an older version, it is refused', async () => {
    const { act, read, codes } = await rig(lost(), { undoMs: minute })
    const { etag } = await read()
    const order = { action: 'approve', terms: { note: 'Yes' }, who: kim, etag } as const
    expect([await act(order), await act(order)]).toEqual(['done', 'as-before'])
    expect(await act({ ...order, who: lee })).toBe('impossible')
    expect((await codes()).filter((code) => code === 'ruling-made')).toHaveLength(1)
  })

  it('with an address that another one has waits, flagged, and goes on with another address', async () => {
    const { headquarters, approve, carryOut, read, clock } = await rig(lost())
    await headquarters.signIns.claim(lost().request.requestor.email, 'somebody', ['else'])
    await approve()
    await carryOut()
    expect((await read()).value).toMatchObject({ status: 'Open', flags: ['duplicate-sign-in', 'lead-missing'] })
    expect((await read()).value.organization).toBeUndefined()
    clock.ms += 1
    expect(await approve({ email: 'office@fabrikam.example' })).toBe('done')
    await carryOut()
    expect((await read()).value).toMatchObject({
      status: 'Approved',
      person: { email: 'office@fabrikam.example' },
      decision: { email: 'office@fabrikam.example' },
    })
  })

  it('stays when Sales decides otherwise, which is flagged', async () => {
    const { approve, carryOut, look, read, said } = await rig(lost(), { undoMs: 10 * minute })
    await approve()
    said.snapshot = reading('Disqualified')
    await look()
    expect((await read()).value).toMatchObject({ status: 'Open', flags: ['decided-otherwise'] })
    const late = await rig(lost())
    await late.approve()
    await late.carryOut()
    late.said.snapshot = reading('Disqualified')
    await late.look()
    expect((await late.read()).value).toMatchObject({ status: 'Approved', flags: ['decided-otherwise'] })
    late.said.snapshot = qualified(opportunity('Won'))
    await late.look()
    expect((await late.read()).value).toMatchObject({ status: 'Approved', flags: [] })
    expect(await carryOut()).toEqual({ outcome: 'done' })
  })
})

describe('a rejection in headquarters', () => {
  it('is told by mail at once, with the code of its reason', async () => {
    const { reject, carryOut, read, kinds, pushes } = await rig(lost())
    await reject({ reason: 'outside-area', note: 'Iceland' })
    await carryOut()
    expect((await read()).value).toMatchObject({
      status: 'Rejected',
      decision: { reasonCode: 'outside-area', reason: 'Iceland', here: true },
    })
    // What Sales said before may be otherwise, so it is looked at.
    expect(kinds()).toEqual(['decide-prospect', 'decision-mail', 'sales-change'])
    expect(await pushes()).toMatchObject([{ status: 'Rejected' }])
  })

  it('stays where Sales goes on, which is flagged, and follows Sales once it is opened again', async () => {
    const { reject, act, carryOut, look, read, said } = await rig(lost())
    await reject()
    await carryOut()
    said.snapshot = reading('Open')
    await look()
    expect((await read()).value).toMatchObject({ status: 'Rejected', flags: ['decided-here'] })
    expect(isDecidedHere((await read()).value)).toBe(true)
    const reopens = { action: 'reopen', why: 'They called', who: kim } as const
    expect([await act(reopens), await act(reopens)]).toEqual(['done', 'as-before'])
    said.snapshot = qualified(opportunity('Lost'))
    await look()
    expect((await read()).value).toMatchObject({ status: 'Open', flags: ['rejected-in-sales'], reopened: true })
    said.snapshot = reading('Open')
    await look()
    expect((await read()).value).toMatchObject({ status: 'Open', flags: [] })
    expect((await read()).value.reopened).toBeUndefined()
    said.snapshot = reading('Disqualified')
    await look()
    expect((await read()).value).toMatchObject({ status: 'Rejected', decision: { number: 2 } })
  })

  it('is decided anew once it was opened again, and the order to open it is none about that decision', async () => {
    const { reject, approve, act, carryOut, read } = await rig(lost(), { desk: 'headquarters' })
    await reject()
    await carryOut()
    const reopens = { action: 'reopen', why: 'They called', who: lee } as const
    expect(await act(reopens)).toBe('done')
    expect(await approve()).toBe('done')
    expect(await act(reopens)).toBe('impossible')
    await carryOut()
    expect((await read()).value).toMatchObject({ status: 'Approved', decision: { number: 2 } })
  })
})

describe('a decision that is taken back', () => {
  it('never takes effect, and Sales decides again', async () => {
    const { approve, act, carryOut, read, clock, pushes, kinds } = await rig(lost(), { undoMs: 10 * minute })
    await approve()
    clock.ms += 9 * minute
    expect(await act({ action: 'take-back', why: 'The wrong one', who: lee })).toBe('done')
    clock.ms += 9 * minute
    await carryOut()
    expect((await read()).value.ruling).toBeUndefined()
    expect((await read()).value.status).toBe('Open')
    expect(await pushes()).toEqual([])
    expect(kinds()).toEqual(['decide-prospect', 'decide-prospect', 'sales-change'])
  })

  it('at the last moment is refused when it has taken effect', async () => {
    const { approve, act, carryOut } = await rig(lost())
    await approve()
    await carryOut()
    expect(await act({ action: 'take-back', why: 'Too late', who: kim })).toBe('impossible')
  })
})

describe('a second approver', () => {
  it('confirms what another one proposed; who proposed it cannot, in whatever case or as a program', async () => {
    const { approve, act, carryOut, read } = await rig(lost(), { secondApprover: 'all' })
    expect(await approve()).toBe('proposed')
    await carryOut()
    expect((await read()).value.status).toBe('Open')
    const confirm = (who: typeof kim & { readonly isApplication?: true }) => act({ action: 'confirm', why: 'Yes', who })
    expect(await confirm(kim)).toBe('same-person')
    expect(await confirm({ id: 'KIM-ID', name: 'K.' })).toBe('same-person')
    expect(await confirm({ id: 'another', name: 'KIM ' })).toBe('same-person')
    expect(await confirm({ ...lee, isApplication: true })).toBe('same-person')
    expect(await confirm(lee)).toBe('done')
    await carryOut()
    expect((await read()).value).toMatchObject({ status: 'Approved', decision: { decidedBy: 'Kim' } })
  })

  it('does not confirm, and nothing happens', async () => {
    const { reject, act, carryOut, read } = await rig(lost(), { secondApprover: 'all' })
    await reject()
    expect(await act({ action: 'decline', why: 'Ask first', who: lee })).toBe('done')
    await carryOut()
    expect((await read()).value).toMatchObject({ status: 'Open' })
    expect((await read()).value.ruling).toBeUndefined()
  })

  it('is asked only for what the setting names', async () => {
    const duplicates = [{ prospectId: '11111111-1111-4111-8111-111111111111', matches: ['taxId'] }] as const
    const alike = await rig({ ...lost(), likelyDuplicates: duplicates }, { secondApprover: 'credit,duplicates' })
    expect(await alike.approve()).toBe('proposed')
    expect(await (await rig(lost(), { secondApprover: 'duplicates' })).approve()).toBe('done')
  })

  it('is needed no more where Sales decides meanwhile', async () => {
    const { approve, look, read, said } = await rig(lost(), { secondApprover: 'all' })
    await approve()
    said.snapshot = reading('Disqualified')
    await look()
    expect((await read()).value).toMatchObject({ status: 'Rejected' })
    expect((await read()).value.ruling).toBeUndefined()
  })
})

describe('a flag that staff dismiss', () => {
  it('stays away until its cause goes and comes back', async () => {
    const { act, look, read, said } = await rig(lost())
    expect(await act({ action: 'dismiss', flag: 'lead-missing', why: 'Deleted on purpose', who: kim })).toBe('done')
    expect((await read()).value).toMatchObject({ flags: [], dismissed: ['lead-missing'] })
    await look()
    expect((await read()).value).toMatchObject({ flags: [], dismissed: ['lead-missing'] })
    said.snapshot = reading('Open')
    await look()
    expect((await read()).value.dismissed).toBeUndefined()
    said.snapshot = missing
    await look()
    expect((await read()).value.flags).toEqual(['lead-missing'])
  })

  it('is none that something waits for', async () => {
    const { act } = await rig(prospect({ flags: ['duplicate-sign-in'] }))
    expect(await act({ action: 'dismiss', flag: 'duplicate-sign-in', why: 'No', who: kim })).toBe('impossible')
  })
})
