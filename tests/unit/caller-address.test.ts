// Under which address a caller is counted: the one the platform saw, never one that the caller claims.

import { describe, expect, it } from 'vitest'
import { callerAddress } from '../../shared/platform/http.ts'
import { httpRequest } from '../support/http-samples.ts'

const seenBehind = (header: string | undefined) =>
  callerAddress(httpRequest(header === undefined ? {} : { headers: { 'x-forwarded-for': header } }))

describe('the address of a caller', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:50123', '203.0.113.7'],
    // Whatever stands before the last entry was sent by the caller.
    ['198.51.100.1, 203.0.113.7:50123', '203.0.113.7'],
    ['198.51.100.1,192.0.2.4, 203.0.113.7', '203.0.113.7'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:50123', '2001:db8::1'],
    ['203.0.113.7, [2001:db8::1]:443', '2001:db8::1'],
    ['198.51.100.1,  203.0.113.7  ', '203.0.113.7'],
  ])('of %j is %s', (header, address) => {
    expect(seenBehind(header)).toBe(address)
  })

  it.each([undefined, '', ' ', '203.0.113.7,', '203.0.113.7, '])('of %j is not known', (header) => {
    expect(seenBehind(header)).toBeUndefined()
  })
})
