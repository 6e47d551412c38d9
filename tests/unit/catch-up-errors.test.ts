// Catch-up errors as they are kept: in order of time, counted, and found by what they have in common, however many others
// there are.

import { describe, expect, it } from 'vitest'
import { writeLeadMessage } from '../../shared/domain/messages.ts'
import type { CatchUpError } from '../../shared/dual-write/store/catch-up-error.ts'
import { type CatchUpErrorStore, createCatchUpErrorStore } from '../../shared/dual-write/store/catch-up-errors.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { put, type Table } from '../../shared/platform/table.ts'
import { countOpen, keptErrors } from '../support/kept-errors.ts'
import { memoryTable } from '../support/memory-table.ts'

const at = (n: number) => new Date(Date.parse('2026-11-21T08:00:00.000Z') + n * 1000).toISOString()

const one = (n: number, more: Partial<CatchUpError> = {}): CatchUpError => ({
  errorId: deriveId('error', n),
  queue: 'sales-writes',
  code: 'sales-0x80040333',
  message: writeLeadMessage(deriveId('prospect', n)),
  tries: 1,
  firstAt: at(n),
  lastAt: at(n),
  state: 'Open',
  ...more,
})

const storeOf = async (errors: readonly CatchUpError[]) => {
  const table = memoryTable()
  const store = createCatchUpErrorStore(table)
  for (const error of errors) await store.record(error)
  return { table, store }
}

const pagesOf = async (store: CatchUpErrorStore, limit: number): Promise<string[][]> => {
  const pages: string[][] = []
  for (let place: string | undefined, isLast = false; !isLast; ) {
    const page = await store.list({ state: 'Open' }, limit, place)
    pages.push(page.errors.map(({ errorId }) => errorId))
    place = page.place
    isLast = place === undefined
  }
  return pages
}

describe('open errors', () => {
  it('come newest first, page by page, each once', async () => {
    const { store } = await storeOf(Array.from({ length: 23 }, (_, n) => one(n)))
    const pages = await pagesOf(store, 10)
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 3])
    expect(pages.flat()).toEqual(Array.from({ length: 23 }, (_, n) => one(22 - n).errorId))
  })

  it('of the very same moment are all paged through, and a full last page is the last', async () => {
    const { store } = await storeOf(Array.from({ length: 20 }, (_, n) => one(n, { lastAt: at(1) })))
    const pages = await pagesOf(store, 10)
    expect(pages.map(({ length }) => length)).toEqual([10, 10])
    expect(new Set(pages.flat()).size).toBe(20)
  })

  it('are found by reason, by kind and by both, with codes that keys cannot hold', async () => {
    const odd = one(3, { code: 'http-400 /a#b?' as 'http-400', queue: 'mail' })
    const { message: _, ...unreadable } = one(4, { code: 'unreadable-message' })
    const { store } = await storeOf([one(1), one(2), odd, unreadable])
    const ids = async (filter: { code?: string; kind?: string }) =>
      (await store.list({ state: 'Open', ...filter }, 10)).errors.map(({ errorId }) => errorId)
    expect(await ids({ code: odd.code })).toEqual([odd.errorId])
    expect(await ids({ kind: 'write-lead' })).toEqual([odd.errorId, one(2).errorId, one(1).errorId])
    expect(await ids({ kind: 'write-lead', code: 'sales-0x80040333' })).toEqual([one(2).errorId, one(1).errorId])
    expect(await ids({ kind: 'sales-writes' })).toEqual([unreadable.errorId])
    expect(await ids({ code: 'no-such' })).toEqual([])
  })

  it('are counted by what they have in common, also after they failed again, were retried and dismissed', async () => {
    const { message: _, ...unreadable } = one(4, { code: 'unreadable-message' })
    const { store } = await storeOf([one(1), one(2), one(3), unreadable])
    await store.openGroups()
    await store.record(one(1, { lastAt: at(50), tries: 2 }))
    const retried = await store.read(one(2).errorId)
    if (retried) await store.replace(retried, { ...retried.value, state: 'Retried' })
    expect(await store.openGroups()).toEqual({
      groups: [
        { code: 'sales-0x80040333', kind: 'write-lead', isRetryable: true, count: 2 },
        { code: 'unreadable-message', kind: 'sales-writes', isRetryable: false, count: 1 },
      ],
      isAll: true,
    })
    await store.record(one(2, { code: 'dead-letter' }))
    expect((await store.openGroups()).groups).toContainEqual(expect.objectContaining({ code: 'dead-letter', count: 1 }))
    expect((await store.list({ state: 'Settled' }, 10)).errors).toEqual([])
  })

  it('stand there once, however often they fail, and not at all once somebody did something about them', async () => {
    const { store } = await storeOf([one(1), one(1, { lastAt: at(2) })])
    expect((await store.openSince(at(1), 10)).map(({ lastAt }) => lastAt)).toEqual([at(2)])
    expect(await store.openSince(at(3), 10)).toEqual([])
    const stored = await store.read(one(1).errorId)
    if (stored) await store.replace(stored, { ...stored.value, state: 'Dismissed' })
    expect([await countOpen(store), (await store.list({ state: 'Open' }, 10)).errors]).toEqual([0, []])
    expect((await store.list({ state: 'Settled' }, 10)).errors).toMatchObject([{ state: 'Dismissed' }])
  })
})

