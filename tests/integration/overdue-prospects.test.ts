// Open prospects whose stage has a target that is over, in table storage: who is among them as time goes on, in which order,
// page by page, and after an update of an earlier version.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { readStageTargets } from '../../shared/domain/stage-targets.ts'
import { createCalendar, readWorkingTime } from '../../shared/domain/working-time.ts'
import { keepLists } from '../../shared/headquarters/jobs/keep-lists.ts'
import { listQuery } from '../../shared/headquarters/list-query.ts'
import { countOverdue } from '../../shared/headquarters/overdue.ts'
import { readList } from '../../shared/headquarters/read-list.ts'
import type { StageClocks } from '../../shared/headquarters/stage-clock.ts'
import { createHeadquartersStore, type HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { countsKey, prospectKey } from '../../shared/headquarters/store/keys.ts'
import { shardOf, shards } from '../../shared/platform/shards.ts'
import { remove, replace } from '../../shared/platform/table.ts'
import { prospect, request } from '../support/domain-samples.ts'
import { silentLog } from '../support/silent-log.ts'
import { startTableStorage, type TableStorage } from '../support/tables.ts'

let storage: TableStorage
beforeAll(async () => {
  storage = await startTableStorage()
})
afterAll(() => storage.close())

const clocksOf = (targets: string): StageClocks => {
  const time = readWorkingTime('Mon-Fri 09:00-17:00 UTC')
  if (!time) throw new Error('The sample is wrong.')
  return { calendar: createCalendar(time), targets: readStageTargets(targets) ?? new Map() }
}
const clocks = clocksOf('Lead open=8, Opportunity open=16')
const at = (text: string): number => Date.parse(text)

/** On Monday, 23 November 2026, an hour each later than the one before. */
const made = (index: number, stage: Prospect['sales']['stage'] = 'Lead open'): Prospect => {
  const id = randomUUID()
  const moment = new Date(at('2026-11-23T09:00:00Z') + index * 3_600_000).toISOString()
  return prospect({
    prospectId: id,
    number: `P-00000${index}`,
    revision: 0,
    createdAt: moment,
    changedAt: moment,
    request,
    sales: { leadId: id, stage },
  })
}

const open = async (all: readonly Prospect[]) => {
  const table = storage.table()
  const store = createHeadquartersStore(table)
  for (const one of all) await store.prospects.create(one, [])
  return { table, store }
}

const change = async ({ prospects }: HeadquartersStore, id: string, moment: string, changes: Partial<Prospect>) => {
  const before = await prospects.read(id)
  if (!before) throw new Error('It is not there.')
  const unit = prospects.begin(id)
  prospects.replace(unit, before, { ...before.value, ...changes }, [], moment)
  expect(await unit.commit()).toBe('written')
}

const overdueAt = async (store: HeadquartersStore, moment: string, query = '', given = clocks): Promise<string> => {
  let [seen, cursor] = ['', '']
  do {
    const asked = listQuery(new URLSearchParams(`overdue=true&cursor=${cursor}&${query}`))
    if ('errors' in asked) throw new Error('It was refused.')
    const page = await readList(store, asked, { ...given, at: at(moment) })
    seen += page.items.map(({ number }) => number.slice(-1)).join('')
    cursor = page.cursor ?? ''
  } while (cursor !== '')
  return seen
}

describe('overdue prospects', () => {
  it('become so as working time goes on, without anything being stored', async () => {
    const { store } = await open([made(0), made(1), made(2, 'Opportunity open'), made(3, 'Lead qualified')])
    expect(await overdueAt(store, '2026-11-23T17:00:00Z')).toBe('')
    // The first came when it opened, the second an hour later.
    expect(await overdueAt(store, '2026-11-24T09:00:01Z')).toBe('0')
    expect(await overdueAt(store, '2026-11-24T10:00:01Z')).toBe('01')
    expect(await overdueAt(store, '2026-11-25T11:00:01Z')).toBe('012')
    const { counts } = await store.prospectCounts.read()
    const now = { at: at('2026-11-25T11:00:01Z') }
    expect(await countOverdue(store, { ...clocks, ...now }, counts, 99)).toBe(3)
    expect(await countOverdue(store, { ...clocks, ...now }, counts, 2)).toBe(3)
    expect(await countOverdue(store, { ...clocksOf(''), ...now }, counts, 2)).toBeUndefined()
    // Other settings hold at once.
    expect(await overdueAt(store, '2026-11-25T11:00:01Z', '', clocksOf('Lead qualified=1'))).toBe('3')
  })

  it('are read page by page, and narrowed', async () => {
    const { store } = await open([0, 1, 2, 3, 4].map((index) => made(index)))
    expect(await overdueAt(store, '2026-12-01T09:00:00Z', 'pageSize=2')).toBe('01234')
    const { country } = request.company.address
    expect(await overdueAt(store, '2026-12-01T09:00:00Z', `pageSize=2&country=${country}`)).toBe('01234')
    expect(await overdueAt(store, '2026-12-01T09:00:00Z', 'stage=Opportunity%20open')).toBe('')
  })

  it('begin anew with another stage, end with a decision, and stand still while something is asked', async () => {
    const all = [made(0), made(1), made(2)]
    const { store } = await open(all)
    const [first, second, third] = all.map(({ prospectId }) => prospectId)
    const sales = { leadId: first ?? '', stage: 'Opportunity open' } as const
    await change(store, first ?? '', '2026-11-24T09:00:00.000Z', { sales })
    await change(store, second ?? '', '2026-11-24T09:00:00.000Z', { status: 'Rejected' })
    await change(store, third ?? '', '2026-11-23T12:00:00.000Z', { pauses: [{ from: '2026-11-23T12:00:00.000Z' }] })
    expect(await overdueAt(store, '2026-11-25T16:00:00Z')).toBe('')
    expect(await overdueAt(store, '2026-11-26T09:00:01Z')).toBe('0')
    const pauses = [{ from: '2026-11-23T12:00:00.000Z', to: '2026-11-26T12:00:00.000Z' }]
    await change(store, third ?? '', '2026-11-26T12:00:00.000Z', { pauses })
    // One hour before it was asked, seven after it had answered.
    expect(await overdueAt(store, '2026-11-27T11:00:00Z')).toBe('0')
    expect(await overdueAt(store, '2026-11-27T11:00:01Z')).toBe('20')
  })

  it('are found among what an earlier version stored', async () => {
    const all = [made(0), made(1)]
    const { table, store } = await open(all)
    for (const { prospectId } of all) {
      const part = shardOf(prospectId)
      const rows = await table.range(part, 'list|stay:', 'list|stay;')
      const row = await table.read(part, prospectKey(prospectId))
      if (!row) throw new Error('It is not there.')
      const { listed, stageSince: _, ...others } = row.value as Prospect
      const lists = listed?.lists.filter((list) => !list.startsWith('stay:')) ?? []
      const own = rows.filter(({ key }) => key.endsWith(prospectId))
      await table.write(part, [
        replace(row, { ...others, listed: { ...listed, lists } }),
        ...own.map(({ key }) => remove(key)),
      ])
    }
    const addUp = () =>
      keepLists({ headquarters: store, now: () => new Date('2026-11-25T10:00:00Z'), log: silentLog })()
    expect(await overdueAt(store, '2026-11-25T11:00:00Z')).toBe('')
    while ((await addUp()).processed > 0);
    expect(await overdueAt(store, '2026-11-25T11:00:00Z')).toBe('01')
    for (const part of shards) expect((await table.read(part, countsKey))?.value ?? {}).not.toHaveProperty('staysPlace')
  })
})
