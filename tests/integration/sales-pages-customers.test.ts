// The salesperson closes and reopens opportunities and edits accounts and contacts, against the whole Sales stand-in.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Org, startOrg } from './sales-pages-org.ts'
import { bannerOf, byClass, commandsOf, controlValue, linkOf, skeleton, textOf } from './sales-pages-support.ts'

let org: Org

beforeAll(async () => {
  org = await startOrg()
})
afterAll(() => org.sales.close())

const everything = { createAccount: 'yes', createContact: 'yes', createOpportunity: 'yes' }

/** A qualified lead, and the address of its opportunity. */
const opportunity = async (columns: Record<string, unknown> = {}) => {
  const lead = await org.lead(columns)
  const page = await org.visitor.submit(`/leads/${lead}/qualify`, everything)
  const path = page.path.split('?')[0] ?? ''
  return { lead, path, id: path.split('/')[2] ?? '' }
}

const stateOf = async (id: string) => {
  const row = await org.call('GET', `opportunities(${id})?$select=statecode,statuscode,actualvalue`)
  return [row['statecode'], row['statuscode'], row['actualvalue']]
}

test('an opportunity shows its account, its contact, its lead and the notes of the lead', async () => {
  const lead = await org.lead()
  await org.visitor.submit(`/leads/${lead}/notes`, { subject: 'Asked for terms' })
  const page = await org.visitor.submit(`/leads/${lead}/qualify`, everything)
  expect(commandsOf(page)).toEqual(['Back to opportunities', 'Save', 'Close as Won', 'Close as Lost'])
  expect(linkOf(page, 'Fabrikam GmbH')).toMatch(/^\/accounts\//)
  expect(page.markup).toContain(`href="/leads/${lead}"`)
  expect(page.elements.filter(({ tagName }) => tagName === 'h3').map(textOf)).toContain('Asked for terms')
})

test('Close as Won records revenue and description, and the opportunity is read-only then', async () => {
  const { path, id } = await opportunity()
  expect((await org.visitor.open(`${path}/close-as-won`)).status).toBe(200)
  const page = await org.visitor.submit(`${path}/close-as-won`, {
    actualrevenue: '12000.50',
    description: 'Contract signed',
  })
  expect(bannerOf(page)).toBe('The opportunity is closed as won.')
  expect(commandsOf(page)).toEqual(['Back to opportunities', 'Reopen opportunity'])
  expect(byClass(page, 'timeline').map(textOf).join()).toContain('Actual revenue: 12,000.50 Contract signed')
  expect(await stateOf(id)).toEqual([1, 3, 12000.5])
})

test('Close as Lost takes one of its status reasons', async () => {
  const { path, id } = await opportunity()
  expect((await org.visitor.submit(`${path}/close-as-lost`, { statuscode: '3' })).status).toBe(400)
  const page = await org.visitor.submit(`${path}/close-as-lost`, { statuscode: '5', description: 'Another supplier' })
  expect(byClass(page, 'pill').map(textOf)).toEqual(['Out-Sold'])
  expect((await stateOf(id)).slice(0, 2)).toEqual([2, 5])
})

test('an amount that is none is refused and what was typed stays', async () => {
  const { path, id } = await opportunity()
  const page = await org.visitor.submit(`${path}/close-as-won`, { actualrevenue: '12,5 euro', description: 'Kept' })
  expect([page.status, controlValue(page, 'actualrevenue'), controlValue(page, 'description')]).toEqual([
    400,
    '12,5 euro',
    'Kept',
  ])
  expect((await stateOf(id))[0]).toBe(0)
})

test('closing a closed opportunity is refused with the message of the service', async () => {
  const { path, id } = await opportunity()
  await org.visitor.submit(`${path}/close-as-won`)
  const page = await org.visitor.submit(`${path}/close-as-lost`, { statuscode: '4' })
  expect([page.status >= 400, bannerOf(page).includes('closed')]).toEqual([true, true])
  expect((await org.visitor.open(`${path}/close-as-won`)).status).toBe(409)
  expect((await stateOf(id))[0]).toBe(1)
})

test('a closed opportunity is reopened, and each closing stays on the timeline', async () => {
  const { path, id } = await opportunity()
  await org.visitor.submit(`${path}/close-as-lost`, { statuscode: '4' })
  const page = await org.visitor.submit(`${path}/reopen`)
  expect(commandsOf(page)).toContain('Close as Won')
  expect((await stateOf(id)).slice(0, 2)).toEqual([0, 1])
  expect((await org.visitor.submit(`${path}/reopen`)).status).toBe(409)
  const won = await org.visitor.submit(`${path}/close-as-won`)
  const titles = won.elements.filter(({ tagName }) => tagName === 'h3').map(textOf)
  expect(titles.toSorted()).toEqual(['Opportunity lost', 'Opportunity won'])
})

test('the topic and the estimated revenue of an open opportunity are changed', async () => {
  const { path, id } = await opportunity()
  const etag = controlValue(await org.visitor.open(path), 'etag') ?? ''
  const page = await org.visitor.submit(path, { etag, name: 'Frame contract', estimatedvalue: '12500' })
  expect(bannerOf(page)).toBe('Your changes are saved.')
  expect(await org.call('GET', `opportunities(${id})`)).toMatchObject({ name: 'Frame contract', estimatedvalue: 12500 })
  const same = await org.visitor.submit(path, { etag, name: 'Frame contract', estimatedvalue: '12500.00' })
  expect(bannerOf(same)).toBe('Nothing was changed.')
})

test('a qualified lead gets a second opportunity with the account and the contact of the first', async () => {
  const { lead } = await opportunity()
  const form = await org.visitor.open(`/leads/${lead}/new-opportunity`)
  const selected = form.elements.flatMap((one) =>
    one.attrs.some(({ name }) => name === 'selected')
      ? (one.attrs.find(({ name }) => name === 'value')?.value ?? '')
      : [],
  )
  expect(selected).toHaveLength(2)
  const page = await org.visitor.submit(`/leads/${lead}/new-opportunity`, {
    name: 'Second season',
    account: selected[0] ?? '',
    contact: selected[1] ?? '',
    estimatedvalue: '300',
  })
  expect(bannerOf(page)).toBe('The opportunity is created.')
  const id = page.path.split('/')[2]?.split('?')[0]
  expect(await org.call('GET', `opportunities(${id})`)).toMatchObject({
    name: 'Second season',
    _originatingleadid_value: lead,
    _parentaccountid_value: selected[0],
    _parentcontactid_value: selected[1],
    _customerid_value: selected[0],
    estimatedvalue: 300,
  })
  expect(byClass(await org.visitor.open(`/leads/${lead}`), 'links').map(textOf)[0]).toContain('Second season')
})

test('a further opportunity needs a customer and a qualified lead', async () => {
  const { lead } = await opportunity()
  expect((await org.visitor.submit(`/leads/${lead}/new-opportunity`, { name: 'Nobody' })).status).toBe(400)
  const open = await org.lead()
  expect((await org.visitor.open(`/leads/${open}/new-opportunity`)).status).toBe(409)
})

test('all opportunities are listed with their account', async () => {
  const { path } = await opportunity({ subject: 'Listed topic', companyname: 'Listed company' })
  const list = await org.visitor.open('/opportunities')
  expect(linkOf(list, 'Listed topic')).toBe(path)
  expect(linkOf(list, 'Listed company')).toMatch(/^\/accounts\//)
})

test('the account and the contact of a lead are read and edited', async () => {
  const { path } = await opportunity({ companyname: 'Wingtip', lastname: 'Person' })
  const page = await org.visitor.open(path)
  const account = await org.visitor.open(linkOf(page, 'Wingtip'))
  expect(linkOf(account, 'Ada Person')).toMatch(/^\/(contacts|leads)\//)
  const etag = controlValue(account, 'etag') ?? ''
  const saved = await org.visitor.submit(account.path, {
    etag,
    name: 'Wingtip Toys',
    telephone1: '+49 30 99',
    emailaddress1: '',
  })
  expect(bannerOf(saved)).toBe('Your changes are saved.')
  expect([
    controlValue(saved, 'name'),
    controlValue(saved, 'telephone1'),
    controlValue(saved, 'emailaddress1'),
  ]).toEqual(['Wingtip Toys', '+49 30 99', ''])
  const nameless = await org.visitor.submit(account.path, { name: '' })
  expect(nameless.status).toBe(400)
  const contacts = await org.visitor.open('/contacts')
  const contact = await org.visitor.submit(linkOf(contacts, 'Ada Person'), { firstname: 'Eva' })
  expect(contact.elements.filter(({ tagName }) => tagName === 'h1').map(textOf)).toEqual(['Eva Person'])
  expect(linkOf(contact, 'Wingtip Toys')).toBe(account.path)
  expect((await org.visitor.open('/accounts')).markup).toContain('Wingtip Toys')
})

test('long lists go on on a next page, and lead back to the one before', async () => {
  await Promise.all(Array.from({ length: 55 }, (_, at) => org.lead({ lastname: `Paged ${at}` })))
  const first = await org.visitor.open('/?view=all-commerce-b2b-leads')
  const second = await org.visitor.open(linkOf(first, 'Next page'))
  const names = [first, second].flatMap((page) =>
    page.elements.filter(({ tagName, attrs }) => tagName === 'a' && attrs[0]?.value.startsWith('/leads/')).map(textOf),
  )
  expect(new Set(names.filter((name) => name.startsWith('Ada Paged'))).size).toBe(55)
  const back = await org.visitor.open(linkOf(second, 'Previous page'))
  expect(back.path).toBe('/?view=all-commerce-b2b-leads')
  expect(back.markup).toBe(first.markup)
  expect(first.markup).not.toContain('Previous page')
})

test('hostile names never change the structure of opportunity, account and contact', async () => {
  const skeletonsOf = async (text: string) => {
    const { path } = await opportunity({
      subject: text,
      companyname: text,
      firstname: text,
      lastname: text,
      description: text,
    })
    const open = await org.visitor.open(path)
    const won = await org.visitor.submit(`${path}/close-as-won`, { description: text, actualrevenue: '1' })
    expect(won.markup).not.toContain('<svg onload')
    const targets = open.elements.flatMap(({ attrs }) => attrs.map(({ value }) => value))
    const links = targets.filter((value) => value.startsWith('/accounts/') || value.startsWith('/contacts/'))
    const pages = await Promise.all(links.map((link) => org.visitor.open(link)))
    expect(pages).toHaveLength(2)
    return [open, won, ...pages].map(skeleton)
  }
  const plain = await skeletonsOf('plain')
  for (const text of ['"><svg onload=x>', "' autofocus onfocus='x", '</textarea></title>&quot;', '<!-- \u202e ]]>']) {
    expect(await skeletonsOf(text)).toEqual(plain)
  }
})
