// Every change of a partner's users stands on the partner's timeline: who, what, from what to what, when and why; and so does
// what the channel was told of it.

import { describe, expect, it } from 'vitest'
import type { TimelineEntry } from '../../shared/domain/timeline.ts'
import { readCustomerChanges, readPartnerChanges } from '../../shared/headquarters/read-partner-changes.ts'
import { toldKey } from '../../shared/headquarters/store/keys.ts'
import { checkSeal } from '../../shared/headquarters/store/timeline-seals.ts'
import { followContact } from '../../shared/headquarters/users/follow-contact.ts'
import { etagOf, staffUserChange } from '../../shared/headquarters/users/staff-user-change.ts'
import { remove } from '../../shared/platform/table.ts'
import { ada, home, organizationId, partnerRig } from '../support/partner-rig.ts'
import { prospect } from '../support/partner-samples.ts'

const adaRoth = { name: 'Ada Roth', id: ada }

/** A partner with a user Eva, and the lines that come after she was told. */
const story = async () => {
  const rig = await partnerRig()
  const { prospects } = rig.headquarters
  const eva = await rig.add('eva@fabrikam.example', 'en')
  await rig.run()
  const { prospectId } = prospect.prospect
  const lines = async () => (await prospects.readWhole(prospectId))?.timeline ?? []
  const before = (await lines()).length
  const since = async (): Promise<readonly TimelineEntry[]> => (await lines()).slice(before)
  const first = (await lines()).slice(-2)
  const kept = async () => {
    const found = await rig.headquarters.hierarchies.readKept(home, organizationId)
    if (!found) throw new Error('There is no partner.')
    return found
  }
  const byStaff = async (order: Omit<Parameters<typeof staffUserChange>[1], 'hierarchyId' | 'etag' | 'who'>) => {
    rig.clock.now += 1000
    const etag = etagOf(await kept())
    return staffUserChange(rig.userDeps, { ...order, hierarchyId: organizationId, etag, who: 'kim' })
  }
  const asked = () => new Date(rig.clock.now).toISOString()
  const told = (status: string, role = 'User', name = 'Eva Berg') => ({
    actor: { job: '1010' },
    code: 'partner-told',
    status: 'Active',
    users: [{ customerId: eva, name, role, status }],
  })
  return { ...rig, eva, first, since, byStaff, asked, told }
}

describe('what an Admin of the partner asks for', () => {
  it('stands there when a user is added, with who asked and when, and that the channel was told', async () => {
    const { first, eva, told } = await story()
    expect(first).toMatchObject([
      {
        actor: adaRoth,
        code: 'user-changed',
        change: 'add',
        number: 'C-000107',
        userId: eva,
        role: 'User',
        changes: [
          { path: 'role', after: 'User' },
          { path: 'status', after: 'Active' },
        ],
        askedAt: expect.stringMatching(/Z$/),
      },
      told('Active'),
    ])
  })

  it.each([
    [
      'role',
      { kind: 'role', role: 'Admin' },
      { role: 'Admin', changes: [{ path: 'role', before: 'User', after: 'Admin' }] },
      ['Active', 'Admin'],
    ],
    [
      'disable',
      { kind: 'disable', reason: 'on-leave', note: 'Until May' },
      { reason: 'Until May', changes: [{ path: 'status', before: 'Active', after: 'Disabled' }] },
      ['Disabled', 'User'],
    ],
    [
      'remove',
      { kind: 'remove' },
      { changes: [{ path: 'status', before: 'Active', after: 'Removed' }] },
      ['Removed', 'User'],
    ],
  ] as const)('stands there: %s', async (change, order, said, [status, role]) => {
    const { eva, since, change: ask, run, asked, told } = await story()
    await ask(eva, order)
    const askedAt = asked()
    await run()
    expect(await since()).toMatchObject([
      { actor: adaRoth, code: 'user-changed', change, number: 'C-000107', userId: eva, askedAt, ...said },
      told(status, role),
    ])
  })

  it('stands there: enable', async () => {
    const { eva, since, change, run, told } = await story()
    await change(eva, { kind: 'disable', reason: 'security' })
    await run()
    await change(eva, { kind: 'enable' })
    await run()
    expect((await since()).slice(2)).toMatchObject([
      { actor: adaRoth, change: 'enable', changes: [{ path: 'status', before: 'Disabled', after: 'Active' }] },
      told('Active'),
    ])
  })

  it('stands there with both sides of each field, the language too', async () => {
    const { eva, since, change, run, told } = await story()
    await change(eva, { kind: 'edit', fields: { email: 'berg@fabrikam.example', jobTitle: 'Buyer', language: 'et' } })
    await run()
    const changes = [
      { path: 'jobTitle', after: 'Buyer' },
      { path: 'email', before: 'eva@fabrikam.example', after: 'berg@fabrikam.example' },
      { path: 'language', before: 'en', after: 'et' },
    ]
    expect((await since()).filter(({ actor }) => actor !== 'dual-write')).toMatchObject([
      { actor: adaRoth, code: 'customer-edited', number: 'C-000107', changes },
      { actor: adaRoth, code: 'user-changed', change: 'edit', userId: eva, changes },
      told('Active'),
    ])
  })

  it('that was not taken stands there too, with the true reason and whom it was about', async () => {
    const { eva, since, add, change, run, headquarters } = await story()
    const stranger = 'd0000000-0000-4000-8000-000000000009'
    await headquarters.signIns.claim('taken@fabrikam.example', stranger, ['f0000000-0000-4000-8000-000000000009'])
    await change(eva, { kind: 'edit', fields: { email: 'taken@fabrikam.example' } })
    await run()
    const refused = { actor: adaRoth, code: 'user-refused', why: 'address-taken', holder: stranger }
    expect((await since())[0]).toMatchObject({ ...refused, change: 'edit', userId: eva })
    const other = await add('taken@fabrikam.example')
    await run()
    expect((await since()).find((line) => 'userId' in line && line.userId === other)).toMatchObject({
      ...refused,
      change: 'add',
    })
  })
})

