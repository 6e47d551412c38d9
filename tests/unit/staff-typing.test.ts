// What staff paste into searches and reasons is taken as they meant it, as what applicants type is.

import { describe, expect, it } from 'vitest'
import { auditQuery, changesQuery } from '../../functions/headquarters/audit-query.ts'
import { reasonIn } from '../../functions/reason-in.ts'
import { referenceOf } from '../../shared/domain/reference.ts'
import { searchText } from '../../shared/domain/search-text.ts'
import { listQuery } from '../../shared/headquarters/list-query.ts'
import { partnerQuery, userQuery } from '../../shared/headquarters/partner-query.ts'

const id = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
const asked = (query: Record<string, string>) => new URLSearchParams(query)

describe('a search', () => {
  it.each([
    ['\u200ec\u2011000001\u202c', 'c-000001'],
    ['Ｃ－０００００１', 'C-000001'],
    [' H\u2013000 001 ', 'H-000001'],
    ['mailto:ada@fabrikam.example', 'ada@fabrikam.example'],
    ['Ada Roth <ada@fabrikam.example>', 'ada@fabrikam.example'],
    ['ada\u200b@fabrikam.example;', 'ada@fabrikam.example'],
    ['Ada Roth <ada＠fabrikam．example>', 'ada@fabrikam.example'],
    ['Fab\u200brikam\u00a0GmbH', 'Fabrikam GmbH'],
    ['Fabrikam \u2013 Nord', 'Fabrikam \u2013 Nord'],
    ['株式会社　東京', '株式会社 東京'],
    ['\u200d', ''],
  ])('%j looks for %j', (typed, meant) => {
    expect(searchText(typed)).toBe(meant)
    expect(searchText(meant)).toBe(meant)
    const search = meant === '' ? {} : { search: meant }
    expect(partnerQuery(asked({ search: typed }))).toEqual({ filter: {}, pageSize: 50, ...search })
    expect(userQuery(asked({ search: typed }))).toEqual({ filter: {}, pageSize: 50, ...search })
  })

  it('for a reference takes it with whatever stands around it', () => {
    const reference = referenceOf(id)
    const clean = listQuery(asked({ reference }))
    expect(clean).toMatchObject({ idsBegin: id.slice(0, 11) })
    const ways = [
      `\u200e${reference}\u202c`,
      `\ufeff${reference.replaceAll('-', '\u2011')}`,
      `\u2067${reference}\u2069`,
    ]
    for (const typed of ways) expect(listQuery(asked({ reference: typed }))).toEqual(clean)
  })

  it('for who acted is by the name as it is read', () => {
    expect(auditQuery(asked({ who: 'Ada\u200b\u00a0Roth' }))).toEqual({ filter: { who: 'Ada Roth' } })
    expect(changesQuery(asked({ who: '\u200eAda Roth' }))).toEqual({ filter: { who: 'Ada Roth' } })
  })
})

describe('a reason', () => {
  const given = (reason: string) => reasonIn(asked({ reason }))

  it('is kept as it is read', () => {
    expect(given('\u2067Asked by\u00a0phone\u2069')).toBe('Asked by phone')
    expect(given(' Spam ')).toBe('Spam')
  })

  it.each(['', ' ', '\u200d', '\u2060\u200b', 'x'.repeat(201), 'a\u0000b', '\ud800'])('is not %j', (reason) =>
    expect(given(reason)).toBeUndefined(),
  )
})
