// What prospects are filtered, counted and found by, as rules on plain data.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginningsOf, typedBeginnings } from '../../shared/domain/lists/beginnings.ts'
import {
  type Cell,
  cellOf,
  cellsOf,
  choicesOf,
  countOf,
  type Facets,
  facetLists,
  isWithin,
  listsFor,
  marks,
  type ProspectFilter,
  shortestList,
} from '../../shared/domain/lists/facets.ts'
import {
  beginOf,
  cameIn,
  funnelOf,
  stageTimesOf,
  stayed,
  waitingOf,
  weekOf,
  withoutOld,
} from '../../shared/domain/lists/weeks.ts'
import { prospectStatuses } from '../../shared/domain/prospect.ts'
import { salesStages } from '../../shared/domain/sales-outcome.ts'

const day = 24 * 3_600_000
const now = Date.parse('2026-11-25T10:00:00.000Z')
const facets = fc.record<Facets>({
  status: fc.constantFrom(...prospectStatuses),
  stage: fc.constantFrom(...salesStages),
  country: fc.constantFrom('DE', 'NL'),
  channel: fc.constantFrom('eu', 'us', ''),
  marks: fc.uniqueArray(fc.constantFrom(...marks), { maxLength: 3 }),
})
/** A prospect, and something that it is among. */
const asked = fc.tuple(facets, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })).map(([one, said]) => {
  const [mark] = one.marks
  const filter: ProspectFilter = {
    status: said[0] ? one.status : undefined,
    stage: said[1] ? one.stage : undefined,
    country: said[2] ? one.country : undefined,
    channel: said[3] && one.channel !== '' ? one.channel : undefined,
    mark: said[4] ? mark : said[5] && isWithin({ mark: 'any' }, one) ? 'any' : undefined,
    missing: said[6] && isWithin({ missing: true }, one) ? true : undefined,
    undelivered: said[7] && isWithin({ undelivered: true }, one) ? true : undefined,
  }
  return { one, filter }
})

describe('a prospect', () => {
  it('that is asked for stands in every list that is gone along for it', () => {
    fc.assert(
      fc.property(asked, ({ one, filter }) => {
        expect(isWithin(filter, one)).toBe(true)
        const stands = ['All', one.status, ...facetLists(one)]
        expect(listsFor(filter).filter(([list]) => !stands.includes(list))).toEqual([])
      }),
    )
  })

  it('comes back from its cell as it was', () => {
    fc.assert(
      fc.property(facets, (one) => {
        const [cell] = cellsOf({ [cellOf(one)]: 2 })
        expect(cell).toEqual({ facets: { ...one, marks: one.marks.toSorted() }, count: 2 })
      }),
    )
  })

  it('that may be a duplicate is looked at until it is decided', () => {
    const one: Facets = {
      status: 'Open',
      stage: 'Lead open',
      country: 'DE',
      channel: 'eu',
      marks: ['likely-duplicate'],
    }
    expect(isWithin({ mark: 'any' }, one)).toBe(true)
    expect(isWithin({ mark: 'any' }, { ...one, status: 'Approved' })).toBe(false)
    expect(isWithin({ mark: 'any' }, { ...one, status: 'Approved', marks: ['lead-missing'] })).toBe(true)
  })
})

describe('counts', () => {
  const cell = (changes: Partial<Facets>, count: number): Cell => ({
    facets: { status: 'Open', stage: 'Lead open', country: 'DE', channel: 'eu', marks: [], ...changes },
    count,
  })
  const cells = [
    cell({}, 5),
    cell({ country: 'NL' }, 2),
    cell({ status: 'Approved', country: 'NL' }, 30),
    cell({ marks: ['lead-missing', 'no-email'] }, 1),
  ]

  it('of a choice leave the choice itself out, and keep what else is asked for', () => {
    expect(choicesOf(cells, { status: 'Open', country: 'NL' }, 'country')).toEqual([
      { value: 'DE', count: 6 },
      { value: 'NL', count: 2 },
    ])
    expect(choicesOf(cells, {}, 'mark').map(({ value }) => value)).toEqual(['lead-missing', 'no-email'])
  })

  it('say which list is the shortest', () => {
    expect(shortestList(cells, { status: 'Open', country: 'NL' })).toEqual({ list: 'Open', count: 8 })
    expect(shortestList(cells, { status: 'Approved', country: 'DE' })).toEqual({ list: 'country:DE', count: 6 })
    expect(shortestList(cells, {})).toEqual({ list: 'All', count: 38 })
    expect(countOf(cells, { missing: true })).toBe(1)
  })
})

