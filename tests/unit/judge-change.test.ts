// Whether a change of a partner's users may be.

import { describe, expect, it } from 'vitest'
import { possibleActs } from '../../shared/channel/account/possible-acts.ts'
import { type JudgedOrganization, type JudgedUser, judgeChange } from '../../shared/domain/users/judge-change.ts'
import { waitForInvitation, withInvitation } from '../../shared/domain/users/user.ts'
import { type AskedChange, readNewUser, readUserChange } from '../../shared/domain/users/user-fields.ts'
import { offeredActs } from '../../shared/headquarters/users/offered-acts.ts'

const user = (userId: string, more: Partial<JudgedUser> = {}): JudgedUser => ({
  userId,
  email: `${userId}@fabrikam.example`,
  role: 'User',
  status: 'Active',
  ...more,
})
const ada = user('ada', { role: 'Admin' })
const eva = user('eva', { role: 'Admin' })
const bob = user('bob')

const partner = (users: readonly JudgedUser[], more: Partial<JudgedOrganization> = {}): JudgedOrganization => ({
  status: 'Active',
  maxUsers: 50,
  users,
  at: Date.parse('2026-11-28T12:00:00.000Z'),
  ...more,
})

const adding = (email = 'new@fabrikam.example'): AskedChange => ({
  kind: 'add',
  role: 'User',
  fields: { lastName: 'Roth', email },
})
const removing: AskedChange = { kind: 'remove' }
const disabling: AskedChange = { kind: 'disable', reason: 'on-leave' }
const demoting: AskedChange = { kind: 'role', role: 'User' }
const moving: AskedChange = { kind: 'edit', fields: { email: 'bob@fabrikam.example' } }

describe('who may ask', () => {
  it.each([
    ['an Active Admin', ada, 'accepted'],
    ['a User', bob, 'not-an-admin'],
    ['an Admin who is Disabled', { ...ada, status: 'Disabled' }, 'not-an-admin'],
    ['an Admin who was Removed', { ...ada, status: 'Removed' }, 'not-an-admin'],
    ['an Admin who is Pending', { ...ada, status: 'Pending' }, 'not-an-admin'],
  ] as const)('%s', (_, asker, judgement) => {
    expect(judgeChange(partner([asker, eva]), asker.userId, adding())).toBe(judgement)
  })

  it('is nobody whom the partner does not know, and staff without being one of it', () => {
    expect(judgeChange(partner([ada]), 'stranger', adding())).toBe('not-an-admin')
    expect(judgeChange(partner([ada]), undefined, adding())).toBe('accepted')
  })

  it('is no Admin of a partner that is suspended or ended, and staff until it is ended', () => {
    for (const status of ['Suspended', 'Ended'] as const)
      expect(judgeChange(partner([ada], { status }), 'ada', adding())).toBe('partner-not-active')
    expect(judgeChange(partner([ada], { status: 'Suspended' }), undefined, adding())).toBe('accepted')
    expect(judgeChange(partner([ada], { status: 'Ended' }), undefined, adding())).toBe('partner-not-active')
  })
})

describe('an address', () => {
  it.each([
    ['of an Active user', bob, 'already-a-user'],
    ['of a Disabled one', { ...bob, status: 'Disabled' }, 'already-a-user'],
    ['of one who is Pending', { ...bob, status: 'Pending' }, 'already-a-user'],
    ['of one who left', { ...bob, status: 'Removed' }, 'accepted'],
    ['of one who was refused', { ...bob, status: 'Refused' }, 'accepted'],
    [
      'that somebody is about to have',
      { ...bob, email: 'b@x.example', pending: { kind: 'edit', email: 'Bob@Fabrikam.example' } },
      'already-a-user',
    ],
  ] as const)('%s is free for another: %s', (_, known, judgement) => {
    expect(judgeChange(partner([ada, known]), 'ada', adding(' BOB@fabrikam.example'))).toBe(judgement)
    const other = user('zoe')
    expect(judgeChange(partner([ada, known, other]), 'ada', moving, 'zoe')).toBe(judgement)
  })

  it.each([
    ['Active', 'already-a-user'],
    ['Disabled', 'already-a-user'],
    ['Pending', 'already-a-user'],
    ['Removed', 'accepted'],
    ['Refused', 'accepted'],
  ] as const)('of nobody adds nobody who is there already, and %s', (status, judgement) => {
    const known = user('bob', { status, email: '' })
    expect(judgeChange(partner([ada, known]), undefined, adding('new@fabrikam.example'), 'bob')).toBe(judgement)
  })

  it('of their own may be written in another way', () => {
    const change = { kind: 'edit', fields: { email: 'BOB@fabrikam.example' } } as const
    expect(judgeChange(partner([ada, bob]), 'ada', change, 'bob')).toBe('accepted')
  })
})

