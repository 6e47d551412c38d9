// Every outcome that a form of a site's page can have before its own code has an answer: the page says what happened and
// what to do, in its own language, and only what is our mistake is called so.

import { describe, expect, it } from 'vitest'
import { routes } from '../../functions/routes.ts'
import { createServe } from '../../functions/serve.ts'
import type { Visit } from '../../functions/visit.ts'
import { statusToken } from '../../shared/channel/status-token.ts'
import { type Language, languages } from '../../shared/domain/languages.ts'
import { siteTexts } from '../../shared/languages/site-by-language.ts'
import type { WebAnswer } from '../../shared/platform/http.ts'
import { StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { headersOf, httpRequest, invocation, type RequestParts, serveDeps } from '../support/http-samples.ts'

const secret = 'x'.repeat(32)
const id = '11111111-2222-4333-8444-555555555555'
type Run = (visit: Visit) => WebAnswer | Promise<WebAnswer>
type FormRoute = keyof typeof routes
const formRoutes = (Object.keys(routes) as FormRoute[]).filter((name) => {
  const { kind, methods } = routes[name]
  return kind === 'site page' && (methods as readonly string[]).includes('POST')
})
const type = { 'content-type': 'application/x-www-form-urlencoded' }
const typed = 'email=ada%40again.example&note=%22%3Cb%3E'

const post = async (name: FormRoute, language: Language, parts: RequestParts, handler: Run) => {
  const serve = createServe(serveDeps({ tokenSecrets: [secret] }))
  const token = statusToken(secret, id)
  const url = `https://partners.example/there/${id}?token=${token}&language=${language}`
  const request = httpRequest({ url, body: typed, ...parts, headers: { ...type, ...parts.headers } })
  Object.assign(request.params, { requestId: id })
  const answer = await serve(routes[name], handler)(request, invocation())
  return { status: answer.status, page: String(answer.body), wait: headersOf(answer).get('retry-after'), own: url }
}

const taken = () => ({ status: 204 })
const fails = () => {
  throw new Error('A bug.')
}
const isDown = () => {
  throw new StorageUnavailable('down')
}
const isLimited = ({ refuse }: Visit) => refuse('too-many-requests', undefined, 42)
const large = 'a='.padEnd(1024 * 1024 + 1, 'x')

type Told = (language: Language) => { readonly title: string; readonly text: string }
const unread: Told = (language) => ({
  title: siteTexts[language].crossSite.title,
  text: siteTexts[language].refusedForm.unreadable,
})
const tooLarge: Told = (language) => ({
  title: siteTexts[language].crossSite.title,
  text: siteTexts[language].refusedForm.tooLarge,
})
const foreign: Told = (language) => siteTexts[language].crossSite
const failure: Told = (language) => siteTexts[language].failure
const tooMany: Told = (language) => siteTexts[language].tooManyRequests

/** What is sent, the status, what is said, and whether what was typed can be sent again. */
const outcomes: readonly [string, RequestParts, Run, number, Told, boolean][] = [
  ['JSON', { body: '{}', headers: { 'content-type': 'application/json' } }, taken, 415, unread, false],
  [
    'another charset',
    { headers: { 'content-type': `${type['content-type']}; charset=latin1` } },
    taken,
    415,
    unread,
    false,
  ],
  ['a packed body', { headers: { 'content-encoding': 'gzip' } }, taken, 415, unread, false],
  ['no length', { body: '', headers: { 'transfer-encoding': 'chunked' } }, taken, 411, unread, false],
  ['too much', { body: large }, taken, 413, tooLarge, false],
  ['another site', { headers: { 'sec-fetch-site': 'cross-site' } }, taken, 403, foreign, false],
  ['a bug of ours', {}, fails, 500, failure, true],
  ['storage that is away', {}, isDown, 503, failure, true],
  ['too many attempts', {}, isLimited, 429, tooMany, true],
]

describe.each(formRoutes)('a form of %s', (name) => {
  const language: Language = 'en'
  it.each(outcomes)('with %s is told what happened and what to do', async (_, parts, handler, status, told, isKept) => {
    const answer = await post(name, language, parts, handler)
    expect(answer.status).toBe(status)
    const { title, text } = told(language)
    expect(answer.page).toContain(`<h1>${title}</h1>`)
    expect(answer.page).toContain(text)
    expect(answer.wait).toBe({ 429: '42', 503: '5' }[status] ?? null)
    if (!isKept) return
    expect(answer.page).toContain('<input type="hidden" name="email" value="ada@again.example">')
    expect(answer.page).toContain('<input type="hidden" name="note" value="&quot;&lt;b&gt;">')
    expect(answer.page).toContain(siteTexts[language].refusedForm.kept)
    const { pathname, search } = new URL(answer.own)
    expect(answer.page).toContain(`<form method="post" action="${`${pathname}${search}`.replaceAll('&', '&amp;')}">`)
  })

  it('in another encoding is told so, unless its page shows where letters were lost', async () => {
    const { status, page } = await post(name, language, { body: 'email=m%FCller' }, taken)
    expect(status).toBe(name === 'SignUpPage' ? 204 : 400)
    if (status === 400) expect(page).toContain(siteTexts[language].refusedForm.unreadable)
  })
})

describe.each(languages)('in $tag', ({ tag }) => {
  it.each(outcomes)('a form with %s is told so', async (_, parts, handler, status, told) => {
    const { page, ...answer } = await post('StatusLinkPage', tag, parts, handler)
    expect(answer.status).toBe(status)
    expect(page).toContain(`<html lang="${tag}"`)
    expect(page).toContain(`<h1>${told(tag).title}</h1>`)
    expect(page).toContain(told(tag).text)
    // Only what is our mistake is called so.
    expect(page.includes(siteTexts[tag].failure.text)).toBe(status >= 500)
  })
})

describe('the way out of a form that was not taken', () => {
  it('is the same form, empty', async () => {
    const { page, own } = await post('AddUserPage', 'nl', { headers: { 'sec-fetch-site': 'cross-site' } }, taken)
    const { pathname, search } = new URL(own)
    const to = `${pathname}${search}`.replaceAll('&', '&amp;')
    expect(page).toContain(`<a href="${to}">${siteTexts.nl.refusedForm.open}</a>`)
  })

  it('says nothing of what was typed where nothing was', async () => {
    const { page } = await post('WithdrawPage', 'en', { body: '' }, isDown)
    expect(page).toContain(siteTexts.en.refusedForm.again)
    expect(page).not.toContain(siteTexts.en.refusedForm.kept)
  })

  it('sends nothing again that another site made up', async () => {
    for (const name of formRoutes) {
      const { page } = await post(name, 'en', { headers: { 'sec-fetch-site': 'cross-site' } }, isDown)
      expect(page).not.toContain('ada@again.example')
    }
  })
})
