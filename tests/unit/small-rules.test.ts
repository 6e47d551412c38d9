// Countries, numbers and hierarchies: rules of a few lines that much depends on.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countryCodes, isCountryCode } from '../../shared/domain/countries.ts'
import { type CustomerHierarchy, withMember } from '../../shared/domain/customer-hierarchy.ts'
import { formatNumber } from '../../shared/domain/numbers.ts'

describe('the countries', () => {
  it('are the 249 officially assigned codes, in order and each once', () => {
    expect(countryCodes).toHaveLength(249)
    expect(countryCodes).toEqual([...new Set(countryCodes)].sort())
    expect(countryCodes.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true)
  })

  it('all have an English name', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
    expect(countryCodes.filter((code) => names.of(code) === undefined)).toEqual([])
  })

  it.each(['de', 'UK', 'EU', 'XK', 'AN', 'SU', 'AA', 'QM', 'ZZ', '', 'DEU', 'DE ', 'toString'])(
    'do not include %j',
    (code) => {
      expect(isCountryCode(code)).toBe(false)
    },
  )
})

describe('a readable number', () => {
  it.each([
    ['prospect', 42, 'P-000042'],
    ['customer', 107, 'C-000107'],
    ['hierarchy', 9, 'H-000009'],
    ['prospect', 999_999, 'P-999999'],
    ['prospect', 1_000_000, 'P-1000000'],
  ] as const)('of %s %i is %s', (sequence, value, number) => {
    expect(formatNumber(sequence, value)).toBe(number)
  })
})

const hierarchy: CustomerHierarchy = {
  hierarchyId: 'o',
  number: 'H-000001',
  name: 'Fabrikam GmbH',
  purpose: 'B2B organization',
  organizationId: 'o',
  members: [],
  createdAt: '2026-11-21T09:00:00.000Z',
}
const person = (customerId: string) => ({ customerId, name: `Person ${customerId}` })

describe('a customer hierarchy', () => {
  it('is administered by the first person; everyone added later is a User', () => {
    const members = ['a', 'b', 'c'].reduce(
      (current, id) => withMember(current, person(id), `at ${id}`),
      hierarchy,
    ).members
    expect(members).toEqual([
      { customerId: 'a', name: 'Person a', role: 'Admin', addedAt: 'at a' },
      { customerId: 'b', name: 'Person b', role: 'User', addedAt: 'at b' },
      { customerId: 'c', name: 'Person c', role: 'User', addedAt: 'at c' },
    ])
  })

  it('does not change when a person is added again, but for the name', () => {
    const one = withMember(hierarchy, person('a'), 'first')
    expect(withMember(one, person('a'), 'later')).toBe(one)
    const renamed = withMember(one, { customerId: 'a', name: 'Other' }, 'later')
    expect(renamed.members).toEqual([{ ...one.members[0], name: 'Other' }])
  })

  it('leaves the one it was made from as it is', () => {
    withMember(hierarchy, person('a'), 'at')
    expect(hierarchy.members).toEqual([])
  })

  it('gets an Admin again when it has lost its only one', () => {
    const orphaned = { ...hierarchy, members: [{ ...person('b'), role: 'User' as const, addedAt: 'at' }] }
    expect(withMember(orphaned, person('c'), 'at').members.map((member) => member.role)).toEqual(['User', 'Admin'])
  })

  it('has exactly one Admin and every person once, whoever is added in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }), (order) => {
        const { members } = order.reduce((current, id) => withMember(current, person(id), 'at'), hierarchy)
        expect(members.filter((member) => member.role === 'Admin').map((member) => member.customerId)).toEqual([
          order[0],
        ])
        expect(members.map((member) => member.customerId)).toEqual([...new Set(order)])
      }),
    )
  })
})