describe('what staff and Sales do', () => {
  it.each([
    ['role', { kind: 'role', role: 'Admin' }, 'Active', 'Admin'],
    ['disable', { kind: 'disable', reason: 'left-company' }, 'Disabled', 'User'],
    ['remove', { kind: 'remove' }, 'Removed', 'User'],
  ] as const)('stands there: %s by a member of staff', async (change, order, status, role) => {
    const { eva, since, byStaff, tell, told } = await story()
    expect(await byStaff({ ...order, userId: eva })).toEqual({ outcome: 'applied' })
    await tell()
    const [line, ...rest] = await since()
    expect(line).toMatchObject({ actor: { name: 'kim' }, code: 'user-changed', change, userId: eva })
    expect(line).not.toHaveProperty('askedAt')
    expect(rest).toMatchObject([told(status, role)])
  })

  it('stands there when a contact is deactivated in Sales and activated again', async () => {
    const { eva, since, tell, told, headquarters, customer, clock } = await story()
    for (const isInactive of [true, false]) {
      const person = await customer(eva)
      if (!person) throw new Error('There is no person.')
      clock.now += 1000
      const flagged = isInactive ? person : { ...person, flags: ['contact-inactive'] as const }
      expect(await followContact(headquarters, flagged, isInactive, new Date(clock.now).toISOString())).toBe('followed')
      await tell()
    }
    const said = {
      actor: 'sales',
      code: 'user-changed',
      reason: 'deactivated-in-sales',
      userId: eva,
      number: 'C-000107',
    }
    expect(await since()).toMatchObject([
      { ...said, change: 'disable', changes: [{ path: 'status', before: 'Active', after: 'Disabled' }] },
      told('Disabled'),
      { ...said, change: 'enable', changes: [{ path: 'status', before: 'Disabled', after: 'Active' }] },
      told('Active'),
    ])
  })
})

describe('where it is shown', () => {
  it('is on the page of the organization, of the user alone on the user’s, and in the log of changes by who', async () => {
    const { eva, change, run, customer, headquarters, readChanges } = await story()
    await change(eva, { kind: 'disable', reason: 'security' })
    await run()
    const [organization, person] = [await headquarters.customers.locate(organizationId), await customer(eva)]
    if (!organization || !person) throw new Error('A customer is missing.')
    const codes = (found: readonly { entry: TimelineEntry }[]) => found.map(({ entry }) => entry.code)
    const ofPartner = await readPartnerChanges(headquarters, organization.value, 3)
    expect(codes(ofPartner)).toEqual(['partner-told', 'user-changed', 'partner-told'])
    const ofEva = await readCustomerChanges(headquarters, person, 10)
    expect(codes(ofEva)).toEqual(['partner-told', 'user-changed', 'partner-told', 'user-changed'])
    const ofAda = await headquarters.customers.locate(ada)
    expect(ofAda && codes(await readCustomerChanges(headquarters, ofAda.value, 10))).toEqual([])
    for (const who of [ada, 'Ada Roth'])
      expect(codes((await readChanges({ who }, 10)).items)).toEqual(['user-changed', 'user-changed'])
    expect(codes((await readChanges({ change: 'partner-told' }, 10)).items)).toHaveLength(2)
  })

  it('is covered by a seal: a line of what was told that is taken away later is found', async () => {
    const { change, run, eva, timelineSeals, tables } = await story()
    await change(eva, { kind: 'disable', reason: 'security' })
    await run()
    const { prospectId } = prospect.prospect
    const seal = (await timelineSeals.sealOf(prospectId)) ?? ''
    const part = prospectId.charAt(0)
    const [first] = await tables.Headquarters.range(part, toldKey(prospectId), `${toldKey(prospectId)}~`)
    expect(await checkSeal(tables.Headquarters, { prospectId, seal })).toBe('good')
    await tables.Headquarters.write(part, [remove(first?.key ?? '')])
    expect(await checkSeal(tables.Headquarters, { prospectId, seal })).toBe('changed')
  })
})
