// What people paste, and what they meant.

import fc from 'fast-check'
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' }
import { type CountryCode, getCountries, getExampleNumber } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { cleanText } from '../../shared/domain/clean-text.ts'
import type { FieldKind } from '../../shared/domain/field.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { personName } from '../../shared/domain/person-name.ts'
import { workSince } from '../support/cpu-time.ts'
import { accept, accepted, bodyWith, errorsOf, valueAt } from '../support/intake-samples.ts'

const kinds: readonly FieldKind[] = [...new Set(onboardingFields.map(({ kind }) => kind))]
const pasted = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...[
        '\u200b',
        '\u202d',
        '\u202c',
        '\u00a0',
        '\u3000',
        '\u2011',
        '\uff0b',
        '\uff11',
        '٣',
        '\u200d',
        '\ufeff',
        '\n',
      ],
      ...[
        '@',
        '.',
        '-',
        '+',
        '/',
        ':',
        '<',
        '>',
        ';',
        ' ',
        'a',
        'é',
        '王',
        'mailto:',
        'tel:',
        'https:',
        'www.',
        ';ext=',
      ],
    ),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
})

describe('cleaned text', () => {
  it.each(kinds)('of kind %s stays as it is when it is cleaned again', (kind) => {
    fc.assert(
      fc.property(pasted, (text) => {
        const clean = cleanText(kind, text)
        expect(cleanText(kind, clean)).toBe(clean)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each(kinds)('of kind %s is no longer than is stored once it is accepted, and is accepted again', (kind) => {
    const field = onboardingFields.find((each) => each.kind === kind)
    if (!field) throw new Error('No field is of this kind.')
    fc.assert(
      fc.property(pasted, (text) => {
        const result = accept(bodyWith(field.path, text))
        if (result.outcome === 'refused') return
        const stored = valueAt(result.request, field.path)
        if (typeof stored !== 'string') return
        expect(stored.length).toBeLessThanOrEqual(field.maxLength)
        expect(valueAt(accepted(bodyWith(field.path, stored)), field.path)).toBe(stored)
      }),
      { numRuns: 2_000 },
    )
  })
})

const becomes = (path: string, cases: readonly (readonly [string, string])[]) =>
  it.each(cases)(`${path} %j is stored as %j`, (text, stored) => {
    expect(valueAt(accepted(bodyWith(path, text)), path)).toBe(stored)
  })

describe('what was pasted', () => {
  becomes('company.phone', [
    ['\u202d+49 30 1234567\u202c', '+49 30 1234567'],
    ['+49\u00a030\u00a01234567', '+49 30 1234567'],
    ['+49 30\u20111234567', '+49 30-1234567'],
    ['+49 30\u20131234567', '+49 30-1234567'],
    ['＋４９（３０）１２３４５６７', '+49(30)1234567'],
    ['٠٣٠ ١٢٣٤', '030 1234'],
    ['۰۳۰ ۱۲۳۴', '030 1234'],
    ['tel:+49-30-1234567', '+49-30-1234567'],
    ['Tel.: 030 1234567', '030 1234567'],
    ['+49 30 1234567;ext=12', '+49 30 1234567 ext. 12'],
    ['03\u30fb1234\u30fb5678', '03.1234.5678'],
    ['\u200e+90 212 555 01 00\u200f', '+90 212 555 01 00'],
  ])
  becomes('requestor.email', [
    ['ada@fabrikam.example\u200b', 'ada@fabrikam.example'],
    ['\u2068ada@fabrikam.example\u2069', 'ada@fabrikam.example'],
    ['ada＠fabrikam．example', 'ada@fabrikam.example'],
    ['ada@münchen.example', 'ada@xn--mnchen-3ya.example'],
    ['ada@MÜNCHEN.example', 'ada@xn--mnchen-3ya.example'],
    ['ada@例え.example', 'ada@xn--r8jz45g.example'],
    ['mailto:ada@fabrikam.example', 'ada@fabrikam.example'],
    ['Ada Roth <ada@fabrikam.example>;', 'ada@fabrikam.example'],
    ['ada@fabrikam.example.', 'ada@fabrikam.example'],
    ['ada@fabri\u00adkam.example', 'ada@fabrikam.example'],
  ])
  becomes('company.website', [
    ['www.fabrikam.example', 'https://www.fabrikam.example'],
    ['fabrikam.example', 'https://fabrikam.example'],
    ['fabrikam.example/shop?a=b', 'https://fabrikam.example/shop?a=b'],
    ['//fabrikam.example', 'https://fabrikam.example'],
    ['https:/fabrikam.example', 'https://fabrikam.example'],
    ['http://fabrikam.example', 'http://fabrikam.example'],
    ['https://fabrikam.example\u200b', 'https://fabrikam.example'],
    ['\u202dfabrikam.example:8443\u202c', 'https://fabrikam.example:8443'],
    ['ｗｗｗ．ｆａｂｒｉｋａｍ．ｅｘａｍｐｌｅ', 'https://www.fabrikam.example'],
    ['ｈｔｔｐｓ：／／ｆａｂｒｉｋａｍ．ｅｘａｍｐｌｅ', 'https://fabrikam.example'],
    ['例子。中国/路径。一', 'https://例子.中国/路径。一'],
  ])
  becomes('company.name', [
    ['Fabrikam\u00a0GmbH', 'Fabrikam GmbH'],
    ['\u2068Fabrikam\u2069 GmbH', 'Fabrikam GmbH'],
    ['Fabrikam GmbH\u200f', 'Fabrikam GmbH'],
    ['Fabrikam\tGmbH', 'Fabrikam GmbH'],
    ['Fab\u00adri\u00adkam', 'Fabrikam'],
    ['株式会社　ファブリカム', '株式会社 ファブリカム'],
    ['می‌خواهم', 'می‌خواهم'],
    ['Booking.com B.V.', 'Booking.com B.V.'],
  ])
  becomes('company.taxId', [
    ['ＤＥ１２３４５６７８９', 'DE123456789'],
    ['DE\u00a0123\u00a0456\u00a0789', 'DE 123 456 789'],
    ['12\u201345\u201367', '12-45-67'],
  ])
  becomes('company.address.postalCode', [
    ['１００-００１３', '100-0013'],
    ['100\u30fc0013', '100-0013'],
    ['SW1A\u00a01AA', 'SW1A 1AA'],
  ])
  becomes('company.address.country', [
    ['de', 'DE'],
    ['ＤＥ', 'DE'],
    ['XK', 'XK'],
  ])
  becomes('comments', [
    ['one\u2028two', 'one\ntwo'],
    ['a\u00a0b\ufeff', 'a b'],
  ])
})

describe('a character that cannot be read or shown', () => {
  it.each([
    ['company.name', 'M\ufffdller GmbH', 'malformed', 2],
    ['company.name', '👩‍👧\u0000', 'control-characters', 4],
    ['comments', 'ab\u0007', 'control-characters', 3],
    ['company.address.city', 'a\nb', 'control-characters', 2],
  ])('in %s %j is refused as %s with its place', (path, text, code, place) => {
    const result = accept(bodyWith(path, text))
    expect(result.outcome === 'refused' && result.errors).toMatchObject([
      { path, code, place, message: expect.stringContaining(String(place)) },
    ])
  })
})

describe('a person with one name', () => {
  it('may apply with it', () => {
    expect(accepted(bodyWith('requestor.firstName', undefined)).requestor).not.toHaveProperty('firstName')
  })

  it.each([
    [{ lastName: 'Sukarno' }, 'Sukarno'],
    [{ firstName: 'Ada', lastName: 'Roth' }, 'Ada Roth'],
    [{ firstName: '小明', lastName: '王' }, '王小明'],
    [{ firstName: '민수', lastName: '김' }, '김민수'],
    [{ firstName: 'Xiaoming', lastName: '王' }, 'Xiaoming 王'],
  ])('%j is written %s', (person, name) => {
    expect(personName(person)).toBe(name)
  })
})

describe('a city', () => {
  const addressIn = (country: string) =>
    bodyWith('company.address.city', undefined, bodyWith('company.address.country', country))

  it.each(['SG', 'HK', 'MO', 'MC', 'GI', 'VA'])('is not needed in %s', (country) => {
    expect(errorsOf(addressIn(country))).toEqual([])
  })

  it.each(['DE', 'TR', 'US', 'XK'])('is needed in %s', (country) => {
    expect(errorsOf(addressIn(country))).toEqual([['company.address.city', 'required']])
  })
})

describe('phone numbers of all regions', () => {
  const regions = getCountries()
  const words = [
    ' ext. 12',
    ' x12',
    ' #12',
    ' dahili 12',
    ' sise 12',
    ' доб. 12',
    ' 分机 12',
    '转12',
    ' toestel 12',
    ';ext=12',
  ]

  /** A number as people and programs write it. */
  const writings = (region: CountryCode): string[] => {
    const number = getExampleNumber(region, examples)
    if (!number) return []
    const bare = [number.formatInternational(), number.formatNational(), number.number, number.getURI()]
    number.setExt('1234')
    return [
      ...bare,
      number.formatInternational(),
      number.formatNational(),
      number.getURI(),
      ...words.map((word) => `${bare[0]}${word}`),
    ]
  }

  it('are taken, with extensions in the words of all languages', () => {
    const all = regions.flatMap((region) => writings(region).map((text) => ({ region, text })))
    const refused = all.filter(({ text }) => errorsOf(bodyWith('requestor.phone', text)).length > 0)
    console.log(`phones: ${regions.length} regions, ${all.length} writings, ${refused.length} refused`)
    expect(regions.length).toBeGreaterThanOrEqual(245)
    expect(refused).toEqual([])
  })
})

describe('a text that is far too long', () => {
  const units = [
    ' ',
    '\t',
    '\n',
    '\u00a0',
    '\u200b',
    ';',
    ',',
    '.',
    '@',
    '.@',
    '<',
    '<a',
    '>',
    '<a>',
    'a',
    'a:',
    '://',
    '/',
    '(',
    '-',
    '0',
    'e\u0301',
    '\uff1a',
    '\ud800',
  ]
  const length = 100_000

  it.each(kinds)('of the kind %s costs no more than reading it a few times, whatever it is made of', (kind) => {
    const slow: string[] = []
    for (const unit of units) {
      const run = unit.repeat(length / unit.length)
      for (const text of [run, `${run}x`, `x@${run}x`, `${run}\nx`]) {
        const work = workSince()
        cleanText(kind, text)
        if (work() > 500) slow.push(JSON.stringify(unit))
        // One is enough, and each may take very long.
        if (slow.length > 0) break
      }
      if (slow.length > 0) break
    }
    expect(slow).toEqual([])
  })
})
