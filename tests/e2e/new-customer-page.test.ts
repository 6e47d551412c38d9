// Staff make a customer on the page: an organization that is nowhere, and a person of it. Nothing is made twice, and Sales has
// both with the same ids where it decides.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { quiet, readCustomer, salesUser } from '../support/people.ts'

describe.each(['sales', 'headquarters'])('the page New customer, where %s decides', (desk) => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({ APPROVAL_DESK: desk })
  })
  afterAll(() => env.close())

  const open = async (query: string) => {
    const answer = await fetch(`${env.url}/headquarters/new-customer?${query}`)
    return { status: answer.status, text: await answer.text() }
  }
  const send = async (fields: Record<string, string>) => {
    const answer = await fetch(`${env.url}/headquarters/new-customer`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: env.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields),
    })
    return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() }
  }
  const idIn = (to: string): string => /customers\/([0-9a-f-]{36})/.exec(to)?.[1] ?? ''

  it('makes an organization and a person of it, once each, however often their forms are sent', async () => {
    expect((await open('search=Litware')).text).toContain('Nothing was found')
    expect((await open('new=true&name=Litware')).text).toContain('value="Litware"')
    const formId = randomUUID()
    const wrong = await send({ formId, name: '', email: 'nowhere' })
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('href="#field-name"')])
    expect(wrong.text).toContain('value="nowhere"')
    const typed = { formId, name: 'Litware', phone: '+31 20 123', 'address.country': 'NL', taxId: 'NL1' }
    const [made, again] = await Promise.all([send(typed), send(typed)])
    expect([made.status, again.status, again.to]).toEqual([303, 303, made.to])
    const organizationId = idIn(made.to)
    expect(await readCustomer(env, organizationId)).toMatchObject({ name: 'Litware', taxId: 'NL1', number: /^C-/ })

    expect((await open(`of=${organizationId}`)).text).toContain('Litware')
    const person = {
      formId: randomUUID(),
      of: organizationId,
      lastName: 'Berg',
      email: 'bo@litware.example',
      language: 'et',
    }
    const personId = idIn((await send(person)).to)
    expect(idIn((await send(person)).to)).toBe(personId)
    expect(await readCustomer(env, personId)).toMatchObject({
      name: 'Berg',
      invoiceAccount: organizationId,
      language: 'et',
    })
    const page = await (await fetch(`${env.url}/headquarters/customers/${organizationId}?done=made`)).text()
    expect(page).toContain('The customer was made.')
    expect(page).toContain(`/headquarters/new-customer?of=${organizationId}`)
    await quiet(env)
    const { items } = (await (await fetch(`${env.url}/api/audit?kind=customer&id=${personId}`)).json()) as {
      items: object[]
    }
    expect(items).toMatchObject([
      { act: 'make-customer', outcome: 'done' },
      { act: 'make-customer', outcome: 'done' },
    ])
    if (desk === 'headquarters') return
    const seller = await salesUser(env)
    expect(await seller.call('GET', `accounts(${organizationId})`)).toMatchObject({
      name: 'Litware',
      telephone1: '+31 20 123',
      customertypecode: 3,
    })
    expect(await seller.call('GET', `contacts(${personId})`)).toMatchObject({
      lastname: 'Berg',
      _parentcustomerid_value: organizationId,
    })
    // Nothing is left to be written.
    const { flags, unwritten } = await readCustomer(env, organizationId)
    expect([flags, unwritten]).toEqual([undefined, undefined])
  })

  it('finds what is here first', async () => {
    const made = await send({ formId: randomUUID(), name: 'Wide World Importers' })
    const { number } = await readCustomer(env, idIn(made.to))
    expect((await open(`search=${number}`)).text).toContain('Wide World Importers')
  })

  it('makes nobody of an organization that is not here', async () => {
    expect((await open(`of=${randomUUID()}`)).status).toBe(404)
    expect((await send({ formId: randomUUID(), of: randomUUID(), lastName: 'Berg' })).status).toBe(404)
  })
})
