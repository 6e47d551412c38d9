// How addresses are written around the world.

import { describe, expect, it } from 'vitest'
import { addressFormat, needsCity } from '../../shared/domain/address-formats.ts'
import { countryCodes } from '../../shared/domain/countries.ts'

describe('an address', () => {
  it.each([
    ['DE', 'line1 line2 postalCode city'],
    ['NL', 'line1 line2 postalCode city'],
    ['US', 'line1 line2 city stateOrProvince postalCode'],
    ['GB', 'line1 line2 city postalCode'],
    ['CN', 'postalCode stateOrProvince city line1 line2'],
    ['JP', 'postalCode stateOrProvince line1 line2'],
    ['TR', 'line1 line2 postalCode city stateOrProvince'],
    ['EE', 'line1 line2 postalCode city stateOrProvince'],
    ['RU', 'line1 line2 city stateOrProvince postalCode'],
    ['HU', 'city line1 line2 postalCode'],
    ['AE', 'line1 line2 stateOrProvince'],
    ['SG', 'line1 line2 postalCode'],
    ['MO', 'line1 line2'],
    ['XK', 'line1 line2 postalCode city'],
    ['ZZ', 'line1 line2 city postalCode'],
  ])('in %s is made of %s', (country, parts) => {
    expect(addressFormat(country).parts.join(' ')).toBe(parts)
  })

  it.each([
    ['US', 'state', 'city', 'zip'],
    ['IN', 'state', 'city', 'pin'],
    ['IE', 'county', 'city', 'eircode'],
    ['TR', 'province', 'district', 'postal'],
    ['JP', 'prefecture', 'city', 'postal'],
    ['RU', 'oblast', 'city', 'postal'],
    ['AE', 'emirate', 'city', 'postal'],
    ['GB', 'province', 'town', 'postcode'],
    ['DE', 'province', 'city', 'postal'],
  ])('in %s calls its parts %s, %s and %s', (country, state, city, postalCode) => {
    expect(addressFormat(country)).toMatchObject({ state, city, postalCode })
  })

  it('has a street and each part once in every country', () => {
    for (const country of countryCodes) {
      const { parts } = addressFormat(country)
      expect(parts, country).toContain('line1')
      expect(new Set(parts).size, country).toBe(parts.length)
    }
  })

  it('needs no city where the country is one or where addresses name none', () => {
    expect(countryCodes.filter((country) => !needsCity(country))).toEqual(
      'AE AX BV GI GS HK HM IO JP KY MC MO NR PN SG SH VA'.split(' '),
    )
  })
})
