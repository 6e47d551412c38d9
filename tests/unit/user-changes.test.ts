// A change of a partner's users from its Admin to what the sites see, through the three jobs and Sales.

import { describe, expect, it } from 'vitest'
import { createOutdatedRows } from '../../shared/channel/store/outdated-rows.ts'
import type { UserFields } from '../../shared/domain/users/user.ts'
import type { AskedChange } from '../../shared/domain/users/user-fields.ts'
import { editCustomer } from '../../shared/headquarters/edit-customer.ts'
import { removeOutdatedRows } from '../../shared/headquarters/jobs/remove-outdated-rows.ts'
import { createAuditTrail } from '../../shared/headquarters/store/audit-trail.ts'
import { createRefusals } from '../../shared/headquarters/store/refusals.ts'
import { applyUserChange } from '../../shared/headquarters/users/apply-user-change.ts'
import { followContact } from '../../shared/headquarters/users/follow-contact.ts'
import { now } from '../support/domain-samples.ts'
import { memoryTable } from '../support/memory-table.ts'
import { ada, home, organizationId, partnerRig } from '../support/partner-rig.ts'
import { silentLog as log } from '../support/silent-log.ts'

describe('a user who is added', () => {
  it('is Active after the three jobs, a contact under the account, and told in Turkish', async () => {
    const { run, add, view, customer, mailed, sales, headquarters, changeFeed } = await partnerRig()
    const eva = await add('eva@fabrikam.example')
    expect(await view(eva)).toMatchObject({ status: 'Pending' })
    await run()
    expect(await view(eva)).toMatchObject({ status: 'Active', role: 'User', email: 'eva@fabrikam.example' })
    expect(await view(eva)).not.toHaveProperty('pending')
    expect(sales.contacts.get(eva)).toMatchObject({ accountId: organizationId, email: 'eva@fabrikam.example' })
    const terms = { priceGroup: 'B', currency: 'TRY' }
    expect(await customer(eva)).toMatchObject({ invoiceAccount: organizationId, language: 'tr', ...terms })
    expect(await customer(eva)).not.toHaveProperty('toWrite')
    expect(mailed.map(({ to, subject }) => [to, subject])).toEqual([
      ['eva@fabrikam.example', 'Artık oturum açabilirsiniz'],
    ])
    expect(await headquarters.signIns.holder('eva@fabrikam.example')).toEqual({
      customerId: eva,
      organizationIds: [organizationId],
    })
    const page = await changeFeed.read('default', 0, 99)
    expect(page === 'too-old' ? [] : page.changes.filter(({ id }) => id === eva)).toMatchObject([
      { type: 'user', status: 'Active', organizationId },
    ])
    await run()
    expect(mailed).toHaveLength(1)
  })

  it('whose address is somebody’s elsewhere is Refused: the site learns no more, staff learn whose', async () => {
    const { run, add, view, member, headquarters, mailed } = await partnerRig()
    const stranger = 'd0000000-0000-4000-8000-000000000009'
    await headquarters.signIns.claim('eva@fabrikam.example', stranger, ['f0000000-0000-4000-8000-000000000009'])
    const eva = await add('eva@fabrikam.example')
    await run()
    expect(await view(eva)).toMatchObject({ status: 'Refused', reason: 'cannot-be-added', lastName: 'Berg' })
    expect(await member(eva)).toMatchObject({ status: 'Refused', because: { code: 'address-taken', holder: stranger } })
    expect(mailed).toEqual([])
  })

  it('of whom Sales has a contact under the account goes by that one', async () => {
    const { run, add, customer, sales } = await partnerRig()
    const there = 'e0000000-0000-4000-8000-000000000005'
    sales.contacts.set(there, { accountId: organizationId, email: 'eva@fabrikam.example', lastName: 'Old' })
    const eva = await add('eva@fabrikam.example')
    await run()
    expect(await customer(eva)).toMatchObject({ salesId: there })
    expect(sales.contacts.get(there)).toMatchObject({ firstName: 'Eva', lastName: 'Berg' })
    expect(sales.contacts.has(eva)).toBe(false)
  })

  it('gets a contact of their own where the one with that address is another customer', async () => {
    const { run, add, change, customer, sales } = await partnerRig()
    const eva = await add('eva@fabrikam.example')
    await run()
    // Sales keeps the address back, so that Eva's new one does not get there.
    const kept = { ...sales.contacts.get(eva) }
    await change(eva, { kind: 'edit', fields: { email: 'new@fabrikam.example' } })
    await run()
    sales.contacts.set(eva, kept)
    const kim = await add('Eva@fabrikam.example')
    await run()
    expect(kim).not.toBe(eva)
    expect(await customer(kim)).not.toHaveProperty('toWrite')
    expect(await customer(kim)).not.toHaveProperty('salesId')
    expect([...sales.contacts.keys()]).toEqual(expect.arrayContaining([eva, kim]))
  })

  it('goes by the one contact with that address that is no other customer, and by none where several are', async () => {
    const { run, add, customer, sales } = await partnerRig()
    const others = ['e0000000-0000-4000-8000-000000000005', 'e0000000-0000-4000-8000-000000000006']
    const contact = { accountId: organizationId, lastName: 'Old' }
    for (const id of others) sales.contacts.set(id, { ...contact, email: 'two@fabrikam.example' })
    const two = await add('two@fabrikam.example')
    await run()
    expect(await customer(two)).toHaveProperty('toWrite')
    const [first = '', second = ''] = others
    sales.contacts.set(second, { ...contact, email: 'one@fabrikam.example' })
    const one = await add('one@fabrikam.example')
    await run()
    expect(await customer(one)).toMatchObject({ salesId: second })
    for (const id of others) sales.contacts.set(id, { ...contact, email: 'six@fabrikam.example' })
    const six = await add('six@fabrikam.example')
    await run()
    expect(await customer(six)).toMatchObject({ salesId: first })
  })

  it('again, before the first was told, is one', async () => {
    const { pull, tell, add, mailed, customer } = await partnerRig()
    const eva = await add('eva@fabrikam.example')
    await pull()
    await pull()
    await tell()
    await tell()
    expect((await customer(eva))?.number).toBe('C-000107')
    expect(mailed).toHaveLength(1)
  })
})

