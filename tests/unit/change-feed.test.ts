// What sites are told of: in one order, nothing left out whoever adds at the same time, and gone after 90 days.

import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createChangeFeed, type NewChange } from '../../shared/channel/store/change-feed.ts'
import { createOutdatedRows } from '../../shared/channel/store/outdated-rows.ts'
import { removeOutdatedRows } from '../../shared/headquarters/jobs/remove-outdated-rows.ts'
import { createAuditTrail } from '../../shared/headquarters/store/audit-trail.ts'
import type { Table } from '../../shared/platform/table.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const start = Date.parse('2026-11-20T08:00:00.000Z')
const day = 24 * 3_600_000

const change = (id: string, more: Partial<NewChange> = {}): NewChange => ({
  type: 'user',
  id,
  revision: 1,
  status: 'Active',
  at: new Date(start).toISOString(),
  channels: ['eu'],
  ...more,
})
const many = (count: number, more: Partial<NewChange> = {}, name = 'u') =>
  Array.from({ length: count }, (_, at) => change(`${name}${at}`, more))

/** All that a channel is told from a number on, page by page. */
const readAll = async (table: Table, channel: string, limit: number, from?: number) => {
  const ids: string[] = []
  for (let at = from; ; ) {
    const page = await createChangeFeed(table).read(channel, at, limit)
    if (page === 'too-old') return page
    ids.push(...page.changes.map(({ id }) => id))
    if (page.changes.length === 0) return { ids, sequence: page.sequence }
    at = page.sequence
  }
}

describe('the feed of changes', () => {
  it('tells each channel what concerns it and what concerns all, in the order in which it was added', async () => {
    const table = memoryTable()
    const feed = createChangeFeed(table)
    expect(await feed.append([])).toBeUndefined()
    expect(await feed.append([change('a'), change('b', { channels: [] }), change('c', { channels: ['us'] })])).toEqual({
      after: 0,
      through: 3,
    })
    expect(await feed.append([change('d', { channels: ['us', 'eu'] }), change('e', { organizationId: 'o' })])).toEqual({
      after: 3,
      through: 6,
    })
    for (const limit of [1, 2, 3, 100]) {
      expect(await readAll(table, 'eu', limit)).toEqual({ ids: ['a', 'b', 'd', 'e'], sequence: 6 })
      expect(await readAll(table, 'us', limit)).toEqual({ ids: ['b', 'c', 'd'], sequence: 6 })
    }
    expect(await feed.read('eu', 4, 10)).toEqual({
      changes: [
        expect.objectContaining({ id: 'd' }),
        {
          type: 'user',
          id: 'e',
          organizationId: 'o',
          revision: 1,
          status: 'Active',
          at: new Date(start).toISOString(),
        },
      ],
      sequence: 6,
    })
  })

  it('moves a channel on that is told nothing, so that its place never gets too old', async () => {
    const feed = createChangeFeed(memoryTable())
    await feed.append(many(3, { channels: ['us'] }))
    expect(await feed.read('eu', 1, 10)).toEqual({ changes: [], sequence: 3 })
  })

  it('tells no more than up to a number where it is asked so', async () => {
    const feed = createChangeFeed(memoryTable())
    await feed.append(many(5))
    expect(await feed.read('eu', 1, 10, 3)).toMatchObject({ changes: [{ id: 'u1' }, { id: 'u2' }], sequence: 3 })
    expect(await feed.read('eu', 3, 10, 3)).toEqual({ changes: [], sequence: 3 })
  })

  it('numbers without gap or repeat what many add at once, however many rows that are', async () => {
    const table = memoryTable()
    const parts = Array.from({ length: 8 }, (_, at) =>
      createChangeFeed(table).append(many(at === 0 ? 250 : 5, {}, `${at}-`)),
    )
    const told = (await Promise.all(parts)).filter((part) => part !== undefined)
    expect(told).toHaveLength(8)
    const all = await readAll(table, 'eu', 100)
    if (all === 'too-old') throw new Error('It is not.')
    expect(all.sequence).toBe(285)
    expect(new Set(all.ids).size).toBe(285)
    for (let at = 0; at < 8; at += 1) {
      const own = all.ids.filter((id) => id.startsWith(`${at}-`))
      expect(own).toEqual(many(at === 0 ? 250 : 5, {}, `${at}-`).map(({ id }) => id))
    }
  })

  it('never moves on past what a reader could not see yet', async () => {
    const table = memoryTable()
    const feed = createChangeFeed(table)
    await feed.append([change('first')])
    // Between the two lists that are read, somebody adds one row to each.
    let hasAdded = false
    const between: Table = {
      ...table,
      range: async (partition, from, to, limit) => {
        if (from.includes('*') && !hasAdded) {
          hasAdded = true
          await feed.append([change('second'), change('third', { channels: [] })])
        }
        return table.range(partition, from, to, limit)
      },
    }
    const page = await createChangeFeed(between).read('eu', 0, 10)
    expect(page).toMatchObject({ changes: [{ id: 'first' }], sequence: 1 })
    expect(await readAll(table, 'eu', 10, 1)).toMatchObject({ ids: ['second', 'third'] })
  })

  it('knows no number that it never gave', async () => {
    const feed = createChangeFeed(memoryTable())
    expect(await feed.read('eu', 1, 10)).toBe('too-old')
    await feed.append(many(2))
    expect(await feed.read('eu', 3, 10)).toBe('too-old')
    expect(await feed.last()).toBe(2)
  })
})

describe('after 90 days', () => {
  const run = (table: Table, now: number) => {
    const { log } = keptLog()
    return removeOutdatedRows({
      outdatedRows: createOutdatedRows(table),
      auditTrail: createAuditTrail({ table, now: () => new Date(now), newId: randomUUID }),
      keepHeldDays: 30,
      now: () => new Date(now),
      log,
    })()
  }

  it('a change goes, and whoever would miss it is told so', async () => {
    const table = memoryTable()
    const feed = createChangeFeed(table)
    await feed.append(many(150))
    await feed.append(many(150, { at: new Date(start + day).toISOString(), channels: [] }, 'later'))
    expect(await run(table, start + 90 * day)).toMatchObject({ processed: 0 })
    expect(await run(table, start + 90 * day + 1)).toMatchObject({ processed: 150, failed: 0 })
    expect(await feed.read('eu', 149, 10)).toBe('too-old')
    expect(await feed.read('eu', 0, 10)).toBe('too-old')
    expect(await feed.read('eu', 150, 1)).toMatchObject({ changes: [{ id: 'later0' }] })
    expect(await readAll(table, 'eu', 100)).toMatchObject({ sequence: 300 })
    expect(await run(table, start + 92 * day)).toMatchObject({ processed: 150 })
    expect(await readAll(table, 'eu', 100)).toEqual({ ids: [], sequence: 300 })
    expect(await feed.read('eu', 300, 10)).toEqual({ changes: [], sequence: 300 })
  })

  it('it is said before it is so', async () => {
    const table = memoryTable()
    await createChangeFeed(table).append(many(3))
    const failing: Table = {
      ...table,
      write: async (partition, writes) => {
        if (writes.some(({ op }) => op === 'delete')) throw new Error('The process ends here.')
        return table.write(partition, writes)
      },
    }
    const late = new Date(start + 91 * day)
    await expect(createChangeFeed(failing).removeSlice(late)).rejects.toThrow('ends here')
    expect(await createChangeFeed(table).read('eu', 1, 10)).toBe('too-old')
    expect(await createChangeFeed(table).removeSlice(late)).toEqual({ seen: 3, removed: 3 })
  })
})
