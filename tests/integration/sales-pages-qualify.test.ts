// The salesperson qualifies leads through the pages, against the whole Sales stand-in.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Org, startOrg } from './sales-pages-org.ts'
import { bannerOf, byClass, commandsOf, linkOf, textOf, type Visited } from './sales-pages-support.ts'

let org: Org

beforeAll(async () => {
  org = await startOrg()
})
afterAll(() => org.sales.close())

const linksOf = (page: Visited) => byClass(page, 'links').map(textOf)

test('qualifying with everything ticked makes account, contact and opportunity, and opens the opportunity', async () => {
  const id = await org.lead({ companyname: 'Adatum' })
  const form = await org.visitor.open(`/leads/${id}/qualify`)
  expect(form.elements.filter((one) => one.attrs.some(({ name }) => name === 'checked'))).toHaveLength(3)
  const page = await org.visitor.submit(`/leads/${id}/qualify`, {
    createAccount: 'yes',
    createContact: 'yes',
    createOpportunity: 'yes',
  })
  expect(bannerOf(page)).toBe('The lead is qualified.')
  expect(page.path).toMatch(/^\/opportunities\//)
  const lead = await org.visitor.open(linkOf(page, 'Ada Roth').startsWith('/contacts/') ? `/leads/${id}` : '/')
  expect(linksOf(lead)).toEqual(['B2B onboarding: Fabrikam GmbHIn Progress', 'Adatum', 'Ada Rothada@fabrikam.example'])
  expect(commandsOf(lead)).toEqual(['Back to leads', 'New opportunity', 'Reactivate', 'Delete'])
})

test('qualifying with unticked boxes makes only what is ticked', async () => {
  const id = await org.lead({ companyname: 'Tailspin' })
  const page = await org.visitor.submit(`/leads/${id}/qualify`, { createContact: 'yes' })
  expect(page.path).toBe(`/leads/${id}?done=qualified`)
  expect(linksOf(page)).toEqual(['Ada Rothada@fabrikam.example'])
})

test('an existing account and contact are used and none is made', async () => {
  const { accountid } = await org.call('POST', 'accounts', { name: 'Existing AG' })
  const { contactid } = await org.call('POST', 'contacts', { lastname: 'Known' })
  const id = await org.lead({ companyname: 'Existing' })
  const page = await org.visitor.submit(`/leads/${id}/qualify`, {
    createAccount: 'yes',
    createContact: 'yes',
    createOpportunity: 'yes',
    existingAccount: String(accountid),
    existingContact: String(contactid),
  })
  expect(linkOf(page, 'Existing AG')).toBe(`/accounts/${accountid}`)
  const lead = await org.call(
    'GET',
    `leads(${id})?$select=_parentaccountid_value,_parentcontactid_value&$expand=account_originating_lead($select=accountid),contact_originating_lead($select=contactid)`,
  )
  expect(lead).toMatchObject({ _parentaccountid_value: accountid, _parentcontactid_value: contactid })
  expect([lead['account_originating_lead'], lead['contact_originating_lead']]).toEqual([[], []])
})

test('a lead whose existing account is taken back gets a new one', async () => {
  const { accountid } = await org.call('POST', 'accounts', { name: 'Wrong one' })
  const id = await org.lead({ companyname: 'Right one', 'parentaccountid@odata.bind': `/accounts(${accountid})` })
  const form = await org.visitor.open(`/leads/${id}/qualify`)
  const selected = form.elements.filter((one) => one.attrs.some(({ name }) => name === 'selected')).map(textOf)
  expect(selected).toEqual(['Wrong one'])
  const page = await org.visitor.submit(`/leads/${id}/qualify`, {
    createAccount: 'yes',
    createOpportunity: 'yes',
    existingAccount: '',
    existingContact: '',
  })
  expect(linkOf(page, 'Right one')).not.toBe(`/accounts/${accountid}`)
})

test('a lead that is qualified already cannot be qualified again', async () => {
  const id = await org.lead()
  await org.visitor.submit(`/leads/${id}/qualify`, { createAccount: 'yes' })
  const page = await org.visitor.submit(`/leads/${id}/qualify`, { createAccount: 'yes' })
  expect([page.status >= 400, page.status < 500]).toEqual([true, true])
  expect(bannerOf(page)).toContain('closed')
  const lead = await org.call('GET', `leads(${id})?$expand=account_originating_lead($select=accountid)`)
  expect(lead['account_originating_lead']).toHaveLength(1)
})
