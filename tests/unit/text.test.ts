// Lines of text from strangers.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalizeText, textProblem, truncate } from '../../shared/domain/text.ts'

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\r', '\n', '\ud83d', '\u0308', ' ', '🏪', 'a'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
})

describe('normalized text', () => {
  it('stays the same when it is normalized again, whatever it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normalizeText(normalizeText(text))).toBe(normalizeText(text))
      }),
    )
  })

  it.each([
    ['a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['  a  b  ', 'a  b'],
    ['Cafe\u0301', 'Café'],
    ['\u1112\u1161\u11ab', '한'],
    ['\ufeffa\u3000', 'a'],
    ['\ud83d', '\ud83d'],
    ['', ''],
  ])('of %j is %j', (text, normal) => {
    expect(normalizeText(text)).toBe(normal)
  })
})

describe('text', () => {
  it('is too long from one unit beyond its limit, surrogates counted as two', () => {
    expect([textProblem('xxx', 3), textProblem('xxxx', 3)]).toEqual([undefined, 'too-long'])
    expect([textProblem('🏪x', 3), textProblem('🏪🏪', 3)]).toEqual([undefined, 'too-long'])
  })

  it('has no control of either set, and only tab and line feed in several lines', () => {
    const controls = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).filter((c) =>
      /\p{Cc}/u.test(c),
    )
    expect(controls).toHaveLength(65)
    expect(controls.filter((control) => textProblem(`a${control}b`, 9) !== 'control-characters')).toEqual([])
    expect(controls.filter((control) => textProblem(`a${control}b`, 9, true) === undefined)).toEqual(['\t', '\n'])
  })

  it('may have joiners and the characters of every script', () => {
    for (const text of ['می‌خواهم', 'क्‍ष', '👩‍👧', 'Ω≈ç√∫', '\u{20000}', '\u0e01\u0e33', '🏴\u{e0067}\u{e007f}'])
      expect(textProblem(text, 50)).toBeUndefined()
  })

  it('is malformed for each of the 66 noncharacters', () => {
    const codes = [
      ...Array.from({ length: 32 }, (_, at) => 0xfdd0 + at),
      ...Array.from({ length: 17 }, (_, plane) => [plane * 0x10000 + 0xfffe, plane * 0x10000 + 0xffff]).flat(),
    ]
    expect(codes).toHaveLength(66)
    expect(codes.filter((code) => textProblem(String.fromCodePoint(code), 9) !== 'malformed')).toEqual([])
  })
})

describe('cut text', () => {
  it('is never too long, never ends in half a character, and is left alone when it fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, length) => {
        const cut = truncate(text, length)
        expect(cut.length).toBeLessThanOrEqual(length)
        expect(cut.isWellFormed()).toBe(true)
        if (text.length <= length) expect(cut).toBe(text)
        else expect(cut.endsWith('…') && text.startsWith(cut.slice(0, -1))).toBe(true)
      }),
    )
  })

  it('shows that it was cut', () => {
    expect([truncate('abcdef', 6), truncate('abcdef', 5), truncate('ab🏪cd', 4)]).toEqual(['abcdef', 'abcd…', 'ab…'])
  })
})
