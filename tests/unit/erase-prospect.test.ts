// Memory that ends: what stays of a prospect, of which it may end, and that nothing personal is left anywhere.

import { describe, expect, it } from 'vitest'
import { createStores } from '../../functions/stores.ts'
import { addressHash } from '../../shared/channel/address-hash.ts'
import { erased, erasureDue, erasureRefusal } from '../../shared/domain/erasure.ts'
import { decisionMailMessage } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { testCompany } from '../../shared/domain/test-request.ts'
import type { TimelineEntry } from '../../shared/domain/timeline.ts'
import { createForgetErrors } from '../../shared/dual-write/forget-errors.ts'
import { errorIdOf } from '../../shared/dual-write/store/catch-up-error.ts'
import { type EraseOrder, eraseProspect } from '../../shared/headquarters/erase-prospect.ts'
import { eraseOutdated } from '../../shared/headquarters/jobs/erase-outdated.ts'
import { sealRecentChanges } from '../../shared/headquarters/jobs/seal-changes.ts'
import { prospectKey } from '../../shared/headquarters/store/keys.ts'
import { indexedOf } from '../../shared/headquarters/store/match-index.ts'
import { beginning } from '../../shared/headquarters/store/verify-audit.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import type { Table } from '../../shared/platform/table.ts'
import { leadId, prospect, request } from '../support/domain-samples.ts'
import { type MemoryRows, memoryRows } from '../support/memory-table.ts'
import { silentLog } from '../support/silent-log.ts'

const decidedAt = '2026-11-21T09:00:00.000Z'
const now = new Date('2027-12-01T08:00:00.000Z')
const before = '2026-12-01T08:00:00.000Z'
const rejected: Partial<Prospect> = {
  status: 'Rejected',
  decision: { number: 1, status: 'Rejected', decidedAt, reason: 'Canary wrote badly', decidedBy: 'Kim Canary' },
}

describe('the rule of what ends', () => {
  it('ends what is rejected and over, and nothing that somebody works on', () => {
    expect(erasureDue(prospect(rejected), before)).toBe('retention')
    expect(erasureDue(prospect({ ...rejected, withdrawn: { at: decidedAt, because: 'applicant' } }), before)).toBe(
      'retention',
    )
    expect(erasureDue(prospect(rejected), undefined)).toBeUndefined()
    expect(erasureDue(prospect(rejected), '2026-11-21T08:59:59.999Z')).toBeUndefined()
    for (const changes of [
      { ...rejected, status: 'Open' },
      { status: 'Approved' },
      { ...rejected, reopened: true },
      { ...rejected, flags: ['withdrawn-in-sales'] },
      { ...rejected, flags: ['decided-otherwise'] },
      { ...rejected, dismissed: ['won-after-withdrawal'] },
    ] as const satisfies readonly Partial<Prospect>[])
      expect(erasureDue(prospect(changes as Partial<Prospect>), before)).toBeUndefined()
  })

  it('ends a test of the connection at once, once it is rejected', () => {
    const company = { ...request.company, name: testCompany(decidedAt) }
    const test = prospect({ ...rejected, request: { ...request, company } })
    expect(erasureDue(test, undefined)).toBe('test')
    expect(erasureDue({ ...test, status: 'Open' }, undefined)).toBeUndefined()
  })

  it('says why a prospect stays', () => {
    expect(erasureRefusal(prospect())).toBe('prospect-open')
    expect(erasureRefusal(prospect({ ...rejected, reopened: true }))).toBe('prospect-open')
    expect(erasureRefusal(prospect({ status: 'Approved' }))).toBe('prospect-approved')
    expect(erasureRefusal(prospect(rejected))).toBeUndefined()
  })

  it('leaves number, state, times, country, channel and codes, and no text that somebody typed', () => {
    const full = prospect({
      ...rejected,
      flags: ['lead-missing'],
      sales: { leadId, leadWrittenAt: decidedAt, stage: 'Lead disqualified', leadEmail: 'canary@example.com' },
      person: { customerId: leadId, number: 'C-000002', name: 'Ada Canary', home: '0', email: 'canary@example.com' },
    })
    const left = erased({ ...full, request: { ...request, comments: 'Canary' } }, 'retention', decidedAt)
    expect(JSON.stringify(left)).not.toMatch(/canary|fabrikam|roth|ada|berlin|lindenstr|12345|buyer/i)
    expect(left).toMatchObject({
      number: 'P-000042',
      status: 'Rejected',
      submittedAt: full.submittedAt,
      request: { company: { address: { country: 'DE' } }, channel: 'default', language: 'nl' },
      decision: { number: 1, decidedAt },
      person: { number: 'C-000002', name: '' },
      erased: { at: decidedAt, because: 'retention', revision: 3 },
    })
  })
})

