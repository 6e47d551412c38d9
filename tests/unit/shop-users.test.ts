// The list of users that the example shop keeps: who may sign in, whatever order, repetition and age of what it is told.

import { describe, expect, it } from 'vitest'
import { followChanges } from '../../infra/local/shop/follow-changes.ts'
import { keptFile } from '../../infra/local/shop/kept-file.ts'
import type { CallApi } from '../../infra/local/shop/partner-api.ts'
import { createAttempts, createTokens } from '../../infra/local/shop/tokens.ts'
import {
  type Change,
  emptyList,
  findByEmail,
  membershipsOf,
  type ShopUser,
  type UserList,
  withChange,
} from '../../infra/local/shop/user-list.ts'

const ada: ShopUser = {
  userId: 'ada',
  organizationId: 'fabrikam',
  lastName: 'Roth',
  email: 'ada@fabrikam.example',
  language: 'nl',
  role: 'Admin',
  status: 'Active',
  revision: 3,
  organization: { number: 'H-000001', name: 'Fabrikam', status: 'Active' },
}
const told = (more: Partial<ShopUser> = {}): Change => {
  const user = { ...ada, ...more }
  const { userId: id, organizationId, revision, status } = user
  return { type: 'user', id, organizationId, revision, status, user }
}
const partner = (status: string, revision: number): Change => ({
  type: 'organization',
  id: 'fabrikam',
  status,
  revision,
})
const listAfter = (...changes: readonly Change[]): UserList => changes.reduce(withChange, emptyList)
const maySignIn = (list: UserList): boolean => findByEmail(list, ' ADA@fabrikam.example') !== undefined

describe('who may sign in', () => {
  it.each<[string, readonly Change[], boolean]>([
    ['an Active user', [told()], true],
    ['one who is told of twice', [told(), told()], true],
    ['one of whom an older state comes later', [told({ status: 'Disabled', revision: 4 }), told()], false],
    ['a removed one', [told(), told({ status: 'Removed', revision: 4 })], false],
    ['one whom the shop may not see any more', [told(), { ...told(), user: undefined } as unknown as Change], false],
    ['a user of a suspended partner', [told(), partner('Suspended', 5)], false],
    ['a user of one that goes on', [told(), partner('Suspended', 5), partner('Active', 6)], true],
    [
      'one of a partner of whom an older state comes later',
      [told(), partner('Suspended', 5), partner('Active', 4)],
      false,
    ],
    ['one whose state says that the partner goes on', [told(), partner('Suspended', 5), told()], true],
    ['nobody, after a request', [{ type: 'request', id: 'x', revision: 1, status: 'Approved' }], false],
  ])('%s: %#', (_, changes, may) => {
    expect(maySignIn(listAfter(...changes))).toBe(may)
  })

  it('is found by the address of by now, once for each organization', () => {
    const list = listAfter(
      told(),
      told({ organizationId: 'contoso' }),
      told({ email: 'roth@fabrikam.example', revision: 4 }),
    )
    expect(findByEmail(list, 'roth@fabrikam.example')?.organizationId).toBe('fabrikam')
    expect(membershipsOf(list, 'ada').map(({ organizationId }) => organizationId)).toEqual(['fabrikam', 'contoso'])
  })
})

describe('reading changes', () => {
  const follow = (answers: Record<string, unknown>) => {
    const asked: string[] = []
    const said: string[] = []
    const callSite = (async (_: string, path: string) => {
      asked.push(path)
      const value = answers[path]
      return value === undefined
        ? { ok: false, status: 401, problem: { code: 'unauthenticated', title: '' } }
        : value === 'too-old'
          ? { ok: false, status: 410, problem: { code: 'cursor-too-old', title: '' } }
          : { ok: true, value }
    }) as CallApi
    const kept = keptFile<UserList>(undefined, 'users.json', { ...listAfter(told()), cursor: 'a' })
    const follower = followChanges({ callSite, kept, say: (line) => said.push(line) })
    return { asked, said, kept, follower }
  }

  it('goes on from its place, to the end', async () => {
    const { asked, kept, follower } = follow({
      '/api/channel/changes?cursor=a': { items: [told({ status: 'Disabled', revision: 4 })], cursor: 'b' },
      '/api/channel/changes?cursor=b': { items: [], cursor: 'b' },
    })
    await follower.close()
    expect(asked).toEqual(['/api/channel/changes?cursor=a', '/api/channel/changes?cursor=b'])
    expect([maySignIn(kept.get()), kept.get().cursor]).toEqual([false, 'b'])
  })

  it('reads everybody where its place is too old, and then from the beginning', async () => {
    const elif = { ...ada, userId: 'elif', email: 'elif@fabrikam.example' }
    const { asked, kept, follower } = follow({
      '/api/channel/changes?cursor=a': 'too-old',
      '/api/channel/users': { items: [elif], cursor: 'next' },
      '/api/channel/users?cursor=next': { items: [] },
      '/api/channel/changes?': { items: [], cursor: 'z' },
    })
    await follower.close()
    expect(asked).toHaveLength(4)
    expect(Object.values(kept.get().users)).toEqual([elif])
    expect(kept.get().cursor).toBe('z')
  })

  it('keeps its list and its place when it cannot read to the end, and says why', async () => {
    const { said, kept, follower } = follow({
      '/api/channel/changes?cursor=a': { items: [told({ status: 'Disabled', revision: 4 })], cursor: 'b' },
    })
    await follower.close()
    expect([maySignIn(kept.get()), kept.get().cursor]).toEqual([true, 'a'])
    expect(said).toEqual(['The shop cannot read its changes: 401 unauthenticated'])
  })
})

describe('what the shop gives out', () => {
  let now = 0
  it('works in time, and once where it is taken', () => {
    const tokens = createTokens<string>(1000, () => now)
    const [first, second] = [tokens.give('one'), tokens.give('two')]
    expect([tokens.read(first), tokens.take(first), tokens.take(first), tokens.read('other')]).toEqual([
      'one',
      'one',
      undefined,
      undefined,
    ])
    now += 1000
    expect(tokens.read(second)).toBeUndefined()
  })

  it('lets somebody try so often, and again after a while', () => {
    const tries = createAttempts(2, 1000, () => now)
    expect([tries.allow('a'), tries.allow('a'), tries.allow('a'), tries.allow('b')]).toEqual([true, true, false, true])
    now += 1000
    expect(tries.allow('a')).toBe(true)
  })
})
