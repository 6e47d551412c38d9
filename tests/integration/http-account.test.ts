// The ready pages of partners through the real host: signing in by a mailed link, who sees what, and forms of other sites.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../functions/routes.ts'
import { userActs } from '../../shared/channel/account/possible-acts.ts'
import type { ToldUser } from '../../shared/channel/partner.ts'
import { createChannelUsers } from '../../shared/channel/store/users.ts'
import { createSignInStore } from '../../shared/headquarters/store/sign-ins.ts'
import { adaId, anOrganization, aUser, organizationId, secondOrganizationId } from '../support/account-samples.ts'
import { type AccountVisitor, createAccountVisitor, formOf, mailsTo } from '../support/account-visitor.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { everyRoute } from '../support/route-calls.ts'
import { tableToWrite } from '../support/tables.ts'
import { allRows, expectPage, expectSafeHeaders, settled } from './http-support.ts'

const bo = 'bo@fabrikam.example'
const ada = 'ada@fabrikam.example'
const boId = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb'
const eveId = 'eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee'
let env: Environment
let admin: AccountVisitor

const tell = async (status: 'Active' | 'Suspended', users: readonly ToldUser[]): Promise<void> => {
  const connection = env.settings['AzureWebJobsStorage'] ?? ''
  const users_ = createChannelUsers(tableToWrite(connection, 'Channel'))
  await users_.tell(await users_.whole(organizationId), anOrganization({ status }), users)
  const signIns = createSignInStore(tableToWrite(connection, 'Headquarters'))
  for (const { email, userId } of users) await signIns.claim(email, userId, [organizationId])
}

const both = [
  aUser({ language: 'en' }),
  aUser({ userId: boId, firstName: 'Bo', email: bo, role: 'User', language: 'en' }),
]

beforeAll(async () => {
  env = await startEnvironment({ PARTNER_PAGES: 'true' })
  await tell('Active', both)
  admin = await signedIn(ada)
})
afterAll(() => env?.close())

const signedIn = async (email: string): Promise<AccountVisitor> => {
  const visitor = createAccountVisitor(env)
  await visitor.signIn(email)
  return visitor
}

