// A form of staff about a user of a partner that comes twice, or after another from the same page.

import { describe, expect, it } from 'vitest'
import { staffUserChange } from '../../shared/headquarters/users/staff-user-change.ts'
import { now } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { asUser, prospect } from '../support/partner-samples.ts'
import { silentLog as log } from '../support/silent-log.ts'

const organizationId = 'a0000000-0000-4000-8000-000000000001'
const ada = 'c0000000-0000-4000-8000-000000000001'
const eva = 'c0000000-0000-4000-8000-000000000002'
const stranger = 'c0000000-0000-4000-8000-000000000009'
const home = '0'

/** A partner with its Admin Ada and a user, as a page of staff shows it. */
const shown = async () => {
  const { headquarters } = memoryStores()
  const people = [asUser(ada, organizationId), { ...asUser(eva, organizationId), email: 'eva@fabrikam.example' }]
  const unit = headquarters.begin(home)
  headquarters.customers.create(unit, home, prospect.organization)
  for (const person of people) {
    headquarters.customers.create(unit, home, { ...person, memberOf: [{ organizationId, home }] })
    await headquarters.signIns.claim(person.email ?? '', person.customerId, [organizationId])
  }
  headquarters.hierarchies.create(
    unit,
    home,
    {
      hierarchyId: organizationId,
      organizationId,
      number: 'H-000001',
      name: 'Fabrikam GmbH',
      purpose: 'B2B organization',
      createdAt: now,
      members: people.map(({ customerId, name }, index) => ({
        customerId,
        name,
        role: index === 0 ? ('Admin' as const) : ('User' as const),
        addedAt: now,
        home,
      })),
    },
    { facts: {} },
  )
  await unit.commit()
  await headquarters.prospects.create(prospect.prospect, [])
  await headquarters.signIns.claim('taken@contoso.example', stranger, ['another'])
  const deps = {
    headquarters,
    send: async () => undefined,
    takeNumber: async () => 'C-000107',
    maxUsers: 50,
    defaultLanguage: 'en' as const,
    now: () => new Date(now),
    log,
  }
  const etag = (await headquarters.hierarchies.readKept(home, organizationId))?.place('').rows.hierarchy.etag ?? ''
  const from = { hierarchyId: organizationId, etag, who: 'clerk' }
  return { from, change: staffUserChange.bind(undefined, deps), headquarters }
}

describe('a form of staff', () => {
  it('that was refused is refused again when it comes twice', async () => {
    const { from, change } = await shown()
    const fields = { firstName: 'Tom', lastName: 'Roth', email: 'taken@contoso.example' }
    const order = {
      ...from,
      kind: 'add',
      userId: 'c0000000-0000-4000-8000-000000000005',
      role: 'User',
      fields,
    } as const
    const refused = { outcome: 'refused', because: { code: 'address-taken', holder: stranger } }
    expect(await change(order)).toEqual(refused)
    expect(await change(order)).toEqual(refused)
  })

  it('that a user’s own state refuses is refused again, with the same reason', async () => {
    const { from, change } = await shown()
    const order = { ...from, kind: 'remove', userId: ada } as const
    expect(await change(order)).toEqual({ outcome: 'refused', because: { code: 'last-admin' } })
    expect(await change(order)).toEqual({ outcome: 'refused', because: { code: 'last-admin' } })
  })

  it('that was applied is applied once, however often it comes', async () => {
    const { from, change, headquarters } = await shown()
    const order = { ...from, kind: 'disable', userId: eva, reason: 'other', note: 'On leave.' } as const
    expect(await change(order)).toEqual({ outcome: 'applied' })
    const before = await headquarters.hierarchies.readMember(home, organizationId, eva)
    expect(await change(order)).toEqual({ outcome: 'applied' })
    expect(await headquarters.hierarchies.readMember(home, organizationId, eva)).toEqual(before)
  })

  it('that says something else than one before it from the same page is told that the user changed', async () => {
    const { from, change } = await shown()
    const order = { ...from, kind: 'disable', userId: eva, reason: 'other' } as const
    expect(await change(order)).toEqual({ outcome: 'applied' })
    expect(await change({ ...order, note: 'Lost the laptop.' })).toEqual({ outcome: 'changed-meanwhile' })
  })
})
