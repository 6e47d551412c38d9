// The lists *Partners* and *Users*: kept with the hierarchy, read hardly more than is shown, found by words and numbers.

import { describe, expect, it } from 'vitest'
import type { KeptMember } from '../../shared/domain/customer-hierarchy.ts'
import { wordsOf } from '../../shared/headquarters/store/partner-lines.ts'
import { asLineCursor, createPartnerLists } from '../../shared/headquarters/store/partner-lists.ts'
import { put, type Table } from '../../shared/platform/table.ts'
import { memoryStores } from '../support/memory-stores.ts'

const idOf = (at: number, kind = '4'): string =>
  `${(at % 16).toString(16)}0000000-0000-${kind}000-8000-${String(at).padStart(12, '0')}`

const member = (at: number, more: Partial<KeptMember> = {}): KeptMember => ({
  customerId: idOf(at, '5'),
  name: `Person Nr${at}`,
  role: 'Admin',
  addedAt: new Date(1_800_000_000_000 + at * 1000).toISOString(),
  ...more,
})

const filled = async (count: number, nameOf = (at: number): string => `Company Nr${at} Ltd`) => {
  const stores = memoryStores()
  const { hierarchies } = stores.headquarters
  for (let at = 0; at < count; at += 1) {
    const id = idOf(at)
    const unit = stores.headquarters.begin(id.charAt(0))
    hierarchies.create(unit, id.charAt(0), {
      hierarchyId: id,
      organizationId: id,
      number: `H-${String(at).padStart(6, '0')}`,
      name: nameOf(at),
      purpose: 'B2B organization',
      createdAt: new Date(1_800_000_000_000 + at * 1000).toISOString(),
      members: [member(at)],
    })
    expect(await unit.commit()).toBe('written')
  }
  return stores
}
type Filled = Awaited<ReturnType<typeof filled>>

const change = async ({ headquarters }: Filled, at: number, next: KeptMember): Promise<void> => {
  const id = idOf(at)
  const place = await headquarters.hierarchies.locatePlace(id, next.customerId)
  if (!place) throw new Error('There is no such hierarchy.')
  const unit = headquarters.begin(place.home)
  headquarters.hierarchies.putMember(unit, place, next)
  expect(await unit.commit()).toBe('written')
}

describe('the list of partners', () => {
  it('has every partner once, newest first, page after page', async () => {
    const { headquarters } = await filled(70)
    const seen: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await headquarters.partnerLists.partners({ pageSize: 30, after: cursor })
      seen.push(...page.items.map(({ number }) => number))
      if (page.cursor === undefined) break
      cursor = asLineCursor(page.cursor)
    }
    expect(seen).toEqual(Array.from({ length: 70 }, (_, at) => `H-${String(69 - at).padStart(6, '0')}`))
  })

  it('counts users and Admins as they come and go', async () => {
    const stores = await filled(1)
    const line = async () => (await stores.headquarters.partnerLists.partners({ pageSize: 5 })).items[0]
    expect(await line()).toMatchObject({ users: 1, admins: 1 })
    const second = member(7, { role: 'User' })
    await change(stores, 0, second)
    expect(await line()).toMatchObject({ users: 2, admins: 1 })
    await change(stores, 0, { ...second, status: 'Disabled' })
    expect(await line()).toMatchObject({ users: 2, admins: 1 })
    await change(stores, 0, { ...second, status: 'Removed' })
    expect(await line()).toMatchObject({ users: 1, admins: 1 })
  })

  it('follows a new name, and finds it by that and no more by the old one', async () => {
    const stores = await filled(3)
    const { headquarters } = stores
    const unit = headquarters.begin('1')
    await headquarters.hierarchies.rename(unit, '1', idOf(1), 'Żubr & Søn')
    await unit.commit()
    const found = async (words: string) =>
      (await headquarters.partnerLists.partners({ pageSize: 5, words })).items.map(({ name }) => name)
    expect(await found('żub')).toEqual(['Żubr & Søn'])
    expect(await found('søn żubr')).toEqual(['Żubr & Søn'])
    expect(await found('Nr1')).toEqual([])
    expect(await found('nr2 company')).toEqual(['Company Nr2 Ltd'])
    expect(await found('H-000002')).toEqual(['Company Nr2 Ltd'])
    expect(await found('  ')).toEqual([])
  })
})

