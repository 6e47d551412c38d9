// What changed in Sales since the last time, page by page, and what of it is read.

import { describe, expect, it } from 'vitest'
import { createSales } from '../../shared/sales/create-sales.ts'
import type { Dataverse, DataverseRequest } from '../../shared/sales/dataverse.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import { failureOf } from '../support/scripted-fetch.ts'

const api = 'https://contoso.crm.dynamics.com/api/data/v9.2/'
const expired = new SalesRefused('0x80044352', 'permanent')

/** Answers call after call. */
const organization = (...answers: readonly unknown[]) => {
  const asked: DataverseRequest[] = []
  const call: Dataverse = async (request) => {
    const answer = answers[asked.length]
    asked.push(request)
    if (answer instanceof Error) throw answer
    return answer
  }
  return { sales: createSales(call), asked, paths: () => asked.map(({ path }) => path) }
}
const page = (value: unknown, link = 'next') => ({ value, '@odata.deltaLink': `${api}leads?$deltatoken=${link}` })

describe('leads that changed', () => {
  it('the first time all are asked for, with their states alone', async () => {
    const { sales, asked } = organization(
      page([
        { leadid: 'L1', statecode: 0 },
        { leadid: 'L2', statecode: 2 },
        { leadid: 'l3', statecode: null },
      ]),
    )
    expect(await sales.leadChanges()).toEqual({
      changed: [
        { id: 'l1', state: 'Open' },
        { id: 'l2', state: 'Disqualified' },
        { id: 'l3', state: 'Unknown' },
      ],
      deleted: [],
      link: `${api}leads?$deltatoken=next`,
    })
    expect(asked).toEqual([
      { method: 'GET', path: 'leads?$select=leadid,statecode', headers: { prefer: 'odata.track-changes' } },
    ])
  })

  it('later only what changed, from the link of the last time', async () => {
    const { sales, paths } = organization(page([]))
    expect((await sales.leadChanges(`${api}leads?$deltatoken=last&x=%20y`)).changed).toEqual([])
    expect(paths()).toEqual(['leads?$deltatoken=last&x=%20y'])
  })

  it('page after page is read', async () => {
    const first = { value: [{ leadid: 'a', statecode: 1 }], '@odata.nextLink': `${api}leads?$skiptoken=2` }
    const { sales, paths } = organization(first, page([{ leadid: 'b', statecode: 1 }]))
    expect((await sales.leadChanges()).changed.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(paths()[1]).toBe('leads?$skiptoken=2')
  })

  it('deleted ones are named apart', async () => {
    const gone = { '@odata.context': 'x', id: 'L9', reason: 'deleted' }
    const { sales } = organization(page([gone, { leadid: 'a', statecode: 0, id: 'x' }, { leadid: 'b', reason: 'y' }]))
    const { changed, deleted } = await sales.leadChanges()
    expect([changed.map(({ id }) => id), deleted]).toEqual([['a', 'b'], ['l9']])
  })

  it('a page without rows has none', async () => {
    const { sales } = organization(page(undefined))
    expect((await sales.leadChanges()).changed).toEqual([])
  })
})

describe('a link', () => {
  it('that is too old is given up, and everything read', async () => {
    const { sales, paths } = organization(expired, page([{ leadid: 'a', statecode: 0 }]))
    expect((await sales.leadChanges(`${api}leads?$deltatoken=old`)).changed).toHaveLength(1)
    expect(paths()).toEqual(['leads?$deltatoken=old', 'leads?$select=leadid,statecode'])
  })

  it('that is too old again and again leaves it for later', async () => {
    const error = await failureOf(organization(expired, expired).sales.leadChanges(`${api}leads?$deltatoken=old`))
    expect(error).toBeInstanceOf(SalesUnavailable)
    expect(error).toMatchObject({ code: 'change-tracking-expired' })
  })

  it.each([
    ['leads outside the Web API', `https://contoso.crm.dynamics.com/other/leads?x`],
    ['is missing', undefined],
  ])('that %s is a mistake, not the end of the changes', async (_, link) => {
    const odd = { value: [], ...(link === undefined ? {} : { '@odata.nextLink': link }) }
    await expect(organization(odd).sales.leadChanges()).rejects.toThrow()
  })

  it('does not make other refusals look like old age', async () => {
    const refused = new SalesRefused('0x80040220', 'permanent')
    await expect(organization(refused).sales.leadChanges(`${api}leads?$deltatoken=x`)).rejects.toBe(refused)
  })
})

it('opportunities that changed name the lead they came from', async () => {
  const { sales, paths } = organization(
    page([
      { opportunityid: 'o1', statecode: 1, _originatingleadid_value: 'L1' },
      { opportunityid: 'o2', statecode: 2, _originatingleadid_value: null },
    ]),
  )
  expect((await sales.opportunityChanges()).changed).toEqual([
    { leadId: 'l1', state: 'Won' },
    { leadId: undefined, state: 'Lost' },
  ])
  expect(paths()).toEqual(['opportunities?$select=opportunityid,statecode,_originatingleadid_value'])
})

describe('accounts and contacts that changed', () => {
  it('are told with their lead and their texts by the fields of a customer', async () => {
    const { sales, paths } = organization(
      page([{ accountid: 'A1', name: 'Fabrikam', address1_city: 'Berlin', _originatingleadid_value: 'L1' }]),
      page([{ contactid: 'C1', lastname: 'Roth', jobtitle: '' }]),
      { value: [] },
    )
    expect((await sales.customerChanges('Organization')).changed).toEqual([
      { id: 'a1', leadId: 'l1', values: { name: 'Fabrikam', 'address.city': 'Berlin' } },
    ])
    expect((await sales.customerChanges('Person', `${api}contacts?$deltatoken=p`)).changed).toEqual([
      // What is empty is known to be; what the answer lacks is not known.
      { id: 'c1', values: { lastName: 'Roth', jobTitle: null } },
    ])
    expect(paths()[0]).toMatch(/^accounts\?\$select=accountid,.*,_originatingleadid_value$/)
    expect(paths()[1]).toBe('contacts?$deltatoken=p')
  })
})
