// An organization that made its columns shorter than the standard ones: nothing fails and nothing is lost silently.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { text } from '../../infra/local/sales/schema/columns.ts'
import { account } from '../../infra/local/sales/schema/customers.ts'
import { lead } from '../../infra/local/sales/schema/lead.ts'
import type { Organization } from '../../shared/domain/customer.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, bringToSales, prospectWhere, quiet, salesUser, submit } from '../support/people.ts'
import { until } from '../support/until.ts'

const standard = { lead: { ...lead.columns }, account: { ...account.columns } }
let env: Environment
beforeAll(async () => {
  Object.assign(lead.columns, { companyname: text(10), mobilephone: text(5) })
  Object.assign(account.columns, { name: text(10), telephone1: text(9) })
  env = await startEnvironment()
})
afterAll(async () => {
  // The next organization in this process has standard columns again.
  Object.assign(lead.columns, standard.lead)
  Object.assign(account.columns, standard.account)
  await env.close()
})

const read = async (id: string): Promise<Organization> =>
  (await (await fetch(`${env.url}/api/customers/${id}`)).json()) as Organization

it('leads and accounts are cut to its columns, customers stay whole, and the timeline tells', async () => {
  const { requestId } = await submit(env, aRequest('Fabrikam International'))
  const { timeline } = await bringToSales(env, requestId)
  expect(timeline[0]).toMatchObject({
    what: 'Lead: columns in Sales are too short',
    why: 'companyname cut, mobilephone left out',
  })
  const seller = await salesUser(env)
  expect(await seller.call('GET', `leads(${requestId})`)).toMatchObject({
    companyname: 'Fabrikam …',
    mobilephone: null,
  })

  // The boxes are unticked, so that account and contact are made from the request.
  await seller.win(await seller.qualify(requestId, { account: false, contact: false }))
  const { customers } = await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
  const accountId = customers[0]?.customerId ?? ''
  const told = await prospectWhere(env, requestId, 'the account is written', (prospect) =>
    prospect.timeline.some(({ what }) => what.startsWith('Account:')),
  )
  expect(told.timeline.find(({ what }) => what.startsWith('Account:'))?.why).toBe('name cut, telephone1 left out')
  await quiet(env)
  expect(await seller.call('GET', `accounts(${accountId})`)).toMatchObject({ name: 'Fabrikam …', telephone1: null })
  expect(await read(accountId)).toMatchObject({
    name: 'Fabrikam International',
    phone: aRequest('Fabrikam International').company.phone,
    unwritten: ['phone'],
  })

  // A seller's change brings the two together again: what has no room is flagged, what is cut is no change.
  await seller.call('PATCH', `accounts(${accountId})`, { address1_city: 'Bonn' })
  const flagged = await prospectWhere(env, requestId, 'it is flagged', ({ flags }) => flags.length > 0)
  expect(flagged.flags.map(({ code }) => code)).toEqual(['account-too-narrow'])
  expect(await read(accountId)).toMatchObject({
    name: 'Fabrikam International',
    phone: aRequest('Fabrikam International').company.phone,
    address: { city: 'Bonn' },
    unwritten: ['phone'],
    flags: ['account-too-narrow'],
  })

  const form = await (await fetch(`${env.url}/headquarters/customers/${accountId}/edit`)).text()
  const etag = /name="etag" value="([^"]*)"/.exec(form)?.[1] ?? ''
  const plain = etag.replaceAll('&quot;', '"').replaceAll('&#39;', "'")
  const body = new URLSearchParams({ etag: plain, phone: '+49 30 12' })
  await fetch(`${env.url}/headquarters/customers/${accountId}/edit`, { method: 'POST', body, redirect: 'manual' })
  await until('the phone fits', async () => ((await read(accountId)).flags === undefined ? true : undefined))
  expect(await seller.call('GET', `accounts(${accountId})`)).toMatchObject({
    name: 'Fabrikam …',
    telephone1: '+49 30 12',
  })
})
