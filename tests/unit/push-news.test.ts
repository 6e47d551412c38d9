// What job 1010 tells sites of beside what their channel keeps: requests that came, and mails.

import { expect, it } from 'vitest'
import { createChangeFeed } from '../../shared/channel/store/change-feed.ts'
import { createChannelRequests } from '../../shared/channel/store/requests.ts'
import { createChannelUsers } from '../../shared/channel/store/users.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { pushCustomersToChannel } from '../../shared/headquarters/jobs/push-customers-to-channel.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { createChannelPushes } from '../../shared/headquarters/store/intents.ts'
import { allOf, allPushes, pushKey } from '../../shared/headquarters/store/keys.ts'
import type { MailRecord } from '../../shared/headquarters/store/mail-record.ts'
import { mailFormat } from '../../shared/headquarters/store/mail-shape.ts'
import { createRows } from '../../shared/platform/row-format.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { put } from '../../shared/platform/table.ts'
import { leadId, now, prospect, request } from '../support/domain-samples.ts'
import { memoryTable } from '../support/memory-table.ts'
import { silentLog } from '../support/silent-log.ts'

const part = shardOf(leadId)
const mail: MailRecord = {
  mailId: 'm',
  decision: 0,
  kind: 'received',
  language: 'nl',
  state: 'Accepted',
  at: now,
  tries: 1,
  about: { numbers: ['P-000042'], channel: 'eu' },
}

const rig = () => {
  const [channel, table] = [memoryTable(), memoryTable()]
  const headquarters = createHeadquartersStore(table)
  const run = pushCustomersToChannel({
    requests: createChannelRequests(channel),
    pushes: createChannelPushes(table),
    users: createChannelUsers(channel),
    headquarters,
    changeFeed: createChangeFeed(channel),
    channelNames: ['default', 'eu'],
    send: async () => undefined,
    mailAfterPush: true,
    now: () => new Date(now),
    log: silentLog,
  })
  const waiting = async () => (await table.range(part, ...allPushes)).map(({ key }) => key)
  const read = async (name: string) => {
    const page = await createChangeFeed(channel).read(name, 0, 10, undefined, true)
    if (page === 'too-old') throw new Error('There is no feed.')
    return page.changes
  }
  const came = (made: Partial<Prospect> = {}) =>
    headquarters.prospects.createAll([
      { prospect: prospect({ request: { ...request, channel: 'eu' }, ...made }), entries: [], tells: true },
    ])
  const written = async (next: MailRecord) => {
    const before = await headquarters.mails.read(leadId, next.decision)
    expect(await headquarters.mails.write(leadId, next, before)).not.toBe('conflict')
  }
  return { table, headquarters, run, read, came, written, waiting }
}

it('tells the site of a request that it came, once', async () => {
  const { run, read, came, waiting } = rig()
  await came()
  await came()
  await run()
  await run()
  expect(await read('eu')).toEqual([{ type: 'request', id: leadId, revision: 0, status: 'InReview', at: now }])
  expect([await read('default'), await waiting()]).toEqual([[], []])
})

it('tells instead what became of a request since it came', async () => {
  const { table, run, read, came, waiting } = rig()
  await came()
  const push = { prospectId: leadId, revision: 1, status: 'Rejected', submittedAt: now, users: [], channel: 'eu' }
  await table.write(part, [put(pushKey(leadId, 1), push)])
  await run()
  expect((await read('eu')).map(({ revision, status }) => [revision, status])).toEqual([[1, 'Declined']])
  expect(await waiting()).toEqual([])
})

it('tells how a mail stands by now, and nothing of a call that is being made', async () => {
  const { run, read, written } = rig()
  await written({ ...mail, state: 'Sending' })
  await run()
  expect(await read('eu')).toEqual([])
  await written(mail)
  await written({ ...mail, state: 'Bounced', trouble: { kind: 'bounced', reason: 'No such box' } })
  await run()
  const about = { kind: 'received', trouble: 'bounced', requestId: leadId }
  expect(await read('eu')).toEqual([{ type: 'mail', id: 'm', revision: 3, status: 'Bounced', at: now, mail: about }])
})

it('tells of the mail of a user by the user, on the first channel where theirs is none or no more', async () => {
  const { run, read, written } = rig()
  const user = { organizationId: 'o', home: part, place: part }
  await written({ ...mail, decision: 1, mailId: 'u', kind: 'user-added', about: { numbers: ['C-1'], user } })
  await written({ ...mail, decision: 2, mailId: 'w', about: { numbers: [], channel: 'gone' } })
  await run()
  expect((await read('default')).map(({ id, mail: told }) => [id, told?.userId, told?.requestId])).toEqual([
    ['u', leadId, undefined],
    ['w', undefined, leadId],
  ])
  expect(await read('eu')).toEqual([])
})

it('tells of a mail that staff had sent again, in the transaction of their order', async () => {
  const { headquarters, written, run, read } = rig()
  await written(mail)
  const stored = await headquarters.mails.read(leadId, 0)
  if (!stored) throw new Error('There is no mail.')
  const unit = headquarters.begin(part)
  headquarters.mails.replace(unit, leadId, { ...mail, mailId: 'again', state: 'Waiting', tries: 0 }, stored)
  await unit.commit()
  await run()
  expect((await read('eu')).map(({ id, status }) => [id, status])).toEqual([
    ['m', 'Accepted'],
    ['again', 'Waiting'],
  ])
})

it('tells nobody of mails of an earlier version once they are listed, but of what becomes of them then', async () => {
  const { table, headquarters, run, read, written, waiting } = rig()
  const { about, ...earlier } = mail
  await table.write(part, [createRows(table, mailFormat).create(`${leadId}|m|000000`, earlier)])
  await headquarters.mails.list(leadId, async () => about)
  expect(await waiting()).toEqual([])
  await written({ ...mail, state: 'Delivered' })
  await run()
  expect((await read('eu')).map(({ status }) => status)).toEqual(['Delivered'])
})

it('keeps nothing to be told of mails that were erased', async () => {
  const { headquarters, written, waiting } = rig()
  await written(mail)
  expect(await waiting()).toHaveLength(1)
  await headquarters.mails.forget(leadId)
  expect(await waiting()).toEqual([])
})

it('keeps what waits where an earlier version does not look', async () => {
  const { table, came, written, waiting } = rig()
  await came()
  await written(mail)
  expect(await waiting()).toHaveLength(2)
  expect(await table.range(part, ...allOf('push'))).toEqual([])
})