describe('1,000 open errors beside 3,200 kept ones', () => {
  it('are counted, paged and filtered with the same few reads as ten', async () => {
    const { table, store } = await storeOf([])
    const records = (from: number, to: number, more: Partial<CatchUpError>) =>
      Array.from({ length: to - from }, (_, n) => store.record(one(from + n, more)))
    await Promise.all(records(0, 3200, { state: 'Dismissed' }))
    await Promise.all(records(3200, 4200, {}))
    while (!(await store.openGroups()).isAll);
    let rows = 0
    const counting: Table = {
      ...table,
      range: async (...which) => {
        const found = await table.range(...which)
        rows += found.length
        return found
      },
    }
    const seen = createCatchUpErrorStore(counting)
    const before = { ...table.requests }
    expect(await countOpen(seen)).toBe(1000)
    const page = await seen.list({ state: 'Open', kind: 'write-lead' }, 50)
    expect(page.errors.map(({ errorId }) => errorId)).toEqual(
      Array.from({ length: 50 }, (_, n) => one(4199 - n).errorId),
    )
    // Of each of the 16 parts the counts, and one range of a page and one more.
    expect(table.requests.reads - before.reads).toBe(16)
    expect(table.requests.ranges - before.ranges).toBe(16)
    expect(table.requests.writes - before.writes).toBe(0)
    expect(rows).toBeLessThanOrEqual(16 * 51)
  })
})

describe('errors of earlier versions', () => {
  const earlier = async (count: number, more: object = {}) => {
    const table = memoryTable()
    for (let n = 0; n < count; n += 1) {
      const { errorId } = one(n)
      await table.write(shardOf(errorId), [put(`error|${errorId}`, { v: 1, ...one(n), ...more })])
    }
    return { table, store: createCatchUpErrorStore(table) }
  }

  it('are brought into the lists and counted, a bounded part with each look', async () => {
    const { table, store } = await earlier(8000)
    const writes = () => table.requests.writes
    let looks = 0
    for (let before = writes(); !(await store.openGroups()).isAll; before = writes()) {
      looks += 1
      // Of each part 200 errors in 10 transactions, and how far that is.
      expect(writes() - before).toBeLessThanOrEqual(16 * 11)
    }
    expect(looks).toBeGreaterThan(1)
    expect(await countOpen(store)).toBe(8000)
    expect((await store.list({ state: 'Open' }, 1)).errors).toEqual([one(7999)])
  })

  it('that stood among the open ones by time only, stand in every list', async () => {
    const { table, store } = await earlier(0)
    const error = one(1)
    const inverted = String(9_999_999_999_999 - Date.parse(error.lastAt)).padStart(13, '0')
    const row = { v: 1, ...error, listed: true }
    await table.write(shardOf(error.errorId), [
      put(`error|${error.errorId}`, row),
      put(`open|${inverted}|${error.errorId}`, row),
    ])
    expect(await keptErrors(store)).toEqual([error])
    expect((await store.list({ state: 'Open', kind: 'write-lead' }, 10)).errors).toHaveLength(1)
    const stored = await store.read(error.errorId)
    if (stored) await store.replace(stored, { ...stored.value, state: 'Retried' })
    expect(await keptErrors(store)).toMatchObject([{ state: 'Retried' }])
  })

  it('can be retried before anybody looked, and fail again', async () => {
    const { store } = await earlier(1)
    const { errorId } = one(0)
    const stored = await store.read(errorId)
    if (stored) await store.replace(stored, { ...stored.value, state: 'Retried' })
    await store.record(one(0, { lastAt: at(2) }))
    expect((await keptErrors(store)).map(({ state, lastAt }) => [state, lastAt])).toEqual([['Open', at(2)]])
    expect(await countOpen(store)).toBe(1)
  })
})

