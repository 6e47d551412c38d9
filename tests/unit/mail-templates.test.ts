// Templates of mails: what is taken of what staff write, and what becomes of it.

import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { checkMailTemplate, longestWording, type MailWording } from '../../shared/domain/check-mail-template.ts'
import { languages } from '../../shared/domain/languages.ts'
import { chooseMail, type MailText } from '../../shared/domain/mail-templates.ts'
import { type MailKind, mailKinds } from '../../shared/domain/prospect-view.ts'
import { builtInMail } from '../../shared/languages/built-in-mails.ts'
import { renderMail } from '../../shared/mail/render-mail.ts'
import { renderReceivedMail } from '../../shared/mail/render-received-mail.ts'

const signIn = '<p><a href="%signinurl%">Sign in</a></p>'
const problemsOf = (body: string, subject = 'Welcome', type: MailKind = 'approved') =>
  checkMailTemplate(type, { subject, body }).map(({ part, line, code, what }) => `${part} ${line} ${code} ${what}`)

describe('what staff write', () => {
  it.each(mailKinds.flatMap((type) => languages.map(({ tag }) => [type, tag] as const)))(
    'is taken where it is the built-in text: %s in %s',
    (type, language) => {
      expect(checkMailTemplate(type, builtInMail(type, language))).toEqual([])
    },
  )

  it.each([
    ['a placeholder that no mail has', '<p>\n%password%</p>', 'body 2 unknown-placeholder %password%'],
    ['a placeholder of another type', '<p>\n\n%reason%</p>', 'body 3 other-placeholder %reason%'],
    ['a word between percent signs', '<p>50%off%</p>', 'body 1 unknown-placeholder %off%'],
    ['a placeholder within a placeholder', '<p>%first%company%name%</p>', 'body 1 unknown-placeholder %first%'],
    ['a placeholder written as numbers', '<p>&#37;password&#x25;</p>', 'body 1 unknown-placeholder %password%'],
    ['a script', '<p>a</p>\n<script>alert(1)</script>', 'body 2 tag-refused <script>'],
    ['a style', '<style>p{}</style>', 'body 1 tag-refused <style>'],
    ['a form', '<form action="https://evil.example"></form>', 'body 1 tag-refused <form>'],
    ['a frame', '<iframe src="https://evil.example"></iframe>', 'body 1 tag-refused <iframe>'],
    ['a drawing that acts', '<svg onload="alert(1)"/>', 'body 1 tag-refused <svg>'],
    ['an attribute that acts', '<p onclick="alert(1)">a</p>', 'body 1 attribute-refused onclick="…"'],
    [
      'an attribute that looks',
      '<p style="background:url(https://x.example)">a</p>',
      'body 1 attribute-refused style="…"',
    ],
    [
      'an attribute without quotes',
      '<p>\n<a href=https://x.example>x</a></p>',
      'body 2 attribute-refused href=https://x.examp',
    ],
    [
      'an attribute twice',
      '<p><a href="https://x.example" href="https://y.example">x</a></p>',
      'body 1 attribute-refused href="…"',
    ],
    ['a link that acts', '<p><a href="javascript:alert(1)">x</a></p>', 'body 1 address-refused href="…"'],
    ['a link that acts, hidden', '<p><a href="&#106;avascript:alert(1)">x</a></p>', 'body 1 address-refused href="…"'],
    ['a link not on https', '<p><a href="http://x.example">x</a></p>', 'body 1 address-refused href="…"'],
    [
      'a link with a name before its host',
      '<p><a href="https://shop.example@evil.example">x</a></p>',
      'body 1 address-refused href="…"',
    ],
    [
      'an address that is made of placeholders',
      '<p><a href="https://x.example/%email%">x</a></p>',
      'body 1 placeholder-in-attribute href="…"',
    ],
    ['a name as an address', '<p><a href="%company%">x</a></p>', 'body 1 placeholder-in-attribute href="…"'],
    ['an image not on https', '<p><img src="http://x.example/a.png" alt=""></p>', 'body 1 address-refused src="…"'],
    ['an image in the text itself', '<p><img src="data:image/svg+xml,a" alt=""></p>', 'body 1 address-refused src="…"'],
    ['an element that is not closed', '<p>a</p>\n<p><strong>b</p>', 'body 2 unbalanced </p>'],
    ['an end without a beginning', '<p>a</p></strong>', 'body 1 unbalanced </strong>'],
    ['elements that cross', '<p><b><i>a</b></i></p>', 'body 1 unbalanced </b>'],
    ['a block within a sentence', '<p>a<h1>b</h1></p>', 'body 1 misplaced <h1>'],
    ['text outside of every paragraph', 'hello\n<p>a</p>', 'body 1 misplaced hello'],
    ['a sign that begins no element', '<p>a < b</p>', 'body 1 no-element <'],
    ['a remark', '<p>a</p><!-- b -->', 'body 1 no-element <'],
    ['a character by a name', '<p>caf&eacute;</p>', 'body 1 unknown-character &eacute;'],
    ['a mark that turns writing round', '<p>\u202egnp.exe</p>', 'body 1 unseen-character '],
    ['a mark that turns writing round, as a number', '<p>&#8238;gnp.exe</p>', 'body 1 unseen-character '],
  ])('is refused with its line where it has %s', (_, body, problem) => {
    expect(problemsOf(`${body}${signIn}`)).toContain(problem)
  })

  it('is refused where the mail would be pointless without a link that it lacks', () => {
    expect(problemsOf('<p>Welcome</p>')).toEqual(['body 1 needed-placeholder %signinurl%'])
    expect(problemsOf('<p>a</p>', 'Received', 'received')).toEqual([
      'body 1 needed-placeholder %statusurl%',
      'body 1 needed-placeholder %confirmurl%',
    ])
    expect(problemsOf('<p>a</p>', 'Decision', 'rejected')).toEqual([])
  })

  it('has no name in a subject before a decision, and never a link', () => {
    expect(problemsOf(signIn, 'For %company%')).toEqual([])
    expect(problemsOf(signIn, 'For %firstname%')).toEqual(['subject 1 other-placeholder %firstname%'])
    expect(problemsOf(signIn, '%signinurl%')).toEqual(['subject 1 other-placeholder %signinurl%'])
    const links = '<p><a href="%statusurl%">a</a> <a href="%confirmurl%">b</a></p>'
    expect(problemsOf(links, 'For %company%', 'received')).toEqual(['subject 1 other-placeholder %company%'])
  })

  it('has a subject of one line, without marks that nobody sees', () => {
    expect(problemsOf(signIn, 'Welcome\r\nBcc: a@evil.example')).toEqual(['subject 1 unseen-character '])
    expect(problemsOf(signIn, 'Welcome\u202e')).toEqual(['subject 1 unseen-character '])
  })

  it('is neither empty nor endless', () => {
    expect(problemsOf(' ', '')).toEqual(['subject 1 required ', 'body 1 required '])
    const long = 'a'.repeat(longestWording.body)
    expect(problemsOf(`<p>${long}</p>`)).toEqual([`body 1 too-long ${longestWording.body}`])
  })

  it('may say a hundred percent, and name placeholders in any letter case', () => {
    expect(problemsOf(`<p>100 % of 50 % for %FirstName% %lastname%</p>${signIn.replace('signin', 'SignIn')}`)).toEqual(
      [],
    )
  })

  it('has a list of links alone in its paragraph', () => {
    expect(problemsOf('<p>See %requests%</p>', 'Links', 'link-again')).toEqual(['body 1 misplaced %requests%'])
    expect(problemsOf('<p>\n %requests%\n</p>', 'Links', 'link-again')).toEqual([])
  })

  it('is read in a time that grows with its length only', () => {
    const begun = performance.now()
    for (const part of ['<p', '<', '%a', '&#', '<a href="', '<b>', "<a '"]) readAll(part)
    expect(performance.now() - begun).toBeLessThan(20_000)
  })
})

