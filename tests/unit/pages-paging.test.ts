// The lists of headquarters: one walks back through their pages as one came, and each page has a title of its own.

import { describe, expect, it } from 'vitest'
import { readTrail } from '../../shared/headquarters/pages/paging.ts'
import { renderAudit } from '../../shared/headquarters/pages/render-audit.ts'
import { renderChanges } from '../../shared/headquarters/pages/render-changes.ts'
import { renderPartners } from '../../shared/headquarters/pages/render-partners.ts'
import { renderProspects } from '../../shared/headquarters/pages/render-prospects.ts'
import { renderUsers } from '../../shared/headquarters/pages/render-users.ts'
import type { Html } from '../../shared/platform/html.ts'
import { attribute, elementsOf, named, textOf } from './pages-dom.ts'
import { admin, runningBridge } from './pages-staff-samples.ts'

const frame = { bridge: runningBridge, viewer: admin }
type At = { readonly cursor?: string; readonly nextCursor?: string; readonly trail?: readonly string[] }

const lists: readonly [name: string, draw: (at: At) => Html][] = [
  ['prospects', (at) => renderProspects({ ...frame, ...at, now: 0, items: [], filter: 'Open' })],
  [
    'prospects of which something is missing',
    (at) => renderProspects({ ...frame, ...at, now: 0, items: [], filter: 'Missing' }),
  ],
  ['partners', (at) => renderPartners({ ...frame, ...at, now: 0, filter: { status: 'Active' }, items: [] })],
  ['users', (at) => renderUsers({ ...frame, ...at, now: 0, filter: {}, search: 'ada', items: [] })],
  ['acts', (at) => renderAudit({ ...frame, ...at, acts: [], filter: { who: 'ada' } })],
  ['changes', (at) => renderChanges({ ...frame, ...at, changes: [], filter: { who: 'ada' } })],
]

/** The links of a page to others of its list, without what the list is narrowed to. */
const waysOf = (page: Html): Readonly<Record<string, At>> =>
  Object.fromEntries(
    named(elementsOf(page), 'a').flatMap((link) => {
      const rel = attribute(link, 'rel') ?? ''
      if (rel !== 'next' && rel !== 'prev') return []
      const asked = new URL(attribute(link, 'href') ?? '', 'https://app.example').searchParams
      const cursor = asked.get('cursor')
      return [[rel, { ...(cursor === null ? {} : { cursor }), trail: readTrail(asked) }]]
    }),
  )
const titleOf = (page: Html): string => named(elementsOf(page), 'title').map(textOf).join('')

/** Cursors as the stores give them out: in base64url, as numbers, or with bars. */
const cursors = ['MTcwMDAwMDAwMDAwMHw2ZDBmNmI0ZQ', '41', '1700000000000|6d0f6b4e-54a0-4f9e-9d5c-0c6b1d1f1c11|000012u']

describe.each(lists)('the list of %s', (_, draw) => {
  it('leads back page by page to where one began, whatever it is narrowed to', () => {
    const places: At[] = [{}]
    for (const nextCursor of cursors) {
      const { next } = waysOf(draw({ ...places.at(-1), nextCursor }))
      expect(next?.cursor).toBe(nextCursor)
      places.push(next ?? {})
    }
    expect(waysOf(draw({}))).toEqual({})
    for (let at = places.length - 1; at > 0; at -= 1) {
      const { prev } = waysOf(draw(places[at] ?? {}))
      expect({ trail: [], ...places[at - 1] }).toEqual(prev)
    }
  })

  it('has another title on each page', () => {
    const titles = [{}, { cursor: 'a' }, { cursor: 'b', trail: ['a'] }].map((at) => titleOf(draw(at)))
    expect(new Set(titles).size).toBe(3)
    expect(titles[1]).toContain(', page 2 – ')
  })
})

it('lists have another title for each thing that they are narrowed to', () => {
  const titles = lists.map(([, draw]) => titleOf(draw({})))
  expect(titles).toEqual([
    'All prospects: Open – Headquarters',
    'All prospects: Missing in Sales – Headquarters',
    'Partners: Active – Headquarters',
    'Users: What was found – Headquarters',
    'Audit – Headquarters',
    'Audit: Changes by Sales, sites and jobs – Headquarters',
  ])
})

it('a way back that is very long is cut, and says no wrong number', () => {
  const trail = Array.from({ length: 40 }, (_, at) => `c${at}`)
  expect(readTrail(new URLSearchParams({ trail: trail.join('.') }))).toEqual(trail.slice(-12))
  const page = renderProspects({ ...frame, now: 0, items: [], filter: '', cursor: 'x', trail: trail.slice(-12) })
  expect(titleOf(page)).toBe('All prospects, further page – Headquarters')
  expect(readTrail(new URLSearchParams({ trail: '"><b>.ok. .' }))).toEqual(['ok'])
})
