// The salesperson merges duplicates, and takes accounts and contacts out of use, against the whole Sales stand-in.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Org, startOrg } from './sales-pages-org.ts'
import { bannerOf, byClass, commandsOf, linkOf, textOf } from './sales-pages-support.ts'

let org: Org
beforeAll(async () => {
  org = await startOrg()
})
afterAll(() => org.sales.close())

const pills = async (path: string) => byClass(await org.visitor.open(path), 'pill').map(textOf)
const made = async (set: string, body: Record<string, unknown>): Promise<string> => {
  const row = await org.call('POST', set, body)
  return String(row[set === 'accounts' ? 'accountid' : 'contactid'])
}

test('a duplicate of a lead is merged into it; both pages say so', async () => {
  const [kept, double] = [await org.lead({ lastname: 'Kept' }), await org.lead({ lastname: 'Double' })]
  expect(commandsOf(await org.visitor.open(`/leads/${kept}`))).toContain('Merge')
  const form = await org.visitor.open(`/leads/${kept}/merge`)
  expect(form.markup).toContain(`value="${double}"`)
  expect(form.markup).not.toContain(`value="${kept}"`)
  expect(bannerOf(await org.visitor.submit(`/leads/${kept}/merge`))).toContain('Choose the duplicate.')
  const page = await org.visitor.submit(`/leads/${kept}/merge`, { subordinate: double })
  expect(bannerOf(page)).toBe('The duplicate is closed, and what belonged to it belongs here now.')
  const closed = await org.visitor.open(`/leads/${double}`)
  expect(linkOf(closed, 'Ada Kept')).toBe(`/leads/${kept}`)
  expect(byClass(closed, 'pill').map(textOf)).toEqual(['Lost'])
  expect(commandsOf(closed)).not.toContain('Merge')
  const refused = await org.visitor.open(`/leads/${double}/merge`)
  expect([refused.status, bannerOf(refused)]).toEqual([
    409,
    expect.stringContaining('Only an active lead can be merged.'),
  ])
  expect((await org.visitor.submit(`/leads/${kept}/merge`, { subordinate: double })).status).toBe(400)
})

test('accounts and contacts are merged, deactivated and activated on their pages; lists show their state', async () => {
  for (const [set, body, again] of [
    ['accounts', { name: 'Adatum' }, { name: 'Adatum (double)' }],
    ['contacts', { lastname: 'Adatum' }, { lastname: 'Adatum (double)' }],
  ] as const) {
    const [kept, double] = [await made(set, body), await made(set, again)]
    await org.visitor.submit(`/${set}/${kept}/merge`, { subordinate: double })
    const closed = await org.visitor.open(`/${set}/${double}`)
    expect(linkOf(closed, 'Adatum')).toBe(`/${set}/${kept}`)
    expect(commandsOf(closed)).toEqual([`Back to ${set}`, 'Activate'])
    expect(await pills(`/${set}/${double}`)).toEqual(['Inactive'])
    const page = await org.visitor.submit(`/${set}/${kept}/deactivate`)
    expect(bannerOf(page)).toBe('The record is inactive now.')
    expect(byClass(page, 'pill').map(textOf)).toEqual(['Inactive'])
    expect((await org.visitor.submit(`/${set}/${kept}`, { name: 'Other', lastname: 'Other' })).status).toBe(400)
    await org.visitor.submit(`/${set}/${kept}/activate`)
    expect(await pills(`/${set}`)).toEqual(['Inactive'])
  }
  expect((await org.visitor.submit('/accounts/00000000-0000-4000-8000-00000000dead/deactivate')).status).toBe(404)
})

test('a further opportunity may have the account only as its customer, and stands on the account’s page', async () => {
  const lead = await org.lead()
  await org.visitor.submit(`/leads/${lead}/qualify`, { createAccount: 'yes' })
  const account = await made('accounts', { name: 'Only customer' })
  const fields = { name: 'Only as customer', account, customerOnly: 'yes' }
  const page = await org.visitor.submit(`/leads/${lead}/new-opportunity`, fields)
  const id = page.path.split(/[/?]/)[2]
  expect(
    await org.call(
      'GET',
      `opportunities(${id})?$select=_customerid_value,_parentaccountid_value,_parentcontactid_value`,
    ),
  ).toMatchObject({ _customerid_value: account, _parentaccountid_value: null, _parentcontactid_value: null })
  expect(linkOf(await org.visitor.open(`/accounts/${account}`), 'Only as customer')).toBe(`/opportunities/${id}`)
})