describe('the number of users', () => {
  const many = (status: JudgedUser['status']) => Array.from({ length: 49 }, (_, n) => user(`user-${n}`, { status }))

  it.each(['Active', 'Pending', 'Disabled'] as const)('counts those who are %s', (status) => {
    expect(judgeChange(partner([ada, ...many(status)]), 'ada', adding())).toBe('too-many-users')
    expect(judgeChange(partner([ada, ...many(status).slice(1)]), 'ada', adding())).toBe('accepted')
  })

  it.each(['Removed', 'Refused'] as const)('does not count those who are %s', (status) => {
    expect(judgeChange(partner([ada, ...many(status)]), 'ada', adding())).toBe('accepted')
  })

  it('has no limit where it is 0', () => {
    expect(judgeChange(partner([ada, ...many('Active')], { maxUsers: 0 }), 'ada', adding())).toBe('accepted')
  })
})

describe('the last Admin', () => {
  const demotedByEdit: AskedChange = { kind: 'edit', fields: {}, role: 'User' }

  it.each([removing, disabling, demoting, demotedByEdit])('stays: $kind', (change) => {
    expect(judgeChange(partner([ada, bob]), 'ada', change, 'ada')).toBe('last-admin')
    expect(judgeChange(partner([ada, bob]), undefined, change, 'ada')).toBe('last-admin')
    expect(judgeChange(partner([ada, eva]), 'ada', change, 'ada')).toBe('accepted')
    expect(judgeChange(partner([ada, eva]), 'ada', change, 'eva')).toBe('accepted')
  })

  it.each([
    ['is Disabled', { ...eva, status: 'Disabled' }],
    ['is Pending', { ...eva, status: 'Pending' }],
    ['is about to be removed', { ...eva, pending: { kind: 'remove' } }],
    ['is about to be disabled', { ...eva, pending: { kind: 'disable' } }],
    ['is about to be a User', { ...eva, pending: { kind: 'role', role: 'User' } }],
    ['is about to be one', { ...bob, pending: { kind: 'role', role: 'Admin' } }],
  ] as const)('is one whose only other one %s', (_, other) => {
    expect(judgeChange(partner([ada, other]), 'ada', removing, 'ada')).toBe('last-admin')
  })

  it('is not one who is Disabled: that one may go', () => {
    expect(judgeChange(partner([ada, { ...eva, status: 'Disabled' }]), 'ada', removing, 'eva')).toBe('accepted')
  })
})

describe('a change', () => {
  it('of a user whose last one is not told yet has to wait', () => {
    const waiting = { ...bob, pending: { kind: 'edit' } } as const
    expect(judgeChange(partner([ada, waiting]), 'ada', removing, 'bob')).toBe('change-pending')
    expect(judgeChange(partner([ada, { ...bob, status: 'Pending' }]), 'ada', moving, 'bob')).toBe('change-pending')
  })

  it.each(['Removed', 'Refused'] as const)('of one who is %s, or of nobody, is of somebody unknown', (status) => {
    expect(judgeChange(partner([ada, { ...bob, status }]), 'ada', removing, 'bob')).toBe('user-unknown')
    expect(judgeChange(partner([ada]), 'ada', removing, 'bob')).toBe('user-unknown')
  })

  it('that changes nothing is refused, and one that only Sales may make', () => {
    const disabled = { ...bob, status: 'Disabled' } as const
    expect(judgeChange(partner([ada, disabled]), 'ada', disabling, 'bob')).toBe('already-so')
    expect(judgeChange(partner([ada, bob]), 'ada', { kind: 'enable' }, 'bob')).toBe('already-so')
    expect(judgeChange(partner([ada, bob]), 'ada', demoting, 'bob')).toBe('already-so')
    expect(judgeChange(partner([ada, disabled]), 'ada', { kind: 'enable' }, 'bob')).toBe('accepted')
    const inSales = { ...disabled, reason: 'deactivated-in-sales' } as const
    expect(judgeChange(partner([ada, inSales]), 'ada', { kind: 'enable' }, 'bob')).toBe('deactivated-in-sales')
  })
})

