// Links are made from the table of routes, whatever stands in them.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathOf, type Route } from '../../functions/route.ts'
import { routes } from '../../functions/routes.ts'
import { addresses } from '../../shared/domain/addresses.ts'
import { linkTo } from '../../shared/domain/link-to.ts'

describe('a link', () => {
  it('leads to the address of its function', () => {
    expect(linkTo('HomePage', {})).toBe('/')
    expect(linkTo('CustomerPage', { customerId: 'a' }, { done: 'saved', ran: undefined })).toBe(
      '/headquarters/customers/a?done=saved',
    )
  })

  it('carries any text in its path and its query, and nothing leaves its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }), (id, cursor) => {
        fc.pre(id !== '.' && id !== '..')
        const url = new URL(linkTo('ProspectPage', { prospectId: id }, { cursor }), 'https://partners.example')
        const [, room, list, last, ...more] = url.pathname.split('/')
        expect([room, list, more]).toEqual(['headquarters', 'prospects', []])
        expect(decodeURIComponent(last ?? '')).toBe(id.toWellFormed())
        expect(url.searchParams.get('cursor')).toBe(cursor.toWellFormed())
        expect(url.hash).toBe('')
      }),
    )
  })

  it('is there for every address of the app', () => {
    const paths = Object.entries<Route>(routes).map(([name, route]) => [name, pathOf(route)])
    expect(Object.entries(addresses)).toEqual(paths)
  })
})
