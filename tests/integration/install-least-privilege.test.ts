// The role of the app allows everything the app does in Sales, and nothing besides: without any one of its privileges something
// of it is refused.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installLocally } from '../../infra/local/start/neighbours.ts'
import { bridgeRole, wantedPrivileges } from '../../infra/sales/wanted/security.ts'
import { accountFromRequest, contactFromRequest } from '../../shared/domain/customers-of-prospect.ts'
import { createSales } from '../../shared/sales/create-sales.ts'
import type { Sales } from '../../shared/sales/sales.ts'
import { request, submitted } from '../support/domain-samples.ts'
import { clientOf, startOrg } from './install-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let ids: ReadonlyMap<string, string>
beforeAll(async () => {
  org = await startOrg()
  await installLocally(org.url, 'http://127.0.0.1:9/events', 'key-of-the-test-0123')
  const rows = (await org.call({ method: 'GET', path: 'privileges?$select=name' })) as {
    value: { name: string; privilegeid: string }[]
  }
  ids = new Map(rows.value.map(({ name, privilegeid }) => [name, privilegeid]))
})
afterAll(() => org.close())

const allow = (privileges: readonly { readonly name: string; readonly depth: string }[]) => {
  const Privileges = privileges.map(({ name, depth }) => ({ PrivilegeId: ids.get(name), Depth: depth }))
  const path = `roles(${bridgeRole.id})/Microsoft.Dynamics.CRM.ReplacePrivilegesRole`
  return org.call({ method: 'POST', path, body: { Privileges } })
}

/** Everything that the app asks of Sales, with customers of somebody else. */
const everything = async (sales: Sales): Promise<void> => {
  const [prospectId, foreign] = [randomUUID(), randomUUID()]
  await sales.writeLead({ prospectId, number: 'P-1', submittedAt: submitted, noteId: randomUUID(), request })
  await org.call({ method: 'POST', path: 'accounts', body: { accountid: foreign, name: 'Of a seller' } })
  await org.call({ method: 'POST', path: 'contacts', body: { contactid: foreign, lastname: 'Of a seller' } })
  const ours = {
    account: accountFromRequest(randomUUID(), request),
    contact: contactFromRequest(randomUUID(), request),
  }
  await sales.writeAccount(ours.account, prospectId)
  await sales.writeContact(ours.contact, foreign, prospectId)
  for (const type of ['Organization', 'Person'] as const) {
    const found = await sales.readCustomer(type, foreign)
    await sales.changeCustomer(type, foreign, { phone: '+49 30 1' }, found?.etag ?? '')
    await sales.lengths(type)
    await sales.changedCustomers(type, {})
  }
  const credited = await sales.readCustomer('Organization', foreign)
  await sales.changeCustomer('Organization', foreign, { 'credit.limit': '5000.00 EUR' }, credited?.etag ?? '')
  await sales.readLead(prospectId)
  await org.call({ method: 'POST', path: 'opportunities', body: { opportunityid: foreign, name: 'Of a seller' } })
  await sales.leadOfOpportunity(foreign)
  await sales.changedLeads({})
  await sales.changedOpportunities({})
}
/** A new client each time, so that no lengths are remembered. */
const asTheApp = () => createSales(clientOf(org.url, 'integration'))

test('with all its privileges the app can do everything', async () => {
  await everything(asTheApp())
})

// These are read by the service itself, which the local organization does not do.
const unprovable = new Set(['prvReadNote', 'prvReadTransactionCurrency', 'prvReadUserSettings', 'prvReadWorkflow'])
// Without the one everything goes on, and why something was closed is not known; without the other, whether there is nothing
// in a secured column.
const dispensable = new Set(['prvReadActivity', 'prvReadUser', 'prvWriteLead', 'prvWriteOpportunity'])