describe('signing in', () => {
  it('answers alike for every address, and mails only whom it knows', async () => {
    const answers = []
    for (const email of [ada, 'nobody@fabrikam.example']) {
      const { status, location, response } = await createAccountVisitor(env).post('/account/sign-in', { email })
      const cookie = (response.headers.get('set-cookie') ?? '').replace(/=[\w-]{43}/, '=…')
      answers.push({ status, location, cookie, names: [...response.headers.keys()] })
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]).toMatchObject({
      status: 303,
      location: '/account/sign-in?sent=yes&language=en',
      cookie: '__Host-account-browser=…; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=3600',
    })
    await settled(env)
    expect(await mailsTo(env, 'nobody@fabrikam.example')).toEqual([])
  })

  it('is not used up by programs that look at a link, and works once, in the browser that asked', async () => {
    const visitor = createAccountVisitor(env)
    const scanner = createAccountVisitor(env)
    const link = await visitor.askForLink(ada)
    const before = await settled(env)
    for (const look of [scanner.get, scanner.head, visitor.get, visitor.head]) await look(link)
    expect(await settled(env)).toEqual(before)
    expect((await scanner.post(link)).status).toBe(404)
    const { status, location, response } = await visitor.post(link)
    expect([status, location]).toEqual([303, '/account?language=en'])
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-account=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=28800$/,
    )
    expect(await expectPage((await visitor.get('/account')).response)).toContain('Fabrikam GmbH')
    for (const again of [visitor, scanner]) {
      const refused = await again.post(link)
      expect(await expectPage(refused.response, 404)).toContain('This link does not work')
      expect(refused.response.headers.has('set-cookie')).toBe(false)
    }
  })

  it('is refused as any other link once its person was removed, and is used up by that', async () => {
    const visitor = createAccountVisitor(env)
    const link = await visitor.askForLink(bo)
    const [own, others] = [both.slice(0, 1), both.slice(1)]
    await tell('Active', [...own, ...others.map((user) => ({ ...user, status: 'Removed' as const }))])
    const refused = await visitor.post(link)
    await tell('Active', both)
    for (const answer of [refused, await visitor.post(link)]) {
      expect(await expectPage(answer.response, 404)).toContain('This link does not work')
      expect(answer.response.headers.has('set-cookie')).toBe(false)
    }
  })

  it('says what is wrong with an address, and keeps it', async () => {
    const { response } = await createAccountVisitor(env).post('/account/sign-in', { email: 'ada@"><b>' })
    const markup = await expectPage(response, 400)
    expect(markup).toContain('value="ada@&quot;&gt;&lt;b&gt;"')
    expect(markup).toContain('autofocus')
  })

  it('asks to wait after five links in an hour, for an address that nobody has as well', async () => {
    const visitor = createAccountVisitor(env)
    const statuses = []
    for (let time = 0; time < 6; time += 1)
      statuses.push((await visitor.post('/account/sign-in', { email: 'many@fabrikam.example' })).status)
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429])
  })

  it('anew ends the session that the browser had, for whoever has its cookie still', async () => {
    const visitor = await signedIn(bo)
    const thief = createAccountVisitor(env)
    thief.cookies.set('__Host-account', visitor.cookies.get('__Host-account') ?? '')
    expect((await thief.get('/account')).text).toContain('Fabrikam')
    await visitor.signIn(bo)
    expect((await thief.get('/account')).text).not.toContain('Fabrikam')
    expect((await visitor.get('/account')).text).toContain('Fabrikam')
  })

  it('ends with signing out, for whoever has the cookie still', async () => {
    const visitor = await signedIn(bo)
    const kept = new Map(visitor.cookies)
    expect((await visitor.post('/account/sign-out')).location).toContain('notice=signedOut')
    expect(visitor.cookies.has('__Host-account')).toBe(false)
    for (const [name, value] of kept) visitor.cookies.set(name, value)
    expect((await visitor.get('/account/users')).location).toContain('/account/sign-in')
  })
})

const location = (path: string, done: string): string => `${path}?done=${done}&language=en`

const partnerRoutes = everyRoute.filter(({ route }) => route.caller === 'partner')
const pathTo = (route: string): string =>
  `/${route.replace('{userId}', boId).replace('{action}', 'disable').replace('{linkId}', adaId)}`
const forAdmins = ['AccountUsersPage', 'AccountUserPage', 'AddUserPage', 'ChangeUserPage']

