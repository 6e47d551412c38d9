// What staff do with a hierarchy as a whole: its name, the channels that it buys on, and the terms of its members.

import { describe, expect, it } from 'vitest'
import { createUserOfSite } from '../../shared/channel/users-of-site.ts'
import type { Organization } from '../../shared/domain/customer.ts'
import { compareMembers } from '../../shared/headquarters/compare-members.ts'
import { editCustomer } from '../../shared/headquarters/edit-customer.ts'
import { editHierarchy } from '../../shared/headquarters/edit-hierarchy.ts'
import { orderOverride, orderUndo, readSeen, seenTerms } from '../../shared/headquarters/order-override.ts'
import { etagOf } from '../../shared/headquarters/users/staff-user-change.ts'
import { put } from '../../shared/platform/table.ts'
import { leadId } from '../support/domain-samples.ts'
import { ada, home, organizationId, partnerRig } from '../support/partner-rig.ts'
import { tradeLists } from '../support/trade-lists.ts'

const staffRig = async () => {
  const rig = await partnerRig()
  const { headquarters, clock, changeFeed, users } = rig
  const now = () => new Date(clock.now)
  const kept = async () => {
    const found = await headquarters.hierarchies.readKept(home, organizationId)
    if (!found) throw new Error('There is no partner.')
    return found
  }
  const edit = async (change: { name?: string; channels?: string[]; maxUsers?: string }, etag?: string) => {
    clock.now += 1000
    const before = await kept()
    const { channels = [], maxUsers } = before.head
    const order = {
      channels,
      maxUsers: maxUsers === undefined ? '' : String(maxUsers),
      who: 'kim',
      at: now().toISOString(),
    }
    return editHierarchy(headquarters, before, {
      ...order,
      ...change,
      etag: etag ?? etagOf(before),
    })
  }
  const rename = async (name: string) => {
    clock.now += 1000
    const found = await headquarters.customers.locate(organizationId)
    const change = { typed: { name }, etag: found?.etag ?? '', actor: { name: 'kim' }, mayMoveAdmins: true }
    return editCustomer({ headquarters, send: async () => undefined, now })(organizationId, change)
  }
  const choose = async (customerId: string, typed: Record<string, string>) => {
    clock.now += 1000
    const found = await headquarters.customers.locate(customerId)
    const change = { typed, etag: found?.etag ?? '', actor: { name: 'kim' }, mayMoveAdmins: true }
    return editCustomer({ headquarters, send: async () => undefined, now, tradeLists })(customerId, change)
  }
  const compare = async () => compareMembers(headquarters, await kept(), now())
  const override = async (fields: string[], members: string[], seen?: string) => {
    clock.now += 1000
    const state = seen ?? JSON.stringify(seenTerms(await compare()))
    return orderOverride(headquarters, await kept(), { fields, members, seen: state, who: 'kim', now: now() })
  }
  const undo = async (overrideId: string) => {
    clock.now += 1000
    return orderUndo(headquarters, await kept(), { overrideId, who: 'lee', now: now() })
  }
  const lines = async () => (await headquarters.prospects.newestLines(leadId, 60))?.lines ?? []
  const toldOn = async (channel: string) => {
    const page = await changeFeed.read(channel, undefined, 99)
    return page === 'too-old' ? [] : page.changes
  }
  return {
    ...rig,
    now,
    kept,
    edit,
    rename,
    choose,
    compare,
    override,
    undo,
    lines,
    toldOn,
    site: createUserOfSite(users),
  }
}

describe('the name of a hierarchy', () => {
  it('follows that of its organization until staff give it one, and again once they take that back', async () => {
    const { edit, rename, kept } = await staffRig()
    await rename('Fabrikam AG')
    expect((await kept()).head.name).toBe('Fabrikam AG')
    expect(await edit({ name: ' Fabrikam Nord ' })).toEqual({
      outcome: 'stored',
      changes: [
        { path: 'name', before: 'Fabrikam AG', after: 'Fabrikam Nord' },
        { path: 'namedBy', before: 'organization', after: 'staff' },
      ],
    })
    await rename('Fabrikam SE')
    expect((await kept()).head).toMatchObject({ name: 'Fabrikam Nord', ownName: true })
    await edit({})
    expect((await kept()).head.name).toBe('Fabrikam SE')
    expect((await kept()).head).not.toHaveProperty('ownName')
    await rename('Fabrikam NV')
    expect((await kept()).head.name).toBe('Fabrikam NV')
  })

  it('is told to sites by job 1010, stands on the timeline, and in the list of partners', async () => {
    const { edit, run, users, lines, headquarters } = await staffRig()
    await edit({ name: 'Fabrikam Nord' })
    await run()
    expect((await users.organization(organizationId))?.value.name).toBe('Fabrikam Nord')
    expect((await lines()).some(({ code }) => code === 'hierarchy-edited')).toBe(true)
    const { items } = await headquarters.partnerLists.partners({ pageSize: 9 })
    expect(items.map(({ name }) => name)).toEqual(['Fabrikam Nord'])
  })

  it('that is none is refused, and a page older than the state changes nothing', async () => {
    const { edit, kept } = await staffRig()
    expect(await edit({ name: ' ' })).toEqual({ outcome: 'refused', path: 'name', code: 'required' })
    expect(await edit({ name: 'https://x.example' })).toEqual({ outcome: 'refused', path: 'name', code: 'format' })
    expect(await edit({ name: 'Nord' }, 'old')).toEqual({ outcome: 'changed-meanwhile' })
    expect(await edit({})).toEqual({ outcome: 'stored', changes: [] })
    expect((await kept()).head.name).toBe('Fabrikam GmbH')
  })
})

