// The example shop against the running app: from its own form to a partner whose users it looks after, on another origin and
// with statements that it signs itself.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { bringToSales, mailsTo, prospectWhere, quiet, runJobs, salesUser } from '../support/people.ts'
import { aShop, type RunningShop } from '../support/shop-stage.ts'
import { createShopVisitor, passwordLinks, type ShopVisitor } from '../support/shop-visitor.ts'
import { until } from '../support/until.ts'

const ada = 'ada@shop-partner.example'
const wrong = 'adda@shop-partner.example'
const elif = 'elif@shop-partner.example'
const jobs = ['PullChannelRequests', 'SynchronizeChannelRequests', 'PushCustomersToChannel'] as const
let env: Environment
let shop: RunningShop
let shopUrl: string
beforeAll(async () => {
  const begun = await aShop()
  shopUrl = begun.site.origin
  env = await startEnvironment({ ...begun.settings, PARTNER_PAGES: 'true' })
  shop = await begun.start(env)
})
afterAll(async () => {
  await shop?.close()
  await env?.close()
})

const visitor = (language = 'en') => createShopVisitor(env, shopUrl, language)
/** The three jobs; the shop is told of what they changed, and has read it. */
const threeJobs = async (): Promise<void> => {
  for (const job of jobs) await runJobs(env, job)
  await quiet(env)
  await shop.read()
}
const form = {
  'company.name': 'Shop Partner GmbH',
  'company.address.line1': 'Hauptstr. 1',
  'company.address.city': 'Berlin',
  'company.address.country': 'DE',
  'attributes.trade': 'bicycles',
  'requestor.firstName': 'Ada',
  'requestor.lastName': 'Roth',
  'requestor.email': wrong,
  acceptedTerms: '2026-11',
}

describe('the shop’s own form', () => {
  it('shows what the app refuses at its field, with what was typed', async () => {
    const typed = { ...form, 'requestor.email': 'ada', 'company.name': 'A & "B" GmbH', 'attributes.trade': '' }
    const { status, text } = await visitor().fillIn('/become-a-partner', typed)
    expect(status).toBe(400)
    expect(text).toContain('value="A &amp; &quot;B&quot; GmbH"')
    for (const name of ['requestor.email', 'attributes.trade']) expect(text).toContain(`id="field-${name}-error"`)
    expect(text).not.toContain('id="field-company.name-error"')
  })

  it('is one request when it is sent twice, of the shop’s channel, in the language of the page', async () => {
    const applicant = visitor()
    const { to, fields } = await applicant.formAt('/become-a-partner')
    const [first, again] = [
      await applicant.post(to, { ...fields, ...form }),
      await applicant.post(to, { ...fields, ...form }),
    ]
    expect([first.status, again.text]).toEqual([200, first.text])
    const id = /onboarding-requests\/([\w-]{36})/.exec(first.text)?.[1] ?? ''
    expect(first.text).toMatch(/Your reference is [A-Z\d]{3}(-[A-Z\d]{3}){2}/)
    expect(await bringToSales(env, id)).toMatchObject({ channel: 'partners-eu', language: 'en' })
  })
})

