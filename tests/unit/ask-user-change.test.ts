// What an Admin of a partner asks for, as the channel takes it in.

import { describe, expect, it } from 'vitest'
import { askUserChange } from '../../shared/channel/ask-user-change.ts'
import { isUserChange } from '../../shared/channel/channel-request.ts'
import type { ToldUser } from '../../shared/channel/partner.ts'
import { createChannelRequests } from '../../shared/channel/store/requests.ts'
import { createChannelUsers } from '../../shared/channel/store/users.ts'
import type { AskedChange } from '../../shared/domain/users/user-fields.ts'
import { now } from '../support/domain-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const organizationId = 'a0000000-0000-4000-8000-000000000900'
const [ada, eva, bob] = ['a', 'b', 'c'].map((digit) => `${digit}0000000-0000-4000-8000-000000000001`) as [
  string,
  string,
  string,
]

const organization = {
  organizationId,
  hierarchyId: organizationId,
  number: 'H-000001',
  name: 'Fabrikam GmbH',
  status: 'Active' as const,
  channels: [],
  home: 'd',
}

const told = (userId: string, more: Partial<ToldUser> = {}): ToldUser => ({
  userId,
  lastName: 'Roth',
  email: `${userId.slice(0, 1)}@fabrikam.example`,
  language: 'en',
  role: 'User',
  status: 'Active',
  addedAt: now,
  ...more,
})

const partner = async (...members: readonly ToldUser[]) => {
  const table = memoryTable()
  const holder = { userId: ada, organizationIds: [organizationId] }
  const users = createChannelUsers(table, async (email) => (email === 'a@fabrikam.example' ? holder : undefined))
  await users.tellNew(organization, members.length > 0 ? members : [told(ada, { role: 'Admin' }), told(bob)])
  const ask = askUserChange({ users, maxUsers: 50, defaultLanguage: 'en', now: () => new Date(now) })
  const add = (email: string, key = email, bodyHash = email, by = ada) =>
    ask({
      organizationId,
      by,
      key,
      bodyHash,
      change: { kind: 'add', role: 'User', fields: { lastName: 'Berg', email } },
    })
  const change = (asked: Exclude<AskedChange, { kind: 'add' }>, userId = bob, by = ada, etag?: string) =>
    ask({ organizationId, by, userId, change: asked, ...(etag === undefined ? {} : { etag }) })
  const waiting = async () =>
    (await createChannelRequests(table).pending('a', 99, now.slice(0, 10))).filter(isUserChange)
  const read = async (userId: string) => (await users.read(organizationId, userId))?.value
  return { table, users, ask, add, change, waiting, read }
}

