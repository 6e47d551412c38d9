// Pages and mails of a language use the same words, and every language of the table has its folder.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderConfirmation } from '../../shared/channel/pages/render-confirmation.ts'
import { renderHome } from '../../shared/channel/pages/render-home.ts'
import { renderStatus } from '../../shared/channel/pages/render-status.ts'
import { type Language, languages } from '../../shared/domain/languages.ts'
import { siteTexts } from '../../shared/languages/site-by-language.ts'
import { inMail, onPage, type Term } from '../../shared/languages/terms.ts'
import { renderMail } from '../../shared/mail/render-mail.ts'

const tags = languages.map(({ tag }) => tag)
const folder = join(import.meta.dirname, '..', '..', 'shared', 'languages')
const site = { siteName: 'Contoso' }
const requestId = '5b1f3c2a-9d04-5e7a-8b63-1c2d3e4f5a6b'
const applicant = {
  requestId,
  firstName: 'Ada',
  lastName: 'Roth',
  companyName: 'Fabrikam',
  signInUrl: 'https://shop.example/in',
}

const statusPage = (language: Language, status: 'Approved' | 'Declined'): string =>
  renderStatus({
    ...site,
    requestId,
    language,
    status,
    submittedAt: '2026-11-20T08:05:00Z',
    signInUrl: '/in',
  }).toString()

describe.each(tags)('in %s', (language) => {
  const { terms } = siteTexts[language]

  it('an approval is told in the words of the language’s terms, on the page and in the mail', () => {
    const page = statusPage(language, 'Approved')
    expect(page).toContain(`<h1>${terms.yourRequest}</h1>`)
    expect(page).toContain(`>${terms.statuses.Approved}</strong>`)
    expect(page).toContain(`>${onPage(terms.signIn)}</a>`)
    const mail = renderMail({ ...site, ...applicant, language, kind: 'approved', role: 'Admin' })
    expect(mail.subject.startsWith(terms.yourRequest)).toBe(true)
    expect(mail.subject.slice(0, mail.subject.search(/[:：]/)).endsWith(terms.approved)).toBe(true)
    expect(mail.html).toContain(`>${inMail(terms.signIn)}</a>`)
  })

  it('a refusal is told in the words of the language’s terms, on the page and in the mail', () => {
    expect(statusPage(language, 'Declined')).toContain(onPage(terms.approve))
    expect(renderMail({ ...site, ...applicant, language, kind: 'rejected' }).text).toContain(inMail(terms.approve))
  })

  it('home and confirmation call what comes next the same', () => {
    const heading = `>${terms.whatHappensNext}</h2>`
    expect(renderHome({ ...site, language, signUpUrl: '/sign-up', linkAgainUrl: '/status-link' }).toString()).toContain(
      heading,
    )
    const confirmation = {
      ...site,
      language,
      statusUrl: 'https://shop.example/s',
      requestId,
    }
    expect(renderConfirmation(confirmation).toString()).toContain(heading)
  })
})

describe('the languages', () => {
  it('have a folder each, and no folder is left over', () => {
    expect(
      readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : [])),
    ).toEqual(['staff', ...tags.map((tag) => tag.toLowerCase())].sort())
  })

  it('say nothing more in two ways than these few do', () => {
    const inTwoWays = (of: (language: Language) => Term): Language[] =>
      tags.filter((language) => onPage(of(language)) !== inMail(of(language)))
    expect(inTwoWays((language) => siteTexts[language].terms.signIn)).toEqual(['tr', 'et', 'ru'])
  })
})