describe('what a site sends', () => {
  const pathsOf = (read: ReturnType<typeof readNewUser>) =>
    'errors' in read ? read.errors.map(({ path, code }) => `${path} ${code}`) : []

  it('of a new user is cleaned, in a language that there is, and a User unless it says Admin', () => {
    const body = { firstName: ' Eva ', lastName: 'Berg', email: 'eva@fabrikam.example', language: 'zh-CN' }
    const fields = { firstName: 'Eva', lastName: 'Berg', email: 'eva@fabrikam.example', language: 'zh-Hans' }
    expect(readNewUser(body)).toEqual({ change: { kind: 'add', fields, role: 'User' } })
    expect(readNewUser({ ...body, role: 'Admin' })).toMatchObject({ change: { role: 'Admin' } })
  })

  it.each([
    [[], [' type']],
    [{}, ['lastName required', 'email required']],
    [{ lastName: 'B', email: 'x' }, ['email format']],
    [{ lastName: 'B', email: 'b@x.example', role: 'Owner' }, ['role unknown-value']],
    [{ lastName: 'B', email: 'b@x.example', language: 'fr' }, ['language unknown-value']],
    [{ lastName: 'B', email: 'b@x.example', owner: true }, ['owner unknown-member']],
    [{ lastName: 'B', email: 'b@x.example', firstName: 7 }, ['firstName type']],
    [{ lastName: 'https://x.example', email: 'b@x.example' }, ['lastName format']],
  ])('of a new user %j is wrong in %j', (body, paths) => {
    expect(pathsOf(readNewUser(body))).toEqual(paths)
  })

  it('of a change is some of the fields and the role, or a status with its reason', () => {
    expect(readUserChange({ phone: '' })).toEqual({ change: { kind: 'edit', fields: { phone: '' } } })
    expect(readUserChange({ role: 'Admin' })).toEqual({ change: { kind: 'role', role: 'Admin' } })
    expect(readUserChange({ lastName: 'Berg', role: 'User' })).toEqual({
      change: { kind: 'edit', fields: { lastName: 'Berg' }, role: 'User' },
    })
    expect(readUserChange({ status: 'Disabled', reason: 'on-leave' })).toEqual({
      change: { kind: 'disable', reason: 'on-leave' },
    })
    expect(readUserChange({ status: 'Active' })).toEqual({ change: { kind: 'enable' } })
  })

  it.each([
    [{}, [' required']],
    [{ lastName: '' }, ['lastName required']],
    [{ email: null }, ['email required']],
    [{ role: 'Owner' }, ['role unknown-value']],
    [{ language: 'fr' }, ['language unknown-value']],
    [{ status: 'Removed', reason: 'other' }, ['status unknown-value']],
    [{ status: 'Disabled' }, ['reason required']],
    [{ status: 'Disabled', reason: 'deactivated-in-sales' }, ['reason unknown-value']],
    [{ status: 'Active', reason: 'other' }, ['reason unknown-member']],
    [{ status: 'Active', role: 'Admin' }, ['role unknown-member']],
  ])('of a change %j is wrong in %j', (body, paths) => {
    expect(pathsOf(readUserChange(body))).toEqual(paths)
  })
})

describe('a channel that leaves roles to headquarters', () => {
  const fixed = partner([ada, eva, bob], { rolesFixed: true })

  it.each<[string, AskedChange, string]>([
    ['make a User Admin', { kind: 'role', role: 'Admin' }, 'bob'],
    ['make an Admin User', { kind: 'role', role: 'User' }, 'eva'],
    ['edit somebody and the role with it', { kind: 'edit', fields: { jobTitle: 'Buyer' }, role: 'Admin' }, 'bob'],
  ])('lets no Admin %s', (_, change, userId) => {
    expect(judgeChange(fixed, 'ada', change, userId)).toBe('roles-by-headquarters')
    expect(judgeChange(fixed, undefined, change, userId)).toBe('accepted')
    expect(judgeChange(partner([ada, eva, bob]), 'ada', change, userId)).toBe('accepted')
  })

  it('takes a new User and no new Admin, and everything that names the role as it is', () => {
    const asAdmin: AskedChange = { kind: 'add', role: 'Admin', fields: { lastName: 'Roth', email: 'kim@x.example' } }
    expect(judgeChange(fixed, 'ada', asAdmin)).toBe('roles-by-headquarters')
    expect(judgeChange(fixed, 'ada', adding())).toBe('accepted')
    const named: AskedChange = { kind: 'edit', fields: { jobTitle: 'Buyer' }, role: 'User' }
    expect(judgeChange(fixed, 'ada', named, 'bob')).toBe('accepted')
  })

  it('offers no change of a role', () => {
    expect(possibleActs(fixed, 'ada', 'bob').acts).toEqual(['edit', 'disable', 'remove', 'invite'])
  })
})

