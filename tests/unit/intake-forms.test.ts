// The forms of addresses, numbers and names as people all over the world write them, and forms that none of them has.

import { describe, expect, it } from 'vitest'
import { accept, accepted, bodyWith, errorsOf, valueAt } from '../support/intake-samples.ts'

const takes = (path: string, values: readonly string[]) =>
  it.each(values.map((value) => [value] as const))('takes %j', (value) => {
    expect(valueAt(accepted(bodyWith(path, value)), path)).toBe(value)
  })

const refuses = (path: string, values: readonly string[]) =>
  it.each(values.map((value) => [value] as const))('refuses %j', (value) => {
    expect(errorsOf(bodyWith(path, value))).toEqual([[path, 'format']])
  })

describe('an e-mail address', () => {
  takes('requestor.email', [
    'ada@fabrikam.example',
    'Ada.Roth@Fabrikam.Example',
    'ada+b2b@fabrikam.example',
    "liam.o'neill@fabrikam.example",
    'a@b.co',
    '1234567890@fabrikam.example',
    'ada_roth-1@sub.sub-domain.fabrikam.example',
    'info@xn--mller-kva.example',
    'x@museum.museum',
    `${'l'.repeat(64)}@fabrikam.example`,
    'customer/department=shipping@example.com',
  ])
  refuses('requestor.email', [
    'ada',
    'ada@',
    '@fabrikam.example',
    'ada@localhost',
    'ada@.fabrikam.example',
    'ada@fabrikam..example',
    'ada@-fabrikam.example',
    'ada@fabrikam-.example',
    '.ada@fabrikam.example',
    'ada.@fabrikam.example',
    'ada..roth@fabrikam.example',
    'ada@fabrikam@example.com',
    'ada roth@fabrikam.example',
    'ada@fabrikam.example, eve@evil.example',
    'ada@fabrikam.example;eve@evil.example',
    '"ada roth"@fabrikam.example',
    'ada@[127.0.0.1]',
    'ada@127.0.0.1',
    'ada@1.2.3',
    'ada@fabrikam.x',
    'ada@fabrikam.123',
    'ada@fabri_kam.example',
    'ada@',
    'Ada Roth <ada>',
    'ada@fabrikam.example / eve@fabrikam.example',
    'müller@fabrikam.example',
    'ada%0d%0aBcc:eve@evil.example,',
    `${'l'.repeat(65)}@fabrikam.example`,
    `ada@${'d'.repeat(64)}.example`,
    'ada@fabrikam.example©',
    'ada@fabrikam…example',
  ])
})

describe('a phone number', () => {
  takes('company.phone', [
    '110',
    '+49 (0)30 / 12-34, ext. 5',
    '+49 (0)30 / 12-34',
    '+1 (425) 555-0100',
    '(425) 555-0100',
    '(+90) 212 555 01 00',
    '+(372) 555 0100',
    '+86.10.5555.0100',
    '0031 20 555 01 00',
    '+7 495 555-01-00 ext 12',
    '+7 495 555-01-00 EXT. 12',
    '+7 495 555-01-00 x12',
    '+7 495 555-01-00x123456',
  ])
  refuses('company.phone', [
    '+',
    '()',
    'phone',
    '-1',
    '+49 30 CALL',
    '555 0100 ext',
    '555 0100 x1 x2',
    '555 0100 ext. 1234567890123456',
    '555 0100 visit 5',
    '555;0100',
    '++49 30',
    '555 0100, 555 0200',
    '<555>',
  ])
})

describe('a website', () => {
  takes('company.website', [
    'https://fabrikam.example',
    'http://fabrikam.example/',
    'HTTPS://WWW.Fabrikam.Example/Shop',
    'https://xn--mller-kva.example',
    'https://müller.example/über-uns',
    'https://пример.рф',
    'https://例子.中国/路径',
    'https://fabrikam.example:8443/a/b?c=d&e=%20#f',
    'https://fabrikam.example?from=mail',
    'https://192.0.2.1/',
    'https://medium.example/@fabrikam',
    'https://maps.example/place/@52.5,13.4?to=a@b',
  ])
  refuses('company.website', [
    'https://',
    'https://localhost',
    'ftp://fabrikam.example',
    'javascript:alert(1)',
    'javascript://fabrikam.example/%0aalert(1)',
    'data:text/html,x',
    'https://user:word@fabrikam.example',
    'https://user@fabrikam.example',
    'https://fabrikam.example\\@evil.example',
    'https://fabrikam.example/"onclick="x',
    "https://fabrikam.example/'x",
    'https://fabrikam.example/<script>',
    'https://fabrikam.example/a b',
    'https://fabrikam.example:port/',
    'https://fabrikam.example:123456/',
    'see https://fabrikam.example',
    'http://@fabrikam.example',
    'https://fabrikam.example@evil.example/',
    'https://müller@evil.example/',
    // Numbers and escapes that a browser reads as another host than people do.
    'https://12.50',
    'http://0xc0.0250.01',
    'http://%66abrikam.example',
  ])
})

describe.each(['company.name', 'requestor.firstName', 'requestor.lastName'])('a name (%s)', (path) => {
  takes(path, [
    'O’Neill & Söhne',
    "D'Arcy",
    'Jean-Luc',
    'Иванов',
    '王小明',
    'ชาย',
    'نور',
    'नमस्ते',
    'می‌خواهم',
    '👩‍👧 Toys',
    '3M',
    'A/S 24:7',
    'Drop; table "x"',
    '=1+1',
  ])
  refuses(path, [
    'https://evil.example',
    'Win http:evil',
    'see WWW.evil.example',
    'ftp://evil',
    '<b>Ada</b>',
    'a < b',
    'a > b',
  ])
})

describe('a refused form', () => {
  it.each([
    ['requestor.email', 'name@company.example'],
    ['company.phone', '+49 30 1234567'],
    ['company.website', 'https://company.example'],
    ['company.name', 'without a web address'],
  ])('of %s is explained', (path, hint) => {
    const result = accept(bodyWith(path, '<http://'))
    expect(result.outcome === 'refused' && result.errors.map((error) => error.message).join()).toContain(hint)
  })
})
