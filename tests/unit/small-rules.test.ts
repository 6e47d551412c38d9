// Countries, numbers and hierarchies: rules of a few lines that much depends on.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countryCodes, isCountryCode } from '../../shared/domain/countries.ts'
import { byJoining, type HierarchyMember, placeOf } from '../../shared/domain/customer-hierarchy.ts'
import { formatNumber } from '../../shared/domain/numbers.ts'
import { plainAddress } from '../../shared/domain/users/user.ts'

describe('the countries', () => {
  it('are the 249 officially assigned codes and Kosovo, in order and each once', () => {
    expect(countryCodes).toHaveLength(250)
    expect(countryCodes).toEqual([...new Set(countryCodes)].sort())
    expect(countryCodes.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true)
  })

  it('all have an English name', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
    expect(countryCodes.filter((code) => names.of(code) === undefined)).toEqual([])
  })

  it.each(['de', 'UK', 'EU', 'XX', 'AN', 'SU', 'AA', 'QM', 'ZZ', '', 'DEU', 'DE ', 'toString'])(
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

const person = (customerId: string) => ({ customerId, name: `Person ${customerId}` })

/** The members after these people were added, one after the other. */
const joined = (order: readonly string[], before: readonly HierarchyMember[] = []): HierarchyMember[] => {
  const members = new Map(before.map((member) => [member.customerId, member]))
  for (const id of order) {
    const hasAdmin = [...members.values()].some(({ role }) => role === 'Admin')
    members.set(id, placeOf(person(id), members.get(id), hasAdmin, `at ${id}`))
  }
  return [...members.values()]
}

describe('a customer hierarchy', () => {
  it('is administered by the first person; everyone added later is a User', () => {
    expect(joined(['a', 'b', 'c'])).toEqual([
      { customerId: 'a', name: 'Person a', role: 'Admin', addedAt: 'at a' },
      { customerId: 'b', name: 'Person b', role: 'User', addedAt: 'at b' },
      { customerId: 'c', name: 'Person c', role: 'User', addedAt: 'at c' },
    ])
  })

  it('does not change when a person is added again, but for the name', () => {
    const known = placeOf(person('a'), undefined, false, 'first')
    expect(placeOf(person('a'), known, true, 'later')).toBe(known)
    expect(placeOf({ customerId: 'a', name: 'Other' }, known, true, 'later')).toEqual({ ...known, name: 'Other' })
  })

  it('gets an Admin again when it has lost its only one', () => {
    const orphaned: HierarchyMember[] = [{ ...person('b'), role: 'User', addedAt: 'at' }]
    expect(joined(['c'], orphaned).map((member) => member.role)).toEqual(['User', 'Admin'])
  })

  it('has exactly one Admin and every person once, whoever is added in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }), (order) => {
        const members = joined(order)
        expect(members.filter((member) => member.role === 'Admin').map((member) => member.customerId)).toEqual([
          order[0],
        ])
        expect(members.map((member) => member.customerId)).toEqual([...new Set(order)])
      }),
    )
  })

  it('shows its members in the order in which they joined, of those who joined at once the Admin first', () => {
    const at = (customerId: string, addedAt: string, role: HierarchyMember['role'] = 'User') => ({
      ...person(customerId),
      addedAt,
      role,
    })
    const members = [at('d', '2'), at('a', '3'), at('c', '1'), at('b', '1'), at('e', '1', 'Admin')]
    expect(members.sort(byJoining).map(({ customerId }) => customerId)).toEqual(['e', 'b', 'c', 'd', 'a'])
  })
})

describe('the address of a user', () => {
  it('is the same in either letter case, and nobody gets it by a letter that only folds to one of its letters', () => {
    expect(plainAddress(' Kim.O@Fabrikam.Example ')).toBe('kim.o@fabrikam.example')
    const others = Array.from({ length: 0x1_0000 - 0x80 }, (_, at) => String.fromCharCode(0x80 + at))
    const folding = others.filter((letter) => /^[!-~]+$/.test(plainAddress(`a${letter}b@fabrikam.example`)))
    expect(folding).toEqual([])
  })
})