describe('a partner’s users in the shop', () => {
  let admin: ShopVisitor
  let colleague: ShopVisitor
  let elifId: string

  it('an address that a seller corrects is the one that is approved and signs in', async () => {
    const seller = await salesUser(env)
    const [lead] = await seller.rows(`leads?$select=leadid&$filter=emailaddress1 eq '${wrong}'`)
    const leadId = String(lead?.['leadid'])
    await seller.call('PATCH', `leads(${leadId})`, { emailaddress1: ada })
    await seller.win(await seller.qualify(leadId))
    await prospectWhere(env, leadId, 'it is approved', ({ status }) => status === 'Approved')
    await runJobs(env, 'PushCustomersToChannel')
    await quiet(env)
    await shop.read()
    const [approval] = mailsTo(env, ada)
    expect(approval?.html).toContain(`${shopUrl}/sign-in`)
    expect(mailsTo(env, wrong).filter(({ html }) => html.includes('/sign-in'))).toEqual([])
    admin = visitor()
    for (const email of [wrong, 'stranger@elsewhere.example']) await admin.post('/password', { email })
    await admin.signIn(ada)
    for (const email of [wrong, 'stranger@elsewhere.example']) expect(passwordLinks(env, email)).toEqual([])
    expect((await admin.get('/account')).text).toContain('Shop Partner GmbH')
  })

  it('an Admin adds a colleague in Turkish, who is Active after the three jobs', async () => {
    const typed = { firstName: 'Elif', lastName: 'Demir', email: elif, language: 'tr' }
    const { to, fields } = await admin.formAt('/account/users/add')
    for (let press = 0; press < 2; press += 1)
      expect(await admin.post(to, { ...fields, ...typed })).toMatchObject({
        status: 303,
        location: '/account/users?stored',
      })
    expect((await admin.get('/account/users')).text).toMatch(/Elif Demir[\s\S]*Pending/)
    expect((await admin.fillIn('/account/users/add', typed)).text).toContain(
      'has a user with this e-mail address already',
    )
    await threeJobs()
    const users = (await admin.get('/account/users')).text
    expect(users.match(/Elif Demir<\/h2>/g)).toHaveLength(1)
    expect(users).not.toContain('Pending')
    elifId = /users\/([\w-]{36})">Change<span class="unseen"> Elif/.exec(users)?.[1] ?? ''
    const [mail] = await until('the mail', () => [mailsTo(env, elif)].find(({ length }) => length > 0))
    expect(mail?.html).toContain('lang="tr"')
    const seller = await salesUser(env)
    expect(await seller.rows(`contacts?$select=lastname&$filter=emailaddress1 eq '${elif}'`)).toHaveLength(1)
  })

  it('the colleague signs in, in Turkish, and sees the users only as Admin', async () => {
    colleague = visitor('en')
    await colleague.signIn(elif)
    expect((await colleague.get('/account')).text).toContain('<html lang="tr">')
    expect((await colleague.get('/account/users')).status).toBe(403)
    expect(await admin.fillIn(`/account/users/${elifId}`, { act: 'make-admin' })).toMatchObject({ status: 303 })
    await threeJobs()
    expect((await colleague.get('/account/users')).status).toBe(200)
  })

  it('the first Admin leaves, and is signed out; the last one cannot', async () => {
    const own = /users\/([\w-]{36})">Change<span class="unseen"> Ada/.exec(
      (await admin.get('/account/users')).text,
    )?.[1]
    expect(await admin.fillIn(`/account/users/${own}`, { act: 'remove' })).toMatchObject({ status: 303 })
    expect((await admin.get('/account')).status).toBe(200)
    for (const job of jobs) await runJobs(env, job)
    // Nobody has the shop read: it is told. By itself it would look a minute later.
    const ended = await until('the session ends', async () => {
      const page = await admin.get('/account')
      return page.status === 303 && page
    })
    expect(ended.location).toBe('/sign-in?notice=ended')
    expect((await admin.enter(ada)).status).toBe(403)
    const { status, text } = await colleague.fillIn(`/account/users/${elifId}`, { act: 'remove' })
    expect(status).toBe(409)
    expect(text).toContain('en az bir etkin yöneticisi')
  })

  it('calls from a browser on the shop’s origin are answered, and those from any other are refused', async () => {
    const { response } = await colleague.post('/account/statement')
    const { statement, organizationId, api } = (await response.json()) as Record<string, string>
    const users = (origin: string) =>
      fetch(`${api}/api/organization/users`, {
        headers: { origin, authorization: `Bearer ${statement}`, 'x-organization-id': organizationId ?? '' },
      })
    const own = await users(shopUrl)
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, shopUrl])
    const other = await users('http://127.0.0.1:9')
    expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })

  it('a new address ends the session and the password, and both addresses are told', async () => {
    const moved = 'elif.demir@shop-partner.example'
    const typed = { act: 'edit', firstName: 'Elif', lastName: 'Demir', email: moved, language: 'tr' }
    const before = mailsTo(env, elif).length
    expect(await colleague.fillIn(`/account/users/${elifId}`, typed)).toMatchObject({ status: 303 })
    await threeJobs()
    expect((await colleague.get('/account')).status).toBe(303)
    // The former one had mails already.
    await expect.poll(() => [mailsTo(env, elif).length, mailsTo(env, moved).length]).toEqual([before + 1, 1])
    expect((await colleague.enter(moved)).status).toBe(403)
    await colleague.post('/password', { email: ada })
    await colleague.signIn(moved)
    expect(passwordLinks(env, ada)).toHaveLength(1)
    expect((await colleague.get('/account/users')).text).toContain(moved)
    expect(await colleague.fillIn(`/account/users/${elifId}`, { act: 'invite' })).toMatchObject({ status: 303 })
    expect((await colleague.get('/account/users')).text).toContain('Sürüyor: davet')
  })
})

describe('what strangers send to the shop', () => {
  it('is taken from no other site, and not as a call of the app', async () => {
    const post = (path: string, headers: Record<string, string>, body = 'email=x') =>
      fetch(shopUrl + path, { method: 'POST', headers, body, redirect: 'manual' })
    const answers = [
      await post('/sign-in', { origin: 'http://evil.example' }),
      await post('/sign-in', {}),
      await post('/account/statement', { origin: 'null' }),
      await post('/events', { 'webhook-id': 'a', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' }, '{}'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 401])
  })

  it('learns nothing of its key but the public half', async () => {
    const { keys } = (await (await fetch(`${shopUrl}/.well-known/jwks.json`)).json()) as { keys: object[] }
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']])
  })
})