describe('somebody who is a user already', () => {
  const again = async (
    { userDeps }: Awaited<ReturnType<typeof partnerRig>>,
    userId: string,
    email: string,
    by: { readonly who: string } | { readonly by: { readonly userId: string } },
  ) => {
    const changeId = 'f0000000-0000-4000-8000-000000000007'
    const order = {
      changeId,
      organizationId,
      userId,
      home,
      at: now,
      kind: 'add' as const,
      role: 'User' as const,
      ...by,
    }
    return applyUserChange(userDeps, { ...order, fields: { lastName: 'Roth', email } as UserFields })
  }

  it.each([
    ['staff', { who: 'kim' }],
    ['an Admin who was not told yet', { by: { userId: ada } }],
  ])('stays the last Admin, and signs in, whoever adds them once more: %s', async (_, by) => {
    const rig = await partnerRig()
    const before = await rig.member(ada)
    expect(await again(rig, ada, 'ada@fabrikam.example', by)).toMatchObject({ code: 'already-a-user' })
    await rig.run()
    expect(await rig.member(ada)).toMatchObject({ role: 'Admin', addedAt: before?.addedAt })
    expect(await rig.view(ada)).toMatchObject({ status: 'Active', role: 'Admin' })
    expect(await rig.headquarters.signIns.holder('ada@fabrikam.example')).toEqual({
      customerId: ada,
      organizationIds: [organizationId],
    })
    expect(rig.mailed).toEqual([])
  })

  it('and is disabled, stays so', async () => {
    const rig = await partnerRig()
    const eva = await rig.add('eva@fabrikam.example')
    await rig.run()
    await rig.change(eva, { kind: 'disable', reason: 'security' })
    await rig.run()
    rig.mailed.splice(0)
    expect(await again(rig, eva, 'eva@fabrikam.example', { who: 'kim' })).toMatchObject({ code: 'already-a-user' })
    await rig.run()
    expect(await rig.view(eva)).toMatchObject({ status: 'Disabled', reason: 'security' })
    expect(rig.mailed).toEqual([])
  })

  it('keeps the address when another rule refuses it first', async () => {
    const rig = await partnerRig()
    const order = { by: { userId: 'e0000000-0000-4000-8000-000000000001' } }
    expect(await again(rig, ada, 'ada@fabrikam.example', order)).toMatchObject({ code: 'not-an-admin' })
    expect(await rig.headquarters.signIns.holder('ada@fabrikam.example')).toMatchObject({ customerId: ada })
  })
})

