// Sellers tidy up under a partner that has users: accounts and contacts are merged, a contact moves to another account. Who
// may sign in is headquarters' to say, so none of it gives or takes that right.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../shared/domain/customer.ts'
import type { CustomerHierarchy } from '../../shared/domain/customer-hierarchy.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { foreignSite } from '../support/foreign-site.ts'
import { approve, mailsTo, quiet, readCustomer, runJobs, salesUser } from '../support/people.ts'

const site = await foreignSite('https://shop.example')
const jobs = ['PullChannelRequests', 'SynchronizeChannelRequests', 'PushCustomersToChannel'] as const
let env: Environment
let seller: Awaited<ReturnType<typeof salesUser>>
beforeAll(async () => {
  env = await startEnvironment(site.settings)
  seller = await salesUser(env)
})
afterAll(() => env?.close())

const settle = async (): Promise<void> => {
  await quiet(env)
  for (const job of jobs) {
    await runJobs(env, job)
    await quiet(env)
  }
}
const member = async (organizationId: string, userId: string) => {
  const hierarchy = await fetch(`${env.url}/api/customer-hierarchies/${organizationId}`)
  return ((await hierarchy.json()) as CustomerHierarchy).members.find(({ customerId }) => customerId === userId)
}
const person = (id: string) => readCustomer<Person>(env, id)
const contactsPage = async (organizationId: string, more = 'contacts') =>
  (await fetch(`${env.url}/headquarters/customer-hierarchies/${organizationId}/${more}`)).text()
const me = (email: string) => site.callOf(env, email)('GET', '/api/me')

const addUser = async (admin: string, firstName: string, email: string): Promise<string> => {
  const asked = await site.callOf(env, admin)('POST', '/api/organization/users', {
    firstName,
    lastName: 'Demir',
    email,
  })
  expect(asked.status).toBe(202)
  await settle()
  return ((await asked.json()) as { userId: string }).userId
}

/** A contact that a seller made. */
const aContact = async (accountId: string, email: string, firstname = 'Elif'): Promise<string> => {
  const contactid = randomUUID()
  await seller.call('POST', 'contacts', {
    contactid,
    firstname,
    lastname: 'Demir',
    emailaddress1: email,
    'parentcustomerid_account@odata.bind': `/accounts(${accountId})`,
  })
  return contactid
}

/** A partner with its Admin and one more user. */
const partnerWithElif = async (name: string) => {
  const partner = await approve(env, seller, name)
  const email = partner.email.replace('ada@', 'elif@')
  return { ...partner, elif: { id: await addUser(partner.email, 'Elif', email), email } }
}