describe('the channels of a hierarchy', () => {
  it('are all until staff link some; one that is left is told that its users are removed, and nobody signs in there', async () => {
    const { edit, run, toldOn, site } = await staffRig()
    expect(await site.partner('outlet', organizationId)).toBeDefined()
    await edit({ channels: ['default'] })
    await run()
    const last = (await toldOn('outlet')).slice(-2)
    expect(last).toMatchObject([
      { type: 'organization', id: organizationId, status: 'Ended' },
      { type: 'user', id: ada, organizationId, status: 'Removed' },
    ])
    expect(await site.partner('outlet', organizationId)).toBeUndefined()
    expect((await toldOn('default')).at(-1)).toMatchObject({ type: 'organization', status: 'Active' })
  })

  it('that are linked again are told of every user as it is', async () => {
    const { edit, run, toldOn } = await staffRig()
    await edit({ channels: ['default'] })
    await run()
    await edit({ channels: [] })
    await run()
    expect((await toldOn('outlet')).slice(-2)).toMatchObject([
      { type: 'organization', status: 'Active' },
      { type: 'user', id: ada, status: 'Active' },
    ])
  })

  it('that were left and linked again before job 1010 ran are told of nobody removed', async () => {
    const { edit, run, toldOn } = await staffRig()
    await edit({ channels: ['default'] })
    await edit({ channels: ['default', 'outlet'] })
    await run()
    expect((await toldOn('outlet')).filter(({ status }) => status === 'Removed' || status === 'Ended')).toEqual([])
  })
})

describe('the number of users of a partner', () => {
  it('is that of the setting until staff choose another; sites and the channel go by it once job 1010 told', async () => {
    const { edit, run, users, lines, add, kept } = await staffRig()
    expect(await edit({ maxUsers: ' 1 ' })).toEqual({ outcome: 'stored', changes: [{ path: 'maxUsers', after: '1' }] })
    await run()
    expect((await users.organization(organizationId))?.value.maxUsers).toBe(1)
    expect(await add('eva@fabrikam.example')).toBe('too-many-users')
    expect((await lines())[0]).toMatchObject({
      code: 'hierarchy-edited',
      changes: [{ path: 'maxUsers', after: '1' }],
    })

    await edit({ maxUsers: '2' })
    await run()
    expect(await add('eva@fabrikam.example')).not.toBe('too-many-users')
    await edit({ maxUsers: '' })
    await run()
    expect((await kept()).head).not.toHaveProperty('maxUsers')
    expect((await users.organization(organizationId))?.value).not.toHaveProperty('maxUsers')
  })

  it('stays when staff change something else, and takes nobody away who is there already', async () => {
    const { edit, run, add, kept, view } = await staffRig()
    const eva = await add('eva@fabrikam.example')
    await run()
    await edit({ maxUsers: '1' })
    await edit({ name: 'Fabrikam Nord' })
    await run()
    expect((await kept()).head).toMatchObject({ maxUsers: 1, name: 'Fabrikam Nord' })
    expect(await view(eva)).toMatchObject({ status: 'Active' })
  })

  it('that is none is refused', async () => {
    const { edit, kept } = await staffRig()
    for (const maxUsers of ['-1', '1.5', 'many', '1e3', '1000000', '٣'])
      expect(await edit({ maxUsers })).toEqual({ outcome: 'refused', path: 'maxUsers', code: 'format' })
    expect(await edit({ maxUsers: '0' })).toMatchObject({ outcome: 'stored' })
    expect((await kept()).head.maxUsers).toBe(0)
  })
})

/** A partner with two users beside its Admin, who has other terms than they. */
const withUsers = async () => {
  const rig = await staffRig()
  const eva = await rig.add('eva@fabrikam.example')
  await rig.run()
  const jan = await rig.add('jan@fabrikam.example', 'en')
  await rig.run()
  await rig.choose(ada, { priceGroup: 'A', paymentTerms: 'net30', currency: 'EUR' })
  const of = async (id: string) => {
    const { language, priceGroup, paymentTerms, currency, invoiceAccount } = (await rig.customer(id)) ?? {}
    return { language, priceGroup, paymentTerms, currency, invoiceAccount }
  }
  return { ...rig, eva, jan, of }
}

