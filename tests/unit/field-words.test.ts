// What applicants are told of a field and of what is wrong with it.

import { describe, expect, it } from 'vitest'
import { errorText, hintOf, labelOf } from '../../shared/channel/pages/field-words.ts'

describe('a label', () => {
  it.each([
    ['requestor.email', 'E-mail address'],
    ['company.address.city', 'City'],
    ['attributes.expectedVolume', 'Expected volume'],
    ['attributes.expected-volume_perYear', 'Expected volume per year'],
    ['attributes.B2Bshop', 'B2 bshop'],
    ['attributes._kind', 'Kind'],
    ['channel', 'Your request'],
    ['company', 'Your request'],
    ['', 'Your request'],
  ] as const)('of %j is %s', (path, label) => {
    expect(labelOf(path, 'en')).toBe(label)
  })

  it('is said in the language of the page', () => {
    expect([labelOf('company.name', 'nl'), hintOf('company.name', 'nl')]).toEqual(['Bedrijfsnaam', undefined])
    expect(hintOf('company.website', 'en')).toBe('For example www.company.example')
    expect([hintOf('channel', 'en'), hintOf('attributes.x', 'en')]).toEqual([undefined, undefined])
  })
})

describe('what is wrong', () => {
  const said = (path: Parameters<typeof errorText>[0]['path'], code: Parameters<typeof errorText>[0]['code']) =>
    errorText({ path, code, message: 'For programs.' }, 'en')

  it.each([
    ['comments', 'too-long', /1,500 characters/],
    ['company.name', 'too-long', /160 characters/],
    ['attributes.industry', 'too-long', /200 characters/],
    ['requestor.email', 'format', /name@company\.example/],
    ['company.phone', 'format', /ext\. 12/],
  ] as const)('with %s (%s) is said with what would be right', (path, code, words) => {
    expect(said(path, code)).toMatch(words)
  })

  it('is said by its code where no more is known', () => {
    expect(said('company', 'too-long')).toBe(said('', 'too-long'))
    expect(said('company', 'too-long')).not.toContain('{')
    expect(said('language', 'format')).toBe(said('attributes.x', 'format'))
    expect(said('company.name', 'required')).not.toBe(said('company.name', 'malformed'))
  })
})
