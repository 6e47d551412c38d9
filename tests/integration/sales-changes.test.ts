// What changed of ours, as the product's own client asks the stand-in for it: among rows of others, page by page, by ids,
// with the marker and without it.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installLocally } from '../../infra/local/start/neighbours.ts'
import { columnPath } from '../../infra/sales/plan/plan-columns.ts'
import { wantedColumns } from '../../infra/sales/wanted/columns.ts'
import { wantedViews } from '../../infra/sales/wanted/view.ts'
import { createSales } from '../../shared/sales/create-sales.ts'
import type { Dataverse } from '../../shared/sales/dataverse.ts'
import type { ChangesFrom, ChangesPage } from '../../shared/sales/sales.ts'
import { request, submitted } from '../support/domain-samples.ts'
import { salesUser } from '../support/people.ts'
import { clientOf, startOrg } from './install-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let ids: readonly string[]
let chosen: string
beforeAll(async () => {
  org = await startOrg()
  await installLocally(org.url, 'http://127.0.0.1:9/events', 'key-of-the-test-0123')
  for (const table of ['account', 'contact', 'lead', 'opportunity'] as const)
    org.sales.addCrowd({ table, count: 100_000, changedTo: new Date().toISOString() })
  const seller = await salesUser({ sales: org.sales })
  ids = Array.from({ length: 5 }, () => randomUUID())
  for (const [at, prospectId] of ids.entries()) {
    await sales().writeLead({ prospectId, number: `P-${at}`, submittedAt: submitted, noteId: randomUUID(), request })
    if (at > 0) await seller.qualify(prospectId)
  }
  // An account that a seller chose: nothing leads from it to a lead of ours.
  chosen = randomUUID()
  await seller.call('POST', 'accounts', { accountid: chosen, name: 'Of a seller' })
})
afterAll(() => org.close())

/** The client of the app; pages are as small as told, so that there are some. */
const sales = (perPage = 1000) => {
  const client = clientOf(org.url, 'integration')
  const small: Dataverse = (asked) =>
    client(
      asked.headers?.['prefer']?.includes('maxpagesize')
        ? { ...asked, headers: { ...asked.headers, prefer: `odata.maxpagesize=${perPage}` } }
        : asked,
    )
  return createSales(small)
}

const everyPage = async <T>(ask: (from: ChangesFrom) => Promise<ChangesPage<T>>): Promise<T[][]> => {
  const pages: T[][] = []
  for (let from: ChangesFrom = {}; ; ) {
    const page = await ask(from)
    pages.push([...page.changed])
    if (page.next === undefined) return pages
    from = { page: page.next }
  }
}

describe('among a hundred thousand rows of others in each table', () => {
  test('our leads come, two at a time, the oldest change first', async () => {
    const pages = await everyPage((from) => sales(2).changedLeads(from))
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1])
    expect(new Set(pages.flat().map(({ id }) => id))).toEqual(new Set(ids))
    expect(pages.flat().filter(({ state }) => state === 'Qualified')).toHaveLength(4)
  })

  test('opportunities, accounts and contacts of our leads come, and name them', async () => {
    const ofOurs = new Set(ids.slice(1))
    const found = [
      await everyPage((from) => sales(3).changedOpportunities(from)),
      await everyPage((from) => sales(3).changedCustomers('Organization', from)),
      await everyPage((from) => sales(3).changedCustomers('Person', from)),
    ]
    for (const pages of found) expect(new Set(pages.flat().map(({ leadId }) => leadId))).toEqual(ofOurs)
  })

  test('nothing comes that changed before the time that is asked about', async () => {
    const since = new Date(Date.now() + 60_000).toISOString()
    expect(await sales().changedLeads({ since })).toEqual({ changed: [] })
    expect(await sales().changedCustomers('Organization', { since })).toEqual({ changed: [] })
  })

  test('what is there by its id comes, whosever it is', async () => {
    const gone = randomUUID()
    expect((await sales().leadsById([...ids, gone])).map(({ id }) => id).toSorted()).toEqual([...ids].toSorted())
    const { found, canBeMarked } = await sales().customersById('Organization', [chosen, gone])
    expect([found.map(({ id, marker }) => [id, marker]), canBeMarked]).toEqual([[[chosen, undefined]], true])
  })

  test('an account that is marked comes though no lead leads to it, and nothing is made of one that is gone', async () => {
    const marks = [chosen, randomUUID()].map((id) => ({ set: 'accounts', id, marker: 'C-000007', values: {} }) as const)
    expect(await sales().show(marks)).toBe(1)
    const found = (await everyPage((from) => sales().changedCustomers('Organization', from))).flat()
    expect(found.find(({ id }) => id === chosen)).toMatchObject({ marker: 'C-000007' })
    expect(found).toHaveLength(5)
  })
})

test('an organization that lacks the marker tells of what came from our leads', async () => {
  for (const { id } of wantedViews(1033)) await org.call({ method: 'DELETE', path: `savedqueries(${id})` })
  for (const column of wantedColumns)
    if (column.table !== 'lead') {
      const steps = await salesUser({ sales: org.sales }, 'administrator')
      for (const image of await steps.rows('sdkmessageprocessingstepimages?$select=sdkmessageprocessingstepimageid'))
        await steps.call('DELETE', `sdkmessageprocessingstepimages(${image['sdkmessageprocessingstepimageid']})`)
      await org.call({ method: 'DELETE', path: columnPath(column) })
    }
  const { changed, withoutMarker } = await sales().changedCustomers('Organization', {})
  expect([changed.length, withoutMarker]).toEqual([4, true])
  expect(await sales().customersById('Organization', [chosen])).toMatchObject({
    found: [{ id: chosen }],
    canBeMarked: false,
  })
})

test.each([true, false])(
  'what is closed shows what became of it where the organization takes that (%s), and stays as it was else',
  async (closedRowsTakeColumns) => {
    const other = await startOrg({ traits: { closedRowsTakeColumns } })
    try {
      await installLocally(other.url, 'http://127.0.0.1:9/events', 'key-of-the-test-0123')
      const opportunityid = randomUUID()
      await other.call({ method: 'POST', path: 'opportunities', body: { opportunityid, name: 'Won' } })
      await (await salesUser({ sales: other.sales })).win(opportunityid)
      const client = createSales(clientOf(other.url, 'integration'))
      const row = { set: 'opportunities', id: opportunityid, isClosed: true, values: { status: 'Held back' } } as const
      expect(await client.show([row])).toBe(closedRowsTakeColumns ? 1 : 0)
      const [found] = await client.opportunitiesById([opportunityid])
      expect(found?.shown).toEqual(closedRowsTakeColumns ? { status: 'Held back' } : {})
      const view = wantedViews(1033)[1]?.id
      const inView = await (await salesUser({ sales: other.sales })).rows(`opportunities?savedQuery=${view}`)
      expect(inView).toHaveLength(closedRowsTakeColumns ? 1 : 0)
    } finally {
      await other.close()
    }
  },
)
