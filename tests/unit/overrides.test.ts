// The override of members' terms as a rule: what differs, what is copied, and what is taken back.

import { describe, expect, it } from 'vitest'
import type { Person } from '../../shared/domain/customer.ts'
import {
  differences,
  firstAdmin,
  isUndoable,
  overridden,
  overrideValuesOf,
  undone,
} from '../../shared/domain/overrides.ts'
import { now } from '../support/domain-samples.ts'
import { asUser } from '../support/partner-samples.ts'

const order = { overrideId: 'o1', at: now, who: 'kim' }
const person = (more: Partial<Person> = {}): Person => ({
  ...asUser('c1', 'a1'),
  language: 'tr',
  priceGroup: 'A',
  currency: 'TRY',
  ...more,
})

describe('the first Admin', () => {
  it('is the active one who joined first', () => {
    const members = [
      { role: 'User', name: 'a' },
      { role: 'Admin', name: 'b', status: 'Disabled' },
      { role: 'Admin', name: 'c' },
      { role: 'Admin', name: 'd' },
    ] as const
    expect(firstAdmin<(typeof members)[number] & { status?: 'Disabled' }>(members)?.name).toBe('c')
    expect(firstAdmin(members.slice(0, 1))).toBeUndefined()
  })
})

describe('an override', () => {
  it('changes what differs of what is copied, and nothing else', () => {
    const values = { language: 'nl', priceGroup: 'B', currency: 'TRY', paymentTerms: '' }
    const step = overridden(person({ paymentTerms: 'net30' }), { ...order, values })
    const { overrides, ...next } = step?.next ?? person()
    const { paymentTerms: _, ...plain } = person()
    expect(next).toEqual({ ...plain, language: 'nl', priceGroup: 'B' })
    expect(step?.changes).toEqual([
      { path: 'language', before: 'tr', after: 'nl' },
      { path: 'priceGroup', before: 'A', after: 'B' },
      { path: 'paymentTerms', before: 'net30' },
    ])
    expect(overrides).toEqual([{ ...order, changes: step?.changes }])
  })

  it('never takes a language that there is not, and never leaves nobody to be invoiced to', () => {
    const step = overridden(person(), { ...order, values: { language: 'xx', invoiceAccount: '' } })
    expect(step?.next).toMatchObject({ language: 'tr', invoiceAccount: 'a1' })
  })

  it('is done once, whatever was changed since', () => {
    const first = overridden(person(), { ...order, values: { currency: 'EUR' } })
    const later = { ...(first?.next ?? person()), currency: 'JPY' }
    expect(overridden(later, { ...order, values: { currency: 'EUR' } })).toBeUndefined()
  })

  it('remembers the last four of a person', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    const last = ids.reduce(
      (before, overrideId) => overridden(before, { ...order, overrideId, values: { currency: 'EUR' } })?.next ?? before,
      person(),
    )
    expect(last.overrides?.map(({ overrideId }) => overrideId)).toEqual(['b', 'c', 'd', 'e'])
  })
})

describe('taking it back', () => {
  const values = { language: 'nl', priceGroup: 'B', paymentTerms: 'net30' }
  const after = overridden(person(), { ...order, values })?.next ?? person()

  it('gives back what was there before', () => {
    const step = undone(after, { ...order, who: 'lee' })
    const { overrides, ...next } = step?.next ?? after
    expect(next).toEqual(person())
    expect(step?.changes).toEqual([
      { path: 'language', before: 'nl', after: 'tr' },
      { path: 'priceGroup', before: 'B', after: 'A' },
      { path: 'paymentTerms', before: 'net30' },
    ])
    expect(overrides).toMatchObject([{ overrideId: 'o1', who: 'kim', isUndone: true }])
  })

  it('leaves what somebody changed since', () => {
    const step = undone({ ...after, priceGroup: 'C' }, order)
    expect(step?.next).toMatchObject({ priceGroup: 'C', language: 'tr' })
    expect(step?.changes.map(({ path }) => path)).toEqual(['language', 'paymentTerms'])
  })

  it('is done once', () => {
    const once = undone(after, order)?.next ?? after
    expect(undone({ ...once, priceGroup: 'B' }, order)).toBeUndefined()
  })

  it('before the override itself keeps it from being done', () => {
    const step = undone(person(), order)
    expect(step?.changes).toEqual([])
    expect(overridden(step?.next ?? person(), { ...order, values })).toBeUndefined()
  })

  it('is possible for a while, once, and where something changed', () => {
    const kept = { ...order, changes: [{ path: 'currency' }] }
    expect(isUndoable(kept, '2026-01-01T00:00:00.000Z')).toBe(true)
    expect(isUndoable(kept, now)).toBe(false)
    expect(isUndoable({ ...kept, isUndone: true }, '2026-01-01T00:00:00.000Z')).toBe(false)
    expect(isUndoable({ ...kept, changes: [] }, '2026-01-01T00:00:00.000Z')).toBe(false)
  })
})

it('what differs is told by the field, with empty sides left out', () => {
  expect(differences(person(), { ...overrideValuesOf(person()), customerGroup: 'retail', currency: '' })).toEqual([
    { path: 'customerGroup', after: 'retail' },
    { path: 'currency', before: 'TRY' },
  ])
})
