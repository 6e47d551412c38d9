// What strangers type into names never makes our mails advertise anything, whoever gets them.

import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages } from '../../shared/domain/languages.ts'
import { mailTexts } from '../../shared/languages/mails-by-language.ts'
import { type MailInput, renderMail } from '../../shared/mail/render-mail.ts'

const leadId = '5b1f3c2a-9d04-5e7a-8b63-1c2d3e4f5a6b'
const tags = languages.map(({ tag }) => tag)
const approved = { kind: 'approved', role: 'User' } as const
const rejected = { kind: 'rejected' } as const
type Names = Pick<MailInput, 'companyName' | 'firstName' | 'lastName'>
const mailOf = (language: MailInput['language'], decided: typeof approved | typeof rejected, names: Names) =>
  renderMail({ requestId: leadId, siteName: 'Contoso', language, ...decided, ...names })

const spam: Names = {
  companyName: 'WIN 500 EUR at evil-deals.example/now',
  firstName: 'Claim your',
  lastName: 'prize bit.ly/3xyz',
}

describe.each(tags)('in %s', (language) => {
  const words = mailTexts[language]

  it('an advertisement for names is told its decision without a word of it', () => {
    for (const decided of [approved, rejected]) {
      const { subject, text, html } = mailOf(language, decided, spam)
      expect(subject).toBe(words[decided.kind].heading)
      expect(text).toContain(words.greetingWithoutName)
      expect(subject + text + html).not.toMatch(/evil|example|WIN|500|EUR|bit\.ly|3xyz|Claim|prize|undefined/)
    }
  })

  it('the sentence without a name is whole: no quotation marks, no double space, another than the one with it', () => {
    for (const { paragraphs } of [words.approved, words.rejected]) {
      const without = paragraphs(undefined)
      expect(without.join('')).not.toMatch(/["«»“”„]| {2}| [.,]|undefined/)
      const named = paragraphs('“Fabrikam”')
      expect(without.filter((line, at) => line !== named[at])).toHaveLength(1)
    }
  })

  it('a rejection holds no name in its subject and preview, however plain', () => {
    const { subject, html } = mailOf(language, rejected, {
      companyName: 'Fabrikam',
      firstName: 'Ada',
      lastName: 'Roth',
    })
    expect(subject).toBe(words.rejected.heading)
    expect(/<div style="display: none[^>]*>([^<]*)</.exec(html)?.[1]).toBe(words.rejected.preheader)
  })

  it('a company called by its host is named once it is approved, and not before', () => {
    const names = { companyName: 'Booking.com B.V.', firstName: 'Ada', lastName: 'Roth' }
    expect(mailOf(language, approved, names).subject).toContain('Booking.com B.V.')
    expect(mailOf(language, approved, names).text).toContain('Booking.com B.V.')
    expect(mailOf(language, rejected, names).text).not.toContain('Booking')
  })
})

const pieces = constantFrom(
  ...['https', 'http', ':', '//', '/', '\\', 'www', '.', '．', '。', 'evil', 'example', 'com', 'ly', 'рф', 'злой'],
  ...['@', '＠', '<', '>', ' ', '-', '\u200b', '\u00ad', '\u202e', '\n', 'Ada', 'GmbH', 'B.V.', 'Co.Ltd', '王', '小明'],
  ...['0800', '555', '0199', '+', '(', ')', 'mailto', '?', '#', '💩', '\ud800'],
)
const typed = oneof(
  array(pieces, { maxLength: 14 }).map((parts) => parts.join('')),
  string({ unit: 'binary', maxLength: 60 }),
)

/** As a reader's program looks at a mail: what shows as nothing is not there, and forms of a character are one. */
const seen = (text: string): string =>
  text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll('。', '.')
    .normalize('NFKC')
// No top-level domain is made of digits alone.
const link = /:\/\/|\bwww\.|[@<>]|(?:mailto|tel|https?):\S|[\p{L}\p{N}]\.\p{N}*\p{L}[\p{L}\p{M}\p{N}]+[/\\?#:]/iu
const host = /[\p{L}\p{N}]\.\p{L}[\p{L}\p{M}\p{N}]/u
const number = /\d(?:[ ()+./-]*\d){6,}/

describe('whatever is typed into names', () => {
  it('makes no mail with a link, an address or a number to call, and no rejection with a host', () =>
    assert(
      property(typed, typed, typed, constantFrom(...tags), (companyName, firstName, lastName, language) => {
        const names = { companyName, firstName, lastName }
        const yes = mailOf(language, approved, names)
        const no = mailOf(language, rejected, names)
        for (const { subject, text } of [yes, no]) {
          expect(seen(`${subject}\n${text}`)).not.toMatch(link)
          expect(seen(text)).not.toMatch(number)
        }
        expect(seen(no.text)).not.toMatch(host)
        expect(no.subject).toBe(mailTexts[language].rejected.heading)
        for (const { html } of [yes, no]) expect(html).not.toMatch(/<a\b/)
      }),
      { numRuns: 1000 },
    ))
})
