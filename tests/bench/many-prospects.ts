// What the pages of headquarters read of storage, with a thousand prospects and with a hundred thousand. The rows are made by
// the stores; the table keeps them as they are, so that they fit into the memory of one process.

import { keepLists } from '../../shared/headquarters/jobs/keep-lists.ts'
import { listQuery } from '../../shared/headquarters/list-query.ts'
import { readList } from '../../shared/headquarters/read-list.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { prospect, request } from '../support/domain-samples.ts'
import { noClocks } from '../support/no-clocks.ts'
import { silentLog } from '../support/silent-log.ts'
import { countingTable } from './counting-table.ts'
import { type Line, note } from './table.ts'

const sizes = [1_000, 100_000] as const
const countries = ['DE', 'NL', 'EE', 'TR', 'CN', 'LI']

const idOf = (index: number): string =>
  `${((index * 7) % 16).toString(16)}0000000-0000-4000-8000-${String(index).padStart(12, '0')}`

const sampleOf = (index: number) => {
  const prospectId = idOf(index)
  const at = new Date(Date.parse('2025-01-01T00:00:00.000Z') + index * 400_000).toISOString()
  const country = countries[index % 997 === 0 ? 5 : index % 5] ?? 'DE'
  const name = `${['Alpha', 'Bakery', 'Contoso', 'Delta', 'Fabrikam'][index % 5]} ${index.toString(36)}`
  const company = { ...request.company, name, address: { ...request.company.address, country } }
  const stage = index % 10 === 0 ? 'Lead open' : index % 3 === 0 ? 'Lead disqualified' : 'Opportunity won'
  return prospect({
    prospectId,
    number: `P-${index}`,
    createdAt: at,
    changedAt: at,
    revision: 0,
    status: stage === 'Lead open' ? 'Open' : stage === 'Opportunity won' ? 'Approved' : 'Rejected',
    sales: { leadId: prospectId, stage },
    flags: index % 49 === 0 ? ['no-email'] : [],
    request: { ...request, company },
  })
}

const pages: Readonly<Record<string, string>> = {
  'first page': '',
  'oldest first': 'sort=oldest',
  'one country': 'country=DE',
  'a rare country, by name': 'country=LI&sort=name',
  'status, country and flag': 'status=Approved&country=NL&mark=no-email',
  'what there is none of': 'status=Approved&stage=Lead+disqualified&mark=no-email',
  'search by how a name begins': 'search=bak',
}

const costs = async (many: number): Promise<ReadonlyMap<string, number>> => {
  const { table, costOf } = countingTable()
  const store = createHeadquartersStore(table)
  for (let index = 0; index < many; index += 1) await store.prospects.create(sampleOf(index), [])
  await keepLists({ headquarters: store, now: () => new Date('2026-11-25T10:00:00.000Z'), log: silentLog })()
  const found = new Map<string, number>()
  for (const [name, query] of Object.entries(pages)) {
    const asked = listQuery(new URLSearchParams(query))
    if ('errors' in asked) throw new Error(`${query} was refused.`)
    const { counts } = await store.prospectCounts.read()
    found.set(name, (await costOf(() => readList(store, asked, noClocks, counts))).calls)
  }
  found.set('counts, and so the overview', (await costOf(() => store.prospectCounts.read())).calls)
  found.set('one prospect', (await costOf(() => store.prospects.readWhole(idOf(1)))).calls)
  return found
}

export const manyProspects = async (): Promise<Line[]> => {
  const [few, many] = [await costs(sizes[0]), await costs(sizes[1])]
  return [...few].map(([name, cost]) =>
    note(
      `storage calls of headquarters, ${name}: with ${sizes[0].toLocaleString('en')} and with ${sizes[1].toLocaleString('en')}`,
      `${cost} and ${many.get(name)}`,
    ),
  )
}