describe('weeks', () => {
  it('begin on Monday, by UTC', () => {
    const week = weekOf(Date.parse('2026-11-23T00:00:00.000Z'))
    expect(weekOf(Date.parse('2026-11-22T23:59:59.999Z'))).toBe(week - 1)
    expect(weekOf(Date.parse('2026-11-29T23:59:59.999Z'))).toBe(week)
    expect(new Date(beginOf(week)).toISOString()).toBe('2026-11-23T00:00:00.000Z')
  })

  it('tell what became of those who came in them', () => {
    const week = weekOf(now)
    const counts = {
      [cameIn(week, 'Open', 'Lead open')]: 4,
      [cameIn(week, 'Approved', 'Opportunity won')]: 2,
      [cameIn(week, 'Rejected', 'Opportunity lost')]: 1,
      [cameIn(week - 12, 'Open', 'Lead open')]: 9,
    }
    const funnel = funnelOf(counts, now)
    expect(funnel).toHaveLength(12)
    expect(funnel.at(-1)).toEqual({ week, came: 7, qualified: 3, approved: 2, rejected: 1, open: 4 })
    expect(funnel[0]?.came).toBe(0)
  })

  it('put those who wait longer than is kept among the longest', () => {
    const counts = { [cameIn(weekOf(now), 'Open', 'Lead open')]: 1, [cameIn(weekOf(now) - 3, 'Open', 'Lead open')]: 2 }
    const cells = [
      { facets: { status: 'Open', stage: 'Lead open', country: '', channel: '', marks: [] }, count: 8 },
    ] as const
    expect(waitingOf(counts, cells, now).map(({ count }) => count)).toEqual([1, 0, 2, 5])
  })

  it('that are long over are not kept, nor what there is none of', () => {
    const old = cameIn(weekOf(now) - 61, 'Open', 'Lead open')
    expect(withoutOld({ [old]: 3, 'p|x': 1, 'p|y': 0, [cameIn(weekOf(now), 'Open', 'Lead open')]: 1 }, now)).toEqual({
      'p|x': 1,
      [cameIn(weekOf(now), 'Open', 'Lead open')]: 1,
    })
  })

  it('tell how long half of those stayed who left a stage', () => {
    const stays = [0.5, 2, 5, 40].map((days) => stayed('Lead open', now - days * day, now))
    const counts = Object.fromEntries(stays.map((name) => [name, 1]))
    expect(stageTimesOf(counts, salesStages, now)).toEqual([
      { stage: 'Lead open', left: 4, byStay: [1, 1, 1, 0, 0, 1], median: 3 },
    ])
  })
})

describe('how words of names begin', () => {
  it('is kept in three letters of some words, and one sign of Chinese', () => {
    expect(beginningsOf('Müller & Söhne GmbH', 'Ada Roth')).toEqual(['mul', 'soh', 'gmb', 'rot', 'ada'])
    expect(beginningsOf('北京贸易', '王芳')).toEqual(['北', '王'])
    expect(beginningsOf('A B', '')).toEqual([])
  })

  it.each([
    ['mul', true],
    ['Roth Müll', true],
    ['Söhne', true],
    ['Muller Schmidt', false],
  ])('"%s" means Müller & Söhne of Ada Roth: %s', (typed, isMeant) => {
    expect(typedBeginnings(typed)?.isMeant('Müller & Söhne', 'Ada Roth')).toBe(isMeant)
  })

  it('is not looked for by less', () => {
    expect(['mu', '', '!'].map(typedBeginnings)).toEqual([undefined, undefined, undefined])
  })
})
