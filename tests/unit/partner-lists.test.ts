// The lists *Partners* and *Users*: kept and counted with the hierarchy, read hardly more than is shown in each order, found
// by words and numbers.

import { describe, expect, it } from 'vitest'
import type { KeptMember } from '../../shared/domain/customer-hierarchy.ts'
import type { LineCell, LineFilter, LineOrder } from '../../shared/domain/lists/line-facets.ts'
import { lineCells } from '../../shared/domain/lists/line-facets.ts'
import { type OrganizationFacts, type PartnerName, partnerNames } from '../../shared/domain/lists/partner-facets.ts'
import { keepLists } from '../../shared/headquarters/jobs/keep-lists.ts'
import { listKey } from '../../shared/headquarters/store/keys.ts'
import { wordsOf } from '../../shared/headquarters/store/partner-lines.ts'
import { asLineCursor, createPartnerLists } from '../../shared/headquarters/store/partner-lists.ts'
import { createRefusals } from '../../shared/headquarters/store/refusals.ts'
import { put, remove, type Table } from '../../shared/platform/table.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { silentLog } from '../support/silent-log.ts'

const idOf = (at: number, kind = '4'): string =>
  `${(at % 16).toString(16)}0000000-0000-${kind}000-8000-${String(at).padStart(12, '0')}`

const member = (at: number, more: Partial<KeptMember> = {}): KeptMember => ({
  customerId: idOf(at, '5'),
  name: `Person Nr${at}`,
  role: 'Admin',
  addedAt: new Date(1_800_000_000_000 + at * 1000).toISOString(),
  ...more,
})

type More = { readonly facts?: OrganizationFacts; readonly channels?: readonly string[] }

const filled = async (
  count: number,
  nameOf = (at: number): string => `Company Nr${at} Ltd`,
  moreOf = (_: number): More => ({}),
) => {
  const stores = memoryStores()
  const { hierarchies } = stores.headquarters
  for (let at = 0; at < count; at += 1) {
    const id = idOf(at)
    const unit = stores.headquarters.begin(id.charAt(0))
    const { facts = {}, channels } = moreOf(at)
    const hierarchy = {
      hierarchyId: id,
      organizationId: id,
      number: `H-${String(at).padStart(6, '0')}`,
      name: nameOf(at),
      purpose: 'B2B organization' as const,
      createdAt: new Date(1_800_000_000_000 + at * 1000).toISOString(),
      members: [member(at)],
      ...(channels ? { channels } : {}),
    }
    hierarchies.create(unit, id.charAt(0), hierarchy, { facts })
    expect(await unit.commit()).toBe('written')
  }
  return stores
}
type Filled = Awaited<ReturnType<typeof filled>>