describe('a user who is edited', () => {
  it('is another everywhere; both addresses are told, and the former one is free afterwards', async () => {
    const { run, pull, tell, add, change, view, customer, mailed, sales, headquarters } = await partnerRig()
    const eva = await add('eva@fabrikam.example', 'en')
    await run()
    mailed.splice(0)
    const fields = { email: 'berg@fabrikam.example', jobTitle: 'Buyer', language: 'et' } as const
    expect(await change(eva, { kind: 'edit', fields })).toBe('accepted')
    await pull()
    expect(await headquarters.signIns.isFree('eva@fabrikam.example', 'another')).toBe(false)
    expect(await view(eva)).toMatchObject({ email: 'eva@fabrikam.example', pending: { kind: 'edit' } })
    await tell()
    expect(await view(eva)).toMatchObject({ email: 'berg@fabrikam.example', jobTitle: 'Buyer', language: 'et' })
    expect(await view(eva)).not.toHaveProperty('pending')
    expect(await customer(eva)).toMatchObject({ jobTitle: 'Buyer', language: 'et' })
    expect(mailed.map(({ to }) => to).sort()).toEqual(['berg@fabrikam.example', 'eva@fabrikam.example'])
    expect(await headquarters.signIns.isFree('eva@fabrikam.example', 'another')).toBe(true)
    await run()
    expect(sales.contacts.get(eva)).toMatchObject({ email: 'berg@fabrikam.example' })
  })

  it('to an address that is somebody’s elsewhere stays, and the site learns that it was not taken', async () => {
    const { run, add, change, view, headquarters } = await partnerRig()
    const eva = await add('eva@fabrikam.example')
    await run()
    await headquarters.signIns.claim('taken@fabrikam.example', 'd0000000-0000-4000-8000-000000000009', ['x'])
    await change(eva, { kind: 'edit', fields: { email: 'taken@fabrikam.example' } })
    await run()
    expect(await view(eva)).toMatchObject({
      email: 'eva@fabrikam.example',
      refused: { kind: 'edit', code: 'cannot-be-added' },
    })
    expect(await view(eva)).not.toHaveProperty('pending')
  })
})

describe('a user who leaves', () => {
  it('is told, loses the address, and comes back as the same person in a new membership', async () => {
    const { run, add, change, view, customer, mailed, headquarters } = await partnerRig()
    const eva = await add('eva@fabrikam.example', 'en')
    await run()
    mailed.splice(0)
    await change(eva, { kind: 'remove' })
    await run()
    expect(await view(eva)).toMatchObject({ status: 'Removed' })
    expect(await headquarters.signIns.holder('eva@fabrikam.example')).toBeUndefined()
    expect(mailed.map(({ subject }) => subject)).toEqual(['Your access has ended'])
    expect(await add('Eva@fabrikam.example', 'en')).toBe(eva)
    await run()
    expect(await view(eva)).toMatchObject({ status: 'Active' })
    expect((await customer(eva))?.number).toBe('C-000107')
    expect(mailed).toHaveLength(2)
  })

  it('is never the last Admin, whatever was accepted before', async () => {
    const { run, add, change, view, member, userDeps } = await partnerRig()
    const eva = await add('eva@fabrikam.example')
    await run()
    await change(eva, { kind: 'role', role: 'Admin' })
    await run()
    expect(await change(ada, { kind: 'remove' }, eva)).toBe('accepted')
    // Staff are faster.
    const order = { changeId: 'f0000000-0000-4000-8000-000000000002', organizationId, userId: eva, home, at: now }
    expect(await applyUserChange(userDeps, { ...order, kind: 'role', role: 'User', who: 'kim' })).toMatchObject({
      outcome: 'applied',
    })
    await run()
    expect((await member(ada))?.status).toBeUndefined()
    expect(await view(ada)).toMatchObject({ status: 'Active', role: 'Admin', refused: { kind: 'remove' } })
  })
})

