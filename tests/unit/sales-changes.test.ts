// What changed in Sales of what is ours, as it is asked and read: page by page, and by ids.

import { describe, expect, it } from 'vitest'
import { createSales } from '../../shared/sales/create-sales.ts'
import type { Dataverse, DataverseRequest } from '../../shared/sales/dataverse.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'

const api = 'https://contoso.crm.dynamics.com/api/data/v9.2/'
const noSuchColumn = new SalesRefused('0x80060888', 'permanent')

/** Answers call after call. */
const organization = (...answers: readonly unknown[]) => {
  const asked: DataverseRequest[] = []
  const clock = { now: 0 }
  const call: Dataverse = async (request) => {
    const answer = answers[asked.length]
    asked.push(request)
    if (answer instanceof Error) throw answer
    return answer
  }
  const paths = () => asked.map(({ path }) => decodeURIComponent(path))
  return { sales: createSales(call, () => clock.now), asked, paths, clock }
}
const page = (value: unknown, next?: string) => ({
  value,
  ...(next === undefined ? {} : { '@odata.nextLink': `${api}leads?$skiptoken=${next}` }),
})

describe('leads that changed', () => {
  it('are those with a prospect number, the oldest change first, with their states alone', async () => {
    const { sales, asked, paths } = organization(
      page([
        { leadid: 'L1', statecode: 0 },
        { leadid: 'l2', statecode: 2 },
        { leadid: 'l3', statecode: null },
      ]),
    )
    expect(await sales.changedLeads({})).toEqual({
      changed: [
        { id: 'l1', state: 'Open' },
        { id: 'l2', state: 'Disqualified' },
        { id: 'l3', state: 'Unknown' },
      ],
    })
    expect(paths()).toEqual([
      'leads?$select=leadid,statecode,cb2b_headquartersstatus,cb2b_heldbackbecause&$filter=cb2b_prospectnumber ne null&$orderby=modifiedon,leadid',
    ])
    expect(asked[0]?.headers).toEqual({ prefer: 'odata.maxpagesize=1000' })
  })

  it('are asked for since a time', async () => {
    const { sales, paths } = organization(page([]))
    await sales.changedLeads({ since: '2026-11-21T08:00:00.000Z' })
    expect(paths()[0]).toContain('cb2b_prospectnumber ne null and modifiedon ge 2026-11-21T08:00:00.000Z&')
  })

  it('come with a link to the next page, which is used as it is and with the same size', async () => {
    const { sales, asked } = organization(page([], '%3Ccookie%20pagenumber=%222%22%3E'), page([]))
    const { next } = await sales.changedLeads({})
    expect(await sales.changedLeads({ page: next ?? '' })).toEqual({ changed: [] })
    expect(asked[1]).toMatchObject({
      path: 'leads?$skiptoken=%3Ccookie%20pagenumber=%222%22%3E',
      headers: { prefer: 'odata.maxpagesize=1000' },
    })
  })

  it('are not looked for where a link leads outside the Web API', async () => {
    const { sales, asked } = organization(page([]))
    await expect(sales.changedLeads({ page: 'https://contoso.crm.dynamics.com/other/leads?x' })).rejects.toThrow()
    expect(asked).toEqual([])
  })

  it('are none on a page without rows', async () => {
    expect(await organization(page(undefined)).sales.changedLeads({})).toEqual({ changed: [] })
  })
})

it('opportunities that changed are those of our leads, and name them', async () => {
  const { sales, paths } = organization(
    page([
      { opportunityid: 'O1', statecode: 1, _originatingleadid_value: 'L1' },
      { opportunityid: 'o2', statecode: 2, _originatingleadid_value: null },
    ]),
  )
  expect((await sales.changedOpportunities({})).changed).toEqual([
    { id: 'o1', leadId: 'l1', state: 'Won' },
    { id: 'o2', leadId: undefined, state: 'Lost' },
  ])
  expect(paths()[0]).toContain('$filter=originatingleadid/cb2b_prospectnumber ne null&')
})

