// Hierarchies of any size: each member in a row of its own, so that no row grows and nobody waits for the others.

import { describe, expect, it } from 'vitest'
import { type HierarchyHead, type HierarchyMember, placeOf } from '../../shared/domain/customer-hierarchy.ts'
import { renderHierarchy } from '../../shared/headquarters/pages/render-hierarchy.ts'
import { hierarchyAndMembers, hierarchyKey, memberKey } from '../../shared/headquarters/store/keys.ts'
import type { Html } from '../../shared/platform/html.ts'
import { put } from '../../shared/platform/table.ts'
import { UnreadableRow } from '../../shared/platform/unreadable-row.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { elementsOf, named, textOf } from './pages-dom.ts'

const organizationId = 'a0000000-0000-4000-8000-000000000001'
const home = 'a'
const at = '2026-11-21T09:00:00.000Z'
const head: HierarchyHead = {
  hierarchyId: organizationId,
  number: 'H-000009',
  name: 'Fabrikam GmbH',
  purpose: 'B2B organization',
  organizationId,
  createdAt: at,
}
const idOf = (index: number): string => `c0000000-0000-4000-8000-${String(index).padStart(12, '0')}`
const timeOf = (index: number): string => new Date(Date.parse(at) + index * 60_000).toISOString()
const personOf = (index: number, name = `Person ${index}`) => ({ customerId: idOf(index), name })
const memberOf = (index: number, name?: string): HierarchyMember =>
  placeOf(personOf(index, name), undefined, index > 0, timeOf(index))

const desk = () => {
  const { headquarters, tables } = memoryStores()
  const table = tables.Headquarters
  const { hierarchies } = headquarters
  return {
    table,
    hierarchies,
    begin: () => headquarters.begin(home),
    create: async (members: readonly HierarchyMember[], named = head) => {
      const unit = headquarters.begin(home)
      hierarchies.create(unit, home, { ...named, members }, { facts: {} })
      return unit.commit()
    },
    /** Adds a person as it was read just now, or renames the one that is there. */
    join: async (index: number, name?: string) => {
      const place = await hierarchies.locatePlace(organizationId, idOf(index))
      if (!place) throw new Error('There is no hierarchy.')
      const unit = headquarters.begin(home)
      hierarchies.putMember(
        unit,
        place,
        placeOf(personOf(index, name), place.member, place.hasAdmin, timeOf(index)),
        timeOf(index),
      )
      return unit.commit()
    },
    rows: () => table.range(home, ...hierarchyAndMembers(organizationId)),
    members: async () => (await hierarchies.readWhole(home, organizationId))?.members ?? [],
  }
}

const wordsOf = (page: Html): string => named(elementsOf(page), 'main').map(textOf).join(' ')
const sizeOf = (value: unknown): number => JSON.stringify(value).length

describe('a hierarchy', () => {
  it('takes one member after the other, whose cost and rows stay the same', async () => {
    const { table, create, join, rows, members } = desk()
    await create([memberOf(0)])
    const costs = new Set<string>()
    for (let index = 1; index <= 600; index += 1) {
      const { reads, ranges, writes } = table.requests
      expect(await join(index)).toBe('written')
      costs.add([table.requests.reads - reads, table.requests.ranges - ranges, table.requests.writes - writes].join())
    }
    // The hierarchy where it was made, the person's place, and one transaction.
    expect([...costs]).toEqual(['2,0,1'])
    expect((await members()).map(({ customerId }) => customerId)).toEqual(
      Array.from({ length: 601 }, (_, index) => idOf(index)),
    )
    expect((await members()).filter(({ role }) => role === 'Admin')).toEqual([memberOf(0)])
    expect(Math.max(...(await rows()).map(({ value }) => sizeOf(value)))).toBeLessThan(650)
  })

  it('keeps rows small with the longest names there can be', async () => {
    const { create, rows, members } = desk()
    // As JSON every one of these takes two characters.
    const longest = '"'.repeat(4000)
    await create([memberOf(0, longest)], { ...head, name: longest })
    expect((await members())[0]?.name).toBe(longest)
    expect(Math.max(...(await rows()).map(({ value }) => sizeOf(value)))).toBeLessThan(8700)
  })

  it('takes one of two who join at the same moment, and the other one after it', async () => {
    const { create, hierarchies, join, members, begin } = desk()
    await create([memberOf(0)])
    const place = await hierarchies.locatePlace(organizationId, idOf(1))
    expect(await join(2)).toBe('written')
    if (!place) throw new Error('There is no hierarchy.')
    const late = begin()
    hierarchies.putMember(late, place, memberOf(1), timeOf(1))
    expect(await late.commit()).toBe('conflict')
    expect(await join(1)).toBe('written')
    expect((await members()).map(({ customerId }) => customerId)).toEqual([idOf(0), idOf(1), idOf(2)])
  })

  it('knows the place of one person, and of nobody who is not in it', async () => {
    const { create, hierarchies } = desk()
    await create([memberOf(0), memberOf(1)])
    expect(await hierarchies.readMember(home, organizationId, idOf(1))).toMatchObject(memberOf(1))
    expect(await hierarchies.readMember(home, organizationId, idOf(2))).toBeUndefined()
    expect((await hierarchies.locatePlace(organizationId, idOf(2)))?.member).toBeUndefined()
    expect(await hierarchies.locatePlace(idOf(0), idOf(1))).toBeUndefined()
    expect(await hierarchies.locateWhole(organizationId)).toEqual({
      home,
      value: { ...head, members: [memberOf(0), memberOf(1)] },
    })
  })

  it('shows the members that can be read when one cannot, and says so', async () => {
    const { table, create, join, hierarchies } = desk()
    await create([memberOf(0), memberOf(1), memberOf(2)])
    await table.write(home, [put(memberKey(organizationId, idOf(0)), { name: 'cut o' })])
    expect(await join(3)).toBe('written')
    const whole = await hierarchies.readWhole(home, organizationId)
    if (!whole) throw new Error('There is no hierarchy.')
    // The Admin is there, although nobody can read who it is: whoever joins does not become another one.
    expect(whole).toEqual({ ...head, members: [memberOf(1), memberOf(2), memberOf(3)], unreadable: 1 })
    expect(
      wordsOf(
        renderHierarchy({
          users: [],
          usualMaxUsers: 50,
          bridge: undefined,
          viewer: undefined,
          hierarchy: whole,
          organization: 'C-1 Fabrikam',
        }),
      ),
    ).toContain('One stored member of this hierarchy cannot be read and is left out.')
    await expect(join(0)).rejects.toThrow(UnreadableRow)
  })
})

