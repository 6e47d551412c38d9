// The audit trail: an act has its lines, and whatever is done to a line is found.

import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Act } from '../../shared/domain/acts.ts'
import type { TimelineEntry } from '../../shared/domain/timeline.ts'
import { sealRecentChanges } from '../../shared/headquarters/jobs/seal-changes.ts'
import { sealTimelines } from '../../shared/headquarters/jobs/seal-timelines.ts'
import { verifyAuditTrail } from '../../shared/headquarters/jobs/verify-audit-trail.ts'
import { createAuditChain } from '../../shared/headquarters/store/audit-chain.ts'
import { createAuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import { createAuditTrail } from '../../shared/headquarters/store/audit-trail.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { createChannelPushes } from '../../shared/headquarters/store/intents.ts'
import { prospectKey, pushKey, timelineKey, toldKey } from '../../shared/headquarters/store/keys.ts'
import { createTimelineSeals } from '../../shared/headquarters/store/timeline-seals.ts'
import { beginning, verifyAudit } from '../../shared/headquarters/store/verify-audit.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { put, remove, type Table } from '../../shared/platform/table.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const id = '11111111-2222-4333-8444-555555555555'
const ada = { kind: 'staff', id: 'ada', name: 'Ada Roth' } as const
const pause: Act = {
  who: ada,
  code: 'pause-bridge',
  on: { kind: 'dual-write', id: 'bridge' },
  why: 'Stocktaking',
  input: 'a',
}
const edit: Act = { who: { kind: 'staff', id: 'bo' }, code: 'edit-customer', on: { kind: 'customer', id }, input: 'b' }

const rig = (table: Table = memoryTable()) => {
  let at = Date.parse('2030-01-01T08:00:00Z')
  let ids = 0
  const trail = createAuditTrail({
    table,
    now: () => {
      at += 1000
      return new Date(at)
    },
    newId: () => `id-${++ids}-${Math.random()}`,
  })
  const act = async (given: Act, result: Parameters<typeof trail.end>[1] = { outcome: 'done' }) =>
    trail.end(await trail.begin(given), result)
  const sleep = (ms: number) => {
    at += ms
  }
  const all = { most: 10_000, isOver: () => false }
  const verify = (noted?: { seq: number; hash: string }) => verifyAudit(table, beginning, all, noted)
  return { table, trail, reader: createAuditReader(table), act, sleep, verify }
}

const day = 24 * 3_600_000
const lineKey = (seq: number) => `line|${String(seq).padStart(12, '0')}`
type Lined = { line: Record<string, unknown>; values?: Record<string, unknown>; salt?: string }
const rowAt = async (table: Table, seq: number) => (await table.read('audit', lineKey(seq)))?.value as Lined

describe('an act', () => {
  it('has its line before its end, and is shown as begun until then', async () => {
    const { trail, reader, verify } = rig()
    const begun = await trail.begin(pause)
    expect((await reader.acts({}, 10)).items).toMatchObject([
      { act: 'pause-bridge', outcome: 'begun', who: ada, why: 'Stocktaking', on: pause.on },
    ])
    await trail.end(begun, { outcome: 'done', before: { state: 'running' }, after: { state: 'paused' } })
    expect((await reader.acts({}, 10)).items).toMatchObject([
      { outcome: 'done', before: { state: 'running' }, after: { state: 'paused' }, endedAt: expect.any(String) },
    ])
    expect(await verify()).toMatchObject({ problems: [], lines: 2, isAll: true })
  })

  it('that was cut off is completed by its repetition, and not told twice', async () => {
    const { trail, act, reader, verify } = rig()
    await trail.begin(pause)
    await act(pause)
    expect((await reader.acts({}, 10)).items).toMatchObject([{ outcome: 'done' }])
    await act(pause)
    expect((await reader.acts({}, 10)).items).toHaveLength(2)
    expect(await verify()).toMatchObject({ problems: [], lines: 4 })
  })

  it('that was cut off long ago stays so, and its repetition is another', async () => {
    const { trail, act, reader, sleep } = rig()
    const first = await trail.begin(pause)
    sleep(2 * day)
    await act(pause)
    await trail.end(first, { outcome: 'failed' })
    expect((await reader.acts({}, 10)).items.map(({ outcome }) => outcome)).toEqual(['done', 'begun'])
  })

  it('pressed twice at once has one pair of lines', async () => {
    const { act, verify, reader } = rig()
    await Promise.all([act(pause), act(pause)])
    const { items } = await reader.acts({}, 10)
    expect(items.every(({ outcome }) => outcome === 'done')).toBe(true)
    expect(await verify()).toMatchObject({ problems: [], lines: 2 * items.length })
  })

  it('keeps long values short, and bounded in number', async () => {
    const { act, reader } = rig()
    const many = Object.fromEntries(Array.from({ length: 90 }, (_, at) => [`field${at}`, 'x'.repeat(5000)]))
    await act(edit, { outcome: 'done', after: many })
    const [shown] = (await reader.acts({}, 10)).items
    expect(Object.keys(shown?.after ?? {})).toHaveLength(40)
    expect(shown?.after?.['field0']).toHaveLength(200)
  })
})

it('hosts that write at the same moment make one chain', async () => {
  const table = memoryTable()
  const hosts = Array.from({ length: 8 }, () => rig(table))
  await Promise.all(
    hosts.flatMap(({ act }, host) =>
      Array.from({ length: 5 }, (_, at) => act({ ...edit, who: { kind: 'staff', id: `host${host}` }, input: `${at}` })),
    ),
  )
  expect(await hosts[0]?.verify()).toMatchObject({ problems: [], lines: 80, head: { seq: 80 } })
})

describe('the lists', () => {
  const filled = async () => {
    const made = rig()
    for (let at = 0; at < 7; at += 1) {
      await made.act({ ...pause, input: `${at}` })
      await made.act({ ...edit, input: `${at}` })
      made.sleep(day)
    }
    return made
  }

  it.each([
    [{}, 14],
    [{ who: 'ada' }, 7],
    [{ act: 'edit-customer' }, 7],
    [{ on: { kind: 'customer', id } }, 7],
    [{ on: { kind: 'customer', id }, who: 'ada' }, 0],
    [{ who: 'bo', act: 'edit-customer', from: '2030-01-02', to: '2030-01-03' }, 2],
    [{ from: '2030-01-07' }, 2],
    [{ to: '2030-01-01' }, 2],
    [{ from: '2031-01-01' }, 0],
  ] as const)('%j gives every act of it once, page by page, the newest first', async (filter, count) => {
    const { reader } = await filled()
    const seqs: number[] = []
    for (let cursor: string | undefined, pages = 0; pages === 0 || cursor !== undefined; pages += 1) {
      expect(pages).toBeLessThan(20)
      const page = await reader.acts(filter, 3, cursor)
      seqs.push(...page.items.map(({ seq }) => seq))
      cursor = page.cursor
    }
    expect(seqs).toHaveLength(count)
    expect(new Set(seqs).size).toBe(count)
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a))
  })
})

