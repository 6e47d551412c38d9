// The lists of prospects in table storage: filters, orders and counts after each change, whoever changes at the same time, and
// the same once they are made anew.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cellsOf, countOf, type ProspectFilter } from '../../shared/domain/lists/facets.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { keepLists } from '../../shared/headquarters/jobs/keep-lists.ts'
import { listQuery } from '../../shared/headquarters/list-query.ts'
import { readList } from '../../shared/headquarters/read-list.ts'
import { createHeadquartersStore, type HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { prospectKey } from '../../shared/headquarters/store/keys.ts'
import { shardOf, shards } from '../../shared/platform/shards.ts'
import { remove, replace, type Table } from '../../shared/platform/table.ts'
import { prospect, request } from '../support/domain-samples.ts'
import { noClocks } from '../support/no-clocks.ts'
import { silentLog } from '../support/silent-log.ts'
import { startTableStorage, type TableStorage } from '../support/tables.ts'

let storage: TableStorage
beforeAll(async () => {
  storage = await startTableStorage()
})
afterAll(() => storage.close())

const at = (hour: number): string => new Date(Date.parse('2026-11-20T00:00:00.000Z') + hour * 3_600_000).toISOString()
const now = () => new Date('2026-11-25T10:00:00.000Z')

const made = (index: number, country: string, channel = 'eu'): Prospect => {
  const company = { ...request.company, name: `Company ${String.fromCharCode(90 - index)}` }
  const id = randomUUID()
  return prospect({
    prospectId: id,
    number: `P-00000${index}`,
    revision: 0,
    createdAt: at(index),
    changedAt: at(index),
    request: { ...request, channel, company: { ...company, address: { ...company.address, country } } },
    sales: { leadId: id, stage: 'Lead open' },
  })
}

const change = async ({ prospects }: HeadquartersStore, id: string, changes: Partial<Prospect>): Promise<string> => {
  const before = await prospects.read(id)
  if (!before) throw new Error('It is not there.')
  const unit = prospects.begin(id)
  prospects.replace(unit, before, { ...before.value, ...changes }, [], now().toISOString())
  return unit.commit()
}

const ask = async (store: HeadquartersStore, query: string): Promise<string[]> => {
  const asked = listQuery(new URLSearchParams(query))
  if ('errors' in asked) throw new Error('It was refused.')
  return (await readList(store, asked, noClocks)).items.map(({ number }) => number.slice(-1))
}

const count = async ({ prospectCounts }: HeadquartersStore, asked: ProspectFilter): Promise<number> =>
  countOf(cellsOf((await prospectCounts.read()).counts), asked)

const open = async (countries: readonly string[]) => {
  const table = storage.table()
  const store = createHeadquartersStore(table)
  const all = countries.map((country, index) => made(index, country))
  for (const one of all) await store.prospects.create(one, [])
  const addUp = () => keepLists({ headquarters: store, now, log: silentLog })()
  return { table, store, ids: all.map(({ prospectId }) => prospectId), addUp }
}

describe('the list of prospects', () => {
  it('is narrowed by each thing and by several, in every order', async () => {
    const { store, ids } = await open(['DE', 'NL', 'DE', 'EE'])
    await change(store, ids[2] ?? '', { flags: ['no-email'], status: 'Rejected' })
    expect(await ask(store, 'country=DE')).toEqual(['2', '0'])
    expect(await ask(store, 'country=DE&sort=oldest')).toEqual(['0', '2'])
    expect(await ask(store, 'sort=name')).toEqual(['3', '2', '1', '0'])
    expect(await ask(store, 'country=DE&status=Rejected&mark=no-email')).toEqual(['2'])
    expect(await ask(store, 'mark=any&channel=eu')).toEqual(['2'])
    expect(await ask(store, 'stage=Lead%20open&status=Open')).toEqual(['3', '1', '0'])
    expect(await ask(store, 'country=NL&status=Approved')).toEqual([])
    expect(await ask(store, 'channel=us')).toEqual([])
  })

  it('goes on where a page ended, in every order', async () => {
    const { store } = await open(['DE', 'DE', 'DE', 'DE', 'DE'])
    for (const [order, expected] of [
      ['newest', '43210'],
      ['oldest', '01234'],
      ['name', '43210'],
    ] as const) {
      let cursor = ''
      let seen = ''
      do {
        const asked = listQuery(new URLSearchParams({ country: 'DE', sort: order, pageSize: '2', cursor }))
        if ('errors' in asked) throw new Error('A cursor of a page was refused.')
        const page = await readList(store, asked, noClocks)
        seen += page.items.map(({ number }) => number.slice(-1)).join('')
        cursor = page.cursor ?? ''
      } while (cursor !== '')
      expect(seen).toBe(expected)
    }
  })
})

describe('what is counted', () => {
  it('is right after each change, before and after it is added up', async () => {
    const { store, ids, addUp } = await open(['DE', 'NL'])
    const [first = ''] = ids
    const counts = async () => [
      await count(store, { status: 'Open' }),
      await count(store, { status: 'Rejected' }),
      await count(store, { country: 'DE', status: 'Open' }),
      await count(store, {}),
    ]
    expect(await counts()).toEqual([2, 0, 1, 2])
    await change(store, first, { status: 'Rejected' })
    expect(await counts()).toEqual([1, 1, 0, 2])
    await addUp()
    expect(await counts()).toEqual([1, 1, 0, 2])
    await change(store, first, { status: 'Open' })
    await change(store, first, { status: 'Rejected' })
    await change(store, first, { status: 'Open' })
    expect(await counts()).toEqual([2, 0, 1, 2])
    await addUp()
    expect(await addUp()).toEqual({ processed: 0, failed: 0 })
    expect(await counts()).toEqual([2, 0, 1, 2])
  })

  it('is right whoever changes at the same time, and while it is added up', async () => {
    const { store, ids, addUp } = await open(['DE', 'DE', 'NL'])
    const outcomes = await Promise.all([
      ...ids.flatMap((id) => [
        change(store, id, { status: 'Approved' }),
        change(store, id, { status: 'Rejected', flags: ['no-email'] }),
      ]),
      addUp().then(() => 'added'),
      addUp().then(() => 'added'),
    ])
    expect(outcomes.filter((outcome) => outcome === 'written').length).toBeGreaterThanOrEqual(3)
    await addUp()
    for (const status of ['Open', 'Approved', 'Rejected'] as const)
      expect(await count(store, { status })).toBe((await ask(store, `status=${status}`)).length)
    const { counts } = await store.prospectCounts.read()
    expect(Object.entries(counts).filter(([, one]) => one < 0)).toEqual([])
    expect(await count(store, {})).toBe(3)
  })

  it('is the same when an earlier version stored everything and it is made anew', async () => {
    const { table, store, ids, addUp } = await open(['DE', 'NL', 'EE'])
    await change(store, ids[1] ?? '', { status: 'Approved', flags: ['account-missing'] })
    await addUp()
    const before = await store.prospectCounts.read()
    expect(before.isWhole).toBe(true)
    await forget(table, ids)
    expect([await count(store, {}), await ask(store, 'country=NL')]).toEqual([0, []])
    await addUp()
    await addUp()
    const after = await store.prospectCounts.read()
    const cells = (counts: Readonly<Record<string, number>>) =>
      Object.entries(counts)
        .filter(([name, one]) => !name.startsWith('t|') && one !== 0)
        .sort()
    expect(after.isWhole).toBe(true)
    expect(cells(after.counts)).toEqual(cells(before.counts))
    expect(await ask(store, 'country=NL&mark=any')).toEqual(['1'])
  })
})

/** As an earlier version would have left it: no further lists, nothing counted. */
const forget = async (table: Table, ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    const row = await table.read(shardOf(id), prospectKey(id))
    if (!row) throw new Error('It is not there.')
    const { listed: _, stageSince: __, ...value } = row.value as Record<string, unknown>
    await table.write(shardOf(id), [replace(row, value)])
  }
  for (const shard of shards) {
    const lists = await table.range(shard, 'list|', 'list}')
    const counts = await table.range(shard, 'count|', 'count}')
    const own = lists.filter(({ key }) => /^list\|(Oldest|[a-z])/.test(key))
    for (const { key } of [...own, ...counts]) await table.write(shard, [remove(key)])
  }
}