test.each(
  wantedPrivileges
    .filter(({ name }) => !unprovable.has(name) && !dispensable.has(name))
    .map(({ name, depth }) => [name, depth] as const),
)('without %s (%s), or with it for own rows only, the app is refused something', async (name, depth) => {
  const others = wantedPrivileges.filter((privilege) => privilege.name !== name)
  try {
    await allow(others)
    await expect(everything(asTheApp())).rejects.toThrow('0x80040220')
    if (depth === 'Basic' || /Entity|Attribute|TransactionCurrency|prvAppend(Account|Contact)/.test(name)) return
    await allow([...others, { name, depth: 'Basic' }])
    await expect(everything(asTheApp())).rejects.toThrow('0x80040220')
  } finally {
    await allow(wantedPrivileges)
  }
})

test('without prvWriteLead, or with it for own rows only, a lead whose request was withdrawn is left to its seller', async () => {
  const others = wantedPrivileges.filter(({ name }) => name !== 'prvWriteLead')
  const closed = async () => {
    const prospectId = randomUUID()
    const lead = { prospectId, number: 'P-1', submittedAt: submitted, noteId: randomUUID(), request }
    await asTheApp().writeLead(lead)
    const asked = { leadId: prospectId, number: 'P-1', noteId: randomUUID(), withdrawnAt: submitted }
    return asTheApp().closeLead(asked)
  }
  try {
    await allow(others)
    expect(await closed()).toBe('left')
    await allow([...others, { name: 'prvWriteLead', depth: 'Basic' }])
    expect(await closed()).toBe('left')
  } finally {
    await allow(wantedPrivileges)
  }
  expect(await closed()).toBe('closed')
})

test('without prvWriteOpportunity, or with it for own rows only, an opportunity does not show what headquarters made of it', async () => {
  const opportunityid = randomUUID()
  await org.call({ method: 'POST', path: 'opportunities', body: { opportunityid, name: 'Of a seller' } })
  const row = { set: 'opportunities', id: opportunityid, values: { status: 'Held back' } } as const
  const others = wantedPrivileges.filter(({ name }) => name !== 'prvWriteOpportunity')
  try {
    await allow(others)
    expect(await asTheApp().show([row])).toBe(0)
    await allow([...others, { name: 'prvWriteOpportunity', depth: 'Basic' }])
    const sales = asTheApp()
    expect(await sales.show([row])).toBe(0)
    await allow(wantedPrivileges)
    // It is not asked again for an hour.
    expect(await sales.show([row])).toBe(0)
  } finally {
    await allow(wantedPrivileges)
  }
  expect(await asTheApp().show([row])).toBe(1)
})

test('without prvReadUser an empty secured column is unknown, and with it a known absence where the app may read it', async () => {
  const path = "EntityDefinitions(LogicalName='contact')/Attributes(LogicalName='telephone1')"
  const definition = (await org.call({ method: 'GET', path })) as object
  await org.call({ method: 'PUT', path, body: { ...definition, IsSecured: true } })
  const fieldsecurityprofileid = randomUUID()
  const set = 'fieldsecurityprofiles'
  await org.call({ method: 'POST', path: set, body: { fieldsecurityprofileid, name: 'The app' } })
  const permission = {
    entityname: 'contact',
    attributelogicalname: 'telephone1',
    canread: 4,
    'fieldsecurityprofileid@odata.bind': `/${set}(${fieldsecurityprofileid})`,
  }
  await org.call({ method: 'POST', path: 'fieldpermissions', body: permission })
  const me = (await clientOf(org.url, 'integration')({ method: 'GET', path: 'WhoAmI' })) as { UserId: string }
  await org.call({
    method: 'POST',
    path: `${set}(${fieldsecurityprofileid})/systemuserprofiles_association/$ref`,
    body: { '@odata.id': `${org.url}/api/data/v9.2/systemusers(${me.UserId})` },
  })
  const contactid = randomUUID()
  await org.call({ method: 'POST', path: 'contacts', body: { contactid, lastname: 'Roth' } })
  const phone = async () => (await asTheApp().readCustomer('Person', contactid))?.values.phone
  expect(await phone()).toBeNull()
  try {
    await allow(wantedPrivileges.filter(({ name }) => name !== 'prvReadUser'))
    expect(await phone()).toBeUndefined()
  } finally {
    await allow(wantedPrivileges)
  }
})