describe('a user who is added', () => {
  it('is Pending at once, counts, and waits for headquarters; it costs one read and one write', async () => {
    const { table, add, users, waiting, read } = await partner()
    const before = { ...table.requests }
    const added = await add('new@fabrikam.example')
    expect(added).toMatchObject({ outcome: 'accepted', status: 'Pending', pending: 'add' })
    expect([table.requests.writes - before.writes, table.requests.ranges - before.ranges]).toEqual([1, 1])
    if (added.outcome !== 'accepted') throw new Error('It was not accepted.')
    expect(await read(added.userId)).toMatchObject({ status: 'Pending', email: 'new@fabrikam.example', role: 'User' })
    expect((await users.organization(organizationId))?.value).toMatchObject({ userCount: 3, admins: 1, revision: 2 })
    expect(await waiting()).toMatchObject([
      { kind: 'add', userId: added.userId, by: { userId: ada }, home: 'd', fields: { email: 'new@fabrikam.example' } },
    ])
  })

  it('costs one write alone where the partner was read when its Admin was recognized, and stands on that state alone', async () => {
    const { table, users, ask, add, waiting } = await partner()
    const known = await users.whole(organizationId)
    const before = { ...table.requests }
    const asked = (email: string) => {
      const change = { kind: 'add', role: 'User', fields: { lastName: 'Berg', email } } as const
      return ask({ organizationId, by: ada, key: email, bodyHash: email, change }, known)
    }
    expect(await asked('new@fabrikam.example')).toMatchObject({ outcome: 'accepted' })
    expect([table.requests.writes - before.writes, table.requests.ranges - before.ranges]).toEqual([1, 0])
    // What was read is outdated by now: it is read anew before anything is judged by it for good.
    await add('second@fabrikam.example')
    expect(await asked('third@fabrikam.example')).toMatchObject({ outcome: 'accepted' })
    expect(await waiting()).toHaveLength(3)
    expect((await users.organization(organizationId))?.value).toMatchObject({ userCount: 5 })
  })

  it('is asked for under a key of the Admin who asks: another Admin may have used the same', async () => {
    const { add } = await partner(told(ada, { role: 'Admin' }), told(eva, { role: 'Admin' }))
    const first = await add('new@fabrikam.example', '1')
    const other = await add('kim@fabrikam.example', '1', 'kim', eva)
    expect([first, other]).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }])
    expect(other).not.toEqual(first)
  })

  it('is the same one when the key comes again, and another body under it is refused', async () => {
    const { add, waiting } = await partner()
    const first = await add('new@fabrikam.example', 'key-1')
    expect(await add('new@fabrikam.example', 'key-1', 'new@fabrikam.example')).toEqual(first)
    expect(await add('new@fabrikam.example', 'key-1', 'another body')).toEqual({
      outcome: 'refused',
      code: 'key-reused',
    })
    expect(await waiting()).toHaveLength(1)
  })

  it('twice at the same moment is one, and the other is told that the address is taken', async () => {
    const { add, waiting } = await partner()
    const outcomes = await Promise.all([add('new@fabrikam.example', 'one'), add('new@fabrikam.example', 'two')])
    expect(outcomes.map((each) => (each.outcome === 'refused' ? each.code : each.outcome)).sort()).toEqual([
      'accepted',
      'already-a-user',
    ])
    expect(await waiting()).toHaveLength(1)
  })

  it('after having left is the same person in a new membership', async () => {
    const { add, read } = await partner(told(ada, { role: 'Admin' }), told(bob, { status: 'Removed', endedAt: now }))
    const added = await add('C@fabrikam.example', 'again')
    expect(added).toMatchObject({ outcome: 'accepted', userId: bob })
    expect(await read(bob)).toMatchObject({ status: 'Pending', lastName: 'Berg' })
    expect(await add('C@fabrikam.example', 'again', 'C@fabrikam.example')).toEqual(added)
  })

  it('is one too many after the fiftieth, also when two come at once', async () => {
    const others = Array.from({ length: 48 }, (_, n) => told(`e0000000-0000-4000-8000-${String(n).padStart(12, '0')}`))
    const members = others.map((user, n) => ({ ...user, email: `user.${n}@fabrikam.example` }))
    const { add } = await partner(told(ada, { role: 'Admin' }), ...members)
    const outcomes = await Promise.all([add('one@fabrikam.example'), add('two@fabrikam.example')])
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'refused'])
    expect(await add('three@fabrikam.example')).toEqual({ outcome: 'refused', code: 'too-many-users' })
  })
})

describe('a change', () => {
  it('is shown as pending, keeps the user as it is, and is one at a time', async () => {
    const { change, read, waiting } = await partner()
    const edit = { kind: 'edit', fields: { lastName: 'Berg' } } as const
    expect(await change(edit)).toEqual({ outcome: 'accepted', userId: bob, status: 'Active', pending: 'edit' })
    expect(await read(bob)).toMatchObject({ lastName: 'Roth', pending: { kind: 'edit' } })
    expect(await change({ kind: 'remove' })).toEqual({ outcome: 'refused', code: 'change-pending' })
    expect(await waiting()).toHaveLength(1)
  })

  it('asked for with an earlier version of the user is refused', async () => {
    const { users, change } = await partner()
    const shown = await users.read(organizationId, bob)
    expect(await change({ kind: 'remove' }, bob, ada, 'another')).toEqual({
      outcome: 'refused',
      code: 'changed-meanwhile',
    })
    expect(await change({ kind: 'remove' }, bob, ada, shown?.etag)).toMatchObject({ outcome: 'accepted' })
    expect(await change({ kind: 'remove' }, bob, ada, shown?.etag)).toMatchObject({ code: 'changed-meanwhile' })
  })

  it('of one whose add is Pending has to wait', async () => {
    const { add, change } = await partner()
    const added = await add('new@fabrikam.example')
    if (added.outcome !== 'accepted') throw new Error('It was not accepted.')
    const edit = { kind: 'edit', fields: { lastName: 'Roth' } } as const
    expect(await change(edit, added.userId)).toEqual({ outcome: 'refused', code: 'change-pending' })
  })

  it('by two Admins who remove each other at once is one, and the other is refused', async () => {
    const { change, waiting } = await partner(told(ada, { role: 'Admin' }), told(eva, { role: 'Admin' }))
    const outcomes = await Promise.all([change({ kind: 'remove' }, eva, ada), change({ kind: 'remove' }, ada, eva)])
    expect(outcomes.map((each) => (each.outcome === 'refused' ? each.code : each.outcome)).sort()).toEqual([
      'accepted',
      'last-admin',
    ])
    expect(await waiting()).toHaveLength(1)
  })

  it('of another partner, or by nobody of it, is refused alike', async () => {
    const { change } = await partner()
    const stranger = 'f0000000-0000-4000-8000-000000000009'
    expect(await change({ kind: 'remove' }, bob, stranger)).toEqual({ outcome: 'refused', code: 'not-an-admin' })
    expect(await change({ kind: 'remove' }, stranger)).toEqual({ outcome: 'refused', code: 'user-unknown' })
  })
})