describe('a user who is disabled', () => {
  it('and enabled again is so on the site, with the reason', async () => {
    const { run, add, change, view } = await partnerRig()
    const eva = await add('eva@fabrikam.example')
    await run()
    await change(eva, { kind: 'disable', reason: 'on-leave' })
    await run()
    expect(await view(eva)).toMatchObject({ status: 'Disabled', reason: 'on-leave' })
    await change(eva, { kind: 'enable' })
    await run()
    expect(await view(eva)).toMatchObject({ status: 'Active' })
    expect(await view(eva)).not.toHaveProperty('reason')
  })
})

describe('a user who is invited again', () => {
  it('gets the mail once more for each invitation, to the present address and in the present language', async () => {
    const { run, pull, tell, add, change, view, mailed } = await partnerRig()
    const eva = await add('eva@fabrikam.example', 'en')
    await run()
    await change(eva, { kind: 'edit', fields: { email: 'berg@fabrikam.example', language: 'tr' } })
    await run()
    mailed.splice(0)
    expect(await change(eva, { kind: 'invite' })).toBe('accepted')
    expect(await view(eva)).toMatchObject({ status: 'Active', pending: { kind: 'invite' } })
    await pull()
    await pull()
    await tell()
    await run()
    expect(mailed.map(({ to, subject }) => [to, subject])).toEqual([
      ['berg@fabrikam.example', 'Artık oturum açabilirsiniz'],
    ])
    expect(await view(eva)).not.toHaveProperty('pending')
  })

  it('is invited five times within a day, by Admins and staff together', async () => {
    const { run, add, change, clock, userDeps, mailed } = await partnerRig()
    const eva = await add('eva@fabrikam.example', 'en')
    await run()
    mailed.splice(0)
    for (let time = 0; time < 4; time += 1) {
      expect(await change(eva, { kind: 'invite' })).toBe('accepted')
      await run()
    }
    const byStaff = (changeId: string) =>
      applyUserChange(userDeps, { changeId, organizationId, userId: eva, home, at: now, kind: 'invite', who: 'kim' })
    expect(await byStaff('f0000000-0000-4000-8000-000000000001')).toEqual({ outcome: 'applied' })
    await run()
    expect(await change(eva, { kind: 'invite' })).toBe('refused')
    expect(await byStaff('f0000000-0000-4000-8000-000000000002')).toMatchObject({ code: 'invited-too-often' })
    expect(mailed).toHaveLength(5)
    clock.now += 24 * 3_600_000
    await run()
    expect(await change(eva, { kind: 'invite' })).toBe('accepted')
  })
})

describe('the last Admin whose contact is deactivated', () => {
  it('stays Active, and follows its contact as soon as there is another Admin', async () => {
    const { run, add, change, view, member, headquarters } = await partnerRig()
    const eva = await add('eva@fabrikam.example')
    await run()
    const located = await headquarters.customers.locate(ada)
    if (!located) throw new Error('There is no Ada.')
    const unit = headquarters.begin(located.home)
    headquarters.customers.replace(unit, located, { ...located.value, flags: ['contact-inactive'] })
    await unit.commit()
    expect(await followContact(headquarters, located.value, true, now)).toBe('followed')
    expect((await member(ada))?.status).toBeUndefined()
    await change(eva, { kind: 'role', role: 'Admin' })
    await run()
    expect(await member(ada)).toMatchObject({ role: 'Admin', status: 'Disabled', reason: 'deactivated-in-sales' })
    expect(await view(ada)).toMatchObject({ status: 'Disabled', reason: 'deactivated-in-sales' })
    expect(await view(eva)).toMatchObject({ status: 'Active', role: 'Admin' })
  })
})

