// Job 1010: what the channel is told, and how little it takes.

import { expect, it } from 'vitest'
import { createChangeFeed } from '../../shared/channel/store/change-feed.ts'
import { organizationUserKey, requestKey } from '../../shared/channel/store/keys.ts'
import { createChannelRequests } from '../../shared/channel/store/requests.ts'
import { createChannelUsers } from '../../shared/channel/store/users.ts'
import type { Message } from '../../shared/domain/messages.ts'
import type { ChannelPush } from '../../shared/headquarters/channel-push.ts'
import { pushCustomersToChannel } from '../../shared/headquarters/jobs/push-customers-to-channel.ts'
import { createReadChanges } from '../../shared/headquarters/store/change-log.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { createChannelPushes } from '../../shared/headquarters/store/intents.ts'
import { pushKey } from '../../shared/headquarters/store/keys.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { put, type Table } from '../../shared/platform/table.ts'
import { memoryTable } from '../support/memory-table.ts'

const at = '2026-11-21T08:00:00.000Z'
const id = (number: number): string => `a0000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const shard = shardOf(id(1))
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

const organizationOf = (customer: number): string => `b${id(customer).slice(1)}`
const partnerOf = (customer: number) => ({
  organization: {
    organizationId: organizationOf(customer),
    hierarchyId: organizationOf(customer),
    number: 'H-000001',
    name: 'Fabrikam GmbH',
    status: 'Active' as const,
    channels: [],
    home: shard,
  },
  users: [
    {
      userId: id(customer),
      firstName: 'Ada',
      lastName: 'Roth',
      email: 'ada@fabrikam.example',
      language: 'en' as const,
      role: 'Admin' as const,
      status: 'Active' as const,
      addedAt: at,
    },
  ],
})

const approval = (number: number, customer: number): ChannelPush => ({
  prospectId: id(number),
  revision: 3,
  status: 'Approved',
  decision: 1,
  decidedAt: at,
  submittedAt: at,
  users: [],
  partner: { organizationId: organizationOf(customer), home: shard, userId: id(customer), told: partnerOf(customer) },
})

/** Runs the job on these tables. */
const runOn = (channel: Table, headquarters: Table, send: (messages: readonly Message[]) => Promise<void>) =>
  pushCustomersToChannel({
    requests: createChannelRequests(channel),
    pushes: createChannelPushes(headquarters),
    users: createChannelUsers(channel),
    headquarters: createHeadquartersStore(headquarters),
    changeFeed: createChangeFeed(channel),
    channelNames: ['default'],
    send,
    mailAfterPush: true,
    now: () => new Date(at),
    log,
  })()

const statusIn = async (table: Table, key: string, part = shard) =>
  ((await table.read(part, key))?.value as { status?: string } | undefined)?.status

const userIn = (table: Table, customer: number) =>
  statusIn(table, organizationUserKey(organizationOf(customer), id(customer)), 'b')

const run = async (pushes: readonly ChannelPush[]) => {
  const [channel, headquarters] = [memoryTable(), memoryTable()]
  const sent: Message[] = []
  await headquarters.write(
    shard,
    pushes.map((push) => put(pushKey(push.prospectId, push.revision), push)),
  )
  const send = async (messages: readonly Message[]) => void sent.push(...messages)
  const report = await runOn(channel, headquarters, send)
  return { channel, sent, writes: () => channel.requests.writes, report }
}

it('tells all approvals of a partition in one transaction, each partner in one, and sites in one; it asks for every mail', async () => {
  const pushes = Array.from({ length: 30 }, (_, index) => approval(index, 100 + index))
  expect(new Set(pushes.map(({ prospectId }) => shardOf(prospectId)))).toEqual(new Set([shard]))
  const { channel, sent, writes, report } = await run(pushes)
  expect(report).toEqual({ processed: 30, failed: 0 })
  expect(writes()).toBe(32)
  expect(sent).toHaveLength(30)
  for (const { prospectId } of pushes) expect(await statusIn(channel, requestKey(prospectId))).toBe('Approved')
  for (let index = 0; index < 30; index += 1) expect(await userIn(channel, 100 + index)).toBe('Active')
})

it('tells approvals that share a person, though a transaction takes each row once', async () => {
  const { channel, report } = await run([approval(1, 100), approval(2, 100)])
  expect(report).toEqual({ processed: 2, failed: 0 })
  expect(await userIn(channel, 100)).toBe('Active')
})

it('never goes back to an earlier revision of a prospect that is still undecided', async () => {
  const open = (revision: number, status: 'Open' | 'Rejected'): ChannelPush => ({
    prospectId: id(1),
    revision,
    status,
    submittedAt: at,
    users: [],
  })
  const { channel } = await run([open(5, 'Rejected')])
  expect(await statusIn(channel, requestKey(id(1)))).toBe('Declined')
  const headquarters = memoryTable()
  await headquarters.write(shard, [put(pushKey(id(1), 4), open(4, 'Open'))])
  await runOn(channel, headquarters, async () => undefined)
  expect(await statusIn(channel, requestKey(id(1)))).toBe('Declined')
  expect(await headquarters.read(shard, pushKey(id(1), 4))).toBeUndefined()
})

it('takes away in one transaction what was told, and leaves what came meanwhile', async () => {
  const [channel, headquarters] = [memoryTable(), memoryTable()]
  const pushes = [approval(1, 100), approval(2, 101), approval(3, 102)]
  for (const push of pushes) await headquarters.write(shard, [put(pushKey(push.prospectId, push.revision), push)])
  const before = headquarters.requests.writes
  let isFirst = true
  await runOn(channel, headquarters, async () => {
    if (!isFirst) throw new Error('The queue is gone.')
    isFirst = false
    await headquarters.write(shard, [put(pushKey(id(1), 4), { ...approval(1, 103), revision: 4 })])
  })
  expect(headquarters.requests.writes - before).toBe(2)
  expect((await headquarters.range(shard, 'push|', 'push}')).map(({ key }) => key)).toEqual([pushKey(id(1), 4)])
})

it('tells sites of each approval: of the request, the partner and its user', async () => {
  const { channel } = await run([approval(1, 100)])
  const page = await createChangeFeed(channel).read('default', 0, 10)
  if (page === 'too-old') throw new Error('There is no feed.')
  expect(page.changes.map(({ type, id: about, status }) => [type, about, status])).toEqual([
    ['request', id(1), 'Approved'],
    ['organization', organizationOf(100), 'Active'],
    ['user', id(100), 'Active'],
  ])
})

it('leaves on the timeline what it told, in the transaction that takes the push away, once for each prospect', async () => {
  const [channel, headquarters] = [memoryTable(), memoryTable()]
  const first = { ...approval(1, 100), number: 'P-7' }
  const second = { ...approval(1, 101), number: 'P-7', revision: 4 }
  await headquarters.write(
    shard,
    [first, second].map((push) => put(pushKey(push.prospectId, push.revision), push)),
  )
  const before = headquarters.requests.writes
  await runOn(channel, headquarters, async () => undefined)
  expect(headquarters.requests.writes - before).toBe(1)
  const { items } = await createReadChanges(headquarters)({ who: '1010', change: 'channel-told' }, 10)
  const users = [100, 101].map((number) => ({
    customerId: id(number),
    name: 'Ada Roth',
    role: 'Admin',
    status: 'Active',
  }))
  const entry = { at, actor: { job: '1010' }, code: 'channel-told', status: 'Approved', users }
  expect(items).toEqual([{ prospectId: id(1), number: 'P-7', entry }])
  expect((await createReadChanges(headquarters)({ who: 'sales' }, 10)).items).toEqual([])
})

it('two hosts that tell the same leave one line each change, whoever comes first', async () => {
  const [channel, headquarters] = [memoryTable(), memoryTable()]
  const pushes = [approval(1, 100), approval(2, 101)]
  for (const push of pushes) await headquarters.write(shard, [put(pushKey(push.prospectId, push.revision), push)])
  let other: Promise<unknown> | undefined
  await runOn(channel, headquarters, async () => {
    other ??= runOn(channel, headquarters, async () => undefined)
    await other
  })
  const { items } = await createReadChanges(headquarters)({}, 10)
  expect(items.map(({ prospectId }) => prospectId).sort()).toEqual([id(1), id(2)])
})