const later = '2030-01-01T00:00:00.000Z'
const change = async ({ headquarters }: Filled, at: number, next: KeptMember): Promise<void> => {
  const id = idOf(at)
  const place = await headquarters.hierarchies.locatePlace(id, next.customerId)
  if (!place) throw new Error('There is no such hierarchy.')
  const unit = headquarters.begin(place.home)
  headquarters.hierarchies.putMember(unit, place, next, later)
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
    await headquarters.hierarchies.follow(unit, '1', idOf(1), { name: 'Żubr & Søn', facts: {} }, later)
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
      (await stores.headquarters.partnerLists.users({ pageSize: 9, filter: { status } })).items.map(({ name }) => name)
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

const plainName = (name: string): string => name.toLowerCase().replace('ä', 'a')

/** Every line of a list, page after page, and how many calls and rows each page took at most. */
const walked = async (stores: Filled, order: LineOrder, filter: LineFilter<PartnerName> = {}, pageSize = 30) => {
  const { Headquarters } = stores.tables
  const [rows, calls, numbers, cells]: [number[], number[], string[], LineCell<PartnerName>[]] = [[], [], [], []]
  cells.push(...lineCells((await stores.headquarters.prospectCounts.read()).counts, 'h', partnerNames))
  const [counted, spent] = countingRows(Headquarters)
  const lists = createPartnerLists(counted)
  for (let after: string | undefined; ; ) {
    const page = await lists.partners({ order, filter, cells, pageSize, after })
    const { read, called } = spent()
    rows.push(read)
    calls.push(called)
    numbers.push(...page.items.map(({ number }) => number))
    if (page.cursor === undefined) return { numbers, rows: Math.max(...rows), calls: Math.max(...calls) }
    after = asLineCursor(page.cursor)
    expect(after).toBeDefined()
  }
}

const countingRows = (table: Table) => {
  let [read, called] = [0, 0]
  const counted: Table = {
    ...table,
    read: (...asked) => {
      called += 1
      return table.read(...asked)
    },
    range: async (...asked) => {
      const rows = await table.range(...asked)
      read += rows.length
      called += 1
      return rows
    },
  }
  const spent = () => {
    const so = { read, called }
    ;[read, called] = [0, 0]
    return so
  }
  return [counted, spent] as const
}

describe('the orders of the list of partners', () => {
  const nameOf = (at: number): string =>
    `${['Zeta', 'Ärger', 'argus', 'Mu'][at % 4]} ${String((at * 7) % 60).padStart(2, '0')}`
  const numberOf = (at: number): string => `H-${String(at).padStart(6, '0')}`
  const all = Array.from({ length: 60 }, (_, at) => at)

  it('have each partner once, by name without case and accents, and read hardly more than they show', async () => {
    const stores = await filled(60, nameOf)
    const byName = all.toSorted((a, b) => (plainName(nameOf(a)) < plainName(nameOf(b)) ? -1 : 1)).map(numberOf)
    const found = await walked(stores, 'name')
    expect(found.numbers).toEqual(byName)
    expect(found.rows).toBeLessThanOrEqual(90)
  })

  it('put what changed last first, once', async () => {
    const stores = await filled(60)
    await change(stores, 17, member(1017))
    const { numbers } = await walked(stores, 'changed')
    expect(numbers[0]).toBe(numberOf(17))
    expect([...numbers].sort()).toEqual(all.map(numberOf))
  })

  it('hold for what they are narrowed to, and a name is in no cursor', async () => {
    const stores = await filled(60, nameOf, (at) => ({ facts: at % 3 === 0 ? { country: 'DE' } : { country: 'NL' } }))
    const german = all.filter((at) => at % 3 === 0)
    const byName = german.toSorted((a, b) => (plainName(nameOf(a)) < plainName(nameOf(b)) ? -1 : 1))
    expect((await walked(stores, 'name', { country: 'DE' }, 7)).numbers).toEqual(byName.map(numberOf))
    expect((await walked(stores, 'newest', { country: 'DE' }, 7)).numbers).toEqual(german.reverse().map(numberOf))
    const { cursor = '' } = await stores.headquarters.partnerLists.partners({ order: 'name', pageSize: 7 })
    expect(Buffer.from(cursor, 'base64url').toString()).toMatch(/^@[0-9a-f]\|[0-9a-f-]{36}$/)
  })

  it('show who buys on every channel under each', async () => {
    const stores = await filled(6, nameOf, (at) => (at % 2 === 0 ? {} : { channels: [at === 1 ? 'eu' : 'us'] }))
    expect((await walked(stores, 'newest', { channel: 'eu' })).numbers).toEqual([4, 2, 1, 0].map(numberOf))
    expect((await walked(stores, 'name', { channel: 'eu' })).numbers).toHaveLength(4)
  })
})

describe('what is counted of partners and users', () => {
  const countsOf = async ({ headquarters }: Filled) => {
    const { counts } = await headquarters.prospectCounts.read()
    return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0))
  }

  it('changes with them, in the same transaction', async () => {
    const stores = await filled(3, undefined, () => ({ facts: { country: 'DE', marks: ['on-hold'] } }))
    expect(await countsOf(stores)).toEqual({ 'h|Active|DE|*|any on-hold': 3, 'u|Active|Admin': 3 })
    const { writes } = stores.tables.Headquarters.requests
    await change(stores, 1, member(7, { role: 'User', status: 'Disabled' }))
    expect(stores.tables.Headquarters.requests.writes).toBe(writes + 1)
    const unit = stores.headquarters.begin('1')
    await stores.headquarters.hierarchies.follow(unit, '1', idOf(1), { name: 'Other', facts: { country: 'NL' } }, later)
    await unit.commit()
    expect(await countsOf(stores)).toEqual({
      'h|Active|DE|*|any on-hold': 2,
      'h|Active|NL|*|': 1,
      'u|Active|Admin': 3,
      'u|Disabled|User': 1,
    })
  })

  it('is the same once it is added up, and never forgotten for its age', async () => {
    const stores = await filled(3)
    const before = await countsOf(stores)
    const run = keepLists({ headquarters: stores.headquarters, now: () => new Date('2040-01-01'), log: silentLog })
    await run()
    expect(await countsOf(stores)).toEqual(before)
    expect((await stores.headquarters.prospectCounts.read()).isWholeOfPartners).toBe(true)
  })

  it('loses a user who was refused and is forgotten, with every line of it', async () => {
    const stores = await filled(1)
    const since = '2027-02-01T00:00:00.000Z'
    await change(stores, 0, member(9, { name: 'Eda Kaya', status: 'Refused', since }))
    expect(await countsOf(stores)).toMatchObject({ 'u|Refused|Admin': 1 })
    for (const due of await createRefusals(stores.tables.Headquarters).due('0', later, 10)) await due.forget()
    expect(await countsOf(stores)).toEqual({ 'h|Active||*|': 1, 'u|Active|Admin': 1 })
    const left = await stores.tables.Headquarters.range('0', 'a', 'z')
    expect(left.filter(({ key }) => key.includes(member(9).customerId) && !key.startsWith('count|'))).toEqual([])
  })
})

