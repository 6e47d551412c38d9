// The salesperson works on leads through the pages, against the whole Sales stand-in.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Org, startOrg } from './sales-pages-org.ts'
import { bannerOf, byClass, commandsOf, controlValue, linkOf, textOf, type Visited } from './sales-pages-support.ts'

let org: Org

beforeAll(async () => {
  org = await startOrg()
})
afterAll(() => org.sales.close())

const rowsOf = (page: Visited) =>
  page.elements.filter(({ tagName }) => tagName === 'tr').map((row) => row.childNodes.map(textOf))

test('the leads of the commerce view lead the pages and are not among my open leads', async () => {
  const id = await org.lead({ lastname: 'Listed' })
  const all = await org.visitor.open('/')
  expect(rowsOf(all)[0]).toEqual(['Name', 'Topic', 'Company', 'Status reason', 'Created on'])
  expect(rowsOf(all).map(([name, topic, company, reason]) => [name, topic, company, reason])).toContainEqual([
    'Ada Listed',
    'B2B onboarding: Fabrikam GmbH',
    'Fabrikam GmbH',
    'New',
  ])
  expect(linkOf(all, 'Ada Listed')).toBe(`/leads/${id}`)
  const mine = await org.visitor.open(linkOf(all, 'My Open Leads'))
  expect(mine.status).toBe(200)
  expect(mine.markup).not.toContain('Ada Listed')
})

test('a lead that the salesperson creates is among my open leads', async () => {
  const page = await org.visitor.submit('/leads/new', {
    subject: 'Trade fair',
    lastname: 'Own',
    companyname: 'Contoso',
  })
  expect(bannerOf(page)).toBe('The lead is created.')
  const mine = await org.visitor.open('/?view=my-open-leads')
  expect(linkOf(mine, 'Own')).toBe(page.path.split('?')[0])
  expect((await org.visitor.open('/')).markup).not.toContain('Contoso')
})

test('a new lead without its last name is refused and what was typed stays', async () => {
  const page = await org.visitor.submit('/leads/new', { subject: 'Trade fair', companyname: 'Northwind' })
  expect(page.status).toBe(400)
  expect(bannerOf(page)).toContain('Last name: Required fields must be filled in.')
  expect(controlValue(page, 'companyname')).toBe('Northwind')
})

test('a text longer than its column is refused with the message of the service, and what was typed stays', async () => {
  const page = await org.visitor.submit('/leads/new', {
    subject: 'Trade fair',
    lastname: 'x'.repeat(51),
    jobtitle: 'Buyer',
  })
  expect(page.status).toBe(400)
  expect(bannerOf(page)).toContain('lastname')
  expect(controlValue(page, 'jobtitle')).toBe('Buyer')
})

test('the lead form shows contact, company and the timeline, newest note first', async () => {
  const id = await org.lead({ jobtitle: 'Buyer', address1_city: 'Berlin' })
  await org.call('POST', 'annotations', {
    subject: 'From the B2B site',
    notetext: 'Line 1\nLine 2',
    'objectid_lead@odata.bind': `/leads(${id})`,
  })
  org.advance(60)
  const page = await org.visitor.submit(`/leads/${id}/notes`, { subject: 'Called', notetext: 'Call again' })
  expect(bannerOf(page)).toBe('The note is added to the timeline.')
  expect(['firstname', 'jobtitle', 'companyname', 'address1_city'].map((name) => controlValue(page, name))).toEqual([
    'Ada',
    'Buyer',
    'Fabrikam GmbH',
    'Berlin',
  ])
  const titles = page.elements.filter(({ tagName }) => tagName === 'h3').map(textOf)
  expect(titles).toEqual(['Called', 'From the B2B site'])
})

test('saving a lead writes only what differs', async () => {
  const id = await org.lead({ description: 'one\ntwo' })
  const path = `/leads/${id}`
  const before = await org.visitor.open(path)
  const form = Object.fromEntries(
    ['etag', 'subject', 'firstname', 'lastname', 'companyname'].map((name) => [name, controlValue(before, name) ?? '']),
  )
  const same = await org.visitor.submit(path, { ...form, description: 'one\r\ntwo' })
  expect(bannerOf(same)).toBe('Nothing was changed.')
  expect(controlValue(same, 'etag')).toBe(form['etag'])
  const saved = await org.visitor.submit(path, { ...form, firstname: 'Grace' })
  expect(bannerOf(saved)).toBe('Your changes are saved.')
  expect(await org.call('GET', `leads(${id})?$select=fullname,companyname`)).toMatchObject({
    fullname: 'Grace Roth',
    companyname: 'Fabrikam GmbH',
  })
})

