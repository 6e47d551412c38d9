// What staff type into the box *Find a prospect* leads to the prospects that have it, in whatever form it is typed.

import { describe, expect, it } from 'vitest'
import { searched, searchKeys } from '../../shared/domain/likely/search-keys.ts'
import { referenceOf } from '../../shared/domain/reference.ts'
import { listQuery } from '../../shared/headquarters/list-query.ts'
import { readList } from '../../shared/headquarters/read-list.ts'
import { indexedOf } from '../../shared/headquarters/store/match-index.ts'
import { prospect } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { noClocks } from '../support/no-clocks.ts'

const fabrikam = {
  name: 'Müller & Söhne GmbH',
  website: 'https://www.mueller-soehne.example/shop',
  taxId: 'DE 123 456 789',
  registrationNumber: 'Amtsgericht Berlin HRB 777',
  phone: '+49 30 1234567',
  address: { line1: 'Hauptstr. 1', city: 'Berlin', country: 'DE' },
}
const ada = { firstName: 'Ada', lastName: 'Roth', email: 'Ada@Mueller-Soehne.example' }

const kept = async (company = fabrikam, requestor: typeof ada & { phone?: string } = ada) => {
  const { headquarters, tables } = memoryStores()
  const sample = prospect()
  const one = { ...sample, number: 'P-000042', request: { ...sample.request, company, requestor } }
  await headquarters.prospects.create(one, [])
  await headquarters.matchIndex.add([indexedOf(one.prospectId, one)])
  const find = async (search: string): Promise<string[]> => {
    const query = listQuery(new URLSearchParams({ search }))
    if ('errors' in query) throw new Error('It was refused.')
    return (await readList(headquarters, query, noClocks)).items.map(({ number }) => number)
  }
  return { find, tables, index: headquarters.matchIndex, prospectId: one.prospectId }
}

describe('a prospect is found', () => {
  it.each([
    'P-000042',
    'p-42',
    'P 42',
    'Müller & Söhne GmbH',
    'mueller und soehne',
    ' MÜLLER\u00a0&\u00a0SÖHNE ',
    'Ada Roth',
    'Roth, Ada',
    'roth',
    'ada@mueller-soehne.example',
    'mailto:ADA@mueller-soehne.example',
    'mueller-soehne.example',
    'www.mueller-soehne.example',
    'https://mueller-soehne.example/impressum',
    'DE123456789',
    '123 456 789',
    'USt-IdNr. DE123456789',
    'HRB 777',
    'hrb 0777',
    '+49 30 1234567',
    '0049 30 123 45 67',
    '030/1234567',
    '+49\u200b 30 1234567',
  ])('by %j', async (typed) => {
    expect(await (await kept()).find(typed)).toEqual(['P-000042'])
  })

  it('by the reference that its applicant reads out', async () => {
    const { find, prospectId } = await kept()
    expect(await find(referenceOf(prospectId))).toEqual(['P-000042'])
    expect(await find(referenceOf(prospectId).toLowerCase().replaceAll('-', ' '))).toEqual(['P-000042'])
  })

  it.each([
    ['NL', 'NL001234567B01', '001234567'],
    ['CH', 'CHE-123.456.789 MWST', 'CHE123456789'],
    ['GR', 'EL123456789', 'GR 123456789'],
    ['RU', '7707083893', 'ИНН 7707083893'],
    ['EE', 'EE100931558', '100 931 558'],
  ])('in %s by a tax number in another form', async (country, taxId, typed) => {
    const { find } = await kept({ ...fabrikam, taxId, address: { ...fabrikam.address, country } })
    expect(await find(typed)).toEqual(['P-000042'])
  })

  it.each([
    ['王', '小明', '王小明'],
    ['Иванова', 'Анна', 'Anna Ivanova'],
    ['Çınar', 'Işık', 'isik cinar'],
    ['Kaya', '', 'Kaya'],
  ])('by a person whose last name is %s', async (lastName, firstName, typed) => {
    const { find } = await kept(fabrikam, { ...ada, firstName, lastName })
    expect(await find(typed)).toEqual(['P-000042'])
    expect(await find(lastName)).toEqual(['P-000042'])
  })
})

describe('how words of its names begin finds a prospect', () => {
  it.each(['Muller', 'mül', 'Ada', 'Rot', 'rot mul', 'SÖHNE'])('by %j', async (typed) => {
    expect(await (await kept()).find(typed)).toEqual(['P-000042'])
  })
})

describe('nothing is found', () => {
  it.each([
    'P-000043',
    'Mulleri',
    'Ad',
    'oth',
    'Ada Rother',
    'eva@mueller-soehne.example',
    'soehne.example',
    'DE123456788',
    'HRB 778',
    '1234567',
    '!!!',
    '🌷',
    'mailto:',
    '%00',
    "' or 1 eq 1 or '",
    'A'.repeat(200),
  ])('by %j', async (typed) => {
    expect(await (await kept()).find(typed)).toEqual([])
  })
})

describe('a search', () => {
  it('is refused when it is too long', () => {
    expect(listQuery(new URLSearchParams({ search: 'A'.repeat(201) }))).toMatchObject({
      errors: [{ path: 'search', code: 'too-long' }],
    })
  })

  it('by a number that was taken for a prospect and not used finds nothing', async () => {
    const { headquarters } = memoryStores()
    const one = { ...prospect(), number: 'P-000050' }
    await headquarters.prospects.create(one, [])
    for (const number of ['P-000049', 'P-000050'])
      await headquarters.matchIndex.add([
        {
          prospectId: one.prospectId,
          at: one.submittedAt,
          keys: [],
          search: searchKeys(number, one.request.requestor),
        },
      ])
    const find = async (search: string) => {
      const query = listQuery(new URLSearchParams({ search }))
      return 'errors' in query ? [] : (await readList(headquarters, query, noClocks)).items
    }
    expect(await find('P-49')).toEqual([])
    expect(await find('P-50')).toHaveLength(1)
  })

  it('costs as much among many prospects as among few', async () => {
    const { find, tables, index } = await kept()
    const reads = async () => {
      const before = tables.Headquarters.requests.reads
      await find('DE123456789')
      return tables.Headquarters.requests.reads - before
    }
    const few = await reads()
    const { keys, search } = searched('DE123456789')
    expect(few).toBeLessThanOrEqual(keys.length + search.length + 1)
    expect(keys.length).toBeLessThanOrEqual(12)
    for (let at = 0; at < 300; at += 1)
      await index.add([
        {
          prospectId: `stranger-${at}`,
          at: '2026-11-20T08:00:00.000Z',
          keys: [{ kind: 'taxId', value: `99999999${at}` }],
          search: [],
        },
      ])
    expect(await reads()).toBe(few)
  })
})