it('a line that a restored backup lacks refuses changes until the lines are put back', async () => {
  const stores = await filled(1)
  const { hierarchies } = stores.headquarters
  const { Headquarters } = stores.tables
  const changed = await Headquarters.range('0', 'list|Partners.changed|', 'list|Partners.changed}')
  const changedUser = await Headquarters.range('0', 'list|Users.changed|', 'list|Users.changed}')
  const own = changedUser.filter(({ key }) => key.endsWith(idOf(0, '5')))
  await Headquarters.write(
    '0',
    [...changed, ...own].map(({ key }) => remove(key)),
  )
  const attempt = async () => {
    const place = await hierarchies.locatePlace(idOf(0), idOf(0, '5'))
    const unit = stores.headquarters.begin('0')
    if (place) hierarchies.putMember(unit, place, member(0, { role: 'User' }), later)
    return unit.commit()
  }
  expect([changed.length, own.length, await attempt()]).toEqual([1, 1, 'conflict'])
  await hierarchies.repairLines('0', idOf(0), idOf(0, '5'))
  expect(await attempt()).toBe('written')
})

describe('a partner of an earlier version', () => {
  const earlier = async () => {
    const stores = await filled(0)
    const id = idOf(5)
    const head = {
      hierarchyId: id,
      organizationId: id,
      number: 'H-000005',
      name: 'Of Before',
      purpose: 'B2B organization',
      createdAt: member(5).addedAt,
    }
    await stores.tables.Headquarters.write('5', [
      put(`${id}|h`, { ...head, v: 2, admins: 1, users: 6 }),
      put(listKey('Partners', head.createdAt, id), { ...head, status: 'Active', users: 6, admins: 1 }),
      ...[5, 21, 37, 53, 69, 85].map((at) => put(`${id}|h|${idOf(at, '5')}`, member(at))),
    ])
    return { ...stores, id }
  }

  it('is listed and counted by the job, once, with its users', async () => {
    const stores = await earlier()
    const run = keepLists({ headquarters: stores.headquarters, now: () => new Date(later), log: silentLog })
    expect((await stores.headquarters.prospectCounts.read()).isWholeOfPartners).toBe(false)
    for (let time = 0; time < 3; time += 1) await run()
    const { counts, isWholeOfPartners } = await stores.headquarters.prospectCounts.read()
    expect({ counts, isWholeOfPartners }).toEqual({
      counts: { 'h|Active||*|': 1, 'u|Active|Admin': 6 },
      isWholeOfPartners: true,
    })
    const { partnerLists } = stores.headquarters
    for (const order of ['newest', 'name', 'changed'] as const) {
      expect((await partnerLists.partners({ order, pageSize: 9 })).items).toMatchObject([{ users: 6, admins: 1 }])
      expect((await partnerLists.users({ order, pageSize: 9 })).items).toHaveLength(6)
    }
  })

  it('is listed once it is told of', async () => {
    const { headquarters, id } = await earlier()
    expect((await headquarters.hierarchies.readKept('5', id))?.listedFacts).toBeUndefined()
    await headquarters.hierarchies.list('5', id, { country: 'EE' })
    expect((await headquarters.hierarchies.readKept('5', id))?.listedFacts).toEqual({ country: 'EE' })
    const found = await headquarters.partnerLists.partners({ filter: { country: 'EE' }, pageSize: 5 })
    expect(found.items).toMatchObject([{ country: 'EE' }])
  })
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