describe('a contact of a user', () => {
  it('that is merged into another one is followed: the address moves, and both addresses are told', async () => {
    const { accountId, elif } = await partnerWithElif('Merged Contact')
    expect((await me(elif.email)).status).toBe(200)
    const corrected = 'elif.corrected@merged-contact.example'
    const double = await aContact(accountId, corrected)
    await seller.merge('contact', double, elif.id)
    const before = mailsTo(env, elif.email).length
    await settle()
    expect(await person(elif.id)).toMatchObject({ salesId: double, email: corrected })
    expect(await member(accountId, elif.id)).toMatchObject({ role: 'User', name: 'Elif Demir' })
    expect(await member(accountId, elif.id)).not.toHaveProperty('status')
    expect([mailsTo(env, elif.email).length - before, mailsTo(env, corrected).length]).toEqual([1, 1])
    // The identity stays linked; a new one is found by the new address alone.
    expect((await me(elif.email)).status).toBe(200)
    expect((await site.callOf(env, corrected, 'somebody')('GET', '/api/me')).status).toBe(200)
    expect((await site.callOf(env, elif.email, 'another')('GET', '/api/me')).status).toBe(403)
    expect(await contactsPage(accountId)).toContain('Every contact of the account is a user.')
  })

  it('that is merged into another user’s leaves both users, and staff are told of both', async () => {
    const { accountId, email, contactId, elif } = await partnerWithElif('Merged Users')
    await seller.merge('contact', contactId, elif.id)
    await settle()
    expect(await person(elif.id)).toMatchObject({ flags: ['contact-merged'], email: elif.email })
    expect(await person(contactId)).toMatchObject({ email })
    expect((await member(accountId, elif.id))?.status).toBeUndefined()
    expect([(await me(elif.email)).status, (await me(email)).status]).toEqual([200, 200])
  })

  it('that was deactivated and is then merged into an active one is enabled with it', async () => {
    const { accountId, elif } = await partnerWithElif('Awake Again')
    await seller.call('PATCH', `contacts(${elif.id})`, { statecode: 1, statuscode: 2 })
    await settle()
    expect(await member(accountId, elif.id)).toMatchObject({ status: 'Disabled', reason: 'deactivated-in-sales' })
    const double = await aContact(accountId, elif.email)
    // Nobody looks in between.
    await seller.call('PATCH', `contacts(${elif.id})`, { statecode: 0, statuscode: 1 })
    await seller.merge('contact', double, elif.id)
    await settle()
    expect(await person(elif.id)).toMatchObject({ salesId: double })
    expect((await member(accountId, elif.id))?.status).toBeUndefined()
    expect((await me(elif.email)).status).toBe(200)
  })

  it('that was deactivated, deleted and made again is enabled with it', async () => {
    const { accountId, elif } = await partnerWithElif('Made Again')
    await seller.call('PATCH', `contacts(${elif.id})`, { statecode: 1, statuscode: 2 })
    await settle()
    await seller.call('DELETE', `contacts(${elif.id})`)
    await settle()
    expect(await person(elif.id)).toMatchObject({ flags: ['contact-missing'] })
    expect(await member(accountId, elif.id)).toMatchObject({ status: 'Disabled' })
    const again = await fetch(`${env.url}/api/customers/${elif.id}/record`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    expect([again.status, await again.json()]).toMatchObject([202, { status: 'Asked' }])
    await settle()
    expect((await member(accountId, elif.id))?.status).toBeUndefined()
    expect((await me(elif.email)).status).toBe(200)
  })

  it('that moves to another account leaves its user where headquarters has it, and makes nobody a user there', async () => {
    const { accountId, elif } = await partnerWithElif('Moved From')
    const other = await approve(env, seller, 'Moved To')
    await seller.call('PATCH', `contacts(${elif.id})`, {
      'parentcustomerid_account@odata.bind': `/accounts(${other.accountId})`,
    })
    await settle()
    expect((await member(accountId, elif.id))?.status).toBeUndefined()
    expect(await member(other.accountId, elif.id)).toBeUndefined()
    expect(await (await me(elif.email)).json()).toMatchObject({ organization: { organizationId: accountId } })
    // Staff of the other one see who came, and may link the person.
    expect(await contactsPage(other.accountId)).toContain(elif.email)
    expect(await contactsPage(other.accountId, `add-user?person=${elif.id}`)).toContain('Link this person')
  })
})

describe('an account of a partner', () => {
  it('that is merged into another one is followed: users stay, and who is added gets a contact there', async () => {
    const { accountId, email, contactId } = await approve(env, seller, 'Merged House')
    const { accountid: master } = await seller.call('POST', 'accounts', { name: 'Merged House of before' })
    await seller.merge('account', String(master), accountId)
    await settle()
    await expect.poll(async () => (await readCustomer(env, accountId)).salesId).toBe(master)
    expect((await me(email)).status).toBe(200)
    await aContact(String(master), 'kai@merged-house.example', 'Kai')
    const elif = await addUser(email, 'Elif', 'elif@merged-house.example')
    const [row] = await seller.rows(`contacts?$select=_parentcustomerid_value&$filter=contactid eq ${elif}`)
    expect(row?.['_parentcustomerid_value']).toBe(master)
    expect((await me('elif@merged-house.example')).status).toBe(200)
    const page = await contactsPage(accountId)
    expect(page).toContain('kai@merged-house.example')
    for (const id of [elif, contactId]) expect(page).not.toContain(`contact=${id}`)
  })

  it('that is merged into another partner’s leaves both partners, and staff are told of both', async () => {
    const [first, second] = [await approve(env, seller, 'House One'), await approve(env, seller, 'House Two')]
    await seller.merge('account', second.accountId, first.accountId)
    await settle()
    expect(await readCustomer(env, first.accountId)).toMatchObject({ flags: ['account-merged'] })
    for (const { email, accountId } of [first, second])
      expect(await (await me(email)).json()).toMatchObject({ organization: { organizationId: accountId } })
    // Its contacts stand under the other account now: they are no users there.
    expect(await member(second.accountId, first.contactId)).toBeUndefined()
    expect(await contactsPage(second.accountId)).toContain(first.email)
  })
})
