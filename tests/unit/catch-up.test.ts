// The comparison with Sales: what changed there and headquarters does not show yet is looked at, everything else is not.

import { describe, expect, it } from 'vitest'
import { type Message, writeLeadMessage } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import type { LeadState, OpportunityState, SalesStage } from '../../shared/domain/sales-outcome.ts'
import { catchUpWithSales } from '../../shared/dual-write/catch-up-with-sales.ts'
import { errorIdOf } from '../../shared/dual-write/store/catch-up-errors.ts'
import { opportunityKey, prospectKey, watchKey } from '../../shared/headquarters/store/keys.ts'
import { put } from '../../shared/platform/table.ts'
import { SalesUnavailable } from '../../shared/sales/failures.ts'
import type { ChangedLead, ChangedOpportunity, Sales } from '../../shared/sales/sales.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'

const home = leadId.charAt(0)
const opportunityId = 'd0000000-0000-4000-8000-000000000009'
const at = (stage: SalesStage, changes: Partial<Prospect> = {}) => prospect({ sales: { leadId, stage }, ...changes })

type Found = {
  leads?: ChangedLead[]
  deletedLeads?: string[]
  opportunities?: ChangedOpportunity[]
  deletedOpportunities?: string[]
  failing?: Error
}

/** A prospect, and what Sales tells of changes. */
const desk = async (stored: Prospect | undefined, found: Found = {}) => {
  const stores = memoryStores()
  if (stored) await stores.tables.Headquarters.write(home, [put(prospectKey(leadId), stored)])
  const since: unknown[] = []
  const answer = async <T>(name: string, link: string | undefined, changed: readonly T[] = [], deleted?: string[]) => {
    since.push(link)
    if (found.failing) throw found.failing
    return { changed, deleted: deleted ?? [], link: `link-${name}` }
  }
  const sales = {
    leadChanges: (link?: string) => answer('leads', link, found.leads, found.deletedLeads),
    opportunityChanges: (link?: string) =>
      answer('opportunities', link, found.opportunities, found.deletedOpportunities),
    customerChanges: (type: string, link?: string) => answer(type, link),
  } as unknown as Sales
  const sent: { message: Message; delayMs: number }[] = []
  const clock = { now: Date.parse(now) }
  const { log, lines } = keptLog()
  const run = catchUpWithSales({
    headquarters: stores.headquarters,
    dualWrite: stores.dualWrite,
    sales,
    send: async (messages, delayMs = 0) => void sent.push(...messages.map((message) => ({ message, delayMs }))),
    now: () => new Date(clock.now),
    log,
  })
  const asked = () => sent.map(({ message }) => message.data)
  return { run, sent, asked, since, clock, lines, ...stores }
}

describe('a lead that changed', () => {
  it.each<[SalesStage, LeadState, boolean]>([
    ['Lead open', 'Open', false],
    ['Lead open', 'Qualified', true],
    ['Lead open', 'Disqualified', true],
    ['Lead open', 'Unknown', true],
    ['Opportunity open', 'Qualified', false],
    ['Opportunity lost', 'Qualified', false],
    ['Lead disqualified', 'Open', true],
    ['Lead missing', 'Open', true],
  ])('of a prospect at "%s" is %s: looked at %s', async (stage, state, looked) => {
    const { run, asked, lines } = await desk(at(stage), { leads: [{ id: leadId, state }] })
    expect(await run()).toEqual({ processed: looked ? 1 : 0, failed: 0 })
    expect(asked()).toEqual(looked ? [{ leadId }] : [])
    const told = [
      { event: 'events-lost', found: 1 },
      { event: 'change-found', correlationId: leadId },
    ]
    expect(lines).toEqual(looked ? told : [])
  })

  it.each<[SalesStage, boolean]>([
    ['Lead open', true],
    ['Lead missing', false],
  ])('that is gone is looked at where the prospect is at "%s": %s', async (stage, looked) => {
    const { run, asked } = await desk(at(stage), { deletedLeads: [leadId] })
    await run()
    expect(asked()).toEqual(looked ? [{ leadId }] : [])
  })

  it('of nobody we know is nothing', async () => {
    const { run, sent } = await desk(undefined, { leads: [{ id: leadId, state: 'Open' }] })
    expect([await run(), sent]).toEqual([{ processed: 0, failed: 0 }, []])
  })
})