describe('the check', () => {
  const filled = async () => {
    const made = rig()
    for (let at = 0; at < 3; at += 1)
      await made.act({ ...pause, input: `${at}` }, { outcome: 'done', after: { a: 'b' } })
    return made
  }
  const change = async (table: Table, seq: number, next: (row: Lined) => Lined) =>
    table.write('audit', [put(lineKey(seq), next(structuredClone(await rowAt(table, seq))))])

  it.each<readonly [string, (table: Table) => Promise<unknown>, { seq: number; code: string }]>([
    ['a removed line', (table) => table.write('audit', [remove(lineKey(3))]), { seq: 3, code: 'missing' }],
    [
      'a changed line',
      (table) => change(table, 3, (row) => ({ ...row, line: { ...row.line, act: 'run-job' } })),
      { seq: 3, code: 'changed' },
    ],
    [
      'another person',
      (table) => change(table, 2, (row) => ({ ...row, line: { ...row.line, who: { kind: 'staff', id: 'eve' } } })),
      { seq: 2, code: 'changed' },
    ],
    [
      'two lines that changed places',
      async (table) => {
        const [a, b] = [await rowAt(table, 2), await rowAt(table, 4)]
        await table.write('audit', [put(lineKey(2), b), put(lineKey(4), a)])
      },
      { seq: 2, code: 'not-in-order' },
    ],
    [
      'changed values',
      (table) => change(table, 2, (row) => ({ ...row, values: { after: { a: 'c' } } })),
      { seq: 2, code: 'values-changed' },
    ],
    ['removed values', (table) => change(table, 1, ({ values: _, ...row }) => row), { seq: 1, code: 'values-missing' }],
    ['a shortened end', (table) => table.write('audit', [remove(lineKey(6))]), { seq: 6, code: 'missing' }],
    ['a removed head', (table) => table.write('audit', [remove('head')]), { seq: 0, code: 'head-wrong' }],
    [
      'a line that says nothing',
      (table) => table.write('audit', [put(lineKey(5), { no: 'line' })]),
      { seq: 5, code: 'unreadable' },
    ],
    [
      'an act taken from the lists',
      async (table) => {
        const rows = await table.range('audit', 'list|all|', 'list|all}')
        await table.write('audit', [remove(rows[0]?.key ?? '')])
      },
      { seq: 5, code: 'not-listed' },
    ],
  ])('finds %s', async (_, spoil, problem) => {
    const { table, verify } = await filled()
    expect((await verify()).problems).toEqual([])
    await spoil(table)
    expect((await verify()).problems).toContainEqual(problem)
  })

  it('finds a chain that was written anew, by the end that was noted', async () => {
    const { verify } = await filled()
    const { head } = await verify()
    const forged = rig()
    for (let at = 0; at < 4; at += 1) await forged.act({ ...pause, input: `${at}` })
    expect((await forged.verify()).problems).toEqual([])
    expect((await forged.verify(head)).problems).toEqual([{ seq: 6, code: 'not-as-noted' }])
    expect((await verify(head)).problems).toEqual([])
  })

  it('goes on from where it stopped', async () => {
    const { table } = await filled()
    const some = { most: 4, isOver: () => false }
    const first = await verifyAudit(table, beginning, some)
    expect(first).toMatchObject({ problems: [], lines: 4, isAll: false, reached: { seq: 4 } })
    expect(await verifyAudit(table, first.reached, some)).toMatchObject({ problems: [], lines: 2, isAll: true })
  })
})

