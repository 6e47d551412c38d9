// What a channel says of itself is what its visitors see: title, colour, logo, languages, links, terms, fields; on the pages
// and in the mails, through the real host.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accentsOf } from '../../shared/domain/colour.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, bringToSales, mailsTo, prospectWhere, quiet, runJobs, salesUser, submit } from '../support/people.ts'
import { aForm, expectPage, postForm, rowsOf, stampOf } from './http-support.ts'

const terms = { url: 'https://shop.example/terms', version: '2026-07' }
const eu = {
  name: 'eu',
  title: 'Shop <Europe>',
  languages: ['nl', 'et'],
  origins: ['https://shop.example'],
  colour: '#ffd166',
  logoUrl: 'https://cdn.shop.example/logo.svg?v=1',
  signInUrl: 'https://shop.example/sign-in',
  sender: { email: 'eu@shop.example' },
  terms,
  privacy: { url: 'https://shop.example/privacy' },
  contact: { url: 'https://shop.example/contact' },
  fields: [
    {
      name: 'trade',
      label: { nl: 'Branche <1>', en: 'Trade' },
      type: 'choice',
      choices: [{ value: 'a' }],
      required: true,
    },
    { name: 'notes', label: 'Notes', help: 'Help', type: 'multiline' },
  ],
}
let env: Environment
beforeAll(async () => {
  env = await startEnvironment({
    CHANNELS: JSON.stringify([
      { name: 'default' },
      eu,
      { name: 'us', title: 'Shop America', hosts: ['us.example', 'us-2.example'] },
    ]),
    FORWARDED_HOST_HEADER: 'x-forwarded-host',
  })
})
afterAll(() => env?.close())

const policyOf = (response: Response): string => response.headers.get('content-security-policy') ?? ''
const statusOf = async (channel: 'eu' | 'default'): Promise<string> => {
  const more = channel === 'eu' ? { channel, acceptedTerms: terms.version, attributes: { trade: 'a' } } : {}
  const { statusUrl } = await submit(env, aRequest(`Status ${channel} GmbH`, more))
  return statusUrl
}

