// Jobs with more rows in one partition than are taken at a time.

import { describe, expect, it } from 'vitest'
import { createChangeFeed } from '../../shared/channel/store/change-feed.ts'
import { allPending, pendingKey } from '../../shared/channel/store/keys.ts'
import { createChannelRequests } from '../../shared/channel/store/requests.ts'
import { createChannelUsers } from '../../shared/channel/store/users.ts'
import type { Message } from '../../shared/domain/messages.ts'
import type { ChannelPush } from '../../shared/headquarters/channel-push.ts'
import { jobTimeMs } from '../../shared/headquarters/jobs/job.ts'
import { pullChannelRequests } from '../../shared/headquarters/jobs/pull-channel-requests.ts'
import { pushCustomersToChannel } from '../../shared/headquarters/jobs/push-customers-to-channel.ts'
import { synchronizeChannelRequests } from '../../shared/headquarters/jobs/synchronize-channel-requests.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { createChannelPushes, createIncomingRequests } from '../../shared/headquarters/store/intents.ts'
import { allOf, incomingKey, pushKey } from '../../shared/headquarters/store/keys.ts'
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
const fill = async (
  table: Table,
  count: number,
  key: (id: string) => string,
  value: (number: number) => unknown,
  partition = shard,
) => {
  for (let from = 0; from < count; from += 100)
    await table.write(
      partition,
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
    expect(await headquarters.range('incoming', ...allOf('incoming'))).toHaveLength(count)
    expect((await createChannelRequests(channel).status(id(count - 1)))?.status).toBe('InReview')
  })

  it.each(
    // Where they stand, and where an earlier version left them.
    ['incoming', shard].flatMap((place) => counts.map((count) => [count, place] as const)),
  )('job Synchronize makes prospects of all of %i in %s, each with its message', async (count, place) => {
    const headquarters = memoryTable()
    await fill(headquarters, count, incomingKey, pendingOf, place)
    const asked: unknown[] = []
    let numbers = 0
    const { incoming, prospects, pushes, matchIndex } = createHeadquartersStore(headquarters)
    const report = await synchronizeChannelRequests({
      incoming,
      prospects,
      pushes,
      matchIndex,
      mailReceived: false,
      confirmAddress: 'off',
      send: async (messages) => void asked.push(...messages.map(prospectOf)),
      changeUser: async () => undefined,
      overrideMember: async () => 'done' as const,
      importPartners: async () => 'done' as const,
      takeNumber: async () => {
        numbers += 1
        return `P-${numbers}`
      },
      now: clock,
      log,
    })()
    expect(report).toEqual({ processed: count, failed: 0 })
    expect(new Set(asked).size).toBe(count)
    for (const each of ['incoming', shard]) expect(await headquarters.range(each, ...allOf('incoming'))).toEqual([])
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
    const deps = {
      requests: createChannelRequests(channel),
      pushes: createChannelPushes(headquarters),
      users: createChannelUsers(channel),
      headquarters: createHeadquartersStore(headquarters),
      changeFeed: createChangeFeed(channel),
      channelNames: ['default'],
      send: async () => undefined,
      mailAfterPush: true,
      now: clock,
      log,
    }
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

  it('marks of earlier days are taken away, however many there are', async () => {
    const channel = memoryTable()
    await fill(channel, 450, pendingKey, () => ({ decidedOn: '2020-01-01' }))
    for (const number of [800, 801]) await channel.write(shard, [put(pendingKey(id(number)), pendingOf(number))])
    expect(await createChannelRequests(channel).pending(shard, 40, now.slice(0, 10))).toHaveLength(2)
    expect(await channel.range(shard, ...allPending)).toHaveLength(2)
  })

  it('approvals of any number are told', async () => {
    const channel = memoryTable()
    const states = Array.from({ length: 230 }, (_, number) => ({
      requestId: id(number),
      status: 'Approved' as const,
      submittedAt: now,
      decidedAt: now,
      revision: 3,
    }))
    const requests = createChannelRequests(channel)
    expect(await requests.tellApprovals(shard, states)).toBe(true)
    for (const number of [0, 99, 229]) expect((await requests.status(id(number)))?.status).toBe('Approved')
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
