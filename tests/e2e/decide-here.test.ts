// Staff decide in headquarters what Sales cannot: by the pages, with mail, customers in Sales and notes there.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProspectJson } from '../../shared/headquarters/prospect-json.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, bringToSales, mailsTo, prospectWhere, quiet, runJobs, salesUser, submit } from '../support/people.ts'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment({ UNDO_MINUTES: '0' })
}, 60_000)
afterAll(() => env.close())

const pathOf = (id: string, more = '') => `${env.url}/headquarters/prospects/${id}${more}`
const pageOf = async (id: string, more = '') => (await fetch(pathOf(id, more))).text()

const send = async (id: string, action: string, fields: Record<string, string>) => {
  const shown = await pageOf(id, `/${action}${fields['flag'] ? `?flag=${fields['flag']}` : ''}`)
  const etag = /name="etag" value="([^"]*)"/.exec(shown)?.[1]?.replaceAll('&quot;', '"').replaceAll('&#39;', "'") ?? ''
  const answer = await fetch(pathOf(id, `/${action}`), {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: env.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ etag, ...fields }),
  })
  await env.host.idle()
  return { status: answer.status, text: await answer.text(), shown }
}

const inSales = async (company: string, more: Record<string, unknown> = {}) => {
  const request = aRequest(company, more)
  const { requestId } = await submit(env, request)
  await bringToSales(env, requestId)
  return { request, requestId, seller: await salesUser(env), admin: await salesUser(env, 'administrator') }
}
const isFlagged = (code: string) => (prospect: ProspectJson) => prospect.flags.some((flag) => flag.code === code)

const leadDeleted = async (company: string, more: Record<string, unknown> = {}) => {
  const one = await inSales(company, more)
  await one.admin.call('DELETE', `leads(${one.requestId})`)
  await prospectWhere(env, one.requestId, 'the lead is missing', isFlagged('lead-missing'))
  return one
}

test('a prospect whose lead was deleted is approved here: customers, hierarchy, one mail, and its account in Sales', async () => {
  const { request, requestId, admin } = await leadDeleted('Deleted Lead GmbH')
  expect(await pageOf(requestId)).toContain(`/headquarters/prospects/${requestId}/approve`)
  const { status, shown } = await send(requestId, 'approve', {
    reason: 'Known from the fair',
    organizationId: '',
    personId: '',
  })
  expect(shown).toContain(request.requestor.email)
  expect(status).toBe(303)
  const approved = await prospectWhere(env, requestId, 'it is approved', (one) => one.status === 'Approved')
  expect(approved).toMatchObject({
    decision: { here: true, number: 1, reason: 'Known from the fair' },
    flags: [],
    hierarchy: { members: [{ role: 'Admin' }] },
  })
  expect(mailsTo(env, request.requestor.email)).toEqual([])
  await runJobs(env, 'PushCustomersToChannel')
  await quiet(env)
  expect(mailsTo(env, request.requestor.email)).toHaveLength(1)
  expect(await admin.rows(`accounts?$select=name&$filter=name eq 'Deleted Lead GmbH'`)).toHaveLength(1)
  // Nothing is left that could be done twice.
  expect((await fetch(pathOf(requestId, '/approve'))).status).toBe(404)
  await runJobs(env, 'CatchUpWithSales', 'PushCustomersToChannel')
  await quiet(env)
  expect(mailsTo(env, request.requestor.email)).toHaveLength(1)
})

test('one is rejected for a public reason, which stands in its mail in its language, and a note tells Sales', async () => {
  const { request, requestId, seller } = await inSales('Qualified Only BV', { language: 'nl' })
  await seller.qualify(requestId, { account: true, contact: true, opportunity: false })
  await prospectWhere(env, requestId, 'it is flagged', isFlagged('qualified-without-opportunity'))
  expect((await send(requestId, 'reject', { code: '', reason: 'x' })).status).toBe(400)
  expect((await send(requestId, 'reject', { code: 'outside-area', reason: 'Iceland' })).status).toBe(303)
  await prospectWhere(env, requestId, 'it is rejected', (one) => one.status === 'Rejected')
  await quiet(env)
  const [mail, ...others] = mailsTo(env, request.requestor.email)
  expect(others).toEqual([])
  expect(mail?.text).toContain('Wij leveren op dit moment niet in het land of de regio van uw bedrijf.')
  expect(mail?.text).not.toContain('Iceland')
  const row = await seller.call(
    'GET',
    `leads(${requestId})?$select=statecode&$expand=Lead_Annotation($select=subject,notetext)`,
  )
  expect(JSON.stringify(row['Lead_Annotation'])).toContain('Headquarters rejected B2B prospect')

  // Opened again it is decided anew, and told again.
  expect((await send(requestId, 'reopen', { reason: 'They called' })).status).toBe(303)
  await prospectWhere(env, requestId, 'it is open and flagged', isFlagged('qualified-without-opportunity'))
  expect((await send(requestId, 'approve', { reason: 'Now we do', organizationId: '', personId: '' })).status).toBe(303)
  await prospectWhere(env, requestId, 'it is approved', (one) => one.status === 'Approved')
  await runJobs(env, 'PushCustomersToChannel')
  await quiet(env)
  expect(mailsTo(env, request.requestor.email)).toHaveLength(2)
})

test('a held-back approval is linked to the person who signs in with the address already', async () => {
  const first = await leadDeleted('First Company GmbH')
  await send(first.requestId, 'approve', { organizationId: '', personId: '' })
  const { customers } = await prospectWhere(env, first.requestId, 'it is approved', (one) => one.status === 'Approved')
  const personId = customers.find(({ type }) => type === 'Person')?.customerId ?? ''
  const second = await inSales('Second Company GmbH', { requestor: first.request.requestor })
  const opportunity = await second.seller.qualify(second.requestId)
  await second.seller.win(opportunity)
  await prospectWhere(env, second.requestId, 'it is held back', isFlagged('duplicate-sign-in'))
  expect(await pageOf(second.requestId, '/approve')).toContain(personId)
  expect((await send(second.requestId, 'approve', { personId })).status).toBe(303)
  const approved = await prospectWhere(env, second.requestId, 'it is approved', (one) => one.status === 'Approved')
  expect(approved.hierarchy?.members).toMatchObject([{ customerId: personId, role: 'Admin' }])
  await runJobs(env, 'PushCustomersToChannel')
  await quiet(env)
  const users = await (
    await fetch(`${env.url}/api/users?search=${encodeURIComponent(first.request.requestor.email)}`)
  ).json()
  expect((users as { items: object[] }).items).toHaveLength(2)
})

test('a flag is dismissed with a reason, and stands in the audit trail', async () => {
  const { requestId } = await leadDeleted('Dismissed Works')
  expect((await send(requestId, 'dismiss', { flag: 'lead-missing', reason: 'On purpose' })).status).toBe(303)
  expect(await prospectWhere(env, requestId, 'it is not flagged', ({ flags }) => flags.length === 0)).toMatchObject({
    dismissed: ['lead-missing'],
  })
  const audit = await (await fetch(`${env.url}/api/audit?kind=prospect&id=${requestId}`)).json()
  expect((audit as { items: object[] }).items).toMatchObject([
    { act: 'dismiss-flag', why: 'On purpose', outcome: 'done', after: { flag: 'lead-missing' } },
  ])
})