describe('accounts and contacts that changed', () => {
  const ours = '(cb2b_customernumber ne null or originatingleadid/cb2b_prospectnumber ne null)'

  it('are those that are marked or came from our leads', async () => {
    const { sales, paths } = organization(
      page([{ accountid: 'A1', name: 'Fabrikam', cb2b_customernumber: 'C-1', _originatingleadid_value: 'L1' }]),
      page([{ contactid: 'C1', lastname: 'Roth', jobtitle: '' }]),
      { value: [] },
    )
    expect((await sales.changedCustomers('Organization', {})).changed).toMatchObject([
      { id: 'a1', leadId: 'l1', marker: 'C-1', values: { name: 'Fabrikam' } },
    ])
    expect((await sales.changedCustomers('Person', { since: '2026-11-21T08:00:00.000Z' })).changed).toEqual([
      // What is empty is known to be; what the answer lacks is not known.
      { id: 'c1', values: { lastName: 'Roth', jobTitle: null } },
    ])
    expect(paths()[0]).toContain(`,cb2b_customernumber&$filter=${ours}&$orderby=modifiedon,accountid`)
    expect(paths()[1]).toContain(
      `$filter=${ours} and modifiedon ge 2026-11-21T08:00:00.000Z&$orderby=modifiedon,contactid`,
    )
  })

  it('are found by the lead alone where an organization lacks the marker, which is asked for again later', async () => {
    const { sales, paths, clock } = organization(noSuchColumn, page([]), page([]), page([]))
    expect(await sales.changedCustomers('Organization', {})).toEqual({ changed: [], withoutMarker: true })
    expect(await sales.changedCustomers('Organization', {})).toEqual({ changed: [], withoutMarker: true })
    clock.now += 10 * 60_000
    expect(await sales.changedCustomers('Organization', {})).toEqual({ changed: [] })
    expect(paths().map((path) => path.includes('cb2b_customernumber'))).toEqual([true, false, false, true])
    expect(paths()[1]).toContain('&$filter=originatingleadid/cb2b_prospectnumber ne null&')
  })

  it('are refused where the table is, with or without the marker', async () => {
    const refused = new SalesRefused('0x80040220', 'permanent')
    await expect(organization(noSuchColumn, refused).sales.changedCustomers('Person', {})).rejects.toBe(refused)
    const away = new SalesUnavailable('http-503')
    const { sales, asked } = organization(away)
    await expect(sales.changedCustomers('Person', {})).rejects.toBe(away)
    expect(asked).toHaveLength(1)
  })
})

describe('rows by their ids', () => {
  it('are asked for fifty at a time, and those that are there come', async () => {
    const ids = Array.from({ length: 51 }, (_, at) => `id-${at}`)
    const { sales, paths } = organization(page([{ leadid: 'id-3', statecode: 1 }]), page([]))
    expect(await sales.leadsById(ids)).toEqual([{ id: 'id-3', state: 'Qualified' }])
    expect(paths()).toHaveLength(2)
    expect(paths()[1]).toBe(
      'leads?$select=leadid,statecode,cb2b_headquartersstatus,cb2b_heldbackbecause&$filter=leadid eq id-50',
    )
  })

  it('are not asked for when there are none', async () => {
    const { sales, asked } = organization()
    expect([await sales.leadsById([]), await sales.opportunitiesById([])]).toEqual([[], []])
    expect(asked).toEqual([])
  })

  it('say whether they can be marked', async () => {
    const rows = page([{ accountid: 'a1' }])
    const of = (...answers: unknown[]) => organization(...answers).sales.customersById('Organization', ['a1'])
    expect(await of(rows)).toMatchObject({ found: [{ id: 'a1' }], canBeMarked: true })
    expect(await of(noSuchColumn, rows)).toMatchObject({ found: [{ id: 'a1' }], canBeMarked: true })
    expect(await of(noSuchColumn, noSuchColumn, rows)).toMatchObject({ found: [{ id: 'a1' }], canBeMarked: false })
  })
})

describe('marks', () => {
  const marks = [
    { set: 'accounts', id: 'a1', marker: 'C-1', values: {} },
    { set: 'contacts', id: 'c1', marker: 'C-2', values: {} },
  ] as const

  it('are written in one batch, and make no row that is gone', async () => {
    const part = (status: string, body = '') =>
      `Content-Type: application/http\r\n\r\nHTTP/1.1 ${status}\r\n\r\n${body}\r\n`
    const refused = JSON.stringify({ error: { code: '0x80040217', message: 'x' } })
    const answer = `--b\r\n${part('204 No Content')}--b\r\n${part('404 Not Found', refused)}--b--`
    const { sales, asked } = organization(answer)
    expect(await sales.show(marks)).toBe(1)
    const body = asked.map((request) => String(request.body)).join()
    expect(asked.map(({ path }) => path)).toEqual(['$batch'])
    expect(body).toContain('PATCH /api/data/v9.2/accounts(a1) HTTP/1.1')
    expect(body).toContain('if-match: *')
    expect(body).toContain('{"cb2b_customernumber":"C-2"}')
  })

  it('are no call when there are none', async () => {
    const { sales, asked } = organization()
    expect([await sales.show([]), asked]).toEqual([0, []])
  })
})
