// What of a stranger's text may stand in our mails.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages } from '../../shared/domain/languages.ts'
import { isPlainName } from '../../shared/domain/plain-name.ts'
import { renderMail } from '../../shared/mail/render-mail.ts'

const plain = [
  'Fabrikam GmbH',
  'Booking.com B.V.',
  'Amazon.com, Inc.',
  '1&1 Mail & Media GmbH',
  '3M Company',
  '7-Eleven, Inc.',
  'Müller & Söhne GmbH & Co. KG',
  'ООО «Ромашка»',
  '王小明',
  'شركة النور للتجارة',
  "O'Brien-Ní Dhomhnaill",
  'A/S Storebælt 24:7',
  'Société d’Exploitation (Lyon)',
  'Yahoo! Inc.',
  'Нью-Йорк 1992',
  '',
]
const hostile = [
  'WIN 500 EUR at evil-deals.example/now',
  'prize bit.ly/3xyz',
  'see https://evil.example',
  'HTTP://EVIL.EXAMPLE',
  'www.evil.example',
  'Ada ＷＷＷ．evil．example',
  'mailto:eve@evil.example',
  'javascript:alert(1)',
  'eve@evil.example',
  'Call 0800 123 4567 now',
  '+49 (30) 123-4567',
  '٠٨٠٠١٢٣٤٥٦٧',
  'You won a prize, claim it at evil.example today',
  'evil.example?id=1',
  'evil.example:8080/x',
  '<b>Ada</b>',
  '[Click](evil.example)',
  'a\nBcc: eve',
  'x'.repeat(161),
]

it.each(plain)('%j is a plain name', (name) => {
  expect(isPlainName(name)).toBe(true)
})

it.each(hostile)('%j is none', (name) => {
  expect(isPlainName(name)).toBe(false)
})

describe.each(languages.map(({ tag }) => tag))('a mail in %s', (language) => {
  const mailOf = (kind: 'approved' | 'rejected', companyName: string, firstName: string, lastName = 'Roth') =>
    renderMail({
      ...(kind === 'approved' ? { kind, role: 'Admin' } : { kind }),
      language,
      siteName: 'Contoso',
      firstName,
      lastName,
      companyName,
    } as Parameters<typeof renderMail>[0])

  it.each(['approved', 'rejected'] as const)('that is %s repeats nothing that is no plain name', (kind) => {
    for (const text of hostile) {
      const { subject, text: said, html } = mailOf(kind, text, text)
      for (const part of [subject, said, html]) {
        expect(part).not.toContain(text)
        expect(part).not.toMatch(/evil|bit\.ly|0800|prize/i)
      }
      expect(subject).not.toBe('')
      expect(said).not.toContain('undefined')
    }
  })

  it('never holds an address of the web that came with the request', () => {
    const hosts = fc.tuple(
      fc.constantFrom('evil', 'bad-site', 'löschen'),
      fc.constantFrom('example', 'com', 'io'),
      fc.constantFrom('/x', '/?a=1', '#b', ':80/c'),
    )
    fc.assert(
      fc.property(
        hosts,
        fc.string({ maxLength: 20 }),
        fc.constantFrom('approved', 'rejected'),
        ([name, top, rest], around, kind) => {
          const typed = `${around} ${name}.${top}${rest}`
          const { subject, text } = mailOf(kind as 'approved', typed, typed, typed)
          expect(`${subject}\n${text}`).not.toContain(`${name}.${top}${rest}`)
        },
      ),
    )
  })

  it('names who has a plain name', () => {
    const { subject, text } = mailOf('approved', 'Booking.com B.V.', 'Ada')
    expect(subject).toContain('Booking.com B.V.')
    expect(text).toContain('Roth')
  })
})
