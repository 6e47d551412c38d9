// The comparison with Sales: what changed there and headquarters does not show yet is looked at, everything else is not.

import { describe, expect, it, vi } from 'vitest'
import { type Message, writeLeadMessage } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import type { LeadState, OpportunityState, SalesStage } from '../../shared/domain/sales-outcome.ts'
import { catchUpWithSales } from '../../shared/dual-write/catch-up-with-sales.ts'
import { errorIdOf } from '../../shared/dual-write/store/catch-up-error.ts'
import { type SalesTable, salesTables } from '../../shared/dual-write/store/catch-up-progress.ts'
import { prospectKey, watchKey } from '../../shared/headquarters/store/keys.ts'
import { put } from '../../shared/platform/table.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import type { ChangedLead, ChangedOpportunity, ChangesFrom, NoteOnLead, Sales } from '../../shared/sales/sales.ts'
import { bridgeRig } from '../support/bridge-rig.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'

const home = leadId.charAt(0)
const opportunityId = 'd0000000-0000-4000-8000-000000000009'
const at = (stage: SalesStage, changes: Partial<Prospect> = {}) => prospect({ sales: { leadId, stage }, ...changes })

type Found = {
  leads?: ChangedLead[]
  notes?: NoteOnLead[]
  opportunities?: ChangedOpportunity[]
  /** Why one of the tables, or all of them, cannot be read. */
  failing?: Partial<Record<SalesTable, Error>> | Error
  /** What comes with each further page of leads. */
  more?: ChangedLead[][]
  /** Leads that there are still. */
  there?: ChangedLead[]
}

/** A prospect, and what Sales tells of changes. */
const desk = async (stored: Prospect | undefined, found: Found = {}) => {
  const stores = memoryStores()
  if (stored) await stores.tables.Headquarters.write(home, [put(prospectKey(leadId), stored)])
  const asks: [string, ChangesFrom][] = []
  const answer = async <T>(table: SalesTable, from: ChangesFrom, changed: readonly T[] = []) => {
    asks.push([table, from])
    const failure = found.failing instanceof Error ? found.failing : found.failing?.[table]
    if (failure) throw failure
    const { more = [] } = found
    if (table !== 'leads') return { changed: 'page' in from ? [] : changed }
    const number = 'page' in from ? Number(from.page) : 0
    return {
      changed: number === 0 ? changed : (more[number - 1] ?? []),
      ...(number < more.length ? { next: String(number + 1) } : {}),
    }
  }
  const sales = {
    changedLeads: (from: ChangesFrom) => answer('leads', from, found.leads),
    changedOpportunities: (from: ChangesFrom) => answer('opportunities', from, found.opportunities),
    changedCustomers: (type: string, from: ChangesFrom) =>
      answer(type === 'Organization' ? 'accounts' : 'contacts', from),
    changedNotes: (from: ChangesFrom) => answer('annotations', from, found.notes),
    leadsById: async () => found.there ?? [],
    opportunitiesById: async () => [],
    customersById: async () => ({ found: [], canBeMarked: false }),
  } as unknown as Sales
  const sent: { message: Message; delayMs: number }[] = []
  const clock = { now: Date.parse(now) }
  const { log, lines } = keptLog()
  const { switchBridge, acts } = bridgeRig(stores.dualWrite)
  const run = catchUpWithSales({
    headquarters: stores.headquarters,
    dualWrite: stores.dualWrite,
    switchBridge,
    sales,
    send: async (messages, delayMs = 0) => void sent.push(...messages.map((message) => ({ message, delayMs }))),
    now: () => new Date(clock.now),
    log,
    roundEveryMs: 300_000,
  })
  const asked = () => sent.map(({ message }) => message.data)
  return { run, acts, sent, asked, asks, clock, lines, ...stores }
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

  it('of nobody we know is nothing', async () => {
    const { run, sent } = await desk(undefined, { leads: [{ id: leadId, state: 'Open' }] })
    expect([await run(), sent]).toEqual([{ processed: 0, failed: 0 }, []])
  })
})

describe('a note on a lead', () => {
  const note = { id: 'b0000000-0000-4000-8000-000000000001', at: now, text: 'Which?', leadId }

  it('that asks the applicant has its lead looked at, and no event was lost for it', async () => {
    const { run, asked, lines } = await desk(at('Lead open'), { notes: [note] })
    expect(await run()).toEqual({ processed: 1, failed: 0 })
    expect([asked(), lines]).toEqual([[{ leadId }], []])
  })

  it('is left alone once it was asked, where nobody may be asked, and on a lead of others', async () => {
    for (const prospect of [
      { ...at('Lead open'), askedNotes: [note.id] },
      { ...at('Lead disqualified'), status: 'Rejected' as const },
      undefined,
    ]) {
      const { run, asked } = await desk(prospect, { notes: [note] })
      await run()
      expect(asked()).toEqual([])
    }
  })
})