describe('the pages', () => {
  it('show an Admin everything, a User their own, and send everybody else to where one signs in', async () => {
    const [user, nobody] = [await signedIn(bo), createAccountVisitor(env)]
    nobody.cookies.set('__Host-account', 'x'.repeat(43))
    const seen: Record<string, (number | string)[]> = {}
    for (const { name, route, method } of partnerRoutes) {
      if (name === 'AccountSignOut') continue
      const statuses = []
      for (const visitor of [admin, user, nobody]) {
        const answer =
          method === 'GET' ? await visitor.get(pathTo(route.route)) : await visitor.post(pathTo(route.route))
        expectSafeHeaders(answer.response)
        if (answer.response.headers.get('content-type')?.startsWith('text/html'))
          await expectPage(answer.response, answer.status)
        statuses.push(answer.location === '' ? answer.status : (answer.location.split('?')[0] ?? ''))
      }
      seen[`${method} ${name}`] = statuses
    }
    const toSignIn = '/account/sign-in'
    const shown = (name: string) => [200, forAdmins.includes(name) ? 403 : 200, toSignIn]
    expect(seen).toEqual({
      'GET AccountPage': [200, 200, 200],
      'GET AccountOrganizationPage': shown('AccountOrganizationPage'),
      'POST AccountOrganizationPage': [404, 404, toSignIn],
      'GET AccountUsersPage': shown('AccountUsersPage'),
      'GET AccountUserPage': shown('AccountUserPage'),
      'GET AddUserPage': shown('AddUserPage'),
      'POST AddUserPage': [400, 403, toSignIn],
      'GET ChangeUserPage': shown('ChangeUserPage'),
      // Why somebody is disabled has to be said.
      'POST ChangeUserPage': [400, 403, toSignIn],
    })
    expect((await nobody.get('/account')).text).not.toContain('Fabrikam')
  })

  it('open nothing of headquarters', async () => {
    const auth = await startEnvironment({ HEADQUARTERS_ACCESS: 'closed' })
    const visitor = createAccountVisitor(auth)
    for (const [name, value] of admin.cookies) visitor.cookies.set(name, value)
    const staff = everyRoute.filter(({ route, method }) => route.caller.startsWith('Headquarters.') && method === 'GET')
    for (const { route } of staff) expect((await visitor.get(pathTo(route.route))).status).toBe(403)
    await auth.close()
  })

  it('take no form that another site sent', async () => {
    const cookie = [...admin.cookies].map((pair) => pair.join('=')).join('; ')
    const before = await settled(env)
    for (const { name, route } of everyRoute.filter(
      ({ name, method }) => name in routes && method === 'POST' && /^(Account|AddUser|ChangeUser)/.test(name),
    ))
      for (const headers of [
        { origin: 'https://evil.example' },
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'null' },
      ]) {
        const response = await fetch(env.url + pathTo(route.route), {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
          body: 'reason=other&email=x%40fabrikam.example',
        })
        expect({ name, headers, status: response.status }).toEqual({ name, headers, status: 403 })
      }
    expect(await settled(env)).toEqual(before)
  })

  it('know no user of another partner, by whatever page or form', async () => {
    const connection = env.settings['AzureWebJobsStorage'] ?? ''
    const users = createChannelUsers(tableToWrite(connection, 'Channel'))
    const eve = aUser({ userId: eveId, firstName: 'Eve', email: 'eve@contoso.example' })
    await users.tell(undefined, anOrganization({ organizationId: secondOrganizationId, name: 'Contoso' }), [eve])
    const before = await settled(env)
    for (const userId of [eveId, organizationId, 'x']) {
      expect((await admin.get(`/account/users/${userId}`)).status).toBe(404)
      for (const act of userActs)
        for (const answer of [
          await admin.get(`/account/users/${userId}/${act}`),
          await admin.post(`/account/users/${userId}/${act}`, { reason: 'other', lastName: 'Moe', sure: 'yes' }),
        ]) {
          expect([userId, act, answer.status]).toEqual([userId, act, 404])
          expect(answer.text).not.toContain('contoso')
        }
    }
    const chosen = await admin.post('/account/organization', { organizationId: secondOrganizationId })
    expect(chosen.status).toBe(404)
    expect(await settled(env)).toEqual(before)
    expect((await admin.get(`/account/users/${boId}/promote`)).status).toBe(404)
  })

  it('end for everybody when the partner is suspended', async () => {
    await tell('Suspended', both)
    const answer = await admin.get('/account/users')
    expect([answer.status, answer.location.split('?')[0], admin.cookies.has('__Host-account')]).toEqual([
      303,
      '/account/sign-in',
      false,
    ])
    await tell('Active', both)
    admin = await signedIn(ada)
  })
})

