// Which names of strangers may stand in our mails.
import { describe, expect, it } from 'vitest'
import { holdsHost, isPlainCompanyName, isPlainPersonName } from '../../shared/domain/plain-name.ts'

const companies = [
  'Fabrikam GmbH',
  'Amazon.com, Inc.',
  '1&1 Mail & Media GmbH',
  '3M Company',
  '7-Eleven, Inc.',
  'Müller & Söhne GmbH & Co. KG',
  'شركة النور للتجارة',
  'A/S Storebælt 24:7',
  'Société d’Exploitation (Lyon)',
  'Нью-Йорк 1992',
  'Booking.com B.V.',
  'Amazon.com Services LLC',
  'bol.com',
  'St.Gallen AG',
  '1&1',
  '3M',
  '4711',
  'Studio 54 / Garden 2000',
  'Müller & Söhne GmbH',
  'ООО «Ромашка»',
  '王小明',
  'Anadolu Bahçe A.Ş.',
  'Işık San. ve Tic.Ltd.Şti.',
  'Shenzhen Tree Co.,Ltd.',
  'Shenzhen Tree Co.Ltd',
  'Kwiaty Sp.z o.o.',
  'Ogród Sp.zo.o.',
  'Fiori S.p.A.',
  'Møller A/S',
  'Põhja Aiad OÜ',
  'Yahoo! Inc.',
  '.NET Foundation',
  'Sauer: Garten und Haus',
  "O'Brien's “Green” (Ireland) Ltd",
]

const persons = [
  "O'Brien-Ní Dhomhnaill",
  'Ada Roth',
  '王小明',
  '김민준',
  'J. R. R. Tolkien',
  'J.R. Ewing',
  'Martin L. King Jr.',
  'Анна-Мария д’Артуа',
  'María del Carmen de los Ángeles García López de la Vega',
  'Ece Işık',
  'سارة الأحمد',
  'Louis 16',
]

/** Neither a company's nor a person's. */
const hostile = [
  'see https://evil.example',
  'Ada ＷＷＷ．evil．example',
  'mailto:eve@evil.example',
  'Call 0800 123 4567 now',
  '+49 (30) 123-4567',
  '٠٨٠٠١٢٣٤٥٦٧',
  'You won a prize, claim it at evil.example today',
  'evil.example?id=1',
  'evil.example:8080/x',
  '[Click](evil.example)',
  'a\nBcc: eve@evil.example',
  'x'.repeat(161),
  'WIN 500 EUR at evil-deals.example/now',
  'Claim your prize bit.ly/3xyz',
  'bit.ly/3xyz',
  'https://evil.example',
  'HTTPS://EVIL.EXAMPLE/x Ltd',
  'ht\u200btps://evil.example',
  'ｈｔｔｐｓ：／／ｅｖｉｌ．ｅｘａｍｐｌｅ',
  '//evil.example',
  'www.evil.example',
  'Visit WWW2.evil.example',
  'ｗｗｗ．evil．example',
  '王www．1',
  'Prize at evil.example',
  'Prize at evil。example',
  'Prize at evil\u00ad.\u00adexample',
  'Prize (evil.example)',
  'Prize,evil.example',
  'приз на злой.рф',
  'Prize at xn--e1aybc.xn--p1ai',
  'evil.example\\now',
  'evil.example\u2044now',
  'evil.example:8080',
  'evil.example?x=1',
  'evil.example#now',
  'evil.example has a prize for you',
  'evil.com also.com',
  'pay.evil.example',
  '203.0.113.7 GmbH',
  'Call 203.0.113.7/now',
  'ada@evil.example',
  'ada＠evil',
  'mailto:ada',
  'tel:112',
  'https:',
  'javascript:alert(1)',
  'data:text/html,x',
  'Call +1 (800) 555-0199',
  'Call 0800.555.0199',
  'Call 0 8 0 0 5 5 5',
  'Call 0199) +/ 0800',
  'Call ٠٨٠٠٥٥٥٠١٩٩',
  'Call ０８００５５５０１９９',
  'Call 0800\u200b5550199',
  '<b>Fabrikam</b>',
  'Fabrikam ＞ all',
  '',
  ' \u200b ',
  '!!! ???',
  'Fabrikam '.repeat(20),
]

describe('a name in our mails', () => {
  it.each(companies)('may be the company %j', (name) => {
    expect(isPlainCompanyName(name)).toBe(true)
  })

  it.each(persons)('may be the person %j', (name) => {
    expect(isPlainPersonName(name)).toBe(true)
  })

  it.each(hostile)('is never %j', (name) => {
    expect([isPlainCompanyName(name), isPlainPersonName(name)]).toEqual([false, false])
  })

  it('may be a host for a company alone, and is seen to be one', () => {
    expect(isPlainPersonName('Booking.com B.V.')).toBe(false)
    expect(holdsHost('Booking.com B.V.')).toBe(true)
    expect(['Fiori S.p.A.', 'Bahçe A.Ş.', '3M', 'Version 2.0'].filter(holdsHost)).toEqual([])
  })
})