describe('what Sales shows of a user', () => {
  it('is role and state, with the contact and with each change of them at once', async () => {
    const { run, add, change, sales } = await partnerRig()
    const eva = await add('eva@fabrikam.example')
    await run()
    expect(sales.shown.get(eva)).toEqual({ role: 'User', user: 'Active' })
    for (const [asked, shown] of [
      [
        { kind: 'role', role: 'Admin' },
        { role: 'Admin', user: 'Active' },
      ],
      [
        { kind: 'disable', reason: 'on-leave' },
        { role: 'Admin', user: 'Disabled' },
      ],
      [{ kind: 'enable' }, { role: 'Admin', user: 'Active' }],
      [{ kind: 'remove' }, { role: 'Admin', user: 'Removed' }],
    ] as [Exclude<AskedChange, { kind: 'add' }>, object][]) {
      expect(await change(eva, asked)).toBe('accepted')
      await run()
      expect(sales.shown.get(eva)).toEqual(shown)
    }
    await add('Eva@fabrikam.example')
    await run()
    expect(sales.shown.get(eva)).toEqual({ role: 'User', user: 'Active' })
  })

  it('who was not added is one note on the account, which names no address and not who has it', async () => {
    const { run, add, sales, headquarters } = await partnerRig()
    await headquarters.signIns.claim('eva@fabrikam.example', 'd0000000-0000-4000-8000-000000000009', ['x'])
    await add('eva@fabrikam.example')
    await run()
    await run()
    expect([...sales.notes.values()]).toEqual([
      { noteId: expect.any(String), accountId: organizationId, name: 'Eva Berg', refused: 'cannot-be-added' },
    ])
    expect(sales.shown.size).toBe(0)
  })
})

describe('somebody who has left', () => {
  it('stays away when the details change that headquarters keeps', async () => {
    const { run, add, change, member, view, headquarters, userDeps } = await partnerRig()
    const eva = await add('eva@fabrikam.example')
    await run()
    await change(eva, { kind: 'role', role: 'Admin' })
    await run()
    await change(ada, { kind: 'remove' }, eva)
    await run()
    const located = await headquarters.customers.locate(ada)
    const edit = {
      typed: { phone: '+49 30 1' },
      etag: located?.etag ?? '',
      actor: { name: 'kim' },
      mayMoveAdmins: true,
    }
    expect((await editCustomer(userDeps)(ada, edit)).outcome).toBe('stored')
    await run()
    expect(await member(ada)).toMatchObject({ status: 'Removed' })
    expect(await view(ada)).toMatchObject({ status: 'Removed' })
  })
})

describe('somebody who was not added', () => {
  it('is shown for thirty days, then nothing is left of it on the site and in the lists of headquarters', async () => {
    const stores = await partnerRig()
    const { run, add, view, member, headquarters, tables, clock } = stores
    await headquarters.signIns.claim('eva@fabrikam.example', 'd0000000-0000-4000-8000-000000000009', ['x'])
    const eva = await add('eva@fabrikam.example')
    await run()
    const tidy = async () => {
      const outdatedRows = createOutdatedRows(tables.Channel, createRefusals(tables.Headquarters))
      const newId = () => 'f0000000-0000-4000-8000-000000000003'
      const auditTrail = createAuditTrail({ table: memoryTable(), now: () => new Date(clock.now), newId })
      const job = removeOutdatedRows({
        outdatedRows,
        auditTrail,
        keepHeldDays: 30,
        now: () => new Date(clock.now),
        log,
      })
      return (await job()).failed
    }
    const listed = async () =>
      (await headquarters.partnerLists.users({ pageSize: 9 })).items.map(({ userId }) => userId)
    clock.now += 29 * 24 * 3_600_000
    expect(await tidy()).toBe(0)
    expect(await view(eva)).toMatchObject({ status: 'Refused' })
    expect(await listed()).toContain(eva)
    clock.now += 2 * 24 * 3_600_000
    expect(await tidy()).toBe(0)
    expect([await view(eva), await member(eva), await listed()]).toEqual([undefined, undefined, [ada]])
    expect((await headquarters.partnerLists.users({ pageSize: 9, words: 'Berg' })).items).toEqual([])
    await run()
    expect(await view(ada)).toMatchObject({ status: 'Active' })
  })
})

describe('somebody who comes back under another name', () => {
  it('is called so by the onboarding that brought the person, too', async () => {
    const { run, add, change, customer, headquarters } = await partnerRig()
    const eva = await add('eva@fabrikam.example')
    await run()
    await change(eva, { kind: 'role', role: 'Admin' })
    await run()
    const { email = '', prospectId = '' } = (await customer(ada)) ?? {}
    await change(ada, { kind: 'remove' }, eva)
    await run()
    expect(await add(email, 'tr', eva)).toBe(ada)
    await run()
    expect(await customer(ada)).toMatchObject({ name: 'Eva Berg', language: 'tr' })
    expect((await headquarters.prospects.readAlone(prospectId))?.person).toMatchObject({ name: 'Eva Berg' })
    expect(await headquarters.signIns.holder(email)).toMatchObject({ customerId: ada })
  })
})
