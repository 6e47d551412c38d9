// What the lists of partners and users read of storage, with a thousand partners and with a hundred thousand, and how many
// rows that is for each that is shown. The rows are made by the stores.

import { keepLists } from '../../shared/headquarters/jobs/keep-lists.ts'
import { partnerQuery, readPartners, readUsers, userQuery } from '../../shared/headquarters/partner-query.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { silentLog } from '../support/silent-log.ts'
import { countingTable } from './counting-table.ts'
import { type Line, note } from './table.ts'

const sizes = [1_000, 100_000] as const
const countries = ['DE', 'NL', 'EE', 'TR', 'CN']

const idOf = (index: number, kind: 4 | 5): string =>
  `${((index * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0')}-0000-${kind}000-8000-${String(index).padStart(12, '0')}`

type Store = ReturnType<typeof createHeadquartersStore>

const make = async (store: Store, index: number): Promise<void> => {
  const organizationId = idOf(index, 4)
  const home = organizationId.charAt(0)
  const at = new Date(Date.parse('2025-01-01T00:00:00.000Z') + index * 400_000).toISOString()
  const unit = store.begin(home)
  const name = `${['Alpha', 'Bakery', 'Contoso', 'Delta', 'Fabrikam'][index % 5]} ${index.toString(36)}`
  const marks = index % 49 === 0 ? { marks: ['on-hold'] as const } : {}
  store.hierarchies.create(
    unit,
    home,
    {
      hierarchyId: organizationId,
      organizationId,
      number: `H-${String(index).padStart(6, '0')}`,
      name,
      purpose: 'B2B organization',
      createdAt: at,
      ...(index % 10 === 0 ? { status: 'Suspended' as const } : {}),
      members: [{ customerId: idOf(index, 5), name: `Ada ${name}`, role: 'Admin', addedAt: at }],
    },
    { facts: { country: countries[index % 5] ?? 'DE', ...marks } },
  )
  if ((await unit.commit()) !== 'written') throw new Error('A partner was not written.')
}

const pages: Readonly<Record<string, string>> = {
  'partners, first page': '',
  'partners by name': 'sort=name',
  'partners by latest change': 'sort=changed',
  'partners of one country': 'country=DE',
  'active partners by name': 'status=Active&sort=name',
  'status, country and flag of partners': 'status=Active&country=NL&mark=on-hold',
}
const userPages: Readonly<Record<string, string>> = {
  'users, first page': '',
  'users by name': 'sort=name',
  'Admins by latest change': 'role=Admin&sort=changed',
}

type Cost = { readonly calls: number; readonly read: number; readonly shown: number }

const costs = async (many: number): Promise<ReadonlyMap<string, Cost>> => {
  const { table, costOf } = countingTable()
  const store = createHeadquartersStore(table)
  for (let index = 0; index < many; index += 1) await make(store, index)
  await keepLists({ headquarters: store, now: () => new Date('2026-11-25T10:00:00.000Z'), log: silentLog })()
  const found = new Map<string, Cost>()
  const measure = async (name: string, read: () => Promise<{ readonly items: readonly unknown[] }>): Promise<void> => {
    let shown = 0
    const cost = await costOf(async () => {
      shown = (await read()).items.length
    })
    found.set(name, { ...cost, shown })
  }
  for (const [name, query] of Object.entries(pages)) {
    const asked = partnerQuery(new URLSearchParams(query))
    if ('errors' in asked) throw new Error(`${query} was refused.`)
    await measure(name, () => readPartners(store, asked))
  }
  // What sites were told of each user is kept elsewhere, and read for each that is shown.
  const users = { read: async () => undefined }
  for (const [name, query] of Object.entries(userPages)) {
    const asked = userQuery(new URLSearchParams(query))
    if ('errors' in asked) throw new Error(`${query} was refused.`)
    await measure(name, () => readUsers({ headquarters: store, users }, asked))
  }
  return found
}

const told = ({ calls, read, shown }: Cost): string => `${calls} calls, ${read} rows for ${shown}`

export const manyPartners = async (): Promise<Line[]> => {
  const [few, many] = [await costs(sizes[0]), await costs(sizes[1])]
  return [...few].map(([name, cost]) =>
    note(
      `storage of headquarters, ${name}: with ${sizes[0].toLocaleString('en')} and with ${sizes[1].toLocaleString('en')}`,
      `${told(cost)}; ${told(many.get(name) ?? cost)}`,
    ),
  )
}