const entries: readonly TimelineEntry[] = [
  { at: decidedAt, actor: { name: 'Kim Canary' }, code: 'flag-dismissed', flag: 'lead-missing', reason: 'Canary' },
]

/** Rows in memory, as a table that dies after so many calls; what it did until then stays. */
const mortal = (rows: MemoryRows, life: { calls: number }): Table => {
  const live =
    <T>(act: () => T) =>
    async () => {
      if (life.calls === 0) throw new Error('The process died.')
      life.calls -= 1
      return act()
    }
  return {
    read: (...given) => live(() => rows.read(...given))(),
    range: (...given) => live(() => rows.range(...given))(),
    write: (...given) => live(() => rows.write(...given))(),
    writeOne: (...given) => live(() => rows.writeOne(...given))(),
  }
}

const rig = async (changes: Partial<Prospect> = rejected) => {
  const life = { calls: Number.POSITIVE_INFINITY }
  const tables = { Channel: memoryRows(), Headquarters: memoryRows(), DualWrite: memoryRows() }
  const stores = createStores(
    (name) => mortal(tables[name], life),
    () => new Date(),
  )
  const { headquarters, channel, dualWrite } = stores
  const made = prospect({ revision: 0, createdAt: decidedAt, changedAt: decidedAt, ...changes })
  await headquarters.matchIndex.add([indexedOf(leadId, made)])
  await headquarters.prospects.create({ ...made, matched: true }, entries)
  await headquarters.mails.write(
    leadId,
    {
      mailId: 'm',
      kind: 'rejected',
      language: 'nl',
      state: 'Bounced',
      at: decidedAt,
      decision: 1,
      tries: 1,
      about: { numbers: ['P-000042'], channel: 'default' },
      trouble: { kind: 'bounced', reason: 'Canary is unknown here' },
    },
    undefined,
  )
  await headquarters.againOrders.take(addressHash(request.requestor.email), { after: 'm', at: decidedAt })
  await headquarters.complaints.note(addressHash(request.requestor.email), decidedAt)
  const asked = await stores.auditTrail.begin({
    who: { kind: 'staff', id: 'kim', name: 'Kim' },
    code: 'send-mail-again',
    on: { kind: 'mail', id: leadId },
    why: 'Canary called',
    input: '',
  })
  await stores.auditTrail.end(asked, { outcome: 'done' })
  const message = decisionMailMessage(leadId, 1)
  await dualWrite.errors.record({
    errorId: errorIdOf('mail', message),
    queue: 'mail',
    code: 'mail-unknown',
    message,
    prospectId: leadId,
    tries: 1,
    firstAt: decidedAt,
    lastAt: decidedAt,
    state: 'Dismissed',
    dismissedBecause: 'Canary was told by phone',
  })
  const act = await stores.auditTrail.begin({
    who: { kind: 'staff', id: 'kim', name: 'Kim' },
    code: 'reject-prospect',
    on: { kind: 'prospect', id: leadId },
    why: 'Canary was rude',
    input: '',
  })
  await stores.auditTrail.end(act, { outcome: 'done' })
  const sent: string[] = []
  const deps = {
    headquarters,
    erasures: stores.erasures,
    eraseRows: stores.eraseRows,
    outdatedProspects: stores.outdatedProspects,
    requests: channel.requests,
    held: channel.held,
    forgetErrors: createForgetErrors(dualWrite.errors),
    audit: stores.audit,
    auditTrail: stores.auditTrail,
    send: async (messages: readonly { readonly type: string }[]) => {
      sent.push(...messages.map(({ type }) => type))
    },
    now: () => now,
    log: silentLog,
    keepRejectedDays: 365,
  }
  const dump = (): string => JSON.stringify(Object.values(tables).map((table) => table.rows()))
  const verify = () => stores.auditChain.verify(beginning, { most: 1000, isOver: () => false })
  const seal = () => sealRecentChanges({ ...stores, now: () => new Date(decidedAt), log: silentLog })()
  return { ...stores, deps, sent, dump, verify, seal, job: eraseOutdated(deps), tables, life }
}

