// A front end on another origin looks after a partner's users, with tokens of a foreign issuer, from the approval on.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { foreignSite } from '../support/foreign-site.ts'
import { approve, mailsTo, quiet, readCustomer, runJobs, salesUser } from '../support/people.ts'
import { createStaffDesk } from '../support/staff-desk.ts'

const site = await foreignSite('https://shop.example')
const jobs = ['PullChannelRequests', 'SynchronizeChannelRequests', 'PushCustomersToChannel'] as const
let env: Environment
let seller: Awaited<ReturnType<typeof salesUser>>
beforeAll(async () => {
  env = await startEnvironment(site.settings)
  seller = await salesUser(env)
})
afterAll(() => env?.close())

const run = async (...names: string[]): Promise<void> => {
  for (const name of names) await runJobs(env, name)
  await quiet(env)
}
type Call = ReturnType<typeof site.callOf>
type User = { readonly userId: string; readonly etag: string; readonly status: string; readonly addedAt: string }
const usersOf = async (call: Call): Promise<User[]> =>
  ((await (await call('GET', '/api/organization/users')).json()) as { items: User[] }).items
const problem = async (answer: Response) => [answer.status, ((await answer.json()) as { code?: string }).code]
/** As the list has the user now. */
const act = async (call: Call, method: 'PATCH' | 'DELETE', userId: string, body?: unknown): Promise<Response> => {
  const etag = (await usersOf(call)).find((user) => user.userId === userId)?.etag ?? ''
  return call(method, `/api/organization/users/${userId}`, body, { 'if-match': etag })
}
const colleague = (domain: string) => ({
  firstName: 'Elif',
  lastName: 'Demir',
  email: `elif@${domain}.example`,
  language: 'tr',
})
const contactsWith = (email: string) =>
  seller.rows(`contacts?$select=contactid,_parentcustomerid_value&$filter=emailaddress1 eq '${email}'`)

/** A partner, and one more user who is told. */
const partnerWithElif = async (name: string) => {
  const partner = await approve(env, seller, name)
  const asAda = site.callOf(env, partner.email)
  const elif = colleague(name.toLowerCase().replace(' ', '-'))
  const asked = await asAda('POST', '/api/organization/users', elif)
  const { userId } = (await asked.json()) as { userId: string }
  await run(...jobs)
  const asElif = site.callOf(env, elif.email)
  expect((await asElif('GET', '/api/me')).status).toBe(200)
  return { ...partner, asAda, elif: { ...elif, userId }, asElif }
}

it('adds a colleague, who is Active after the three jobs, and the site is told once', async () => {
  const { email, accountId } = await approve(env, seller, 'Site Users GmbH')
  const asAda = site.callOf(env, email)
  const me = await asAda('GET', '/api/me')
  expect([me.status, me.headers.get('access-control-allow-origin')]).toEqual([200, site.origin])
  expect(await me.json()).toMatchObject({ role: 'Admin', status: 'Active', organization: { status: 'Active' } })

  const { cursor } = await site.changes(env)
  const elif = colleague('site-users')
  const asked = await asAda('POST', '/api/organization/users', elif)
  expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([202, site.origin])
  const { userId, status } = (await asked.json()) as { userId: string; status: string }
  expect(status).toBe('Pending')
  expect((await usersOf(asAda)).find((user) => user.userId === userId)).toMatchObject({ status: 'Pending' })
  await run(...jobs)
  expect((await usersOf(asAda)).find((user) => user.userId === userId)).toMatchObject({ status: 'Active' })
  expect(mailsTo(env, elif.email).map(({ html }) => html.includes('lang="tr"'))).toEqual([true])
  expect(await contactsWith(elif.email)).toMatchObject([{ contactid: userId, _parentcustomerid_value: accountId }])
  const told = await site.changes(env, cursor)
  expect(told.items.filter(({ id }) => id === userId)).toMatchObject([
    { type: 'user', status: 'Active', user: { email: elif.email, language: 'tr', maySignIn: true } },
  ])
  await run(...jobs)
  expect((await site.changes(env, told.cursor)).items).toEqual([])
  const asElif = await site.callOf(env, elif.email)('GET', '/api/me')
  expect([asElif.status, await asElif.json()]).toMatchObject([200, { userId, role: 'User' }])
})

it('is refused to pages of another origin, which read nothing', async () => {
  const { email } = await approve(env, seller, 'Two Origins GmbH')
  const asked = { ...colleague('two-origins') }
  for (const origin of ['https://evil.example', 'https://shop.example.evil.example', 'http://shop.example', 'null']) {
    const elsewhere = site.callOf(env, email, email, origin)
    const answers = [
      await fetch(`${env.url}/api/organization/users`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      }),
      await elsewhere('GET', '/api/me'),
      await elsewhere('POST', '/api/organization/users', asked),
    ]
    expect([origin, ...answers.map(({ status }) => status)]).toEqual([origin, 204, 403, 403])
    expect(answers.some(({ headers }) => headers.has('access-control-allow-origin'))).toBe(false)
  }
  expect(await usersOf(site.callOf(env, email))).toHaveLength(1)
})