it('values that are erased leave the chain whole, and are told as erased', async () => {
  const { act, reader, verify, table } = rig()
  await act(pause)
  await act({ ...edit, who: ada, why: 'Ada asked' }, { outcome: 'done', before: { email: 'ada@old.example' } })
  expect(await reader.eraseOn({ kind: 'customer', id }, '2030-02-01T00:00:00Z')).toBe(2)
  expect(await reader.eraseOn({ kind: 'customer', id }, '2030-02-01T00:00:00Z')).toBe(0)
  const stored = JSON.stringify(await table.range('audit', '!', '~'))
  expect(stored).not.toContain('ada@old.example')
  expect(stored).not.toContain('Ada asked')
  expect((await reader.acts({}, 10)).items).toMatchObject([{ act: 'edit-customer', erased: true }, { who: ada }])
  expect(await verify()).toMatchObject({ problems: [], erased: 2 })
})

describe('timelines', () => {
  const first = prospect({ revision: 0, changedAt: '2030-01-01T07:00:00.000Z' })
  const other = '0b9c7d3e-0000-4000-8000-000000000002'
  const entries = (count: number): TimelineEntry[] =>
    Array.from({ length: count }, (_, at) => ({
      at: now,
      actor: 'sales',
      code: 'stage-changed',
      stage: 'Lead open',
      reason: `${at}`,
    }))

  const sealed = async () => {
    const made = rig()
    const store = createHeadquartersStore(made.table)
    await store.prospects.create(first, entries(2))
    await store.prospects.create({ ...first, prospectId: other, changedAt: '2030-01-01T05:00:00.000Z' }, entries(1))
    const timelineSeals = createTimelineSeals(made.table)
    const { log, lines } = keptLog()
    let at = Date.parse('2030-01-01T09:00:00Z')
    const job = () => {
      at += 3_600_000
      const deps = { auditTrail: made.trail, timelineSeals, auditChain: createAuditChain(made.table), log }
      return verifyAuditTrail({ ...deps, now: () => new Date(at) })()
    }
    await job()
    const change = async (prospectId: string, when = new Date(at + 60_000).toISOString()) => {
      const stored = await store.prospects.read(prospectId)
      if (!stored) throw new Error('There is no such prospect.')
      const unit = store.prospects.begin(prospectId)
      store.prospects.replace(unit, stored, stored.value, entries(1), when)
      await unit.commit()
    }
    const acts = async () =>
      (await made.reader.acts({ act: 'seal-timelines' }, 10)).items.map(({ after = {} }) => Object.keys(after).sort())
    return { ...made, job, change, acts, lines, part: shardOf(leadId) }
  }

  it('are sealed by the job once they changed, and what follows a seal breaks none', async () => {
    const { job, change, acts, verify, lines } = await sealed()
    expect(await acts()).toEqual([[leadId, other].sort()])
    await job()
    expect(await acts()).toHaveLength(1)
    await change(leadId)
    expect((await verify()).problems).toEqual([])
    await job()
    expect(await acts()).toEqual([[leadId], [leadId, other].sort()])
    expect((await verify()).problems).toEqual([])
    expect(lines.filter(({ event }) => event === 'audit-broken')).toEqual([])
  })

  const lineOf = (part: number) => timelineKey(leadId, 0, part)
  it.each<[string, (table: Table, part: string) => Promise<unknown>, string]>([
    ['a line that was removed', (table, part) => table.write(part, [remove(lineOf(1))]), 'timeline-changed'],
    [
      'a line that was changed',
      async (table, part) => {
        const row = await table.read(part, lineOf(0))
        await table.write(part, [put(lineOf(0), { ...(row?.value as object), reason: 'another' })])
      },
      'timeline-changed',
    ],
    [
      'a line that was put in',
      async (table, part) => {
        const row = await table.read(part, lineOf(0))
        await table.write(part, [put(lineOf(2), { ...(row?.value as object) })])
      },
      'timeline-changed',
    ],
    [
      'lines that were exchanged',
      async (table, part) => {
        const [one, two] = [await table.read(part, lineOf(0)), await table.read(part, lineOf(1))]
        await table.write(part, [
          put(lineOf(0), { ...(two?.value as object) }),
          put(lineOf(1), { ...(one?.value as object) }),
        ])
      },
      'timeline-changed',
    ],
    [
      'a prospect that was removed',
      (table, part) => table.write(part, [remove(prospectKey(leadId))]),
      'timeline-missing',
    ],
  ])('%s is found, by the check and by the job', async (_, spoil, code) => {
    const { table, part, verify, job, lines } = await sealed()
    await spoil(table, part)
    expect((await verify()).problems).toEqual([{ seq: 2, code, prospectId: leadId }])
    await job()
    expect(lines).toContainEqual({ event: 'audit-broken', line: 2, code, correlationId: leadId })
  })

  it('are sealed a part a run where there are many, and none is left out', async () => {
    const table = memoryTable()
    const { trail, reader } = rig(table)
    const store = createHeadquartersStore(table)
    const ids = Array.from({ length: 90 }, () => randomUUID())
    for (const prospectId of ids) await store.prospects.create({ ...first, prospectId }, entries(1))
    const deps = { auditTrail: trail, timelineSeals: createTimelineSeals(table) }
    const seen: string[] = []
    let place: string | undefined
    do {
      const part = await deps.timelineSeals.changedSince('', place, 7)
      seen.push(...part.changed.map(({ prospectId }) => prospectId))
      place = part.place
    } while (place !== undefined)
    expect(seen.sort()).toEqual([...ids].sort())
    let over = 0
    const { round, sealed: count } = await sealTimelines(
      deps,
      undefined,
      () => over++ > 0,
      () => new Date(now),
    )
    expect([count, round.place, round.newest]).toEqual([90, undefined, first.changedAt])
    const told = (await reader.acts({ act: 'seal-timelines' }, 10)).items.map(({ after = {} }) => Object.keys(after))
    expect(told.map(({ length }) => length)).toEqual([10, 40, 40])
    expect(told.flat().sort()).toEqual([...ids].sort())
  })

  it('that change behind a round of several runs are sealed by the next round', async () => {
    const { table, trail, reader, change } = await sealed()
    const deps = { auditTrail: trail, timelineSeals: createTimelineSeals(table) }
    const ids = Array.from({ length: 600 }, () => randomUUID()).sort()
    const store = createHeadquartersStore(table)
    const late = '2030-01-02T09:00:00.000Z'
    for (const prospectId of ids) await store.prospects.create({ ...first, prospectId, changedAt: late }, entries(1))
    let over = 0
    const begun = await sealTimelines(
      deps,
      undefined,
      () => over++ > 0,
      () => new Date('2030-01-02T06:00:00.000Z'),
    )
    expect(begun.round.place).toBeDefined()
    await change(leadId, '2030-01-02T07:00:00.000Z')
    const past = begun.round.place ?? ''
    expect(past > leadId.charAt(0)).toBe(true)
    const ended = await sealTimelines(
      deps,
      begun.round,
      () => false,
      () => new Date('2030-01-02T10:00:00.000Z'),
    )
    const before = (await reader.acts({ act: 'seal-timelines' }, 100)).items.length
    await sealTimelines(
      deps,
      ended.round,
      () => false,
      () => new Date('2030-01-02T11:00:00.000Z'),
    )
    const acts = (await reader.acts({ act: 'seal-timelines' }, 100)).items
    expect(acts.slice(0, acts.length - before).flatMap(({ after = {} }) => Object.keys(after))).toContain(leadId)
  })

  describe('sealed every few minutes', () => {
    const quick = async () => {
      const made = await sealed()
      let calls = 0
      const counted: Table = {
        ...made.table,
        range: (...given) => {
          calls += 1
          return made.table.range(...given)
        },
        read: (...given) => {
          calls += 1
          return made.table.read(...given)
        },
        write: (...given) => {
          calls += 1
          return made.table.write(...given)
        },
      }
      const look = (at: string) =>
        sealRecentChanges({
          auditTrail: made.trail,
          timelineSeals: createTimelineSeals(counted),
          auditChain: createAuditChain(counted),
          now: () => new Date(at),
          log: keptLog().log,
        })()
      const callsOf = async (work: () => Promise<unknown>): Promise<number> => {
        calls = 0
        await work()
        return calls
      }
      return { ...made, look, callsOf }
    }

    it('are in the chain within minutes, once, and a look that finds nothing costs little', async () => {
      const { change, acts, look, callsOf, job } = await quick()
      await look('2030-01-01T10:05:00.000Z')
      const before = (await acts()).length
      await change(leadId)
      expect(await look('2030-01-01T10:10:00.000Z')).toEqual({ processed: 1, failed: 0 })
      expect((await acts()).slice(0, -before)).toEqual([[leadId]])
      for (const minute of [15, 20, 25, 59]) {
        const calls = await callsOf(() => look(`2030-01-01T10:${minute}:00.000Z`))
        expect(calls).toBe(17)
      }
      expect(await acts()).toHaveLength(before + 1)
      await job()
      expect(await acts()).toHaveLength(before + 1)
    })

    it('are not sealed again and again where more changed at once than is remembered', async () => {
      const { table, acts, look } = await quick()
      const store = createHeadquartersStore(table)
      const at = '2030-01-01T10:00:00.000Z'
      for (let number = 0; number < 300; number += 1)
        await store.prospects.create({ ...first, prospectId: randomUUID(), changedAt: at }, entries(1))
      for (let minute = 5; minute < 60; minute += 5)
        await look(`2030-01-01T10:${String(minute).padStart(2, '0')}:00.000Z`)
      const before = (await acts()).length
      for (let minute = 0; minute < 10; minute += 5)
        await look(`2030-01-01T11:${String(minute).padStart(2, '0')}:00.000Z`)
      expect(await acts()).toHaveLength(before)
    })

    it('with what the channel was told, which breaks no seal of before and is found when it is changed or gone', async () => {
      const { table, part, look, verify } = await quick()
      await look('2030-01-01T10:05:00.000Z')
      const pushes = createChannelPushes(table)
      const tell = async (revision: number, at: string) => {
        const push = { prospectId: leadId, revision, status: 'Open', submittedAt: at, users: [] } as const
        await table.write(part, [put(pushKey(leadId, revision), push)])
        const waiting = await pushes.next(part, 10)
        const entry = { at, actor: { job: '1010' }, code: 'channel-told', status: 'InReview', users: [] } as const
        await pushes.done(part, waiting, [
          { key: pushKey(leadId, revision), prospectId: leadId, number: 'P-1', revision, entry },
        ])
      }
      await tell(0, '2030-01-01T10:06:00.000Z')
      expect((await verify()).problems).toEqual([])
      expect(await look('2030-01-01T10:10:00.000Z')).toEqual({ processed: 1, failed: 0 })
      await tell(3, '2030-01-01T10:11:00.000Z')
      expect((await verify()).problems).toEqual([])
      const row = await table.read(part, toldKey(leadId, 0))
      await table.write(part, [put(toldKey(leadId, 0), { ...(row?.value as object), status: 'Approved' })])
      expect((await verify()).problems).toMatchObject([{ code: 'timeline-changed', prospectId: leadId }])
      await table.write(part, [remove(toldKey(leadId, 0))])
      expect((await verify()).problems).toMatchObject([{ code: 'timeline-changed', prospectId: leadId }])
      await table.write(part, [put(toldKey(leadId, 0), row?.value as object)])
      expect((await verify()).problems).toEqual([])
    })
  })
})