describe('the list of users', () => {
  it('filters by state, and leaves out who has another state by now', async () => {
    const stores = await filled(4)
    const of = async (status?: 'Active' | 'Disabled') =>
      (await stores.headquarters.partnerLists.users({ pageSize: 9, status })).items.map(({ name }) => name)
    await change(stores, 2, member(2, { status: 'Disabled' }))
    expect(await of('Disabled')).toEqual(['Person Nr2'])
    expect(await of('Active')).toEqual(['Person Nr3', 'Person Nr1', 'Person Nr0'])
    await change(stores, 2, member(2))
    expect(await of('Disabled')).toEqual([])
    expect(await of()).toHaveLength(4)
  })

  it('finds by the beginning of any word of a name, each once', async () => {
    const stores = await filled(3)
    await change(stores, 1, member(1, { name: 'Ada Ada-Lovelace' }))
    const { items } = await stores.headquarters.partnerLists.users({ pageSize: 9, words: 'ada' })
    expect(items).toMatchObject([{ name: 'Ada Ada-Lovelace', partner: 'H-000001' }])
  })
})

it('a page reads at most three lines for each that it shows', async () => {
  const stores = await filled(400)
  const { Headquarters } = stores.tables
  let read = 0
  const counted: Table = {
    ...Headquarters,
    range: async (...asked) => {
      const rows = await Headquarters.range(...asked)
      read += rows.length
      return rows
    },
  }
  expect((await createPartnerLists(counted).partners({ pageSize: 50 })).items).toHaveLength(50)
  expect(read).toBeLessThanOrEqual(150)
})

it('a partner of an earlier version is listed once it is told of, with its users', async () => {
  const stores = await filled(0)
  const { headquarters, tables } = stores
  const [id, earlier] = [idOf(5), { ...member(5) }]
  const head = {
    hierarchyId: id,
    organizationId: id,
    number: 'H-000005',
    name: 'Of Before',
    purpose: 'B2B organization',
    createdAt: earlier.addedAt,
  }
  await tables.Headquarters.write('5', [
    put(`${id}|h`, { ...head, v: 2, admins: 1 }),
    put(`${id}|h|${earlier.customerId}`, earlier),
  ])
  const kept = await headquarters.hierarchies.readKept('5', id)
  expect(kept?.isListed).toBe(false)
  if (kept) await headquarters.hierarchies.list(kept)
  expect((await headquarters.hierarchies.readKept('5', id))?.isListed).toBe(true)
  expect((await headquarters.partnerLists.partners({ pageSize: 5 })).items).toMatchObject([{ users: 1, admins: 1 }])
  expect((await headquarters.partnerLists.users({ pageSize: 5 })).items).toMatchObject([{ name: 'Person Nr5' }])
})

it('words are folded, few and short', () => {
  expect(wordsOf('Ｆａｂｒｉｋａｍ GmbH & Co. KG')).toEqual(['fabrikam', 'gmbh', 'co', 'kg'])
  expect(wordsOf('贸易 公司')).toEqual(['贸易', '公司'])
  expect(wordsOf('a b c d e f g h')).toHaveLength(6)
  expect(wordsOf('x'.repeat(50))[0]).toHaveLength(30)
})

it('a cursor is one that a page gave out, or none', () => {
  expect(asLineCursor(Buffer.from('x').toString('base64url'))).toBeUndefined()
  expect(asLineCursor(Buffer.from(`1234567890123|${idOf(1)}|${idOf(2)}`).toString('base64url'))).toBeDefined()
})
