// The ready pages from the approval on: the requestor signs in by the mailed link, adds a colleague, makes the colleague Admin
// and leaves (in Dutch, the language of the request); and how suspending the partner ends sessions and links.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAccountVisitor, mailsTo } from '../support/account-visitor.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { foreignSite } from '../support/foreign-site.ts'
import { approve, quiet, runJobs, salesUser } from '../support/people.ts'
import { createStaffDesk } from '../support/staff-desk.ts'

const site = await foreignSite('https://shop.example')
const jobs = ['PullChannelRequests', 'SynchronizeChannelRequests', 'PushCustomersToChannel'] as const
let env: Environment
let seller: Awaited<ReturnType<typeof salesUser>>
beforeAll(async () => {
  env = await startEnvironment({ ...site.settings, PARTNER_PAGES: 'true' })
  seller = await salesUser(env)
})
afterAll(() => env?.close())

const threeJobs = async (): Promise<void> => {
  for (const job of jobs) await runJobs(env, job)
  await quiet(env)
}
const signedIn = async (email: string) => {
  const visitor = createAccountVisitor(env)
  await visitor.signIn(email)
  return visitor
}
/** What the list of users shows of one. */
const cardOf = (markup: string, email: string): string =>
  [...markup.matchAll(/<li class="user">[\s\S]*?<\/li>/g)].map(([card]) => card).find((card) => card.includes(email)) ??
  ''
const idIn = (card: string): string => /\/account\/users\/([\w-]{36})/.exec(card)?.[1] ?? ''

it('a colleague in Turkish is Pending, Active after the three jobs, told once, made Admin, and left alone', async () => {
  const { accountId, contactId: adaId, email } = await approve(env, seller, 'Ready Pages')
  const elif = { firstName: 'Elif', lastName: 'Demir', email: 'elif@ready-pages.example', language: 'tr', role: 'User' }
  const ada = await signedIn(email)
  const users = async () => (await ada.get('/account/users')).text
  const { cursor } = await site.changes(env)
  expect((await ada.fillIn('/account/new-user', /new-user/, elif)).status).toBe(303)
  expect(cardOf(await users(), elif.email)).toContain('In behandeling')
  await threeJobs()
  const card = cardOf(await users(), elif.email)
  expect([card.includes('Actief'), card.includes('In behandeling')]).toEqual([true, false])
  const elifId = idIn(card)
  expect((await mailsTo(env, elif.email)).map(({ html }) => html.includes('lang="tr"'))).toEqual([true])
  const contacts = `contacts?$select=contactid,_parentcustomerid_value&$filter=emailaddress1 eq '${elif.email}'`
  expect(await seller.rows(contacts)).toMatchObject([{ contactid: elifId, _parentcustomerid_value: accountId }])
  const { items } = await site.changes(env, cursor)
  expect(items.filter(({ id }) => id === elifId)).toMatchObject([{ type: 'user', status: 'Active' }])

  expect((await ada.fillIn(`/account/users/${elifId}/make-admin`, /make-admin/)).status).toBe(303)
  await threeJobs()
  expect((await ada.fillIn(`/account/users/${adaId}/remove`, /remove/)).status).toBe(303)
  await threeJobs()
  expect((await ada.get('/account/users')).location).toMatch(/^\/account\/sign-in/)
  const colleague = await signedIn(elif.email)
  const { status, text } = await colleague.fillIn(`/account/users/${elifId}/remove`, /remove/)
  expect([status, text]).toEqual([409, expect.stringContaining('en az bir etkin yöneticisi')])
  await threeJobs()
  expect((await colleague.get('/account/users')).status).toBe(200)
})

it('a suspended partner has no sessions, and a link that was mailed before signs nobody in', async () => {
  const { accountId, email } = await approve(env, seller, 'Paused Pages')
  const ada = await signedIn(email)
  const other = createAccountVisitor(env)
  const link = await other.askForLink(email)
  await createStaffDesk(env).press(accountId, '/partner/suspend', { reason: 'Unpaid invoices' })
  await threeJobs()
  expect((await ada.get('/account/users')).location).toMatch(/^\/account\/sign-in/)
  const refused = await other.post(link)
  expect([refused.status, other.cookies.has('__Host-account')]).toEqual([404, false])
  await createStaffDesk(env).press(accountId, '/partner/resume', { reason: 'Paid' })
  await threeJobs()
  expect((await other.post(link)).status).toBe(404)
  expect((await (await signedIn(email)).get('/account')).status).toBe(200)
})
