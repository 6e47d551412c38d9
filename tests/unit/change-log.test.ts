// The log of changes: every line of every timeline, newest first, found without a storage transaction more for the change.

import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { changesQuery } from '../../functions/headquarters/audit-query.ts'
import type { TimelineEntry } from '../../shared/domain/timeline.ts'
import { changesCsv } from '../../shared/headquarters/audit-csv.ts'
import { type ChangeFilter, createReadChanges } from '../../shared/headquarters/store/change-log.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { put, type Table } from '../../shared/platform/table.ts'
import { prospect } from '../support/domain-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const entry = (reason: string, at: string): TimelineEntry => ({
  at,
  actor: 'sales',
  code: 'stage-changed',
  stage: 'Lead open',
  reason,
})

const day = (number: number): string => `2030-01-${String(number).padStart(2, '0')}T12:00:00.000Z`

const rig = async (count: number) => {
  let transactions = 0
  const memory = memoryTable()
  const counted: Table = {
    ...memory,
    write: (...given) => {
      transactions += 1
      return memory.write(...given)
    },
  }
  const { prospects, pushes } = createHeadquartersStore(counted)
  const ids = Array.from({ length: count }, () => randomUUID())
  for (const [index, prospectId] of ids.entries()) {
    const at = day(index + 1)
    const made = prospect({ prospectId, number: `P-${index}`, revision: 0, createdAt: at, changedAt: at })
    await prospects.create(made, [entry(`made ${index}`, at)])
  }
  const change = async (index: number, reasons: readonly string[], at: string) => {
    const stored = await prospects.read(ids[index] ?? '')
    if (!stored) throw new Error('There is no such prospect.')
    const unit = prospects.begin(stored.value.prospectId)
    prospects.replace(
      unit,
      stored,
      stored.value,
      reasons.map((reason) => entry(reason, at)),
      at,
    )
    return unit.commit()
  }
  /** The channel was told of a change. */
  const tell = async (index: number, at: string) => {
    const { prospectId = '', revision = 0 } = (await prospects.read(ids[index] ?? ''))?.value ?? {}
    const line = { at, actor: { job: '1010' }, code: 'channel-told', status: 'Declined', users: [] } as const
    const [part = ''] = prospectId
    const key = 'push'
    const told = { key, etag: '', value: {} }
    await memory.write(part, [put(key, {})])
    await pushes.done(part, [told], [{ key, prospectId, number: `P-${index}`, revision, entry: line }])
  }
  const readChanges = createReadChanges(memory)
  const told = async (filter: ChangeFilter, pageSize = 100, cursor?: string) => {
    const page = await readChanges(filter, pageSize, cursor)
    return { ...page, reasons: page.items.map((item) => ('reason' in item.entry ? item.entry.reason : '')) }
  }
  return { ids, change, tell, told, transactions: () => transactions }
}

it('tells the lines of all timelines, newest first, those of one change in their order', async () => {
  const { change, told, transactions } = await rig(3)
  const before = transactions()
  await change(0, ['first', 'second'], day(9))
  expect(transactions() - before).toBe(1)
  await change(1, [], day(10))
  const { reasons, items } = await told({})
  expect(reasons).toEqual(['first', 'second', 'made 2', 'made 1', 'made 0'])
  expect(items.map(({ number }) => number)).toEqual(['P-0', 'P-0', 'P-2', 'P-1', 'P-0'])
})

it('tells what the channel was told of a change in the same millisecond beside the change', async () => {
  const { change, tell, told } = await rig(1)
  await change(0, ['decided'], day(2))
  await tell(0, day(2))
  const { items } = await told({})
  expect(items.map(({ entry: { code } }) => code).sort()).toEqual(['channel-told', 'stage-changed', 'stage-changed'])
  const first = await told({}, 1)
  expect(first.items).toHaveLength(1)
  const query = new URLSearchParams({ cursor: first.cursor ?? '' })
  expect(changesQuery(query)).toEqual({ filter: {}, cursor: first.cursor })
  const second = await told({}, 1, first.cursor)
  expect(new Set([...first.items, ...second.items].map(({ entry: { code } }) => code)).size).toBe(2)
})

it('goes through pages without leaving out or repeating one', async () => {
  const { told } = await rig(23)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await told({}, 5, cursor)
    seen.push(...page.items.map(({ prospectId }) => prospectId))
    cursor = page.cursor
    if (cursor !== undefined) expect(changesQuery(new URLSearchParams({ cursor }))).toEqual({ filter: {}, cursor })
  } while (cursor !== undefined)
  expect([seen.length, new Set(seen).size]).toEqual([23, 23])
})

it('is asked for days, both included, and for one prospect', async () => {
  const { told, ids, change } = await rig(6)
  expect((await told({ from: '2030-01-02', to: '2030-01-04' })).reasons).toEqual(['made 3', 'made 2', 'made 1'])
  expect((await told({ from: '2030-01-05' })).reasons).toEqual(['made 5', 'made 4'])
  expect((await told({ to: '2030-01-01' })).reasons).toEqual(['made 0'])
  const [, , , third = ''] = ids
  await change(3, ['later'], day(20))
  expect((await told({ prospectId: third })).reasons).toEqual(['later', 'made 3'])
  expect((await told({ to: '2030-01-04' }, 2)).reasons).toEqual(['made 3', 'made 2'])
  const { cursor } = await told({ to: '2030-01-04' }, 2)
  expect((await told({ to: '2030-01-04' }, 2, cursor)).reasons).toEqual(['made 1', 'made 0'])
})

it('refuses what is not of its form', () => {
  const wrong = (query: Record<string, string>) => changesQuery(new URLSearchParams(query))
  for (const name of ['id', 'from', 'to', 'cursor'])
    expect(wrong({ [name]: 'x' })).toEqual({ errors: [{ path: name, code: 'format', message: expect.any(String) }] })
})

it('is a file in which no text is a formula', async () => {
  const { told, change } = await rig(1)
  await change(0, ['=1+1'], day(2))
  const text = changesCsv((await told({})).items)
  const [head, first] = text.split('\r\n')
  expect(head).toBe('\ufeffat,who,change,kind,id,number,what,why,by,before,after,actor')
  expect(first).toContain('stage-changed,prospect,')
  expect(first).toContain("'=1+1")
})
