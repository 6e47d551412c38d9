// The decision mails: every language, both decisions.

import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import type { HierarchyRole } from '../../shared/domain/customer-hierarchy.ts'
import { languages } from '../../shared/domain/languages.ts'
import { referenceOf } from '../../shared/domain/reference.ts'
import { mailTexts } from '../../shared/languages/mails-by-language.ts'
import { type MailInput, renderMail } from '../../shared/mail/render-mail.ts'

const told = [{ kind: 'approved', role: 'Admin' }, { kind: 'approved', role: 'User' }, { kind: 'rejected' }] as const
const cases = languages.flatMap(({ tag }) => told.map((decided) => ({ language: tag, ...decided })))

type Plain = Omit<MailInput, 'language' | 'kind' | 'role'>
const input: Plain = {
  requestId: '5b1f3c2a-9d04-5e7a-8b63-1c2d3e4f5a6b',
  firstName: 'Ada',
  lastName: 'Roth',
  companyName: 'Fabrikam GmbH',
  siteName: 'Contoso Garden',
  signInUrl: 'https://shop.example/signin?from=mail&x=1',
  statusUrl: 'https://shop.example/status/1?token=abc',
}

const isElement = (node: Tree.Node): node is Tree.Element => 'tagName' in node
const elements = (node: Tree.Node): Tree.Element[] => [
  ...(isElement(node) ? [node] : []),
  ...('childNodes' in node ? node.childNodes.flatMap(elements) : []),
]
const words = (node: Tree.Node): string => {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(words).join('') : ''
}
const attribute = (element: Tree.Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value
const shape = (html: string): string[] =>
  elements(parse(html)).map((element) => `${element.tagName} ${element.attrs.map((each) => each.name).join(' ')}`)
const squeezed = (text: string): string => text.replace(/\s+/g, ' ')

describe.each(cases)('the mail "$kind" in $language', ({ language, ...decided }) => {
  const { kind } = decided
  const mail = renderMail({ ...input, language, ...decided })
  const document = parse(mail.html)

  it('says the same in plain text and in HTML', () => {
    const visible = squeezed(words(document))
    const lines = mail.text
      .split('\n')
      .filter((line) => line.trim() !== '' && line !== '-- ' && !line.startsWith('https:'))
    expect(lines.length).toBeGreaterThan(5)
    for (const line of lines) expect(visible).toContain(line.replace(/[:：]$/, ''))
  })

  it('names the person in the greeting and the company between quotation marks or after a colon only', () => {
    expect(mail.text).toContain('Ada Roth')
    expect(mail.text).toMatch(/[“„«]Fabrikam GmbH[”“»]/)
    expect(mail.text.replaceAll(/[“„«]Fabrikam GmbH[”“»]/g, '')).not.toContain('Fabrikam')
    if (kind === 'approved') expect(mail.subject).toMatch(/[:：] ?Fabrikam GmbH$/)
    else expect(mail.subject).toBe(mailTexts[language].rejected.heading)
    expect(mail.subject).not.toMatch(/Ada|Roth/)
  })

  it('tells the reference of the request, as pages and staff call it', () => {
    expect(mail.text).toContain(mailTexts[language].reference(referenceOf(input.requestId)))
    expect(mail.text).toContain(referenceOf(input.requestId))
  })

  it('uses none of the trade words of the staff', () => {
    expect(`${mail.subject}\n${mail.text}`).not.toMatch(mailTexts[language].terms.avoided)
  })

  it('states its language, its direction and a title, and loads nothing from elsewhere', () => {
    const all = elements(document)
    const root = all.find((element) => element.tagName === 'html')
    expect(root && attribute(root, 'lang')).toBe(language)
    expect(root && attribute(root, 'dir')).toBe('ltr')
    expect(all.filter((element) => element.tagName === 'title').map(words)).toEqual([mail.subject])
    expect(all.filter((element) => ['img', 'script', 'link', 'iframe', 'style'].includes(element.tagName))).toEqual([])
  })

  it(kind === 'approved' ? 'links to sign-in and status' : 'gives no link', () => {
    const links = elements(document).flatMap((element) => attribute(element, 'href') ?? [])
    expect(links).toEqual(kind === 'approved' ? [input.signInUrl, input.statusUrl] : [])
    expect(mail.text.match(/https:\S+/g) ?? []).toEqual(links)
  })

  it('keeps its structure whatever the names contain', () => {
    const hostile = '</title></td><script>alert(1)</script><a href="https://evil.example">x</a> & \'"'
    const attacked = renderMail({
      ...input,
      language,
      ...decided,
      firstName: hostile,
      companyName: hostile,
      siteName: hostile,
    })
    expect(shape(attacked.html)).toEqual(shape(mail.html))
    // The name of the site comes from settings; those of strangers are left out.
    expect(words(parse(attacked.html)).split('<script>alert(1)</script>')).toHaveLength(2)
    expect(attacked.text).not.toContain('https://evil.example')
  })
})

describe('every mail', () => {
  const english = (
    changes: Partial<Plain> & { readonly language?: MailInput['language'] },
    role: HierarchyRole = 'Admin',
  ) => renderMail({ ...input, language: 'en', kind: 'approved', role, ...changes })

  it('has a text of its own in each language', () => {
    const texts = cases.map((each) => renderMail({ ...input, ...each }).text)
    expect(new Set(texts).size).toBe(cases.length)
  })

  it('reads from top to bottom as it should', () => {
    expect(english({}).text).toBe(
      [
        'Your request has been approved',
        'Dear Ada Roth,',
        'We are pleased to let you know that the business partner request of your company “Fabrikam GmbH” has been approved.',
        'You can now sign in to our site with the e-mail address at which you received this message.',
        'You are the administrator of your company on the site: you may add users, who can then sign in and order on its behalf.',
        'The reference of your request is BCF-KRA-MX1. Please quote it when you write to us or call us.',
        'Sign in:\nhttps://shop.example/signin?from=mail&x=1',
        'View your request:\nhttps://shop.example/status/1?token=abc',
        'Kind regards,\nContoso Garden',
        '-- \nYou are receiving this message because of a request to become a business partner.\n',
      ].join('\n\n'),
    )
  })

  it('tells a person of a partner what it is there: the administrator, or one of the users', () => {
    expect(english({}, 'Admin').text).toContain('You are the administrator of your company')
    const user = english({}, 'User')
    expect(user.text).toContain('You are a user of your company on the site: you can sign in and order on its behalf.')
    expect(user.text + user.html).not.toMatch(/You are the administrator|add users/)
  })

  it('shows the first link as a button, has a font for every script, and a preview for lists of messages', () => {
    const { html } = english({})
    expect(html.match(/display: inline-block[^>]*>[^<]+/g)).toHaveLength(1)
    expect(html).toMatch(/display: inline-block[^>]*>Sign in</)
    expect(html).toContain('font-family: &#39;Segoe UI&#39;, &#39;PingFang SC&#39;, &#39;Microsoft YaHei&#39;')
    expect(html).toMatch(/display: none[^>]*>You can now sign in and add users for your company\.</)
    expect(html.match(/<p style="margin: 0 0 16px;">/g)).toHaveLength(6)
  })

  it('keeps its subject on one line and free of hidden characters', () => {
    const { subject } = english({ companyName: 'Fabrikam\r\nBcc: all\u202e\u0000\u2028GmbH' })
    expect(subject).toBe('Your request has been approved: Fabrikam Bcc: all GmbH')
  })

  it('does not turn a name into a link', () => {
    const { text, subject } = english({ companyName: 'Win now https://evil.example/x', firstName: 'www.evil.example' })
    expect(`${subject}${text}`).not.toMatch(/evil:|https:\/\/evil|www\./)
  })

  it('leaves out a name that is longer than names are', () => {
    expect(english({ companyName: 'Fabrikam '.repeat(40) }).subject).toBe('Your request has been approved')
    expect(english({ lastName: 'Roth'.repeat(40) }).text).toContain('Hello,')
  })

  it('leaves out the links that are not known', () => {
    const { html, text } = renderMail({
      kind: 'approved',
      requestId: input.requestId,
      role: 'Admin',
      language: 'en',
      firstName: 'Ada',
      lastName: 'Roth',
      companyName: 'Fabrikam GmbH',
      siteName: 'Contoso',
    })
    expect(`${html}${text}`).not.toContain('href')
    expect(text).not.toContain('http')
  })

  it('takes a link without encryption too, as on the machine of a developer', () => {
    expect(english({ signInUrl: 'http://shop.example/in' }).text).toContain('http://shop.example/in')
  })

  it('refuses a link that is not a web address', () => {
    expect(() => english({ signInUrl: 'javascript:alert(1)' })).toThrow('absolute http or https')
    expect(() => english({ statusUrl: '/status' })).toThrow('absolute http or https')
  })

  it('puts the family name first in Chinese and Korean names, in every language', () => {
    expect(english({ firstName: '小明', lastName: '王' }).text).toContain('Dear 王小明,')
    expect(english({ firstName: 'Xiaoming', lastName: 'Wang' }).text).toContain('Dear Xiaoming Wang,')
  })

  it('greets without a name when there is none', () => {
    expect(english({ firstName: ' ', lastName: '\u200b' }).text).toContain('Hello,')
  })

  it('does not quote a company name that brings its own quotation marks', () => {
    const { text } = english({ language: 'ru', companyName: 'ООО «Ромашка»' })
    expect(text).toContain('заявка компании ООО «Ромашка» на деловое партнерство')
  })
})
