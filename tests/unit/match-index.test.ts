// The index of what prospects have in common: who was there before, what it costs, and what others do meanwhile.

import { describe, expect, it } from 'vitest'
import { type MatchKey, matchKeys } from '../../shared/domain/likely/match-keys.ts'
import { addUnmatched } from '../../shared/dual-write/add-unmatched.ts'
import { createMatchIndex } from '../../shared/headquarters/store/match-index.ts'
import type { Table } from '../../shared/platform/table.ts'
import { prospect } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { memoryTable } from '../support/memory-table.ts'

const key = (value: string): MatchKey => ({ kind: 'name', value })
const at = '2026-11-20T08:00:00.000Z'
const one = (prospectId: string, ...values: string[]) => ({ prospectId, at, keys: values.map(key), search: [] })
const counted = () => {
  const table = memoryTable()
  const calls = { reads: 0, writes: 0 }
  const counting: Table = {
    ...table,
    read: (...which) => {
      calls.reads += 1
      return table.read(...which)
    },
    write: (...what) => {
      calls.writes += 1
      return table.write(...what)
    },
  }
  return { table, counting, calls, index: createMatchIndex(counting) }
}
const found = async (adding: ReturnType<ReturnType<typeof createMatchIndex>['add']>) =>
  Object.fromEntries(
    [...(await adding)].map(([id, earlier]) => [id, earlier.map(({ value, prospectIds }) => [value, ...prospectIds])]),
  )

describe('the index of what prospects have in common', () => {
  it('tells of nobody where all is new, with one transaction for all', async () => {
    const { index, calls } = counted()
    expect(await found(index.add([one('a', '1', '2'), one('b', '3')]))).toEqual({ a: [], b: [] })
    expect(calls).toEqual({ reads: 0, writes: 1 })
  })

  it('tells the second of the first, also where both come at once', async () => {
    const { index } = counted()
    expect(await found(index.add([one('a', '1', '2'), one('b', '2', '3')]))).toEqual({ a: [], b: [['2', 'a']] })
    expect(await found(index.add([one('c', '1', '3')]))).toEqual({
      c: [
        ['1', 'a'],
        ['3', 'b'],
      ],
    })
  })

  it('tells the same when it is asked again, whoever came since', async () => {
    const { index } = counted()
    const again = () => found(index.add([one('b', '1', '2')]))
    await index.add([one('a', '1')])
    const first = await again()
    await index.add([one('c', '1', '2')])
    expect(await again()).toEqual(first)
    expect(first).toEqual({ b: [['1', 'a']] })
  })

  it('asks only about those who match, however many come with them', async () => {
    const { index, calls } = counted()
    await index.add([one('a', '1', '2')])
    calls.writes = 0
    const strangers = Array.from({ length: 9 }, (_, at) => one(`s${at}`, `x${at}`, `y${at}`))
    const known = await index.add([...strangers.slice(0, 4), one('b', '2', '9'), ...strangers.slice(4)])
    expect(known.get('b')).toEqual([{ ...key('2'), prospectIds: ['a'] }])
    // All at once, each by itself, and that one once more.
    expect(calls).toEqual({ reads: 2, writes: 12 })
  })

  it('keeps the first of a crowd and the newest, and no more', async () => {
    const { index } = counted()
    for (let at = 0; at < 30; at += 1) await index.add([one(`p${at}`, 'crowd')])
    const [earlier] = (await index.add([one('last', 'crowd')])).get('last') ?? []
    expect(earlier?.prospectIds).toEqual(['p0', ...Array.from({ length: 19 }, (_, last) => `p${11 + last}`)])
    const together = counted()
    const crowd = Array.from({ length: 120 }, (_, at) => one(`p${at}`, 'crowd'))
    expect((await together.index.add(crowd)).get('p119')?.[0]?.prospectIds).toHaveLength(20)
  })

  it('sees what another wrote between its reading and its writing', async () => {
    const { counting, table } = counted()
    const other = createMatchIndex(table)
    await other.add([one('a', '1')])
    let meanwhile: Promise<unknown> | undefined
    const index = createMatchIndex({
      ...counting,
      read: async (...which) => {
        const row = await counting.read(...which)
        meanwhile ??= other.add([one('b', '1')])
        await meanwhile
        return row
      },
    })
    expect(await found(index.add([one('c', '1')]))).toEqual({ c: [['1', 'a', 'b']] })
    expect(await found(other.add([one('d', '1')]))).toEqual({ d: [['1', 'a', 'b', 'c']] })
  })

  it('passes over a row that cannot be read, and leaves it as it is', async () => {
    const { index, table } = counted()
    await index.add([one('a', '1')])
    const [row] = await table.range('match', '', '~')
    await table.write('match', [{ op: 'put', key: row?.key ?? '', value: { v: 99 } }])
    expect(await found(index.add([one('b', '1', '2')]))).toEqual({ b: [] })
    expect((await table.range('match', '', '~')).map(({ value }) => value)).toContainEqual({ v: 99 })
    expect(await found(index.add([one('c', '2')]))).toEqual({ c: [['2', 'b']] })
  })

  it('keeps those apart for whom the same value means something else', async () => {
    const { index } = counted()
    const number = (prospectId: string, within: string) => ({
      ...one(prospectId),
      keys: [{ kind: 'taxId' as const, value: '777', within }],
    })
    expect(await found(index.add([number('a', 'DE'), number('b', 'NL')]))).toEqual({ a: [], b: [] })
    expect(await found(index.add([number('c', 'NL')]))).toEqual({ c: [['777', 'b']] })
    expect(await index.find([{ kind: 'taxId', value: '777' }], [], 50)).toEqual(['a', 'b', 'c'])
  })

  it('finds the newest of a name, and asks once for each key', async () => {
    const { index } = counted()
    const person = { kind: 'person', value: 'roth' } as const
    for (let day = 10; day < 20; day += 1)
      await index.add([{ ...one(`p${day}`), at: `2026-11-${day}T08:00:00.000Z`, search: [person] }])
    expect(await index.find([], [person], 3)).toEqual(['p19', 'p18', 'p17'])
    expect(await index.find([], [{ kind: 'person', value: 'ro' }], 3)).toEqual([])
  })

  it('holds no key as it was typed', async () => {
    const { index, table } = counted()
    await index.add([
      {
        ...one('a'),
        keys: [{ kind: 'email', value: 'ada@fabrikam.example' }],
        search: [{ kind: 'person', value: 'roth' }],
      },
    ])
    expect(JSON.stringify(await table.range('match', '', '~'))).not.toMatch(/fabrikam|roth/)
  })
})

it('prospects of an earlier version are found by later ones, once the round came by', async () => {
  const { headquarters, tables } = memoryStores()
  const old = prospect()
  await headquarters.prospects.create(old, [])
  const read = async () => [await headquarters.prospects.readAlone(old.prospectId)].flatMap((one) => one ?? [])
  await addUnmatched(headquarters, await read())
  expect(await read()).toMatchObject([{ matched: true, revision: old.revision }])
  const found = await headquarters.matchIndex.add([{ ...one('later'), keys: matchKeys(old.request) }])
  expect(found.get('later')?.every(({ prospectIds }) => prospectIds.includes(old.prospectId))).toBe(true)
  const { writes } = tables.Headquarters.requests
  await addUnmatched(headquarters, await read())
  expect(tables.Headquarters.requests.writes).toBe(writes)
})