describe('the pages of a channel', () => {
  it.each(['/', '/sign-up'])(
    '%s shows its title, logo, languages and links, and lets images come from there alone',
    async (path) => {
      const response = await fetch(`${env.url}${path}?channel=eu`, { headers: { 'accept-language': 'en' } })
      expect(policyOf(response)).toContain("img-src data: https://cdn.shop.example; form-action 'self'")
      const markup = await expectPage(response)
      expect(markup).toContain('<html lang="nl"')
      expect(markup).toContain('<bdi lang="nl">Shop &lt;Europe&gt;</bdi>')
      expect(markup).toContain('<img src="https://cdn.shop.example/logo.svg?v=1" alt=""')
      expect(markup).toContain('href="/assets/site.css?channel=eu"')
      expect(markup).toContain('<a href="https://shop.example/privacy">Privacy</a>')
      expect(markup).toContain('<a href="https://shop.example/contact">Contact</a>')
      expect(markup.match(/ lang="(?:tr|ru|zh-Hans)"/)).toBeNull()
    },
  )

  it('are those of the default one without its name, or with one that nobody has', async () => {
    const plain = await expectPage(await fetch(`${env.url}/`))
    for (const name of ['default', 'nobody', '', '__proto__', '"><script>']) {
      const response = await fetch(`${env.url}/?${new URLSearchParams({ channel: name })}`)
      expect(policyOf(response)).toContain("img-src data:; form-action 'self'")
      expect(await expectPage(response)).toBe(plain)
    }
    expect(plain).not.toContain('shop.example')
  })

  it('have their colour from a stylesheet of ours, darkened until it can be read', async () => {
    const styles = async (query: string) => (await fetch(`${env.url}/assets/site.css${query}`)).text()
    const common = await styles('')
    const own = await styles('?channel=eu')
    expect(own.startsWith(common)).toBe(true)
    expect(own.slice(common.length)).toMatch(/^:root \{ --brand: #[0-9a-f]{6};/)
    expect(own.slice(common.length)).not.toContain('#ffd166')
    expect(await styles('?channel=nobody')).toBe(common)
    expect(await styles('?channel=us')).toBe(common)
  })

  it('are shown to whoever opens the status link, and after a refusal', async () => {
    const accept = { headers: { accept: 'text/html' } }
    expect(await expectPage(await fetch(await statusOf('eu'), accept))).toContain('Shop &lt;Europe&gt;')
    expect(await expectPage(await fetch(await statusOf('default'), accept))).not.toContain('shop.example')
    const nowhere = await fetch(`${env.url}/sign-up/confirmation?channel=eu`)
    expect(policyOf(nowhere)).toContain('https://cdn.shop.example')
    expect(await expectPage(nowhere, 404)).toContain('Shop &lt;Europe&gt;')
  })

  it('tell the visitor of a form that the site itself sent what happened, and where its form is', async () => {
    const response = await fetch(`${env.url}/sign-up`, {
      method: 'POST',
      headers: { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ 'company.name': 'x' }),
    })
    const markup = await expectPage(response, 403)
    expect(markup).toContain('Shop &lt;Europe&gt;')
    expect(markup).toContain('Wij konden niet vaststellen dat dit formulier van onze site kwam')
    expect(markup).toContain('action="/sign-up?language=nl&amp;channel=eu"')
    expect(markup).toMatch(/name="company\.name"[^>]* value="x"|value="x"[^>]* name="company\.name"/)
  })
})

describe('a channel with a host of its own', () => {
  const under = (host: string, path: string, init: RequestInit = {}) =>
    fetch(env.url + path, { redirect: 'manual', ...init, headers: { ...init.headers, 'x-forwarded-host': host } })

  it('has its pages there, and the form that is filled in there is its own', async () => {
    expect(await expectPage(await under('us.example', '/'))).toContain('Shop America')
    const form = await expectPage(await under('us.example', '/sign-up'))
    expect(form).toContain('name="channel" value="us"')
    const sent = await under('us.example', '/sign-up', {
      method: 'POST',
      headers: { origin: 'http://us.example' },
      body: new URLSearchParams({ ...aForm('Host GmbH'), channel: 'us', ...(await stampOf(env)) }),
    })
    expect(sent.status).toBe(303)
    const told = await expectPage(await under('us.example', sent.headers.get('location') ?? ''))
    expect(told).toContain('Shop America')
    expect(told).toMatch(/<code>http:\/\/us\.example\/requests\/[\da-f-]{36}\?token=/)
    expect(await expectPage(await under('us.example', '/sign-up/confirmation'), 404)).toContain('Shop America')
  })

  it('has its host in the link that is given out', async () => {
    const { statusUrl } = await submit(env, aRequest('Given out GmbH', { channel: 'us' }))
    expect(statusUrl).toMatch(/^http:\/\/us\.example\/api\/onboarding-requests\//)
  })

  it('is no way in for hosts that nobody knows: they show the default one, and stand in no answer', async () => {
    const plain = await expectPage(await fetch(`${env.url}/`))
    for (const host of ['evil.example', 'us.example.evil.example', 'us.example, evil.example', '"><script>', ' ']) {
      const response = await under(host, '/')
      expect(JSON.stringify([...response.headers])).not.toContain('evil')
      expect(await expectPage(response)).toBe(plain)
    }
    const foreign = await under('evil.example', '/sign-up', {
      method: 'POST',
      headers: { origin: 'http://evil.example' },
      body: new URLSearchParams(aForm('Evil GmbH')),
    })
    expect(await expectPage(foreign, 403)).not.toContain('evil.example')
  })
})

describe('the form of a channel', () => {
  const post = async (fields: Record<string, string>) =>
    postForm(env, '/sign-up?channel=eu&language=nl', {
      ...aForm('Form GmbH'),
      ...(await stampOf(env)),
      channel: 'eu',
      ...fields,
    })

  it('asks for its own fields in its own words, and for its terms', async () => {
    const markup = await expectPage(await fetch(`${env.url}/sign-up?channel=eu&language=nl`))
    expect(markup).toContain('Branche &lt;1&gt;')
    expect(markup).toMatch(/<select [^>]*name="attributes\.trade"[^>]* required/)
    expect(markup).toMatch(/<textarea [^>]*name="attributes\.notes"/)
    expect(markup).toMatch(
      /<input type="checkbox" id="field-acceptedTerms" name="acceptedTerms" value="2026-07" required>/,
    )
    expect(markup).toContain('<a href="https://shop.example/terms" target="_blank" rel="noopener">')
  })

  it('is shown again without them, and keeps what was given', async () => {
    const empty = await expectPage(await post({}), 400)
    for (const wrong of [
      '<span lang="nl">Branche &lt;1&gt;</span>: Vul dit veld in',
      'href="#field-acceptedTerms"',
      'Ga akkoord met de voorwaarden',
    ])
      expect(empty).toContain(wrong)
    const kept = await expectPage(await post({ acceptedTerms: '2026-07', 'attributes.notes': 'Kept' }), 400)
    expect(kept).toMatch(/value="2026-07" required checked/)
    expect(kept).toContain('Kept</textarea>')
    const changed = await expectPage(await post({ acceptedTerms: '2026-06', 'attributes.trade': 'a' }), 400)
    expect(changed).toContain('De voorwaarden zijn gewijzigd')
    expect(changed).not.toContain('required checked')
  })

  it('hands in a request of the channel with what was accepted', async () => {
    const sent = await post({ acceptedTerms: '2026-07', 'attributes.trade': 'a' })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, expect.stringMatching(/language=nl&channel=eu$/)])
    const row = (await rowsOf(env, 'Channel')).find((line) => line.includes('"Form GmbH"')) ?? ''
    expect(row).toContain('"channel":"eu"')
    expect(row).toContain('"terms":{"document":"https://shop.example/terms","version":"2026-07","language":"nl","at":"')
    const confirmation = await expectPage(await fetch(env.url + sent.headers.get('location')))
    expect(confirmation).toMatch(/<code>[^<]*\/requests\/[^<]*&amp;channel=eu<\/code>/)
  })
})