const words = /canary|fabrikam|roth|lindenstr|hrb|buyer|garden/i

describe('an erasure', () => {
  it('leaves nothing personal in any table, and one line that proves it', async () => {
    const { job, dump, audit, headquarters, sent } = await rig()
    expect(dump()).toMatch(words)
    expect(await job()).toEqual({ processed: 1, failed: 0 })
    expect(dump()).not.toMatch(words)
    expect((await headquarters.prospects.readWhole(leadId))?.timeline).toEqual([
      { at: now.toISOString(), actor: { job: 'erasure' }, code: 'prospect-erased', because: 'retention' },
    ])
    const { items } = await audit.acts({ on: { kind: 'prospect', id: leadId }, act: 'erase-prospect' }, 10)
    expect(items).toMatchObject([
      {
        outcome: 'done',
        who: { kind: 'job', id: 'erasure' },
        after: { number: 'P-000042', because: 'retention', timeline: '1', mails: '1', errors: '1' },
      },
    ])
    expect(sent).toEqual(['note-erasure'])
  })

  it('takes its mails out of every list and count, and says nothing of where they went', async () => {
    const { job, headquarters, tables } = await rig()
    const asked = { filter: {}, cells: [], pageSize: 10 }
    const counted = async () => (await headquarters.prospectCounts.read()).counts
    const ofMails = async () => Object.entries(await counted()).filter(([name, count]) => name[0] === 'm' && count > 0)
    expect((await headquarters.mailList({ ...asked, number: 'P-000042' })).items).toHaveLength(1)
    expect(await ofMails()).toHaveLength(1)
    await job()
    expect((await headquarters.mailList({ ...asked, number: 'P-000042' })).items).toEqual([])
    expect((await headquarters.mailList(asked)).items).toEqual([])
    expect(await ofMails()).toEqual([])
    expect(
      tables.Headquarters.rows().filter(({ key }) => key.startsWith('again|') || key.startsWith(`${leadId}|m|`)),
    ).toEqual([])
  })

  it('leaves the wish of an address to get no more mails, which says nothing of the request', async () => {
    const { job, headquarters, tables } = await rig()
    await job()
    expect(await headquarters.complaints.isFrom(request.requestor.email)).toBe(true)
    const rows = tables.Headquarters.rows().filter(({ key }) => key.startsWith('complaint|'))
    expect(rows.map(({ value }) => Object.keys(value as object).sort())).toEqual([['at', 'v']])
  })

  it('is found by its number for good, and by nothing else', async () => {
    const { job, headquarters } = await rig()
    await job()
    const found = (key: { kind: 'number' | 'person'; value: string }) => headquarters.matchIndex.find([], [key], 5)
    expect(await found({ kind: 'number', value: 'P-000042' })).toEqual([leadId])
    expect(await headquarters.matchIndex.find(indexedOf(leadId, prospect()).keys, [], 5)).toEqual([])
  })

  it('leaves others that share a company in the index', async () => {
    const { job, headquarters } = await rig()
    const other = { ...prospect({ prospectId: 'ffffffff-d9cb-469f-a165-70867728950e', number: 'P-000043' }) }
    await headquarters.matchIndex.add([indexedOf(other.prospectId, other)])
    await job()
    expect(await headquarters.matchIndex.find(indexedOf(leadId, other).keys, [], 5)).toEqual([other.prospectId])
  })

  it('keeps the trail verifiable, with timelines that were sealed before it', async () => {
    const { job, seal, verify } = await rig()
    await seal()
    expect((await verify()).problems).toEqual([])
    await job()
    await seal()
    const { problems, erased: gone } = await verify()
    expect(problems).toEqual([])
    expect(gone).toBeGreaterThan(0)
  })

  it('that no line of the trail proves is a changed timeline', async () => {
    const { seal, verify, headquarters, tables } = await rig()
    await seal()
    const [part, key] = [shardOf(leadId), prospectKey(leadId)]
    const row = tables.Headquarters.read(part, key)
    tables.Headquarters.write(part, [
      { op: 'put', key, value: { ...(row?.value as object), erased: { at: 'x', because: 'asked', revision: 9 } } },
    ])
    expect((await headquarters.prospects.readAlone(leadId))?.erased).toBeDefined()
    expect((await verify()).problems).toMatchObject([{ code: 'timeline-changed', prospectId: leadId }])
  })

  it('does nothing where it is open, approved or not due, and begins nothing', async () => {
    for (const changes of [{}, { status: 'Approved' }, { ...rejected, reopened: true }] as const) {
      const { job, dump, erasures } = await rig(changes as Partial<Prospect>)
      const there = dump()
      expect(await job()).toEqual({ processed: 0, failed: 0 })
      expect(dump()).toBe(there)
      expect(await erasures.waiting(10)).toEqual([])
    }
  })

  it('is won by whoever opens the prospect again in between', async () => {
    const { deps, headquarters, erasures } = await rig()
    let isFirst = true
    const racing: EraseOrder = {
      prospectId: leadId,
      who: { kind: 'job', id: 'erasure' },
      judge: (seen) => (seen.reopened ? { refused: 'prospect-open' } : 'retention'),
    }
    const put: typeof erasures.put = async (intent) => {
      await erasures.put(intent)
      if (!isFirst) return
      isFirst = false
      const stored = await headquarters.prospects.read(leadId)
      if (!stored) throw new Error('It is gone.')
      const unit = headquarters.prospects.begin(leadId)
      headquarters.prospects.replace(unit, stored, { ...stored.value, status: 'Open', reopened: true }, [], decidedAt)
      await unit.commit()
    }
    expect(await eraseProspect({ ...deps, erasures: { ...erasures, put } }, racing)).toBe('prospect-open')
    expect((await headquarters.prospects.readAlone(leadId))?.request.requestor.lastName).toBe('Roth')
    expect(await erasures.waiting(10)).toEqual([])
  })

  it('that was cut off after any call is ended by the next run', async () => {
    const order: EraseOrder = { prospectId: leadId, who: { kind: 'job', id: 'erasure' }, judge: () => 'retention' }
    let points = 0
    for (let isDead = true; isDead; points += 1) {
      const { deps, dump, verify, job, audit, life } = await rig()
      life.calls = points
      isDead = await eraseProspect(deps, order).then(
        () => false,
        () => true,
      )
      life.calls = Number.POSITIVE_INFINITY
      expect((await job()).failed).toBe(0)
      expect(dump()).not.toMatch(words)
      expect((await verify()).problems).toEqual([])
      const proofs = await audit.acts({ on: { kind: 'prospect', id: leadId }, act: 'erase-prospect' }, 10)
      expect(proofs.items).toMatchObject([{ outcome: 'done' }])
    }
    expect(points).toBeGreaterThan(20)
  })

  it('of an earlier request leaves a repeat of its body refused, and stores nothing of it', async () => {
    const { deps, channel, job } = await rig()
    const pending = { requestId: leadId, request, submittedAt: decidedAt, correlationId: leadId } as never
    await channel.requests.takeIn(pending, 'hash')
    await channel.requests.settle(shardOf(leadId), [pending])
    await job()
    expect(await channel.requests.takeIn(pending, 'hash')).toBe('key-reused')
    expect(deps.keepRejectedDays).toBe(365)
  })
})
