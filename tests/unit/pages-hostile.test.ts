// Nothing that a stranger typed can change what a page consists of.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countryCodes } from '../../shared/domain/countries.ts'
import { languages } from '../../shared/domain/languages.ts'
import { webLink } from '../../shared/headquarters/pages/parts.ts'
import { timeElement } from '../../shared/platform/date-text.ts'
import { attribute, elementsOf, named, shapeOf, textOf } from './pages-dom.ts'
import { refusedForm, sitePages } from './pages-samples.ts'
import { staffPages } from './pages-staff-samples.ts'

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onfocus='alert(1)' autofocus='",
  '</textarea></form><form action="https://evil.example">',
  '</title><base href="https://evil.example/">',
  '</select><style>*{display:none}</style>',
  '<!-- --!> <![CDATA[ ]]>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what somebody would type who tries out templates
  '${process.env.SECRET} {{7*7}} <%= 1 %> #{1}',
  '&lt;b&gt; &#x22; &quot; &amp;',
  '\u202Etxt.exe\u202C שלום مرحبا',
  '\nfirst line feed\r\n\tand a tab',
  '\u0000\u0008\u001b[31m\u007f',
  'lone \ud800 surrogate',
  'javascript:alert(1)',
  '../../admin?x=1#y',
]

const pages = (text: (plain: string) => string) => ({ ...sitePages('en', text), ...staffPages(text) })
const harmless = Object.entries(pages((plain) => `plain ${plain}`)).map(([name, page]) => [name, shapeOf(page)])

describe('the shape of every page stays the same', () => {
  test.each(hostile)('with %j in every field', (value) => {
    expect(Object.entries(pages(() => value)).map(([name, page]) => [name, shapeOf(page)])).toEqual(harmless)
  })

  // A list shows its own choices as chosen.
  const choices = new Set<string>([...countryCodes, ...languages.map(({ tag }) => tag)])
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).filter((value) => !choices.has(value))

  test('with arbitrary text in every field', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(Object.entries(pages(() => value)).map(([name, page]) => [name, shapeOf(page)])).toEqual(harmless)
      }),
      { numRuns: 25 },
    )
  })
})

// A control drops carriage returns and an input line feeds by itself, so these cannot come back unchanged anywhere.
const readable = hostile.filter((value) => !/[\0\r\ud800]/.test(value))

test.each(readable)('what was typed comes back unchanged in the form: %j', (value) => {
  const elements = elementsOf(refusedForm('en', () => value))
  const byName = (name: string) => elements.find((element) => attribute(element, 'name') === name)
  const company = byName('company.name')
  const comments = byName('comments')
  expect(company && attribute(company, 'value')).toBe(value)
  expect(comments && textOf(comments)).toBe(value)
})

test('line feeds at the beginning of the comments survive every round of the form', () => {
  const value = '\n\nWe sell <garden> tools.\n'
  const elements = elementsOf(refusedForm('en', () => value))
  expect(named(elements, 'textarea').map(textOf)).toEqual([value])
})

test.each(readable)('headquarters shows it as text: %j', (value) => {
  const page = staffPages(() => value)['prospect']
  const heading = page && named(elementsOf(page), 'h1').map(textOf).join('')
  expect(heading).toBe(`${value} ${value}`)
})

test('no link leads anywhere but to the web, to this site or into a mail', () => {
  for (const value of hostile) {
    const links = Object.values(pages(() => value)).flatMap((page) => named(elementsOf(page), 'a'))
    for (const link of links) expect(attribute(link, 'href')).toMatch(/^(?:https?:\/\/|\/(?!\/)|#|\?language=|mailto:)/)
  }
})

test('a web address of another kind is shown without a link', () => {
  for (const address of ['javascript:alert(1)', ' https://a.example', 'data:text/html,x', '//evil.example'])
    expect(webLink(address).toString()).not.toContain('<a')
  expect(webLink('HTTPS://fabrikam.example').toString()).toContain('href="HTTPS://fabrikam.example"')
})

test('ids stay inside their part of the address', () => {
  const page = staffPages(() => '../../x?y#z"')['dual-write']
  const actions = page ? named(elementsOf(page), 'form').map((form) => attribute(form, 'action')) : []
  expect(actions).toContain('/headquarters/dual-write/errors/..%2F..%2Fx%3Fy%23z%22/retry')
})

test('a mail address cannot add a subject or another recipient to the link', () => {
  const page = staffPages((plain) => (plain.includes('@') ? 'a@b.example?bcc=c@d.example' : plain))['person']
  const link = page && elementsOf(page).find((element) => attribute(element, 'href')?.startsWith('mailto:'))
  expect(link && attribute(link, 'href')).toBe('mailto:a@b.example%3Fbcc=c@d.example')
})

test('a moment that cannot be read is shown as it stands', () => {
  expect(timeElement('<soon>', 'en').toString()).toBe('<span>&lt;soon&gt;</span>')
})