describe('an Admin', () => {
  const users = '/account/users'
  const deniz = { lastName: 'Kaya', firstName: 'Deniz', email: 'deniz@fabrikam.example', language: 'tr', role: 'User' }
  const listed = async (): Promise<string[]> => {
    const { text } = await admin.get(users)
    return [...text.matchAll(/<li class="user">[\s\S]*?<\/li>/g)].map(([card]) =>
      card
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
  }

  it('adds a user, once however often the form is sent', async () => {
    const { to, fields } = formOf((await admin.get('/account/new-user')).text, /new-user/)
    for (let time = 0; time < 2; time += 1) {
      const { status, location } = await admin.post(to, { ...fields, ...deniz })
      expect([status, location]).toEqual([303, '/account/users?done=added&language=en'])
    }
    expect(await listed()).toEqual([
      'Ada Roth (you) ada@fabrikam.example Active Administrator',
      'Bo Roth bo@fabrikam.example Active User',
      'Deniz Kaya deniz@fabrikam.example Pending User',
    ])
    expect((await admin.get(location(users, 'added'))).text).toContain('The user was added.')
  })

  it.each([
    ['an address that is one of the users’', 409, { email: 'BO@fabrikam.example' }, 'Your organization has a user'],
    ['an address that is none', 400, { email: 'deniz@' }, 'such as name@company.example'],
    ['no last name', 400, { lastName: ' ' }, 'Last name: Fill in this field.'],
    ['a role that nobody has', 400, { role: 'Owner' }, 'Role: Choose one of the values'],
    ['a language without mails', 400, { language: 'fr' }, 'Choose one of the values'],
  ])('is shown the form again for %s, with what was typed', async (_, status, change, words) => {
    const { response } = await admin.fillIn('/account/new-user', /new-user/, {
      ...deniz,
      jobTitle: 'Head of <b>',
      ...change,
    })
    const markup = await expectPage(response, status)
    expect(markup.replaceAll('&#39;', '’')).toContain(words)
    expect(markup).toContain('value="Head of &lt;b&gt;"')
    expect(markup).toContain('role="alert"')
  })

  it('is asked once more before an address moves', async () => {
    const path = `${users}/${boId}/edit`
    const asked = await admin.fillIn(path, /edit/, { email: 'bo.roth@fabrikam.example', phone: '+49 30 7' })
    expect(await expectPage(asked.response)).toMatch(/<h1>Change the e.{0,2}mail address\?/u)
    const { to, fields } = formOf(asked.text, /edit/)
    expect((await admin.post(to, fields)).status).toBe(303)
    expect((await listed())[1]).toContain('New details are being applied')
    const late = await admin.fillIn(`${users}/${boId}/make-admin`, /make-admin/)
    expect(await expectPage(late.response, 409)).toContain('An earlier change of this user is still under way.')
  })

  it('does not overwrite what somebody else changed meanwhile', async () => {
    const { to, fields } = formOf((await admin.get(`${users}/${adaId}/edit`)).text, /edit/)
    await tell('Active', [aUser({ language: 'en', phone: '+49 30 1' })])
    const { response } = await admin.post(to, { ...fields, jobTitle: 'Buyer' })
    expect(await expectPage(response, 409)).toContain('Somebody else changed something meanwhile.')
  })

  it('cannot leave, step down or be disabled as the last one', async () => {
    for (const [act, more] of [
      ['remove', {}],
      ['make-user', {}],
      ['disable', { reason: 'other' }],
    ] as const) {
      const { response } = await admin.fillIn(`${users}/${adaId}/${act}`, new RegExp(act), more)
      expect(await expectPage(response, 409)).toContain('needs at least one active administrator')
    }
  })
})

it('the pages are not there where the setting does not switch them on', async () => {
  const off = await startEnvironment({ PARTNER_PAGES: 'false' })
  const visitor = createAccountVisitor(off)
  const before = await allRows(off)
  for (const { route, method } of everyRoute.filter(({ name }) => /^(Account|AddUser|ChangeUser)/.test(name)))
    expect((await (method === 'GET' ? visitor.get : visitor.post)(pathTo(route.route))).status).toBe(404)
  expect(await allRows(off)).toEqual(before)
  expect((await visitor.get('/')).text).not.toContain('/account')
  await off.close()
})
