// Names typed by strangers, in mails.
import { assert, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayName, plainName, quoted } from '../../shared/mail/mail-names.ts'

/** Any text, and texts made of what links and hidden characters are made of. */
const typed = oneof(
  string({ unit: 'binary', maxLength: 300 }),
  string({
    unit: constantFrom('http', 's', '://', ':', '/', 'www.', 'w', '.', ' ', '\u200b', '\u202e', '\n', 'é'),
    maxLength: 60,
  }),
)

describe('a name in a mail', () => {
  it('is one bounded, well-formed line without a link, whatever was typed', () =>
    assert(
      property(typed, (text) => {
        const name = plainName(text, 100)
        expect(name).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e]|:\/\/|\bwww\./iu)
        expect(name.length).toBeLessThanOrEqual(100)
        expect(name.isWellFormed()).toBe(true)
        expect(plainName(name, 100)).toBe(name)
      }),
      { numRuns: 500 },
    ))

  it.each([
    ['https://evil.example', 'evil.example'],
    ['https:https:////evil.example', 'https: //evil.example'],
    ['WWW.evil.example', 'evil.example'],
    ['www.www.evil.example', 'evil.example'],
    ['ht\u200btps://evil.example', 'ht evil.example'],
    ['O’Neill & Söhne', 'O’Neill & Söhne'],
    ['  Fabrikam\t\r\n GmbH ', 'Fabrikam GmbH'],
  ])('%j becomes %j', (typed, name) => {
    expect(plainName(typed, 100)).toBe(name)
  })

  it('comes in the order its owner writes it', () => {
    expect(displayName('Ada', 'Roth')).toBe('Ada Roth')
    expect(displayName('민준', '김')).toBe('김민준')
    expect(displayName('', 'Roth')).toBe('Roth')
  })

  it('is quoted unless it brings quotation marks', () => {
    expect(quoted('Fabrikam', ['„', '”'])).toBe('„Fabrikam”')
    expect(quoted('ООО «Ромашка»', ['«', '»'])).toBe('ООО «Ромашка»')
  })
})