describe('an invitation', () => {
  const inviting: AskedChange = { kind: 'invite' }
  const at = Date.parse('2026-11-28T12:00:00.000Z')
  const hoursAgo = (...hours: readonly number[]) => hours.map((each) => at - each * 3_600_000)
  const often: readonly JudgedUser[] = [ada, { ...bob, invited: hoursAgo(23, 9, 8, 7, 6) }]

  it.each([
    ['an Active user', [ada, bob], 'accepted'],
    ['one who is disabled', [ada, { ...bob, status: 'Disabled' }], 'not-active'],
    ['one who waits for headquarters', [ada, { ...bob, status: 'Pending' }], 'change-pending'],
    ['one who has left', [ada, { ...bob, status: 'Removed' }], 'user-unknown'],
    ['one who was invited five times within a day', often, 'invited-too-often'],
    ['one who was invited four times', [ada, { ...bob, invited: hoursAgo(9, 8, 7, 6) }], 'accepted'],
    ['one whose fifth was a day ago', [ada, { ...bob, invited: hoursAgo(24, 9, 8, 7, 6) }], 'accepted'],
  ] as [string, JudgedUser[], string][])('of %s', (_, users, judgement) => {
    expect(judgeChange(partner(users), 'ada', inviting, 'bob')).toBe(judgement)
    expect(judgeChange(partner(users), undefined, inviting, 'bob')).toBe(judgement)
  })

  it('may come again when the oldest of five is a day old', () => {
    expect(waitForInvitation(hoursAgo(23, 9, 8, 7, 6), at)).toBe(3_600_000)
    expect(waitForInvitation(withInvitation(hoursAgo(23, 9, 8, 7, 6), at), at)).toBe(15 * 3_600_000)
    expect(waitForInvitation([], at)).toBe(0)
  })
})

describe('what is offered', () => {
  it('leaves out what would be refused, and says when somebody is the last Admin', () => {
    expect(possibleActs(partner([ada, bob]), 'ada', 'ada')).toEqual({ acts: ['edit', 'invite'], isLastAdmin: true })
    expect(possibleActs(partner([ada, eva]), 'ada', 'ada')).toEqual({
      acts: ['edit', 'make-user', 'disable', 'remove', 'invite'],
      isLastAdmin: false,
    })
    const disabled = { ...bob, status: 'Disabled', reason: 'deactivated-in-sales' } as const
    expect(possibleActs(partner([ada, disabled]), 'ada', 'bob').acts).toEqual(['edit', 'make-admin', 'remove'])
    const waits = { ...bob, pending: { kind: 'edit' } } as const
    expect(possibleActs(partner([ada, waits]), 'ada', 'bob').acts).toEqual([])
  })

  it('to staff is the same, and handing over where there is somebody to hand over to', () => {
    const member = (customerId: string, role: 'Admin' | 'User', status?: 'Disabled') => {
      const at = '2026-11-28T12:00:00.000Z'
      return { customerId, name: customerId, role, addedAt: at, ...(status ? { status } : {}) }
    }
    const [first, second] = [member('ada', 'Admin'), member('bob', 'User')]
    expect(offeredActs([first], 'Active', 'ada')).toEqual({ acts: ['invite'], isLastAdmin: true })
    expect(offeredActs([first, second], 'Active', 'ada')).toEqual({ acts: ['hand-over', 'invite'], isLastAdmin: true })
    expect(offeredActs([first, member('bob', 'User', 'Disabled')], 'Active', 'bob')).toEqual({
      acts: ['make-admin', 'enable', 'remove'],
      isLastAdmin: false,
    })
    expect(offeredActs([first, second], 'Ended', 'ada').acts).toEqual([])
  })
})