describe('what the channel is told', () => {
  it('ends what waited where headquarters knows it, and leaves what came since', async () => {
    const { users, change, read } = await partner()
    await change({ kind: 'edit', fields: { lastName: 'Berg' } })
    const changeId = (await read(bob))?.pending?.changeId ?? ''
    await users.tell(await users.whole(organizationId), organization, [told(bob, { phone: '+49 30 1' })])
    expect(await read(bob)).toMatchObject({ phone: '+49 30 1', pending: { changeId } })
    const settled = told(bob, { lastName: 'Berg', settled: [changeId] })
    await users.tell(await users.whole(organizationId), organization, [settled])
    const after = await read(bob)
    expect(after).toMatchObject({ lastName: 'Berg' })
    expect(after).not.toHaveProperty('pending')
    expect(after).not.toHaveProperty('settled')
  })

  it('of an add that was refused is its reason, with what was asked for', async () => {
    const { users, add, read } = await partner()
    const added = await add('new@fabrikam.example')
    if (added.outcome !== 'accepted') throw new Error('It was not accepted.')
    const { userId } = added
    const changeId = (await read(userId))?.pending?.changeId ?? ''
    const refused = { userId, status: 'Refused', reason: 'cannot-be-added', endedAt: now, settled: [changeId] } as const
    await users.tell(await users.whole(organizationId), organization, [refused])
    expect(await read(userId)).toMatchObject({ status: 'Refused', reason: 'cannot-be-added', lastName: 'Berg' })
    expect((await users.organization(organizationId))?.value.userCount).toBe(2)
  })

  it('once more changes nothing', async () => {
    const { table, users } = await partner()
    const before = table.requests.writes
    await users.tell(await users.whole(organizationId), organization, [told(bob)])
    expect(table.requests.writes).toBe(before)
  })

  it('finds who signs in with an address, and nobody by one that was left', async () => {
    const { users } = await partner()
    expect((await users.findByEmail('a@fabrikam.example')).map(({ value }) => value.userId)).toEqual([ada])
    const moved = told(ada, { role: 'Admin', email: 'moved@fabrikam.example' })
    await users.tell(await users.whole(organizationId), organization, [moved])
    expect(await users.findByEmail('a@fabrikam.example')).toEqual([])
  })

  it('is listed by status, page by page', async () => {
    const { users } = await partner(told(ada, { role: 'Admin' }), told(bob), told(eva, { status: 'Disabled' }))
    const first = await users.list(organizationId, { limit: 2 })
    expect(first.users.map(({ value }) => value.userId)).toEqual([ada, eva])
    const second = await users.list(organizationId, { limit: 2, ...(first.cursor ? { cursor: first.cursor } : {}) })
    expect(second.users.map(({ value }) => value.userId)).toEqual([bob])
    expect(second).not.toHaveProperty('cursor')
    const active = await users.list(organizationId, { status: 'Active', limit: 9 })
    expect(active.users.map(({ value }) => value.userId)).toEqual([ada, bob])
  })
})