describe('a hierarchy that an earlier version stored in one row', () => {
  const { hierarchyId, number, name, purpose, createdAt } = head
  const earlier = { hierarchyId, number, name, purpose, organizationId, createdAt }
  const full = Array.from({ length: 230 }, (_, index) => memberOf(index, 'Maximiliana Featherstonehaugh'))

  it('shows its members, and takes more than there was room for', async () => {
    const { table, join, rows, members, hierarchies } = desk()
    await table.write(home, [put(hierarchyKey(organizationId), { ...earlier, members: full })])
    const before = sizeOf((await rows())[0]?.value)
    expect(before).toBeGreaterThan(30_000)
    expect(await members()).toEqual(full)
    expect(await hierarchies.readMember(home, organizationId, idOf(200))).toEqual(full[200])

    expect(await join(230)).toBe('written')
    expect(await members()).toEqual([...full, memberOf(230)])
    expect(sizeOf((await rows())[0]?.value)).toBeLessThan(before)
  })

  it('gives each member a row of its own in the course of changes, and loses none of them', async () => {
    const { table, join, rows, members } = desk()
    await table.write(home, [put(hierarchyKey(organizationId), { v: 1, ...earlier, members: full })])
    expect(await join(200, 'Ada Berg')).toBe('written')
    const renamed = full.map((member, index) => (index === 200 ? { ...member, name: 'Ada Berg' } : member))
    expect(await members()).toEqual(renamed)
    for (let index = 230; index < 260; index += 1) await join(index)
    const all = [...renamed, ...Array.from({ length: 30 }, (_, index) => memberOf(230 + index))]
    expect(await members()).toEqual(all)
    expect((await rows()).length).toBe(1 + all.length)
    expect(Math.max(...(await rows()).map(({ value }) => sizeOf(value)))).toBeLessThan(650)
  })

  it('has an Admin still, or gets one when it had none', async () => {
    for (const [role, expected] of [
      ['Admin', 'User'],
      ['User', 'Admin'],
    ] as const) {
      const { table, join, members } = desk()
      await table.write(home, [put(hierarchyKey(organizationId), { ...earlier, members: [{ ...memberOf(0), role }] })])
      await join(1)
      expect((await members()).map((member) => member.role)).toEqual([role, expected])
    }
  })

  it.each([{}, { members: 'cut o' }, { members: [{ name: 'Ada' }] }])(
    'is refused when its members are %j',
    async (rest) => {
      const { table, hierarchies } = desk()
      await table.write(home, [put(hierarchyKey(organizationId), { ...earlier, ...rest })])
      await expect(hierarchies.readWhole(home, organizationId)).rejects.toThrow(UnreadableRow)
      await expect(hierarchies.locatePlace(organizationId, idOf(0))).rejects.toThrow(UnreadableRow)
    },
  )
})