const readAll = (part: string) =>
  problemsOf(part.repeat(longestWording.body / part.length).slice(0, longestWording.body))

const template = (wording: MailWording): MailText => ({
  templateId: '0b9f4a57-6a3f-5c0e-9b1e-0d2f6a1c7e11',
  language: 'en',
  version: 7,
  ...wording,
})
const input = {
  requestId: '5b1f3c2a-9d04-5e7a-8b63-1c2d3e4f5a6b',
  kind: 'approved',
  role: 'Admin',
  language: 'en',
  firstName: 'Ada',
  lastName: 'Roth',
  companyName: 'Fabrikam & Söhne',
  siteName: 'Contoso Garden',
  signInUrl: 'https://shop.example/signin?from=mail&x=1',
  statusUrl: 'https://shop.example/status/1?token=abc',
} as const
const byTemplate = (
  body: string,
  changes: Partial<typeof input & { comments: string }> & object = {},
  subject = 'Welcome, %company%',
) => renderMail({ ...input, ...changes }, template({ subject, body }))

describe('a mail by a template', () => {
  it('says what the template says, with values in it, as HTML and as text made of that', () => {
    const mail = byTemplate(
      `<h1>Welcome</h1>\n<p>Dear %firstname% %lastname%,<br>at <strong>%company%</strong></p><ul><li>one</li><li>two</li></ul>${signIn}<p>See <a href="https://help.example">our help</a>.</p>`,
    )
    expect(mail.subject).toBe('Welcome, Fabrikam & Söhne')
    expect(mail.html).toContain('Dear Ada Roth,<br>at <strong>Fabrikam &amp; Söhne</strong>')
    expect(mail.html).toContain('href="https://shop.example/signin?from=mail&amp;x=1"')
    expect(mail.text).toBe(
      [
        'Welcome',
        'Dear Ada Roth,\nat Fabrikam & Söhne',
        '- one\n- two',
        'Sign in:\nhttps://shop.example/signin?from=mail&x=1',
        'See our help (https://help.example).',
        '-- \nYou are receiving this message because of a request to become a business partner.\n',
      ].join('\n\n'),
    )
    expect(mail.template).toEqual({ templateId: template(builtInMail('approved', 'en')).templateId, version: 7 })
  })

  it('leaves out the paragraph and the entry of which something has no value', () => {
    const body = `<p>Note: %comments%</p><ul><li>%comments%</li></ul><p>Hello</p>${signIn}`
    const { signInUrl: _, ...without } = input
    const mail = renderMail(without, template({ subject: 'a', body }))
    expect(mail.text).toMatch(/^Hello\n\n-- /)
    expect(mail.html).not.toContain('<ul')
    expect(byTemplate(body, { comments: 'Garden tools' }).text).toMatch(
      /^Note: Garden tools\n\n- Garden tools\n\nHello/,
    )
  })

  it('is the built-in one where somebody may not be named', () => {
    const body = `<p>Dear %lastname% of %company%</p>${signIn}`
    for (const changes of [
      { companyName: 'Win at evil.example/prize' },
      { lastName: 'https://evil.example' },
      { firstName: 'evil', lastName: '.example' },
    ]) {
      const mail = renderMail({ ...input, ...changes }, template({ subject: 'a', body }))
      expect(mail.text).toContain('We are pleased to let you know')
      expect(mail.template).toBeUndefined()
      expect(mail.html).not.toContain('evil.example/prize')
    }
    expect(byTemplate(`<p>Hello</p>${signIn}`, {}, 'a').text).toContain('Hello')
  })

  it('leaves out comments that are more than words', () => {
    const body = `<p>Note: %comments%</p><p>a</p>${signIn}`
    expect(byTemplate(body, { comments: 'see http://evil.example/x' }).text).not.toContain('evil')
  })

  it('reads no markup and no placeholders in values', () => {
    const mail = byTemplate(`<p>%company%</p>${signIn}`, { companyName: 'A %lastname% & "B" %statusurl%' as never })
    expect(mail.text).toContain('A %lastname% & "B" %statusurl%')
    expect(mail.text).not.toContain('token=abc')
  })

  it('names a person of one name', () => {
    expect(byTemplate(`<p>Dear %firstname% %lastname%,</p>${signIn}`, { firstName: '' as never }).text).toMatch(
      /^Dear Roth,/,
    )
  })

  it('is the built-in one where its text cannot be read any more', () => {
    expect(byTemplate('<p onclick="a">a</p>').template).toBeUndefined()
  })

  it.each(languages.map(({ tag }) => tag))(
    'says what the built-in mail says where it says the same: %s',
    (language) => {
      const wording = builtInMail('approved', language)
      const built = renderMail({ ...input, language })
      const mail = renderMail({ ...input, language }, { ...template(wording), language })
      expect(mail.subject).toBe(built.subject)
      expect(mail.text).toBe(built.text)
      const named = { ...input, language, firstName: '伟', lastName: '王' }
      expect(renderMail(named, { ...template(wording), language }).text).toContain('王伟')
    },
  )

  it('asks to confirm only where that is asked', () => {
    const received = { ...input, isRequired: false }
    const wording = template(builtInMail('received', 'en'))
    expect(renderReceivedMail(received, wording).text).not.toContain('confirm')
    const asked = renderReceivedMail({ ...received, confirmUrl: 'https://shop.example/confirm' }, wording)
    expect(asked.text).toContain('https://shop.example/confirm')
  })

  it('is whole HTML with no element that acts', () => {
    const { html } = byTemplate(`<p>%company%</p>${signIn}`)
    expect(JSON.stringify(parse(html), (key, value) => (key === 'parentNode' ? undefined : value))).not.toMatch(
      /"nodeName":"(script|style|iframe)"/,
    )
  })
})

