// The short reference of a request.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { idsBeginWith, referenceOf } from '../../shared/domain/reference.ts'

it('is the beginning of the id, and leads back to it', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const reference = referenceOf(id)
      expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(id.startsWith(idsBeginWith(reference) ?? '?')).toBe(true)
    }),
  )
})

it.each([
  ['00000000-0000-4000-8000-000000000000', '0000-0000'],
  ['ffffffff-ffff-4fff-8fff-ffffffffffff', 'ZZZZ-ZZZZ'],
  ['5b1f3c2a-9d04-5e7a-8b63-1c2d3e4f5a6b', 'BCFK-RAMX'],
])('of %s is %s', (id, reference) => {
  expect(referenceOf(id)).toBe(reference)
})

it('is read as people type it', () => {
  expect(idsBeginWith('bcfk ramx')).toBe('5b1f3c2a-9d')
  expect(idsBeginWith('oOiI-lL01')).toBe(idsBeginWith('0011-1101'))
})

it.each(['', 'BCFK', 'BCFK-RAMXX', 'BCFK-RAMU', 'P-000042', '########'])('is not %j', (text) => {
  expect(idsBeginWith(text)).toBeUndefined()
})
