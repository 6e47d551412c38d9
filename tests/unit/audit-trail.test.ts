// The audit trail: an act has its lines, and whatever is done to a line is found.

import { describe, expect, it } from 'vitest'
import type { Act } from '../../shared/domain/acts.ts'
import { createAuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import { createAuditTrail } from '../../shared/headquarters/store/audit-trail.ts'
import { beginning, verifyAudit } from '../../shared/headquarters/store/verify-audit.ts'
import { put, remove, type Table } from '../../shared/platform/table.ts'
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