describe('the profile of a channel', () => {
  const text = template({ subject: 'a', body: '<p>a</p>' })
  const profiles = [
    {
      channel: 'eu',
      lines: { approved: { templateId: text.templateId }, rejected: { off: true }, 'link-again': { off: true } },
    },
  ] as const
  const kept = { type: 'approved', name: 'a', version: 1, changedAt: '', changedBy: 'kim' } as const
  const templates = [{ ...kept, templateId: text.templateId, sender: 'desk@eu.example' }]
  const desk = { name: 'Desk', email: 'desk@eu.example' }
  let senders = [desk]
  const choose = (channel: string, type: MailKind, language: 'en' | 'nl' = 'en') =>
    chooseMail({ profiles, templates, texts: [text] }, senders, { channel, type, language })

  it('says by which template a mail is written, in the languages that the template has', () => {
    expect(choose('eu', 'approved')).toEqual({ isOff: false, text, sender: desk })
    expect(choose('eu', 'approved', 'nl')).toEqual({ isOff: false, sender: desk })
    expect(choose('us', 'approved')).toEqual({ isOff: false })
  })

  it('is sent by whom the site says, once the sender of the template is not in the list any more', () => {
    senders = [{ name: 'Other', email: 'other@eu.example' }]
    expect(choose('eu', 'approved')).toEqual({ isOff: false, text })
    senders = [desk]
  })

  it('switches mails off, but not those that somebody waits for or must get', () => {
    expect(choose('eu', 'rejected')).toEqual({ isOff: true })
    expect(choose('eu', 'link-again')).toEqual({ isOff: false })
    expect(choose('us', 'rejected')).toEqual({ isOff: false })
  })
})
