// The short reference of a request.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { idsBeginWith, referenceOf } from '../../shared/domain/reference.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

it('is the beginning of the id, and leads back to it', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const reference = referenceOf(id)
      expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}(-[0-9A-HJKMNP-TV-Z]{3}){2}$/)
      expect(id.startsWith(idsBeginWith(reference) ?? '?')).toBe(true)
    }),
  )
})

it.each([
  ['00000000-0000-4000-8000-000000000000', '000-000-000'],
  ['5b1f3c2a-9d04-5e7a-8b63-1c2d3e4f5a6b', /^BCF-KRA-MX.$/],
])('of %s is %s', (id, reference) => {
  expect(referenceOf(id)).toMatch(reference)
})

it('shows one character that is wrong, and two that changed places', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.nat(8), fc.nat(8), fc.constantFrom(...alphabet), (id, one, other, wrong) => {
      const right = [...referenceOf(id).replaceAll('-', '')]
      const mistyped = right.with(one, wrong).join('')
      if (right[one] !== wrong) expect(idsBeginWith(mistyped)).toBeUndefined()
      const swapped = right
        .with(one, right[other] ?? '')
        .with(other, right[one] ?? '')
        .join('')
      if (right[one] !== right[other]) expect(idsBeginWith(swapped)).toBeUndefined()
    }),
  )
})

it('is read as people type it', () => {
  const reference = referenceOf('5b1f3c2a-9d04-5e7a-8b63-1c2d3e4f5a6b')
  expect(idsBeginWith(reference.toLowerCase().replaceAll('-', ' '))).toBe('5b1f3c2a-9d')
  expect(idsBeginWith(` ${reference.replaceAll('-', '–')}\u00a0`)).toBe('5b1f3c2a-9d')
  expect(idsBeginWith('oOo-ooo oO0')).toBe('00000000-00')
})

it.each(['', 'BCF', 'BCFK-RAMX', 'BCF-KRA-MXU', 'P-000042', '#########', '𝟎'.repeat(12)])('is not %j', (text) => {
  expect(idsBeginWith(text)).toBeUndefined()
})