describe('counts', () => {
  it('stay true when many of a part change at the same time', async () => {
    const { table, store } = await storeOf([])
    const part = (n: number): Partial<CatchUpError> => ({
      errorId: `0${deriveId('error', n).slice(1)}`,
      code: n % 2 === 0 ? 'dead-letter' : 'sales-down',
    })
    // Every write meets another one on its way.
    const slow: Table = {
      ...table,
      read: async (...which) => {
        const row = await table.read(...which)
        await new Promise((resolve) => setImmediate(resolve))
        return row
      },
    }
    const busy = createCatchUpErrorStore(slow)
    await store.openGroups()
    await Promise.all(Array.from({ length: 60 }, (_, n) => busy.record(one(n, part(n)))))
    while (!(await store.openGroups()).isAll);
    expect((await store.openGroups()).groups.map(({ code, count }) => [code, count])).toEqual([
      ['dead-letter', 30],
      ['sales-down', 30],
    ])
    expect((await store.list({ state: 'Open' }, 100)).errors).toHaveLength(60)
  })

  it('are not stored when something changed while they were taken', async () => {
    const { table, store } = await storeOf([one(1)])
    // As an earlier version left it.
    await table.write(shardOf(one(1).errorId), [put('counts', { v: 1 })])
    let isFirst = true
    const meeting: Table = {
      ...table,
      range: async (part, from, ...rest) => {
        const found = await table.range(part, from, ...rest)
        if (from === 'open|' && part === shardOf(one(1).errorId) && isFirst) {
          isFirst = false
          await store.record(one(1, { code: 'dead-letter' }))
        }
        return found
      },
    }
    const counting = createCatchUpErrorStore(meeting)
    expect(await counting.openGroups()).toEqual({ groups: [], isAll: false })
    expect(await counting.openGroups()).toMatchObject({ groups: [{ code: 'dead-letter', count: 1 }], isAll: true })
  })
})

describe('many errors that change together', () => {
  it('change in few transactions, and each alone where one of them changed meanwhile', async () => {
    const errors = Array.from({ length: 40 }, (_, n) => one(n, { errorId: `a${deriveId('e', n).slice(1)}` }))
    const { table, store } = await storeOf(errors)
    await store.openGroups()
    const stored = (await Promise.all(errors.map(({ errorId }) => store.read(errorId)))).flatMap((row) => row ?? [])
    await store.record({ ...(errors[0] ?? one(0)), lastAt: at(99) })
    const before = table.requests.writes
    await store.replaceMany(stored.map((row) => ({ before: row, next: { ...row.value, state: 'Retried' } })))
    // Three transactions, of which the first is refused and 15 of its 16 are written each alone.
    expect(table.requests.writes - before).toBe(3 + 16)
    expect(await countOpen(store)).toBe(1)
    expect((await store.list({ state: 'Settled' }, 100)).errors).toHaveLength(39)
  })
})
