// Jobs and pages of staff with more rows in one partition than are taken at a time.

import { describe, expect, it } from 'vitest'
import { allPending, pendingKey } from '../../shared/channel/store/keys.ts'
import { createChannelRequests } from '../../shared/channel/store/requests.ts'
import { type Message, writeLeadMessage } from '../../shared/domain/messages.ts'
import { retryAllErrors } from '../../shared/dual-write/retry-errors.ts'
import { createCatchUpErrorStore } from '../../shared/dual-write/store/catch-up-errors.ts'
import type { ChannelPush } from '../../shared/headquarters/channel-push.ts'
import { jobTimeMs } from '../../shared/headquarters/jobs/job.ts'
import { pullChannelRequests } from '../../shared/headquarters/jobs/pull-channel-requests.ts'
import { pushCustomersToChannel } from '../../shared/headquarters/jobs/push-customers-to-channel.ts'
import { synchronizeChannelRequests } from '../../shared/headquarters/jobs/synchronize-channel-requests.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { createChannelPushes, createIncomingRequests } from '../../shared/headquarters/store/intents.ts'
import { allOf, incomingKey, pushKey } from '../../shared/headquarters/store/keys.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { put, type Table } from '../../shared/platform/table.ts'
import { now, request, submitted } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const id = (number: number): string => `a0000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const prospectOf = ({ data }: Message): string => ('prospectId' in data ? data.prospectId : '')
const shard = 'a'
const { log } = keptLog()
const clock = () => new Date(now)
const pendingOf = (number: number) => ({ requestId: id(number), submittedAt: submitted, request })

/** What job P-0001 works with, on these tables. */
const pulling = (channel: Table, headquarters: Table) => ({
  requests: createChannelRequests(channel),
  incoming: createIncomingRequests(headquarters),
})

/** That many rows in one partition. */
const fill = async (table: Table, count: number, key: (id: string) => string, value: (number: number) => unknown) => {
  for (let from = 0; from < count; from += 100)
    await table.write(
      shard,
      Array.from({ length: Math.min(100, count - from) }, (_, at) => put(key(id(from + at)), value(from + at))),
    )
}

// Just below, at and above what is taken at a time, and several times as many.
const counts = [1, 39, 40, 41, 80, 81, 250]

describe('with many rows in one partition', () => {
  it.each(counts)('job P-0001 pulls all of %i requests in one run', async (count) => {
    const [channel, headquarters] = [memoryTable(), memoryTable()]
    await fill(channel, count, pendingKey, pendingOf)
    const report = await pullChannelRequests({ ...pulling(channel, headquarters), now: clock, log })()
    expect(report).toEqual({ processed: count, failed: 0 })
    expect(await channel.range(shard, ...allPending)).toEqual([])
    expect(await headquarters.range(shard, ...allOf('incoming'))).toHaveLength(count)
    expect((await createChannelRequests(channel).status(id(count - 1)))?.status).toBe('InReview')
  })

  it.each(counts)('job Synchronize makes prospects of all of %i, each with its message', async (count) => {
    const headquarters = memoryTable()
    await fill(headquarters, count, incomingKey, pendingOf)
    const asked: unknown[] = []
    let numbers = 0
    const { incoming, prospects } = createHeadquartersStore(headquarters)
    const report = await synchronizeChannelRequests({
      incoming,
      prospects,
      send: async (messages) => void asked.push(...messages.map(prospectOf)),
      takeNumber: async () => {
        numbers += 1
        return `P-${numbers}`
      },
      now: clock,
      log,
    })()
    expect(report).toEqual({ processed: count, failed: 0 })
    expect(new Set(asked).size).toBe(count)
    expect(await headquarters.range(shard, ...allOf('incoming'))).toEqual([])
  })

  it.each(counts)('job 1010 tells the channel of all of %i', async (count) => {
    const [channel, headquarters] = [memoryTable(), memoryTable()]
    const told = (number: number): ChannelPush => ({
      prospectId: id(number),
      revision: 1,
      status: 'Rejected',
      submittedAt: submitted,
      users: [],
    })
    await fill(headquarters, count, (prospectId) => pushKey(prospectId, 1), told)
    const [requests, pushes] = [createChannelRequests(channel), createChannelPushes(headquarters)]
    const deps = { requests, pushes, send: async () => undefined, mailAfterPush: true, now: clock, log }
    expect(await pushCustomersToChannel(deps)()).toEqual({ processed: count, failed: 0 })
    expect(await headquarters.range(shard, ...allOf('push'))).toEqual([])
  })

  it('a job whose time is over begins no new batch and leaves the rest to its next run', async () => {
    const [channel, headquarters] = [memoryTable(), memoryTable()]
    await fill(channel, 100, pendingKey, pendingOf)
    let asked = 0
    const later = () => {
      asked += 1
      return new Date(Date.parse(now) + (asked > 1 ? jobTimeMs : 0))
    }
    expect(await pullChannelRequests({ ...pulling(channel, headquarters), now: later, log })()).toEqual({
      processed: 40,
      failed: 0,
    })
    expect(await channel.range(shard, ...allPending)).toHaveLength(60)
  })

  it('requests that wait behind many that were decided today are found by two readings', async () => {
    const channel = memoryTable()
    await fill(channel, 700, pendingKey, () => ({ decidedOn: now.slice(0, 10) }))
    for (const number of [800, 801, 802]) await channel.write(shard, [put(pendingKey(id(number)), pendingOf(number))])
    const before = channel.requests.ranges
    const waiting = await createChannelRequests(channel).pending(shard, 40, now.slice(0, 10))
    expect([waiting.length, channel.requests.ranges - before]).toEqual([3, 2])
  })

  it('a partition that fails is counted and told, and the others are finished', async () => {
    const [channel, headquarters] = [memoryTable(), memoryTable()]
    await fill(channel, 3, pendingKey, pendingOf)
    const broken: Table = {
      ...channel,
      range: (partition, from, to, limit) => {
        if (partition === 'b') throw new Error('This partition cannot be read.')
        return channel.range(partition, from, to, limit)
      },
    }
    const kept = keptLog()
    const report = await pullChannelRequests({ ...pulling(broken, headquarters), now: clock, log: kept.log })()
    expect(report).toEqual({ processed: 3, failed: 1 })
    expect(kept.lines).toContainEqual({ event: 'job-partition-failed', job: 'P-0001', shard: 'b', error: 'Error' })
  })
})

describe('catch-up errors of one partition', () => {
  const errorsOf = async (count: number) => {
    const errors = createCatchUpErrorStore(memoryTable())
    for (let number = 0; number < count; number += 1)
      await errors.record({
        errorId: id(number),
        queue: 'sales-writes',
        code: 'sales-0x80040333',
        message: { ...writeLeadMessage(id(number)), attempt: 1, correlationId: 'c' },
        tries: 1,
        firstAt: now,
        lastAt: new Date(Date.parse(now) + number).toISOString(),
        state: 'Open',
      })
    return errors
  }

  it.each([99, 100, 101, 200, 250])('are all retried by one press, each once: %i', async (count) => {
    const errors = await errorsOf(count)
    const sent: unknown[] = []
    const send = async (messages: readonly Message[]) =>
      void sent.push(...messages.map((message) => Number(prospectOf(message).slice(-12))))
    expect(await retryAllErrors({ errors, send, allowOneMore: async () => undefined })).toMatchObject({
      retried: count,
    })
    expect(sent.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: count }, (_, number) => number))
    const states = new Set<string>()
    for await (const { value } of errors.every()) states.add(value.state)
    expect([...states]).toEqual(['Retried'])
  })

  it('are shown newest first, no more than asked for', async () => {
    const shown = await (await errorsOf(30)).newest(30)
    expect(shown.map(({ errorId }) => errorId)).toEqual(Array.from({ length: 30 }, (_, at) => id(29 - at)))
    expect(await (await errorsOf(30)).newest(7)).toHaveLength(7)
  })
})

describe('open errors beside very many kept ones', () => {
  const at = (hour: number) => `2026-11-21T${String(hour).padStart(2, '0')}:00:00.000Z`
  const one = (n: number, hour: number, state: 'Open' | 'Dismissed' = 'Open') =>
    ({
      errorId: deriveId('error', n),
      queue: 'sales-writes',
      code: 'dead-letter',
      tries: 1,
      firstAt: at(hour),
      lastAt: at(hour),
      state,
    }) as const

  it('are all shown, counted, and found by time', async () => {
    const store = createCatchUpErrorStore(memoryTable())
    for (let n = 0; n < 2000; n += 1) await store.record(one(n, 1, 'Dismissed'))
    for (let n = 2000; n < 2100; n += 1) await store.record(one(n, 5))
    const shown = await store.newest(200)
    expect(shown.filter(({ state }) => state === 'Open')).toHaveLength(100)
    expect(await store.countOpen()).toEqual({ count: 100, isAll: true })
    expect(await store.openSince(at(5), 200)).toHaveLength(100)
    expect(await store.openSince(at(6), 200)).toEqual([])
  })

  it('stand there once, however often they fail, and not at all once somebody did something about them', async () => {
    const store = createCatchUpErrorStore(memoryTable())
    await store.record(one(1, 1))
    await store.record(one(1, 2))
    expect((await store.openSince(at(1), 10)).map(({ lastAt }) => lastAt)).toEqual([at(2)])
    const stored = await store.read(one(1, 1).errorId)
    if (stored) await store.replace(stored, { ...stored.value, state: 'Retried' })
    expect(await store.countOpen()).toEqual({ count: 0, isAll: true })
    await store.record(one(1, 3))
    expect(await store.openSince(at(3), 10)).toHaveLength(1)
  })

  it('of an earlier version, which stand nowhere by time, can be retried and fail again', async () => {
    const table = memoryTable()
    const { errorId } = one(1, 1)
    await table.write(shardOf(errorId), [put(`error|${errorId}`, { v: 1, ...one(1, 1) })])
    const store = createCatchUpErrorStore(table)
    expect(await store.newest()).toHaveLength(1)
    const stored = await store.read(errorId)
    if (stored) await store.replace(stored, { ...stored.value, state: 'Retried' })
    await store.record(one(1, 2))
    expect((await store.newest()).map(({ state, lastAt }) => [state, lastAt])).toEqual([['Open', at(2)]])
    expect(await store.countOpen()).toEqual({ count: 1, isAll: true })
  })
})
