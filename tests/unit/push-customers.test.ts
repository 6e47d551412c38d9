// Job 1010: what the channel is told, and how little it takes.

import { expect, it } from 'vitest'
import { requestKey, userKey } from '../../shared/channel/store/keys.ts'
import { createChannelRequests } from '../../shared/channel/store/requests.ts'
import type { Message } from '../../shared/domain/messages.ts'
import type { ChannelPush } from '../../shared/headquarters/channel-push.ts'
import { pushCustomersToChannel } from '../../shared/headquarters/jobs/push-customers-to-channel.ts'
import { createChannelPushes } from '../../shared/headquarters/store/intents.ts'
import { pushKey } from '../../shared/headquarters/store/keys.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { put, type Table } from '../../shared/platform/table.ts'
import { memoryTable } from '../support/memory-table.ts'

const at = '2026-11-21T08:00:00.000Z'
const id = (number: number): string => `a0000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const shard = shardOf(id(1))
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

const approval = (number: number, customer: number): ChannelPush => ({
  prospectId: id(number),
  revision: 3,
  status: 'Approved',
  decision: 1,
  decidedAt: at,
  submittedAt: at,
  users: [
    {
      customerId: id(customer),
      name: 'Ada Roth',
      email: 'ada@fabrikam.example',
      role: 'Admin',
      organizationId: id(900),
      hierarchyId: id(900),
    },
  ],
})

/** Runs the job on these tables. */
const runOn = (channel: Table, headquarters: Table, send: (messages: readonly Message[]) => Promise<void>) =>
  pushCustomersToChannel({
    requests: createChannelRequests(channel),
    pushes: createChannelPushes(headquarters),
    send,
    mailAfterPush: true,
    now: () => new Date(at),
    log,
  })()

const statusIn = async (table: Table, key: string) =>
  ((await table.read(shard, key))?.value as { status?: string } | undefined)?.status

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

it('tells all approvals of a partition in one transaction, and asks for the mail of each', async () => {
  const pushes = Array.from({ length: 30 }, (_, index) => approval(index, 100 + index))
  expect(new Set(pushes.map(({ prospectId }) => shardOf(prospectId)))).toEqual(new Set([shard]))
  const { channel, sent, writes, report } = await run(pushes)
  expect(report).toEqual({ processed: 30, failed: 0 })
  expect(writes()).toBe(1)
  expect(sent).toHaveLength(30)
  for (const { prospectId, users } of pushes) {
    expect(await statusIn(channel, requestKey(prospectId))).toBe('Approved')
    expect(await statusIn(channel, userKey(users[0]?.customerId ?? ''))).toBe('Active')
  }
})

it('tells approvals that share a person, though a transaction takes each row once', async () => {
  const { channel, report } = await run([approval(1, 100), approval(2, 100)])
  expect(report).toEqual({ processed: 2, failed: 0 })
  expect(await statusIn(channel, userKey(id(100)))).toBe('Active')
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

it('tells an earlier and a later change of one prospect in their order', async () => {
  const earlier = approval(1, 100)
  const users = earlier.users.map((user) => ({ ...user, email: 'new@fabrikam.example' }))
  const { channel, report } = await run([{ ...earlier, revision: 10, users }, earlier])
  expect(report).toEqual({ processed: 2, failed: 0 })
  expect((await channel.read(shard, userKey(id(100))))?.value).toMatchObject({ email: 'new@fabrikam.example' })
})
