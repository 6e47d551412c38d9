// Pulled requests that are no prospects yet: how little a look costs that finds none, and what keeps none of them waiting.

import { describe, expect, it } from 'vitest'
import { ownerOf } from '../../shared/channel/channel-request.ts'
import { synchronizeChannelRequests } from '../../shared/headquarters/jobs/synchronize-channel-requests.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { isWaiting } from '../../shared/headquarters/store/intents.ts'
import { incomingKey } from '../../shared/headquarters/store/keys.ts'
import { StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { put, type Table } from '../../shared/platform/table.ts'
import { now, request, submitted } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const id = (part: string, number = 0): string => `${part}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const pulled = (part: string, number = 0) => ({ requestId: id(part, number), submittedAt: submitted, request })

const synchronizing = (table: Table, fails: (prospectId: string) => boolean = () => false) => {
  const { incoming, prospects, matchIndex } = createHeadquartersStore(table)
  const { log, lines } = keptLog()
  let numbers = 0
  const run = synchronizeChannelRequests({
    pushes: { put: () => undefined },
    matchIndex,
    incoming,
    prospects: {
      ...prospects,
      createAll: async (all) => {
        if (all.some(({ prospect }) => fails(prospect.prospectId))) throw new StorageUnavailable('out of reach')
        return prospects.createAll(all)
      },
    },
    send: async () => undefined,
    changeUser: async () => undefined,
    overrideMember: async () => 'done' as const,
    importPartners: async () => 'done' as const,
    takeNumber: async () => {
      numbers += 1
      return `P-${numbers}`
    },
    mailReceived: false,
    confirmAddress: 'off',
    now: () => new Date(now),
    log,
  })
  return { run, incoming, prospects, lines }
}

describe('the job Synchronize', () => {
  it('asks once when nothing waits, and at the places of an earlier version with its first and every tenth look', async () => {
    const table = memoryTable()
    const { run } = synchronizing(table)
    const costs: number[] = []
    for (let look = 0; look < 11; look += 1) {
      const before = table.requests.ranges
      expect(await run()).toEqual({ processed: 0, failed: 0 })
      costs.push(table.requests.ranges - before)
    }
    expect(costs).toEqual([17, 1, 1, 1, 1, 1, 1, 1, 1, 1, 17])
  })

  it('takes what an earlier version left in its place while this process runs with its tenth look at the latest', async () => {
    const table = memoryTable()
    const { run, prospects } = synchronizing(table)
    await run()
    await table.write('a', [put(incomingKey(id('a')), pulled('a'))])
    for (let look = 0; look < 10; look += 1) await run()
    expect((await prospects.read(id('a')))?.value.number).toBe('P-1')
    expect(await table.range('a', 'incoming|', 'incoming}')).toEqual([])
  })

  it('makes prospects of what can be made, whatever keeps those of another part', async () => {
    const table = memoryTable()
    const { run, incoming, prospects } = synchronizing(table, (prospectId) => prospectId.startsWith('a'))
    await incoming.add([pulled('a', 1), pulled('b', 1), pulled('a', 2), pulled('c', 1)])
    expect(await run()).toEqual({ processed: 2, failed: 1 })
    expect(await prospects.read(id('b', 1))).toBeDefined()
    expect(await prospects.read(id('c', 1))).toBeDefined()
    expect((await incoming.next('a', 40)).filter(isWaiting).map(ownerOf)).toEqual([id('a', 1), id('a', 2)])
  })

  it('finds all of every part where more waits than one look shows', async () => {
    const table = memoryTable()
    const { run, incoming } = synchronizing(table)
    for (let from = 0; from < 1000; from += 100)
      await incoming.add(Array.from({ length: 100 }, (_, at) => pulled('a', from + at)))
    await incoming.add([pulled('f')])
    expect(await run()).toEqual({ processed: 1001, failed: 0 })
  })

  it('leaves all to the next run when it cannot look, and says so', async () => {
    const table = memoryTable()
    let isOut = true
    const { run, incoming, lines } = synchronizing({
      ...table,
      range: async (...which) => {
        if (isOut) throw new StorageUnavailable('out of reach')
        return table.range(...which)
      },
    })
    await incoming.add([pulled('a')])
    expect(await run()).toEqual({ processed: 0, failed: 1 })
    expect(lines).toMatchObject([{ event: 'job-partition-failed', shard: 'incoming' }])
    isOut = false
    expect(await run()).toEqual({ processed: 1, failed: 0 })
  })
})
