// What two long lists have little of in common is found at once: the counts say how much of the shorter one a page takes.

import { expect, it } from 'vitest'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { listQuery } from '../../shared/headquarters/list-query.ts'
import { readList } from '../../shared/headquarters/read-list.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { prospect, request } from '../support/domain-samples.ts'
import { memoryTable } from '../support/memory-table.ts'
import { noClocks } from '../support/no-clocks.ts'

const made = (index: number, country: string, stage: Prospect['sales']['stage']): Prospect => {
  const prospectId = `a0000000-0000-4000-8000-${String(index).padStart(12, '0')}`
  const createdAt = new Date(Date.parse('2026-11-01T00:00:00.000Z') + index * 60_000).toISOString()
  const company = { ...request.company, address: { ...request.company.address, country } }
  return prospect({
    prospectId,
    number: `P-${index}`,
    createdAt,
    changedAt: createdAt,
    request: { ...request, company },
    sales: { leadId: prospectId, stage },
  })
}

it('finds the one that is in two long lists with one read of each part', async () => {
  const table = memoryTable()
  const store = createHeadquartersStore(table)
  await store.prospects.create(made(0, 'NL', 'Lead open'), [])
  for (let index = 1; index <= 130; index += 1) {
    await store.prospects.create(made(index, 'DE', 'Lead open'), [])
    await store.prospects.create(made(index + 130, 'NL', 'Opportunity open'), [])
  }
  const asked = listQuery(new URLSearchParams('stage=Lead open&country=NL'))
  if ('errors' in asked) throw new Error('It was refused.')
  const { counts } = await store.prospectCounts.read()
  const before = table.requests.ranges
  const { items, cursor } = await readList(store, asked, noClocks, counts)
  expect([items.map(({ number }) => number), cursor]).toEqual([['P-0'], undefined])
  expect(table.requests.ranges - before).toBe(16)
})
