// Staff make a partner on the page: of a company that is nowhere, of an account that Sales has already, of a customer that is
// here. Nothing is made twice, and what is refused is shown again as it was typed.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { mailsTo, quiet, readCustomer, runJobs, salesUser } from '../support/people.ts'

type Fields = Record<string, string | readonly string[]>

const pairsOf = (fields: Fields): [string, string][] =>
  Object.entries(fields).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : value.map((one): [string, string] => [name, one]),
  )

describe.each(['sales', 'headquarters'])('the page New business partner, where %s decides', (desk) => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({ APPROVAL_DESK: desk })
  })
  afterAll(() => env.close())

  const open = async (query: string) => {
    const answer = await fetch(`${env.url}/headquarters/new-partner?${query}`)
    return { status: answer.status, text: await answer.text() }
  }
  const send = async (fields: Fields) => {
    const answer = await fetch(`${env.url}/headquarters/new-partner`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: env.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(pairsOf(fields)),
    })
    return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() }
  }
  const idIn = (to: string): string => /customer-hierarchies\/([0-9a-f-]{36})/.exec(to)?.[1] ?? ''
  const membersOf = async (id: string) =>
    (
      (await (await fetch(`${env.url}/api/customer-hierarchies/${id}`)).json()) as {
        members: { name: string; role: string; customerId: string }[]
      }
    ).members
  const settle = async () => {
    await quiet(env)
    await runJobs(env, 'PushCustomersToChannel')
    await quiet(env)
  }
  const partnerCount = async () =>
    ((await (await fetch(`${env.url}/api/partners?pageSize=100`)).json()) as { items: unknown[] }).items.length

  const person = (email: string, more: Fields = {}): Fields => ({
    'person.firstName': 'Ada',
    'person.lastName': 'Roth',
    'person.email': email,
    'person.role': 'Admin',
    ...more,
  })

  it('shows what is refused again as it was typed, and makes it once however often it is sent', async () => {
    expect((await open('new=true&name=Paged+Works')).text).toContain('value="Paged Works"')
    const formId = randomUUID()
    const typed = { formId, 'organization.name': 'Paged "Works"', 'organization.address.country': 'DE', invite: 'yes' }
    const before = await partnerCount()
    const wrong = await send({ ...typed, ...person('not an address', { 'person.phone': '+49 30 1' }) })
    expect(wrong.status).toBe(400)
    for (const shown of [
      'value="Paged &quot;Works&quot;"',
      '<option value="DE" selected>',
      'value="not an address"',
      'value="+49 30 1"',
      'href="#field-person.email"',
      `name="formId" value="${formId}"`,
      'name="invite" value="yes" checked',
    ])
      expect(wrong.text).toContain(shown)
    const nobody = await send({ ...typed, ...person('nobody@paged.example', { 'person.role': 'User' }) })
    expect([nobody.status, nobody.text]).toEqual([400, expect.stringContaining('Somebody has to be Admin')])
    expect(await partnerCount()).toBe(before)

    const right = { ...typed, ...person('ada@paged.example') }
    const made = await send(right)
    expect([made.status, made.to]).toEqual([303, expect.stringContaining('done=made')])
    expect((await send(right)).to).toBe(made.to)
    await settle()
    const id = idIn(made.to)
    expect(await membersOf(id)).toMatchObject([{ name: 'Ada Roth', role: 'Admin' }])
    expect(await readCustomer(env, id)).toMatchObject({ name: 'Paged "Works"', address: { country: 'DE' } })
    expect(mailsTo(env, 'ada@paged.example')).toHaveLength(1)
    expect(await partnerCount()).toBe(before + 1)
    const audit = (await (await fetch(`${env.url}/api/audit?kind=hierarchy&id=${id}`)).json()) as { items: object[] }
    expect(audit.items).toMatchObject([
      { act: 'make-partner', outcome: 'done' },
      { act: 'make-partner', outcome: 'done', after: { hierarchyId: id } },
      { act: 'make-partner', outcome: 'refused' },
      { act: 'make-partner', outcome: 'refused' },
    ])
    expect((await open(`organization=${id}`)).text).toContain('is a partner already')
  })

  it('offers the person who has an address already, who then buys for both', async () => {
    const first = await send({
      formId: randomUUID(),
      'organization.name': 'First Both',
      ...person('both@paged.example'),
    })
    const firstId = idIn(first.to)
    const [{ customerId = '' } = {}] = await membersOf(firstId)
    const typed = { formId: randomUUID(), 'organization.name': 'Second Both', ...person('both@paged.example') }
    const taken = await send(typed)
    expect(taken.status).toBe(409)
    expect(taken.text).toContain('Another person signs in with this e-mail address.')
    expect(taken.text).toContain(`name="person" value="${customerId}"`)
    const second = await send({ ...typed, person: customerId })
    expect(second.status).toBe(303)
    await settle()
    expect(await membersOf(idIn(second.to))).toMatchObject([{ customerId, role: 'Admin' }])
    expect(await membersOf(firstId)).toMatchObject([{ customerId, role: 'Admin' }])
  })

  if (desk === 'headquarters')
    it('has nothing of Sales on it', async () => {
      expect((await open('search=Paged')).text).toContain('Paged')
      expect((await open(`account=${randomUUID()}`)).status).toBe(404)
      expect((await open('new=true')).text).not.toContain('in Sales')
    })

  if (desk === 'sales') {
    it('finds an account by name and by the address of a contact, and makes a partner of what is there', async () => {
      const seller = await salesUser(env)
      const [accountId, adaId, boId, silentId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
      await seller.call('POST', 'accounts', { accountid: accountId, name: 'Known O’Wholesale', address1_city: 'Ghent' })
      const contact = (contactid: string, lastname: string, more: object) =>
        seller.call('POST', 'contacts', {
          contactid,
          firstname: 'Kay',
          lastname,
          'parentcustomerid_account@odata.bind': `/accounts(${accountId})`,
          ...more,
        })
      await contact(adaId, 'Admin', { emailaddress1: 'kay.admin@known.example', jobtitle: 'Owner' })
      await contact(boId, 'Buyer', { emailaddress1: 'kay.buyer@known.example' })
      await contact(silentId, 'Silent', {})
      for (const search of ['o’whole', 'kay.buyer@known.example']) {
        const found = await open(`search=${encodeURIComponent(search)}`)
        expect(found.text).toContain(`/headquarters/new-partner?account=${accountId}`)
      }
      expect((await open('search=it%27s+nobody')).text).toContain('Nothing was found')
      const form = await open(`account=${accountId}`)
      expect(form.text).toContain('kay.admin@known.example')
      expect(form.text).not.toContain(silentId)
      expect(form.text).not.toMatch(/name="contact"[^>]*checked/)

      const fields = { formId: randomUUID(), account: accountId, contact: [adaId], admin: [adaId] }
      const made = await send({ ...fields, 'person.firstName': '', 'person.role': 'User', invite: 'yes' })
      expect([made.status, idIn(made.to)]).toEqual([303, accountId])
      await settle()
      expect(await membersOf(accountId)).toMatchObject([{ customerId: adaId, name: 'Kay Admin', role: 'Admin' }])
      expect(await readCustomer(env, accountId)).toMatchObject({
        name: 'Known O’Wholesale',
        address: { city: 'Ghent' },
      })
      expect(mailsTo(env, 'kay.admin@known.example')).toHaveLength(1)
      const accounts = await seller.call('GET', `accounts?$select=accountid&$filter=name eq 'Known O’Wholesale'`)
      expect(accounts['value']).toHaveLength(1)
      const contacts = await seller.call(
        'GET',
        `contacts?$select=lastname&$filter=_parentcustomerid_value eq ${accountId}&$orderby=lastname`,
      )
      expect((contacts['value'] as { lastname: string }[]).map(({ lastname }) => lastname)).toEqual([
        'Admin',
        'Buyer',
        'Silent',
      ])
      // The seller's later correction arrives as it does for every customer.
      await seller.call('PATCH', `accounts(${accountId})`, { address1_city: 'Bruges' })
      await quiet(env)
      expect(await readCustomer(env, accountId)).toMatchObject({ address: { city: 'Bruges' } })
      expect((await open('search=known')).text).toContain(`/headquarters/customer-hierarchies/${accountId}`)
      expect((await send({ ...fields, formId: randomUUID(), ...person('late@known.example') })).status).toBe(409)
      const errors = await (await fetch(`${env.url}/headquarters/dual-write`)).text()
      expect(errors).not.toContain('customer-unknown')
    })

    it('takes no contact of another account', async () => {
      const seller = await salesUser(env)
      const [accountId, strangerId] = [randomUUID(), randomUUID()]
      await seller.call('POST', 'accounts', { accountid: accountId, name: 'Alone Works' })
      await seller.call('POST', 'contacts', { contactid: strangerId, lastname: 'X', emailaddress1: 'x@other.example' })
      const fields = {
        formId: randomUUID(),
        account: accountId,
        contact: [strangerId],
        [`role:${strangerId}`]: 'Admin',
      }
      expect((await send(fields)).status).toBe(400)
      await seller.call('PATCH', `accounts(${accountId})`, { statecode: 1, statuscode: 2 })
      expect((await open(`account=${accountId}`)).status).toBe(404)
    })
  }
})
