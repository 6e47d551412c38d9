// How addresses are written around the world.

import { describe, expect, it } from 'vitest'
import { addressFormat, addressLines, needsCity } from '../../shared/domain/address-formats.ts'
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

describe('an address is written as in its country', () => {
  const street = { line1: 'Street 1', line2: 'Floor 2' }
  const all = { ...street, city: 'City', stateOrProvince: 'State', postalCode: '12345' }

  it.each([
    ['DE', ['Street 1', 'Floor 2', '12345 City', 'State']],
    ['US', ['Street 1', 'Floor 2', 'City State 12345']],
    ['TR', ['Street 1', 'Floor 2', '12345 City State']],
    ['CN', ['12345 State City', 'Street 1', 'Floor 2']],
    ['HU', ['City', 'Street 1', 'Floor 2', '12345', 'State']],
    ['AE', ['Street 1', 'Floor 2', 'State', 'City', '12345']],
  ])('%s', (country, lines) => expect(addressLines({ ...all, country })).toEqual(lines))

  it('without what it does not have, and without a country', () => {
    expect(addressLines({ line1: 'Street 1', city: 'Berlin', country: 'DE' })).toEqual(['Street 1', 'Berlin'])
    expect(addressLines({ line1: '', city: 'City', postalCode: '1' })).toEqual(['City 1'])
    expect(addressLines({ country: 'NL' })).toEqual([])
  })

  it('with everything that is given, once', () => {
    for (const country of countryCodes) {
      const written = addressLines({ ...all, country }).join(' ')
      for (const text of Object.values(all)) expect([country, written.split(text).length]).toEqual([country, 2])
    }
  })
})
