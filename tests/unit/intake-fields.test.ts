// Every field of the onboarding request against everything that can be wrong with a value.

import { describe, expect, it } from 'vitest'
import type { FieldKind } from '../../shared/domain/field.ts'
import type { FieldErrorCode } from '../../shared/domain/field-checks.ts'
import { type OnboardingField, onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { accept, accepted, bodyWith, errorsOf, fullBody, valueAt } from '../support/intake-samples.ts'

const fields: readonly OnboardingField[] = onboardingFields

/** A value of a kind that has exactly the given length, or `undefined` where the form does not allow that length. */
const ofLength: Record<FieldKind, (length: number) => string | undefined> = {
  text: (length) => 'x'.repeat(length),
  name: (length) => 'x'.repeat(length),
  multiline: (length) => 'x'.repeat(length),
  code: (length) => 'x'.repeat(length),
  email: (length) => `${'x'.repeat(length - '@x.example'.length - 60)}@${'x'.repeat(60)}x.example`,
  phone: (length) => '1'.repeat(length),
  website: (length) => `https://x.example/${'x'.repeat(length - 'https://x.example/'.length)}`,
  country: () => undefined,
  language: (length) => 'en-abcdefgh-abcdefgh-abcdefgh-abcdefgh'.slice(0, length),
  channel: () => undefined,
  money: () => undefined,
  hold: () => undefined,
  yes: () => undefined,
}
// Values of these are checked against a list, so a text can only be too long or unknown.
const listed = (field: OnboardingField) => field.kind === 'country' || field.kind === 'channel'

const bad: readonly (readonly [string, string, FieldErrorCode])[] = [
  ['NUL', 'a\u0000b', 'control-characters'],
  ['a bell', 'a\u0007b', 'control-characters'],
  ['an escape', 'a\u001bb', 'control-characters'],
  ['DEL', 'a\u007fb', 'control-characters'],
  ['a C1 control', 'a\u0085b', 'control-characters'],
  ['a vertical tab', 'a\u000bb', 'control-characters'],
  ['a lone high surrogate', 'a\ud83db', 'malformed'],
  ['a lone low surrogate', 'a\udcaab', 'malformed'],
  ['surrogates in the wrong order', 'a\udcaa\ud83d', 'malformed'],
  ['a character that somebody before could not read', 'a\ufffdb', 'malformed'],
  ['a noncharacter', 'a\ufdd0b', 'malformed'],
  ['a noncharacter beyond the first plane', 'a\u{1ffff}b', 'malformed'],
]

const blank: readonly (readonly [string, unknown])[] = [
  ['absent', undefined],
  ['null', null],
  ['empty', ''],
  ['only spaces', '   '],
  ['only white space of other scripts', '\u3000\u00a0\u2003'],
  ['only line ends and tabs', '\r\n\t\n'],
  ['only joiners and fillers that show as nothing', '\u200b\u200d'],
]

describe.each(fields.map((field) => [field.path, field] as const))('%s', (path, field) => {
  it.each(blank)(field.required ? 'is required: %s is refused' : 'may be %s', (_what, value) => {
    const body = bodyWith(path, value)
    // The country of these bodies needs one.
    if (field.required || path === 'company.address.city') expect(errorsOf(body)).toEqual([[path, 'required']])
    // Two settings of the installation stand in for what was not said.
    else if (path === 'language') expect(accepted(body).language).toBe('en')
    else if (path === 'channel') expect(accepted(body).channel).toBe('default')
    else expect(valueAt(accepted(body), path)).toBeUndefined()
  })

  it.each([[1], [true], [['x']], [{ x: 'x' }], [{}], [Number.NaN]])('is not %j', (value) => {
    expect(errorsOf(bodyWith(path, value))).toEqual([[path, 'type']])
  })

  it('is taken at its greatest length and refused when one longer', () => {
    const longest = ofLength[field.kind](field.maxLength)
    const longer = ofLength[field.kind](field.maxLength + 1) ?? 'x'.repeat(field.maxLength + 1)
    if (longest !== undefined) {
      expect(longest).toHaveLength(field.maxLength)
      expect(errorsOf(bodyWith(path, longest))).toEqual([])
    }
    expect(longer).toHaveLength(field.maxLength + 1)
    expect(errorsOf(bodyWith(path, longer))).toEqual([[path, 'too-long']])
    const result = accept(bodyWith(path, longer))
    const message = result.outcome === 'refused' ? result.errors[0]?.message : undefined
    expect(message).toContain(String(field.maxLength))
  })

  it.each(bad)('does not contain %s', (_what, value, code) => {
    const tooLong = value.length > field.maxLength
    expect(errorsOf(bodyWith(path, value))).toEqual([[path, tooLong ? 'too-long' : code]])
  })

  it('has no line end within, unless it is a comment of several lines', () => {
    const lines = field.kind === 'country' ? '\n' : 'a\r\nb'
    if (field.kind === 'multiline') expect(valueAt(accepted(bodyWith(path, lines)), path)).toBe('a\nb')
    else if (listed(field) && field.maxLength < 3)
      expect(errorsOf(bodyWith(path, 'a\n'))).toEqual([[path, 'unknown-value']])
    else expect(errorsOf(bodyWith(path, lines))).toEqual([[path, 'control-characters']])
  })

  it('is taken without the white space around it', () => {
    const value = String(valueAt(fullBody(), path))
    expect(valueAt(accepted(bodyWith(path, ` \t\r\n${value}\u3000\ufeff\n`)), path)).toBe(value)
  })
})

describe('a comment', () => {
  it('may contain tabs and lines, which all end the same way', () => {
    expect(accepted(bodyWith('comments', 'a\r\n\tb\rc\nd')).comments).toBe('a\n\tb\nc\nd')
  })

  it('is measured after its line ends were made one', () => {
    expect(errorsOf(bodyWith('comments', `${'a\r\n'.repeat(750).slice(0, -2)}x`))).toEqual([])
  })

  it('may say anything, a link or markup too', () => {
    const comments = '<b>See</b> https://fabrikam.example & "more"'
    expect(accepted(bodyWith('comments', comments)).comments).toBe(comments)
  })
})

describe('several mistakes', () => {
  it('are all told, in the order of the fields', () => {
    const body = bodyWith('requestor.email', 'nobody', bodyWith('company.name', '', bodyWith('language', 7)))
    expect(errorsOf(body)).toEqual([
      ['company.name', 'required'],
      ['requestor.email', 'format'],
      ['language', 'type'],
    ])
  })

  it('of an empty object are all the required members', () => {
    const required = fields.filter((field) => field.required).map((field) => [field.path, 'required'])
    expect(errorsOf({})).toEqual(required)
    expect(required).toHaveLength(5)
  })
})