describe('an opportunity that changed', () => {
  it.each<[SalesStage, OpportunityState, boolean]>([
    ['Opportunity open', 'Open', false],
    ['Opportunity open', 'Won', true],
    ['Opportunity open', 'Lost', true],
    ['Lead qualified', 'Open', true],
  ])('of a prospect at "%s" is %s: looked at %s', async (stage, state, looked) => {
    const { run, asked } = await desk(at(stage), { opportunities: [{ id: opportunityId, leadId, state }] })
    await run()
    expect(asked()).toEqual(looked ? [{ leadId }] : [])
  })

  it('counts together with its lead, and of no lead for nothing', async () => {
    const opportunities: ChangedOpportunity[] = [
      { id: opportunityId, leadId, state: 'Won' },
      { id: 'other', leadId: undefined, state: 'Lost' },
    ]
    const agreeing = await desk(at('Opportunity won'), { leads: [{ id: leadId, state: 'Qualified' }], opportunities })
    await agreeing.run()
    expect(agreeing.asked()).toEqual([])
    const disagreeing = await desk(at('Opportunity won'), { leads: [{ id: leadId, state: 'Open' }], opportunities })
    await disagreeing.run()
    expect(disagreeing.asked()).toEqual([{ leadId }])
  })
})

describe('the catch-up', () => {
  it('reads everything of ours once, and then what changed since shortly before the last time', async () => {
    const { run, asks, clock, dualWrite } = await desk(undefined)
    await run()
    expect(asks).toEqual([...salesTables].map((table) => [table, {}]))
    clock.now += 60_000
    await run()
    const since = new Date(Date.parse(now) - 5 * 60_000).toISOString()
    expect(asks.slice(salesTables.length)).toEqual([...salesTables].map((table) => [table, { since }]))
    const at = new Date(clock.now).toISOString()
    expect(await dualWrite.progress.read()).toEqual({
      tables: Object.fromEntries(salesTables.map((table) => [table, { since: at }])),
      round: { at: now },
      sweptAt: now,
    })
  })

  it('costs as much when nothing changed, however much there is: a question for each table, one row stored', async () => {
    const { run, asks, clock, tables } = await desk(undefined)
    await run()
    clock.now += 60_000
    const before = { ...tables.DualWrite.requests, headquarters: tables.Headquarters.requests.reads }
    asks.length = 0
    expect(await run()).toEqual({ processed: 0, failed: 0 })
    expect(asks).toHaveLength(salesTables.length)
    expect(tables.DualWrite.requests.writes - before.writes).toBe(1)
    expect(tables.Headquarters.requests.reads).toBe(before.headquarters)
  })

  it('stores how far it is after each page, and goes on from there when it was cut off', async () => {
    const page = (id: string): ChangedLead[] => [{ id, state: 'Open' }]
    const failing: { leads?: Error } = {}
    const { run, asks, clock, dualWrite } = await desk(undefined, {
      leads: page('a'),
      more: [page('b'), page('c')],
      failing,
    })
    const write = dualWrite.progress.write
    const cut = vi.spyOn(dualWrite.progress, 'write').mockImplementation(async (progress) => {
      await write(progress)
      // The process ends right after the second page.
      if (progress.tables.leads?.next === '2') throw new Error('killed')
    })
    expect(await run()).toMatchObject({ failed: 1 })
    cut.mockRestore()
    asks.length = 0
    clock.now += 60_000
    expect(await run()).toMatchObject({ failed: 0 })
    expect(asks.filter(([table]) => table === 'leads')).toEqual([['leads', { page: '2' }]])
    // The look began with the first run, so what changed since then is read by the next one.
    expect((await dualWrite.progress.read()).tables.leads).toEqual({ since: now })
  })

  it('ends in time, and the next run goes on', async () => {
    const many = Array.from({ length: 500 }, (): ChangedLead[] => [])
    const { run, asks, dualWrite } = await desk(undefined, { more: many })
    await run()
    expect(asks.length).toBeLessThanOrEqual(100)
    const { next } = (await dualWrite.progress.read()).tables.leads ?? {}
    asks.length = 0
    await run()
    expect(asks.find(([table]) => table === 'leads')).toEqual(['leads', { page: next }])
  })

  it('stops within the run when somebody pauses the bridge', async () => {
    const { run, asks, clock, dualWrite } = await desk(undefined, { more: [[], [], []] })
    const push = asks.push.bind(asks)
    asks.push = (...ask) => {
      clock.now += 6000
      if (asks.length === 0) void dualWrite.bridge.write({ state: 'paused', at: now, by: 'staff' })
      return push(...ask)
    }
    await run()
    expect(asks).toHaveLength(1)
  })

  it('begins a look anew when Sales does not take the link to its next page', async () => {
    const failing: { leads?: Error } = {}
    const { run, asks, dualWrite } = await desk(undefined, { failing })
    await dualWrite.progress.write({ tables: { leads: { since: now, begun: now, next: '7' } } })
    failing.leads = new SalesRefused('0x80040203', 'permanent')
    expect(await run()).toMatchObject({ failed: 1 })
    delete failing.leads
    expect(await run()).toMatchObject({ failed: 0 })
    const since = new Date(Date.parse(now) - 5 * 60_000).toISOString()
    expect(asks.filter(([table]) => table === 'leads').map(([, from]) => from)).toEqual([{ page: '7' }, { since }])
  })

  it('keeps the link to the next page while Sales is out of reach', async () => {
    const failing = { leads: new SalesUnavailable('http-503') }
    const { run, dualWrite } = await desk(undefined, { failing })
    await dualWrite.progress.write({ tables: { leads: { since: now, begun: now, next: '7' } } })
    await run()
    expect((await dualWrite.progress.read()).tables.leads).toMatchObject({ next: '7', refused: { code: 'http-503' } })
  })

  it('leaves everything as it is when Sales does not answer', async () => {
    const { run, sent, dualWrite, lines } = await desk(at('Lead open'), { failing: new SalesUnavailable('http-503') })
    await dualWrite.bridge.write({ state: 'waiting', at: now, by: 'bridge' })
    expect([await run(), sent]).toEqual([{ processed: 0, failed: 5 }, []])
    expect(lines).toEqual(
      salesTables.map((table) => ({
        event: 'catch-up-failed',
        table,
        code: 'http-503',
        error: 'SalesUnavailable(http-503)',
      })),
    )
    expect((await dualWrite.bridge.read()).state).toBe('waiting')
    const { tables, sweptAt, round } = await dualWrite.progress.read()
    expect([sweptAt, round, tables.leads]).toEqual([undefined, undefined, { refused: { code: 'http-503', at: now } }])
  })

  it.each(salesTables)('is not stopped, nor kept waiting, by %s alone', async (table) => {
    const failing = { [table]: new SalesRefused('0x80040220', 'permanent') }
    const lead: ChangedLead = { id: leadId, state: 'Disqualified' }
    const deal: ChangedOpportunity = { id: opportunityId, leadId, state: 'Won' }
    const { run, asked, asks, dualWrite, clock } = await desk(at('Lead open'), {
      leads: [lead],
      opportunities: [deal],
      failing,
    })
    await dualWrite.bridge.write({ state: 'waiting', at: now, by: 'bridge' })
    expect(await run()).toMatchObject({ failed: 1 })
    expect(asks.map(([name]) => name)).toEqual([...salesTables])
    expect((await dualWrite.bridge.read()).state).toBe('running')
    expect(asked()).toContainEqual({ leadId })
    expect((await dualWrite.progress.read()).tables[table]).toEqual({ refused: { code: '0x80040220', at: now } })
    // It is tried again by each run, and told no more once it can be read.
    clock.now += 60_000
    await run()
    expect((await dualWrite.progress.read()).tables[table]?.refused?.at).toBe(now)
    delete failing[table]
    clock.now += 60_000
    expect(await run()).toMatchObject({ failed: 0 })
    expect((await dualWrite.progress.read()).tables[table]).toEqual({ since: new Date(clock.now).toISOString() })
  })

  it('ends the waiting when Sales answers, and lets go what waited', async () => {
    const { run, acts, sent, dualWrite } = await desk(undefined)
    await dualWrite.bridge.write({ state: 'waiting', at: now, by: 'bridge', reason: { code: 'sales-silent' } })
    await dualWrite.bridge.park(now, '1', 'sales-writes', {
      type: 'write-lead',
      data: { prospectId: leadId },
      attempt: 3,
      correlationId: leadId,
    })
    expect(await run()).toEqual({ processed: 1, failed: 0 })
    expect(sent).toMatchObject([{ message: { type: 'write-lead', attempt: 0 }, delayMs: 0 }])
    expect(await dualWrite.bridge.read()).toEqual({ state: 'running', at: now, by: 'catch-up' })
    expect(await acts()).toMatchObject([
      {
        who: { kind: 'job', id: 'catch-up' },
        act: 'resume-bridge',
        outcome: 'done',
        before: { state: 'waiting', by: 'bridge', reason: 'sales-silent' },
        after: { state: 'running', by: 'catch-up' },
      },
    ])
  })

  it('leaves the bridge paused, and what waits there, when somebody paused it while Sales was asked', async () => {
    const { run, acts, asks, sent, dualWrite } = await desk(undefined)
    await dualWrite.bridge.write({ state: 'waiting', at: now, by: 'bridge' })
    await dualWrite.bridge.park(now, '1', 'sales-writes', writeLeadMessage(leadId))
    const push = asks.push.bind(asks)
    asks.push = (...ask) => {
      if (asks.length === 0) void dualWrite.bridge.write({ state: 'paused', at: now, by: 'staff' })
      return push(...ask)
    }
    await run()
    expect(await dualWrite.bridge.read()).toMatchObject({ state: 'paused', by: 'staff' })
    expect([sent, await dualWrite.bridge.countParked()]).toEqual([[], 1])
    expect(await acts()).toMatchObject([{ outcome: 'nothing' }])
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
