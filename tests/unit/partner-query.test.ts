// What may be asked of the lists *Partners* and *Users*, and what is counted of them.

import { describe, expect, it } from 'vitest'
import {
  countLines,
  isAmong,
  type LineCell,
  lineCell,
  lineCells,
  lineChoices,
  rarest,
} from '../../shared/domain/lists/line-facets.ts'
import {
  organizationFacts,
  type PartnerName,
  partnerFacets,
  partnerNames,
} from '../../shared/domain/lists/partner-facets.ts'
import { partnerQuery, readUsers, userQuery } from '../../shared/headquarters/partner-query.ts'
import { nameOrder } from '../../shared/headquarters/store/partner-index.ts'
import { partnerRig } from '../support/partner-rig.ts'

const partners = (text: string) => partnerQuery(new URLSearchParams(text))
const users = (text: string) => userQuery(new URLSearchParams(text))
const wrong = (found: object) => ('errors' in found ? (found.errors as { path: string }[]).map(({ path }) => path) : [])

describe('a query', () => {
  it('is read with what the list is narrowed to and sorted by', () => {
    expect(partners('status=Active&country=DE&channel=eu&mark=any&sort=name&pageSize=20')).toEqual({
      filter: { status: 'Active', country: 'DE', channel: 'eu', mark: 'any' },
      order: 'name',
      pageSize: 20,
    })
    expect(users('role=Admin&partner=h-000001&sort=newest&country=DE')).toEqual({
      filter: { role: 'Admin' },
      partner: 'H-000001',
      pageSize: 50,
    })
  })

  it.each([
    ['country=XX', 'country'],
    ['channel=a|b', 'channel'],
    ['mark=lead-missing', 'mark'],
    ['sort=oldest', 'sort'],
    ['partner=H-000001', ''],
  ])('of partners is refused for what there is not: %s', (text, path) => {
    expect(wrong(partners(text)).join()).toBe(path)
  })

  it('of users is refused for a partner that is no number, and a role that there is not', () => {
    expect(wrong(users('partner=Fabrikam&role=Owner'))).toEqual(['role', 'partner'])
  })
})

describe('what is counted', () => {
  const facets = [
    partnerFacets({ status: 'Active', country: 'DE' }),
    partnerFacets({ status: 'Active', country: 'NL', channels: ['eu'], marks: ['on-hold'] }),
    partnerFacets({ status: 'Ended', country: 'NL', channels: ['us', 'eu'] }),
  ]
  const counts = Object.fromEntries(facets.map((one, at) => [lineCell('h', one), at + 1]))
  const cells: LineCell<PartnerName>[] = lineCells(
    { ...counts, 'p|Open|x|DE|eu|': 7, 'h|Active|LI|*|': 0 },
    'h',
    partnerNames,
  )

  it('comes out of its cell as it went in', () => {
    expect(cells.map(({ count }) => count)).toEqual([1, 2, 3])
    expect(cells.map((cell) => lineCell('h', cell.facets))).toEqual(Object.keys(counts))
  })

  it('is among each channel where it buys on every one', () => {
    expect(countLines(cells, { channel: 'eu' })).toBe(6)
    expect(countLines(cells, { channel: 'us', status: 'Active' })).toBe(1)
    expect(lineChoices<PartnerName>(cells, { status: 'Active' }, 'channel')).toEqual([
      { value: 'eu', count: 3 },
      { value: 'us', count: 1 },
    ])
    expect(facets.map((one) => isAmong({ channel: 'us', mark: 'any' }, one))).toEqual([false, false, false])
  })

  it('says of what there is least', () => {
    expect(rarest(cells, { status: 'Active', mark: 'any' })).toEqual({ name: 'mark', count: 2 })
    expect(rarest(cells, {})).toEqual({ count: 6 })
  })

  it('has of an organization its country, where that is one, its flags and its hold', () => {
    expect(organizationFacts({ 'address.country': 'Germany', 'credit.onHold': 'No' })).toEqual({})
    expect(organizationFacts({ 'address.country': 'DE', 'credit.onHold': 'Invoice' }, ['account-missing'])).toEqual({
      country: 'DE',
      marks: ['account-missing', 'on-hold'],
    })
  })
})

it('names are in their order without case and accents, and one before those that begin with it', () => {
  const names = ['Contoso', 'Contoso AG', 'contoso b', 'Conzept', 'Ärger', '北京']
  expect(names.toSorted((a, b) => (nameOrder(a) < nameOrder(b) ? -1 : 1))).toEqual([
    'Ärger',
    'Contoso',
    'Contoso AG',
    'contoso b',
    'Conzept',
    '北京',
  ])
  expect(nameOrder('W'.repeat(200)).length).toBe(33)
})

it('users of one partner are those of its hierarchy, counted as they are', async () => {
  const { headquarters, users: told } = await partnerRig()
  const asked = userQuery(new URLSearchParams('partner=H-000001&sort=name'))
  if ('errors' in asked) throw new Error('It was refused.')
  const found = await readUsers({ headquarters, users: told }, asked, true)
  expect(found.items).toMatchObject([{ name: 'Ada Roth', partner: 'H-000001' }])
  expect(found.counted?.cells).toEqual([{ facets: { status: ['Active'], role: ['Admin'] }, count: 1 }])
  const none = await readUsers({ headquarters, users: told }, { ...asked, filter: { role: 'User' } }, true)
  expect(none.items).toEqual([])
})