test("saving over somebody else's change is refused and nothing is lost", async () => {
  const id = await org.lead()
  const etag = controlValue(await org.visitor.open(`/leads/${id}`), 'etag') ?? ''
  await org.call('PATCH', `leads(${id})`, { jobtitle: 'Head of purchasing' })
  const page = await org.visitor.submit(`/leads/${id}`, { etag, jobtitle: 'Clerk' })
  expect(page.status).toBe(412)
  expect(bannerOf(page)).toContain('RowVersion')
  expect(controlValue(page, 'jobtitle')).toBe('Clerk')
  expect(await org.call('GET', `leads(${id})?$select=jobtitle`)).toMatchObject({ jobtitle: 'Head of purchasing' })
})

test('a lead is disqualified for a reason, is read-only then, and is reactivated', async () => {
  const id = await org.lead()
  const open = await org.visitor.open(`/leads/${id}`)
  expect(commandsOf(open)).toEqual(['Back to leads', 'Save', 'Qualify', 'Disqualify', 'Merge', 'Delete'])
  const closed = await org.visitor.submit(`/leads/${id}/disqualify`, { statuscode: '6' })
  expect(bannerOf(closed)).toBe('The lead is disqualified.')
  expect(commandsOf(closed)).toEqual(['Back to leads', 'Reactivate', 'Delete'])
  expect(byClass(closed, 'pill').map(textOf)).toEqual(['No Longer Interested'])
  expect(controlValue(closed, 'firstname')).toBeUndefined()
  expect(await org.call('GET', `leads(${id})?$select=statecode,statuscode`)).toMatchObject({
    statecode: 2,
    statuscode: 6,
  })
  const again = await org.visitor.submit(`/leads/${id}/reactivate`)
  expect(commandsOf(again)).toContain('Qualify')
  expect(await org.call('GET', `leads(${id})?$select=statecode,statuscode`)).toMatchObject({
    statecode: 0,
    statuscode: 1,
  })
})

test('disqualifying without a reason, twice, or a lead with an opportunity is refused', async () => {
  const id = await org.lead()
  expect((await org.visitor.submit(`/leads/${id}/disqualify`, { statuscode: '3' })).status).toBe(400)
  await org.visitor.submit(`/leads/${id}/disqualify`, { statuscode: '4' })
  expect((await org.visitor.submit(`/leads/${id}/disqualify`, { statuscode: '5' })).status).toBe(409)
  const sold = await org.lead()
  await org.visitor.submit(`/leads/${sold}/qualify`, { createAccount: 'yes', createOpportunity: 'yes' })
  const reactivated = await org.visitor.submit(`/leads/${sold}/reactivate`)
  expect(commandsOf(reactivated)).not.toContain('Disqualify')
  expect((await org.visitor.submit(`/leads/${sold}/disqualify`, { statuscode: '4' })).status).toBe(409)
})

test('a stored web address that is no web address never becomes a link', async () => {
  const id = await org.lead({ websiteurl: 'javascript:alert(1)' })
  const closed = await org.visitor.submit(`/leads/${id}/disqualify`, { statuscode: '7' })
  expect(closed.markup).toContain('javascript:alert(1)')
  expect(closed.markup).not.toContain('href="javascript')
})

test('a lead is deleted only after it was confirmed', async () => {
  const id = await org.lead({ lastname: 'Shortlived' })
  const confirm = await org.visitor.open(`/leads/${id}/delete`)
  expect(confirm.elements.filter(({ tagName }) => tagName === 'h1').map(textOf)).toEqual(['Delete the lead'])
  expect((await org.visitor.open(`/leads/${id}`)).status).toBe(200)
  const list = await org.visitor.submit(`/leads/${id}/delete`)
  expect([list.path, bannerOf(list)]).toEqual(['/?done=deleted', 'The lead is deleted.'])
  expect(list.markup).not.toContain('Shortlived')
  expect((await org.visitor.open(`/leads/${id}`)).status).toBe(404)
})
