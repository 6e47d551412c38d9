// What goes by time: how much of it with each run, what stays, and that a run that was cut off goes on where it was.

import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createAccountSessions } from '../../shared/channel/store/account-sessions.ts'
import { createHeldRequests } from '../../shared/channel/store/held-requests.ts'
import { limitKey, stampKey } from '../../shared/channel/store/keys.ts'
import { bucketFormat } from '../../shared/channel/store/limit-buckets.ts'
import { createOutdatedRows } from '../../shared/channel/store/outdated-rows.ts'
import { createSignInLinks } from '../../shared/channel/store/sign-in-links.ts'
import { removeOutdatedRows } from '../../shared/headquarters/jobs/remove-outdated-rows.ts'
import { createAuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import { createAuditTrail } from '../../shared/headquarters/store/audit-trail.ts'
import { createRows } from '../../shared/platform/row-format.ts'
import { shardOf, shards } from '../../shared/platform/shards.ts'
import { put, type Table, type Write } from '../../shared/platform/table.ts'
import { keptLog } from '../support/http-samples.ts'
import { accepted } from '../support/intake-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const start = Date.parse('2026-11-20T08:00:00.000Z')
const hour = 3_600_000
const day = 24 * hour

const run = (
  table: Table,
  change: Partial<{ keepHeldDays: number; mostRows: number; now: () => Date }> = {},
  trail = memoryTable(),
) => {
  const { log, lines } = keptLog()
  const job = removeOutdatedRows({
    outdatedRows: createOutdatedRows(table),
    auditTrail: createAuditTrail({ table: trail, now: () => new Date(start), newId: randomUUID }),
    keepHeldDays: 30,
    now: () => new Date(start),
    log,
    ...change,
  })
  return { job, lines }
}

const hashOf = (number: number): string => `${number.toString(16).padStart(6, '0').split('').reverse().join('')}cafe`

/** Buckets of one part or of all, last used at a time. */
const fill = async (table: Table, count: number, at: number, first = 0, part?: string): Promise<void> => {
  const rows = createRows(table, bucketFormat)
  const writes = new Map<string, Write[]>()
  for (let number = first; number < first + count; number += 1) {
    const hash = part === undefined ? hashOf(number) : `${part}${hashOf(number)}`
    const shard = shardOf(hash)
    writes.set(shard, [...(writes.get(shard) ?? []), rows.put(limitKey('network', hash), { tokens: 3, at })])
  }
  for (const [shard, all] of writes)
    for (let from = 0; from < all.length; from += 100) await table.write(shard, all.slice(from, from + 100))
}

const countOf = async (table: Table, prefix: string): Promise<number> => {
  const parts = await Promise.all(shards.map((shard) => table.range(shard, `${prefix}|`, `${prefix}}`)))
  return parts.flat().length
}

describe('buckets of limits', () => {
  it('go by the ten thousand a day after they were used last, and younger ones stay', async () => {
    const table = memoryTable()
    await fill(table, 10_000, start - day - 1)
    await fill(table, 300, start - day, 10_000)
    const { job } = run(table)
    expect(await job()).toEqual({ processed: 10_000, failed: 0 })
    expect(await countOf(table, 'limit')).toBe(300)
    expect(await job()).toEqual({ processed: 0, failed: 0 })
  })

  it('go in runs of bounded size, each of which begins where the one before ended', async () => {
    const table = memoryTable()
    // Young ones stand before the old ones of the same part, more of them than a run looks at.
    await fill(table, 2400, start, 0, '0')
    await fill(table, 1000, start - 2 * day, 2400, '0')
    const { job } = run(table, { mostRows: 2000 })
    const first = await job()
    expect(first.processed).toBeLessThan(1000)
    const second = await job()
    expect(first.processed + second.processed).toBe(1000)
    expect(await countOf(table, 'limit')).toBe(2400)
  })
})

describe('what signs people in to the pages of partners', () => {
  it('goes a day after it began, and what is younger stays', async () => {
    const table = memoryTable()
    const [links, sessions] = [createSignInLinks(table), createAccountSessions(table)]
    const common = { addressHash: 'a', channel: 'default' }
    for (const [name, ago] of [
      ['0', day + 1],
      ['1', day - 1],
    ] as const) {
      const at = new Date(start - ago).toISOString()
      await links.keep({ ...common, linkId: name, browserHash: 'b', askedAt: at, language: 'en' })
      await sessions.keep({ ...common, tokenHash: name, userId: 'u', startedAt: at })
    }
    expect(await run(table).job()).toEqual({ processed: 2, failed: 0 })
    expect([await links.read('0'), await sessions.read('0')]).toEqual([undefined, undefined])
    expect([(await links.read('1'))?.value.linkId, (await sessions.read('1'))?.value.userId]).toEqual(['1', 'u'])
  })
})

describe('a run', () => {
  it('that finds nothing asks once for each kind and part, and stores nothing', async () => {
    const table = memoryTable()
    await run(table).job()
    expect(table.requests).toEqual({ reads: 1, ranges: 81, writes: 0 })
  })

  it('that was killed after any of its calls has lost nothing, and the next ones finish it', async () => {
    for (let calls = 1; calls < 30; calls += 1) {
      const table = memoryTable()
      await fill(table, 1500, start - 2 * day, 0, '3')
      await fill(table, 1500, start, 1500, '3')
      let left = calls
      const counted =
        <Args extends unknown[], R>(act: (...args: Args) => Promise<R>) =>
        (...args: Args): Promise<R> => {
          left -= 1
          return left < 0 ? new Promise<R>(() => undefined) : act(...args)
        }
      const dying: Table = {
        read: counted(table.read),
        range: counted(table.range),
        write: counted(table.write),
        writeOne: counted(table.writeOne),
      }
      const killed = run(dying).job()
      // It never ends once it is killed; whatever it did until then is done when nothing moves any more.
      await Promise.race([killed, setImmediate()])
      await run(table).job()
      await run(table).job()
      expect(await countOf(table, 'limit'), `killed after ${calls} calls`).toBe(1500)
    }
  })

  it('that has no time left stores where it is and goes on there, not from the beginning', async () => {
    const table = memoryTable()
    await fill(table, 3000, start - 2 * day, 0, '0')
    let at = start
    // Each look at the clock is a minute later.
    const slow = () => {
      at += 60_000
      return new Date(at)
    }
    const { job } = run(table, { now: slow })
    const runs = []
    for (let time = 0; time < 40; time += 1) runs.push((await job()).processed)
    expect(runs[0]).toBeGreaterThan(0)
    expect(runs[0]).toBeLessThan(3000)
    expect(runs.reduce((sum, one) => sum + one, 0)).toBe(3000)
    expect(await countOf(table, 'limit')).toBe(0)
  })

  it('goes past a part that is refused, says so, and takes it up with the next one', async () => {
    const table = memoryTable()
    await fill(table, 1600, start - 2 * day)
    let isRefused = true
    const partly: Table = {
      ...table,
      range: async (partition, ...rest) => {
        if (isRefused && partition === '7') throw new Error('refused')
        return table.range(partition, ...rest)
      },
    }
    const { job, lines } = run(partly)
    expect(await job()).toEqual({ processed: 1500, failed: 5 })
    expect(lines).toContainEqual({ event: 'job-partition-failed', job: 'outdated', shard: '7', error: 'Error' })
    isRefused = false
    expect(await job()).toEqual({ processed: 100, failed: 0 })
  })

  it('tells that it has work only when it has', async () => {
    const table = memoryTable()
    const begun: true[] = []
    const begins = async () => void begun.push(true)
    await run(table).job(begins)
    expect(begun).toEqual([])
    await fill(table, 1, start - 2 * day)
    await run(table).job(begins)
    expect(begun).toEqual([true])
  })
})

describe('showings of the form', () => {
  it('go when none of their day can come back', async () => {
    const table = memoryTable()
    const days = ['2026-11-01', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']
    for (const shownOn of days)
      for (const shard of shards) await table.write(shard, [put(stampKey(shownOn, `${shard}a`), { requestId: 'x' })])
    expect((await run(table).job()).processed).toBe(3 * 16)
    const left = await table.range('5', 'stamp|', 'stamp}')
    expect(left.map(({ key }) => key)).toEqual(['stamp|2026-11-19|5a', 'stamp|2026-11-20|5a'])
  })
})

describe('requests that were kept apart', () => {
  const request = accepted({
    company: { name: 'Fabrikam', address: { line1: 'Street 1', city: 'Berlin', country: 'DE' } },
    requestor: { lastName: 'Roth', email: 'ada@fabrikam.example' },
  })
  const idOf = (number: number) =>
    `${(number % 16).toString(16)}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  const keep = async (table: Table, number: number, days: number) =>
    createHeldRequests(table).keep({
      requestId: idOf(number),
      submittedAt: new Date(start - days * day).toISOString(),
      request,
    })

  it('go with all they say of a person after as many days as the setting has', async () => {
    const table = memoryTable()
    for (let number = 0; number < 32; number += 1) await keep(table, number, number < 16 ? 31 : 29)
    expect((await run(table).job()).processed).toBe(16)
    expect((await createHeldRequests(table).list(10)).map(({ requestId }) => requestId).sort()).toEqual(
      Array.from({ length: 16 }, (_, number) => idOf(number + 16)).sort(),
    )
  })

  it('stay where the setting is 0', async () => {
    const table = memoryTable()
    await keep(table, 1, 5000)
    expect(await run(table, { keepHeldDays: 0 }).job()).toEqual({ processed: 0, failed: 0 })
    expect(await countOf(table, 'held')).toBe(1)
  })

  it('that staff settled at the same moment keep no other from going', async () => {
    const table = memoryTable()
    for (const number of [3, 19, 35]) await keep(table, number, 40)
    let isSettled = false
    const busy: Table = {
      ...table,
      write: async (partition, writes) => {
        if (!isSettled && writes.length > 1) {
          isSettled = true
          await createHeldRequests(table).takeIn(idOf(19))
        }
        return table.write(partition, writes)
      },
    }
    await run(busy).job()
    expect([await countOf(table, 'held'), await countOf(table, 'pending')]).toEqual([0, 1])
  })
})

it('a run that took something away is an act of the audit trail, with how much of what; one that did not is none', async () => {
  const [table, trail] = [memoryTable(), memoryTable()]
  await fill(table, 150, start - 2 * day)
  const acts = async () => (await createAuditReader(trail).acts({}, 10)).items
  await run(table, {}, trail).job()
  expect(await acts()).toMatchObject([
    {
      who: { kind: 'job', id: 'outdated' },
      act: 'remove-outdated',
      on: { kind: 'job', id: 'outdated' },
      outcome: 'done',
      after: { limits: '150' },
    },
  ])
  await run(table, {}, trail).job()
  expect(await acts()).toHaveLength(1)
})
