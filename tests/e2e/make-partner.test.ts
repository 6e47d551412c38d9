// Partners that no onboarding made: by one call, once however often it comes, with account and contacts in Sales.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { mailsTo, quiet, readCustomer, runJobs, salesUser } from '../support/people.ts'

const ada = { firstName: 'Ada', lastName: 'Roth', email: 'ada@made.example', language: 'nl', role: 'Admin' }
const bo = { firstName: 'Bo', lastName: 'Lind', email: 'bo@made.example' }
const address = { line1: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'DE' }
const body = { organization: { name: 'Made GmbH', taxId: 'DE 123', address }, users: [bo, ada] }

type Made = {
  readonly hierarchyId: string
  readonly organizationId: string
  readonly number: string
  readonly users: readonly { readonly userId: string; readonly status: string }[]
}

describe.each(['sales', 'headquarters'])('a partner that no onboarding made, where %s decides', (desk) => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({ APPROVAL_DESK: desk })
  })
  afterAll(() => env.close())

  const post = (sent: unknown, key?: string) =>
    fetch(`${env.url}/api/partners`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
      body: JSON.stringify(sent),
    })
  const made = async (sent: unknown, key?: string) => {
    const answer = await post(sent, key)
    expect(answer.status).toBe(202)
    return (await answer.json()) as Made
  }
  const code = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]
  const get = async <T>(path: string) => (await (await fetch(env.url + path)).json()) as T
  const partners = async () => (await get<{ items: { name: string }[] }>('/api/partners')).items

  it('has its hierarchy, its Admin and its users, and its sites are told; made again it is the same', async () => {
    const partner = await made(body, 'made-1')
    expect(partner.users.map(({ status }) => status)).toEqual(['Active', 'Active'])
    expect(await made(body, 'made-1')).toEqual(partner)
    await quiet(env)
    await runJobs(env, 'PushCustomersToChannel')
    await quiet(env)
    const hierarchy = await get<{ members: { name: string; role: string }[] }>(
      `/api/customer-hierarchies/${partner.hierarchyId}`,
    )
    expect(hierarchy).toMatchObject({
      number: partner.number,
      name: 'Made GmbH',
      organizationId: partner.organizationId,
    })
    expect(JSON.stringify(hierarchy)).not.toContain('madeFrom')
    expect(hierarchy.members.map(({ name, role }) => [name, role])).toEqual([
      ['Ada Roth', 'Admin'],
      ['Bo Lind', 'User'],
    ])
    expect(await readCustomer(env, partner.organizationId)).toMatchObject({
      name: 'Made GmbH',
      taxId: 'DE 123',
      address,
    })
    for (const { email } of [ada, bo]) expect(mailsTo(env, email)).toHaveLength(1)
    expect((await get<{ items: unknown[] }>('/api/prospects')).items).toEqual([])
    const page = await fetch(`${env.url}/headquarters/customers/${partner.organizationId}`)
    expect([page.status, (await page.text()).includes('/headquarters/prospects/')]).toEqual([200, false])
    expect((await partners()).filter(({ name }) => name === 'Made GmbH')).toHaveLength(1)
    if (desk === 'headquarters') return
    const seller = await salesUser(env)
    const account = await seller.call('GET', `accounts(${partner.organizationId})?$select=name,address1_city`)
    expect(account).toMatchObject({ name: 'Made GmbH', address1_city: 'Berlin' })
    for (const { userId } of partner.users) {
      const contact = await seller.call('GET', `contacts(${userId})?$select=emailaddress1,_parentcustomerid_value`)
      expect(contact['_parentcustomerid_value']).toBe(partner.organizationId)
    }
    expect(await (await fetch(`${env.url}/headquarters/dual-write`)).text()).not.toContain('customer-unknown')
  })

  it('is refused whole where something of it cannot be', async () => {
    const count = async () => (await partners()).length
    const before = await count()
    expect(await code(await post({ ...body, organization: { name: 'Other GmbH' } }, 'made-1'))).toEqual([
      422,
      'idempotency-key-reused',
    ])
    const taken = await post({
      organization: { name: 'Taken GmbH' },
      users: [{ ...ada, email: 'new@made.example' }, bo],
    })
    expect(await taken.json()).toMatchObject({ code: 'address-taken', errors: [{ path: 'users[1].email' }] })
    const wrong = await post({ organization: { nam: 'x' }, users: [{ lastName: 'Lee', email: 'no' }], more: 1 })
    expect(wrong.status).toBe(400)
    expect(((await wrong.json()) as { errors: { path: string }[] }).errors.map(({ path }) => path).sort()).toEqual([
      'more',
      'organization.nam',
      'organization.name',
      'users[0].email',
    ])
    const noAdmin = await post({ organization: { name: 'Nobody GmbH' }, users: [bo] })
    expect(await noAdmin.json()).toMatchObject({ code: 'invalid-request', errors: [{ path: 'users' }] })
    const nobody = { organizationId: '0f8fad5b-d9cb-469f-a165-70867728950e' }
    expect(await code(await post({ organization: nobody, users: [{ ...ada, email: 'x@made.example' }] }))).toEqual([
      404,
      'not-found',
    ])
    expect(await count()).toBe(before)
  })

  it('is one for an organization: a second names the first', async () => {
    const { organizationId } = await made(body, 'made-1')
    const second = await post({ organization: { organizationId }, users: [{ ...ada, email: 'second@made.example' }] })
    expect(second.status).toBe(409)
    expect(await second.json()).toMatchObject({ code: 'already-a-partner', hierarchyId: organizationId })
  })

  it('invites nobody where nobody is to be invited', async () => {
    const quietly = { ...ada, email: 'quiet@made.example' }
    await made({ organization: { name: 'Quiet BV' }, users: [quietly], invite: false })
    await runJobs(env, 'PushCustomersToChannel')
    await quiet(env)
    expect(mailsTo(env, quietly.email)).toEqual([])
  })
})