it('makes the colleague Admin, who stays as the last one when the first has left', async () => {
  const { contactId: adaId, asAda, asElif, elif } = await partnerWithElif('Handed Over')
  expect((await act(asAda, 'PATCH', elif.userId, { role: 'Admin' })).status).toBe(202)
  await run(...jobs)
  expect((await act(asAda, 'DELETE', adaId)).status).toBe(202)
  await run(...jobs)
  expect(await problem(await asAda('GET', '/api/me'))).toEqual([403, 'user-not-active'])
  expect(await problem(await act(asElif, 'DELETE', elif.userId))).toEqual([409, 'last-admin'])
})

it('takes nobody back before the site was told that they left; then the same person begins anew', async () => {
  const { asAda, asElif, elif } = await partnerWithElif('Back Again')
  const { userId: _, ...fields } = elif
  const [first] = (await usersOf(asAda)).filter(({ userId }) => userId === elif.userId)
  const { cursor } = await site.changes(env)
  const toldSince = async (place: string) => {
    const told = await site.changes(env, place)
    return { ...told, elif: told.items.flatMap(({ id, status }) => (id === elif.userId ? [status] : [])) }
  }
  const addAgain = () => asAda('POST', '/api/organization/users', fields)
  expect((await act(asAda, 'DELETE', elif.userId)).status).toBe(202)
  expect(await problem(await addAgain())).toEqual([409, 'already-a-user'])
  await run('PullChannelRequests', 'SynchronizeChannelRequests')
  expect(await problem(await addAgain())).toEqual([409, 'already-a-user'])
  await run('PushCustomersToChannel')
  expect(await problem(await asElif('GET', '/api/me'))).toEqual([403, 'user-not-active'])
  const left = await toldSince(cursor)
  expect(left.elif).toEqual(['Removed'])
  const again = await addAgain()
  expect([again.status, await again.json()]).toEqual([202, { userId: elif.userId, status: 'Pending' }])
  await run(...jobs)
  const [second] = (await usersOf(asAda)).filter(({ userId }) => userId === elif.userId)
  expect(second?.status).toBe('Active')
  expect(Date.parse(second?.addedAt ?? '')).toBeGreaterThan(Date.parse(first?.addedAt ?? ''))
  expect((await asElif('GET', '/api/me')).status).toBe(200)
  expect((await toldSince(left.cursor)).elif).toEqual(['Active'])
  expect(mailsTo(env, elif.email)).toHaveLength(3)
  expect(await contactsWith(elif.email)).toHaveLength(1)
})

it('lets nobody of a suspended partner in; its users are as they were when it is resumed', async () => {
  const { accountId, asAda, asElif, elif } = await partnerWithElif('Held Up')
  await act(asAda, 'PATCH', elif.userId, { status: 'Disabled', reason: 'on-leave' })
  await run(...jobs)
  const mails = mailsTo(env, elif.email).length
  const { cursor } = await site.changes(env)
  // Accepted before it is suspended, and worked on afterwards.
  expect((await asAda('POST', '/api/organization/users', colleague('too-late'))).status).toBe(202)
  await createStaffDesk(env).press(accountId, '/partner/suspend', { reason: 'Unpaid invoices' })
  await run(...jobs)
  for (const answer of [
    await asAda('GET', '/api/me'),
    await asAda('GET', '/api/organization/users'),
    await asAda('POST', '/api/organization/users', colleague('never')),
    await asAda('DELETE', `/api/organization/users/${elif.userId}`, undefined, { 'if-match': '*' }),
  ])
    expect(await problem(answer)).toEqual([403, 'partner-not-active'])
  const { items } = await site.changes(env, cursor)
  expect(items.filter(({ id }) => id === accountId).at(-1)).toMatchObject({ type: 'organization', status: 'Suspended' })
  expect(items.flatMap(({ user }) => (user?.maySignIn ? [user.email] : []))).toEqual([])
  await createStaffDesk(env).press(accountId, '/partner/resume', { reason: 'Paid' })
  await run(...jobs)
  expect((await asAda('GET', '/api/me')).status).toBe(200)
  expect(await problem(await asElif('GET', '/api/me'))).toEqual([403, 'user-not-active'])
  expect((await usersOf(asAda)).map(({ status }) => status).toSorted()).toEqual(['Active', 'Disabled', 'Refused'])
  expect([mailsTo(env, elif.email).length, mailsTo(env, colleague('too-late').email).length]).toEqual([mails, 0])
  expect(await readCustomer(env, accountId)).not.toHaveProperty('flags')
})