describe('the mails of a channel', () => {
  it('come from its sender, in its colour, with its logo and its way to sign in', async () => {
    const request = aRequest('Mailed GmbH', { channel: 'eu', acceptedTerms: '2026-07', attributes: { trade: 'a' } })
    const { requestId } = await submit(env, request)
    await bringToSales(env, requestId)
    const seller = await salesUser(env)
    await seller.win(await seller.qualify(requestId))
    const prospect = await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
    expect(prospect).toMatchObject({
      channel: 'eu',
      terms: { document: terms.url, version: '2026-07', language: 'nl' },
    })
    await runJobs(env, 'PushCustomersToChannel')
    await quiet(env)
    const mails = mailsTo(env, request.requestor.email)
    expect(mails.length).toBeGreaterThan(0)
    for (const { id, html } of mails) {
      expect(await (await fetch(`${env.inbox.url}/messages/${id}`)).text()).toContain('eu@shop.example')
      expect(html).toContain(`background-color: ${accentsOf(eu.colour).day.brand}`)
      expect(html).toContain('<img src="https://cdn.shop.example/logo.svg?v=1" alt="')
    }
    expect(mails.some(({ html }) => html.includes('href="https://shop.example/sign-in"'))).toBe(true)
    expect(mails.some(({ html }) => html.includes('channel=eu'))).toBe(true)
    const page = await (await fetch(`${env.url}/headquarters/prospects/${requestId}`)).text()
    expect(page).toContain('Terms accepted')
    expect(page).toContain(terms.url)
  })

  it.each([
    ['us-2.example', 'us-2.example'],
    ['us.example', 'us.example'],
    ['stranger.example', 'us.example'],
  ])('of a link asked for under %s leads to %s', async (host, leadsTo) => {
    const email = 'ada@mailed-gmbh.example'
    const answer = await fetch(`${env.url}/account/sign-in?channel=us`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'x-forwarded-host': host, origin: env.url },
      body: new URLSearchParams({ email }),
    })
    expect(answer.status).toBe(303)
    await quiet(env)
    expect(mailsTo(env, email)[0]?.text).toContain(`http://${leadsTo}/account/link/`)
  })
})