describe('an opportunity that changed', () => {
  it.each<[SalesStage, OpportunityState, boolean]>([
    ['Opportunity open', 'Open', false],
    ['Opportunity open', 'Won', true],
    ['Opportunity open', 'Lost', true],
    ['Lead qualified', 'Open', true],
  ])('of a prospect at "%s" is %s: looked at %s', async (stage, state, looked) => {
    const { run, asked } = await desk(at(stage), { opportunities: [{ leadId, state }] })
    await run()
    expect(asked()).toEqual(looked ? [{ leadId }] : [])
  })

  it('counts together with its lead, and of no lead for nothing', async () => {
    const opportunities: ChangedOpportunity[] = [
      { leadId, state: 'Won' },
      { leadId: undefined, state: 'Lost' },
    ]
    const agreeing = await desk(at('Opportunity won'), { leads: [{ id: leadId, state: 'Qualified' }], opportunities })
    await agreeing.run()
    expect(agreeing.asked()).toEqual([])
    const disagreeing = await desk(at('Opportunity won'), { leads: [{ id: leadId, state: 'Open' }], opportunities })
    await disagreeing.run()
    expect(disagreeing.asked()).toEqual([{ leadId }])
  })

  it('that is gone is looked at where it is shown still', async () => {
    const { run, asked, tables } = await desk(
      prospect({
        sales: {
          leadId,
          stage: 'Opportunity open',
          opportunity: { id: opportunityId, name: 'Deal', state: 'Open' },
        },
      }),
      { deletedOpportunities: [opportunityId] },
    )
    await tables.Headquarters.write(home, [put(opportunityKey(opportunityId), { prospectId: leadId })])
    await run()
    expect(asked()).toEqual([{ leadId }])
  })
})

describe('the catch-up', () => {
  it('begins each time where the last one ended', async () => {
    const { run, since, dualWrite } = await desk(undefined)
    await run()
    expect(since).toEqual([undefined, undefined, undefined, undefined])
    await run()
    expect(since.slice(4)).toEqual(['link-leads', 'link-opportunities', 'link-Organization', 'link-Person'])
    expect(await dualWrite.progress.read()).toEqual({
      leads: 'link-leads',
      opportunities: 'link-opportunities',
      accounts: 'link-Organization',
      contacts: 'link-Person',
      sweptAt: now,
    })
  })

  it('leaves everything as it is when Sales does not answer', async () => {
    const { run, sent, dualWrite, lines } = await desk(at('Lead open'), { failing: new SalesUnavailable('http-503') })
    await dualWrite.bridge.write({ state: 'waiting', at: now, by: 'bridge' })
    expect([await run(), sent]).toEqual([{ processed: 0, failed: 1 }, []])
    expect(lines).toEqual([{ event: 'catch-up-failed', error: 'SalesUnavailable(http-503)' }])
    expect([(await dualWrite.bridge.read()).state, await dualWrite.progress.read()]).toEqual(['waiting', {}])
  })

  it('ends the waiting when Sales answers, and lets go what waited', async () => {
    const { run, sent, dualWrite } = await desk(undefined)
    await dualWrite.bridge.write({ state: 'waiting', at: now, by: 'bridge' })
    await dualWrite.bridge.park(now, '1', 'sales-writes', {
      type: 'write-lead',
      data: { prospectId: leadId },
      attempt: 3,
      correlationId: leadId,
    })
    expect(await run()).toEqual({ processed: 1, failed: 0 })
    expect(sent).toMatchObject([{ message: { type: 'write-lead', attempt: 0 }, delayMs: 0 }])
    expect(await dualWrite.bridge.read()).toEqual({ state: 'running', at: now, by: 'catch-up' })
  })

  it('sweeps what waits for its lead, unless the lead was given up', async () => {
    const { run, sent, tables, dualWrite, clock } = await desk(at('Waiting for Sales'))
    await tables.Headquarters.write(home, [
      put(watchKey(leadId), { prospectId: leadId, at: '2026-11-20T00:00:00.000Z' }),
    ])
    expect(await run()).toEqual({ processed: 1, failed: 0 })
    const lead = writeLeadMessage(leadId)
    expect(sent.map(({ message }) => message)).toEqual([lead])
    await dualWrite.errors.record({
      errorId: errorIdOf('sales-writes', lead),
      queue: 'sales-writes',
      code: 'sales-0x1',
      message: lead,
      tries: 1,
      firstAt: now,
      lastAt: now,
      state: 'Open',
    })
    clock.now += 15 * 60_000
    expect(await run()).toEqual({ processed: 0, failed: 0 })
  })

  it('sweeps every quarter of an hour, and not right after it let something go', async () => {
    const { run, asked, clock, tables, dualWrite } = await desk(at('Lead open', { flags: ['lead-missing'] }))
    await tables.Headquarters.write(home, [
      put(watchKey(leadId), { prospectId: leadId, at: '2026-11-20T00:00:00.000Z' }),
    ])
    expect(await run()).toEqual({ processed: 1, failed: 0 })
    clock.now += 15 * 60_000 - 1
    expect(await run()).toEqual({ processed: 0, failed: 0 })
    clock.now += 1
    expect(await run()).toEqual({ processed: 1, failed: 0 })
    expect(asked()).toEqual([{ leadId }, { leadId }])
    clock.now += 15 * 60_000
    await dualWrite.bridge.park(now, '1', 'sales-changes', {
      type: 'sales-change',
      data: { accountId: leadId },
      attempt: 0,
      correlationId: leadId,
    })
    expect(await run()).toEqual({ processed: 1, failed: 0 })
    expect(asked().at(-1)).toEqual({ accountId: leadId })
    expect((await dualWrite.progress.read()).sweptAt).toBe(new Date(clock.now).toISOString())
  })
})