describe('members side by side', () => {
  it('show what differs from the first Admin; users have the terms of their organization at first', async () => {
    const { compare, eva, jan } = await withUsers()
    const { admin, others, overrides } = await compare()
    expect([admin?.customerId, admin?.differs, overrides]).toEqual([ada, [], []])
    expect(others.map(({ customerId, differs }) => [customerId, differs])).toEqual([
      [eva, ['language', 'priceGroup', 'paymentTerms', 'currency']],
      [jan, ['priceGroup', 'paymentTerms', 'currency']],
    ])
  })
})

describe('an override', () => {
  it('copies what is ticked to whom is ticked, tells sites of a language, and is undone where untouched since', async () => {
    const { override, undo, compare, run, eva, jan, of, choose, view, lines } = await withUsers()
    const before = [await of(eva), await of(jan)]
    expect(await override(['language', 'priceGroup', 'currency'], [eva, jan])).toMatchObject({ outcome: 'ordered' })
    expect([await of(eva), await of(jan)]).toEqual(before)
    await run()
    const copied = { language: 'en', priceGroup: 'A', currency: 'EUR', invoiceAccount: organizationId }
    expect(await of(eva)).toEqual({ ...copied, paymentTerms: undefined })
    expect(await of(jan)).toEqual({ ...copied, paymentTerms: undefined })
    expect(await view(eva)).toMatchObject({ language: 'en' })
    const told = (await lines()).filter(({ code }) => code === 'override-applied')
    expect(told).toHaveLength(2)
    expect(told).toContainEqual(
      expect.objectContaining({
        actor: { name: 'kim' },
        changes: [
          { path: 'language', before: 'tr', after: 'en' },
          { path: 'priceGroup', before: 'B', after: 'A' },
          { path: 'currency', before: 'TRY', after: 'EUR' },
        ],
      }),
    )

    await choose(eva, { currency: 'JPY' })
    const [done] = (await compare()).overrides
    expect(done).toMatchObject({ who: 'kim', fields: ['language', 'priceGroup', 'currency'] })
    expect(done?.members.map(({ customerId }) => customerId)).toEqual([eva, jan])
    await undo(done?.overrideId ?? '')
    await run()
    expect(await of(eva)).toEqual({ ...before[0], currency: 'JPY' })
    expect(await of(jan)).toEqual(before[1])
    expect(await view(eva)).toMatchObject({ language: 'tr' })
    expect((await compare()).overrides).toEqual([])
    expect(await undo(done?.overrideId ?? '')).toBeUndefined()
  })

  it('leaves members alone who are not ticked, and whoever has left meanwhile', async () => {
    const { override, run, change, eva, jan, of } = await withUsers()
    const before = await of(jan)
    await override(['currency'], [eva])
    await run()
    expect(await of(jan)).toEqual(before)
    await override(['currency'], [jan])
    await change(jan, { kind: 'remove' })
    await run()
    await run()
    expect(await of(jan)).toEqual(before)
  })

  it('of a page older than the state does nothing and says what was otherwise; of nothing ticked neither', async () => {
    const { override, compare, choose, eva, of, run } = await withUsers()
    const seen = JSON.stringify(seenTerms(await compare()))
    await choose(eva, { currency: 'JPY' })
    expect(await override(['currency'], [eva], seen)).toMatchObject({ outcome: 'changed-meanwhile' })
    expect(await override(['currency'], [])).toMatchObject({ outcome: 'nothing-chosen' })
    expect(await override([], [eva])).toMatchObject({ outcome: 'nothing-chosen' })
    expect(await override(['name'], [eva])).toMatchObject({ outcome: 'nothing-chosen' })
    await run()
    expect((await of(eva)).currency).toBe('JPY')
    expect(readSeen(seen)[eva]?.[4]).toBe('TRY')
    expect([readSeen('x'), readSeen('7'), readSeen('{"a":[1]}')]).toEqual([{}, {}, {}])
  })

  it('cannot be undone after a day', async () => {
    const { override, compare, undo, run, clock, eva } = await withUsers()
    await override(['currency'], [eva])
    await run()
    const [done] = (await compare()).overrides
    clock.now += 24 * 3_600_000
    expect((await compare()).overrides).toEqual([])
    expect(await undo(done?.overrideId ?? '')).toBeUndefined()
  })

  it('whose member cannot be read waits for it, and holds up no other', async () => {
    const { override, run, tables, eva, jan, of, headquarters } = await withUsers()
    await override(['currency'], [eva, jan])
    const member = await headquarters.hierarchies.readMember(home, organizationId, eva)
    const place = member?.home ?? ''
    const key = `${eva}|c`
    const whole = (await tables.Headquarters.read(place, key))?.value
    await tables.Headquarters.write(place, [put(key, '{"cut')])
    await run()
    expect((await of(jan)).currency).toBe('EUR')
    await tables.Headquarters.write(place, [put(key, whole)])
    await run()
    expect((await of(eva)).currency).toBe('EUR')
  })
})

it('an organization has the terms of its channel, which staff see in the same words', async () => {
  const { headquarters } = await staffRig()
  const found = (await headquarters.customers.locate(organizationId))?.value as Organization
  expect([found.priceGroup, found.currency]).toEqual(['B', 'TRY'])
})
