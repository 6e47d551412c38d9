// APPROVAL_DESK=headquarters: the app without any Sales, without a setting of it and without a call to it; and what becomes of
// the prospects when there is a Sales again.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startHost } from '../../infra/local/host/host.ts'
import type { Neighbours } from '../../infra/local/start/local-settings.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { freePort } from '../support/free-port.ts'
import { aRequest, mailsTo, prospectWhere, quiet, runJobs, salesUser, submit } from '../support/people.ts'

const jobs = ['PullChannelRequests', 'SynchronizeChannelRequests', 'PushCustomersToChannel', 'CatchUpWithSales']
const siteKey = 'the-key-of-the-shop-of-partners-0123456789'
const roots = { appFolder: new URL('../..', import.meta.url).pathname }
const posted = (body = '') => ({
  method: 'POST',
  redirect: 'manual' as const,
  headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
  body,
})

describe('the desk of headquarters', () => {
  let env: Environment
  beforeAll(async () => {
    // Sales runs beside it, to see that nobody asks it; the app is told nothing of it.
    const detour = async (addresses: Neighbours) => ({ ...addresses, salesUrl: '' })
    const siteKeys = JSON.stringify({ default: [siteKey] })
    const settings = { APPROVAL_DESK: 'headquarters', MAIL_RECEIVED: 'true', UNDO_MINUTES: '0', SITE_KEYS: siteKeys }
    env = await startEnvironment(settings, false, { detour })
    expect(Object.keys(env.settings).filter((name) => /DATAVERSE|SALES/.test(name))).toEqual([
      'CATCH_UP_WITH_SALES_SCHEDULE',
    ])
  })
  afterAll(() => env.close())

  const depths = async () => await (await fetch(`${env.url}/headquarters/dual-write`)).text()
  const callsOfSales = () => env.sales.stats().requests

  it('takes requests in, tells applicants, and neither asks Sales nor queues anything for it', async () => {
    const before = callsOfSales()
    const request = aRequest('Nobody Sells GmbH', { language: 'en' })
    const { requestId, statusUrl } = await submit(env, request)
    await runJobs(env, ...jobs)
    await quiet(env)
    const prospect = await prospectWhere(env, requestId, 'it is a prospect', ({ status }) => status === 'Open')
    expect(prospect.flags).toEqual([])
    expect(await (await fetch(statusUrl)).json()).toMatchObject({ status: 'InReview' })
    expect(mailsTo(env, request.requestor.email)).toHaveLength(1)
    expect(callsOfSales()).toBe(before)
    expect(
      env.lines.filter((line) => /Functions\.(WriteToSales|ApplySalesChange)/.test(line) && /Executing/.test(line)),
    ).toEqual([])
  })

  it('approves on its own page: customers and hierarchy, the site by job 1010, then one mail in the language asked for', async () => {
    const before = callsOfSales()
    const request = aRequest('Decided Here BV', { language: 'nl' })
    const { email } = request.requestor
    const { requestId, statusUrl } = await submit(env, request)
    await runJobs(env, ...jobs)
    await quiet(env)
    const path = `${env.url}/headquarters/prospects/${requestId}`
    expect(await (await fetch(path)).text()).toContain(`href="/headquarters/prospects/${requestId}/approve"`)
    const shown = await (await fetch(`${path}/approve`)).text()
    for (const said of [email, 'Decided Here BV', 'Ada Roth']) expect(shown).toContain(said)
    expect(shown).not.toMatch(/\b(Sales|lead)\b/)
    const etag = /name="etag" value="([^"]*)"/.exec(shown)?.[1]?.replaceAll('&quot;', '"').replaceAll('&#39;', "'")
    const typed = new URLSearchParams({ etag: etag ?? '', reason: 'Known', organizationId: '', personId: '' })
    const pressed = await fetch(`${path}/approve`, posted(typed.toString()))
    expect(pressed.status).toBe(303)
    await quiet(env)
    const approved = await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
    expect(approved).toMatchObject({ flags: [], decision: { here: true, number: 1, reason: 'Known' } })
    expect(approved.hierarchy?.members).toMatchObject([{ name: 'Ada Roth', role: 'Admin' }])
    expect(approved.customers).toMatchObject([
      { type: 'Organization', name: 'Decided Here BV' },
      { type: 'Person', name: 'Ada Roth' },
    ])
    const asSite = { headers: { 'x-site-key': siteKey } }
    const onSite = async () => (await fetch(`${env.url}/api/channel/users?email=${email}`, asSite)).json()
    // Nobody is told that they may sign in before they may.
    expect([await onSite(), mailsTo(env, email).length]).toEqual([{ outcome: 'none' }, 1])

    await runJobs(env, 'PushCustomersToChannel')
    await quiet(env)
    const user = { userId: approved.customers[1]?.customerId, email, role: 'Admin', status: 'Active' }
    expect(await onSite()).toMatchObject({ outcome: 'one', user })
    const [mail, receipt, ...others] = mailsTo(env, email)
    expect([mail?.text, receipt?.text, others]).toEqual([
      expect.stringContaining('goedgekeurd'),
      expect.not.stringContaining('goedgekeurd'),
      [],
    ])
    expect(await (await fetch(statusUrl)).json()).toMatchObject({ status: 'Approved' })
    await runJobs(env, ...jobs)
    await quiet(env)
    expect([mailsTo(env, email).length, callsOfSales()]).toEqual([2, before])
  })

  it('is healthy without asking Sales, and answers its webhook with a code', async () => {
    const health = await (await fetch(`${env.url}/api/health`)).json()
    expect(health).toEqual({ status: 'healthy', neighbours: { storage: 'up', serviceBus: 'up' } })
    const answer = await fetch(`${env.url}/api/sales/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-sales-event-key': 'sixteen-letters-1' },
      body: '{}',
    })
    expect(answer.status).toBe(410)
    expect(await answer.json()).toMatchObject({ code: 'without-sales' })
  })

  it('shows no leads on its pages, and offers nothing of Sales', async () => {
    const { requestId } = await submit(env, aRequest('Straight In BV'))
    await runJobs(env, ...jobs)
    const prospect = await (await fetch(`${env.url}/headquarters/prospects/${requestId}`)).text()
    expect(prospect).not.toMatch(/\bleads?\b/i)
    expect(prospect).not.toMatch(/\bSales\b/)
    const list = await (await fetch(`${env.url}/headquarters/prospects`)).text()
    expect(list).toContain('Straight In BV')
    expect(list).not.toMatch(/Waiting for Sales|Missing in Sales/)
    for (const path of ['', '/jobs', '/partners', '/users'])
      expect(await (await fetch(`${env.url}/headquarters${path}`)).text(), path).not.toMatch(/\bleads?\b/i)
    expect(await (await fetch(`${env.url}/headquarters`)).text()).toContain('off, headquarters decides')
    const bridge = await depths()
    expect(bridge).toContain('APPROVAL_DESK=headquarters')
    for (const action of ['pause', 'resume', 'compare-all', 'write-missing']) {
      expect(bridge).not.toContain(`action="/headquarters/dual-write/${action}"`)
      expect((await fetch(`${env.url}/headquarters/dual-write/${action}`, posted('reason=x'))).status).toBe(410)
    }
    for (const path of [`/${requestId}`, ''])
      expect(await (await fetch(`${env.url}/api/prospects${path}`)).text()).not.toMatch(/Waiting for Sales/)
    const look = await fetch(`${env.url}/api/prospects/${requestId}/look`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    expect(await look.json()).toMatchObject({ code: 'without-sales' })
  })

  it('loses nothing: with a Sales again the leads of those who are undecided are written', async () => {
    const { requestId } = await submit(env, aRequest('Switched Back NV'))
    await runJobs(env, ...jobs)
    await prospectWhere(env, requestId, 'it waits', ({ status }) => status === 'Open')
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const local = env.sales.url
    const settings = {
      ...env.settings,
      APPROVAL_DESK: 'sales',
      PUBLIC_URL: url,
      SALES_EVENT_KEYS: env.secrets.salesEventKey,
      DATAVERSE_URL: local,
      DATAVERSE_AUTHORITY: local,
      DATAVERSE_TENANT_ID: 'local',
      DATAVERSE_CLIENT_ID: 'integration',
      DATAVERSE_CLIENT_SECRET: 'integration',
    }
    await env.host.close()
    const host = await startHost({ ...roots, port, settings, enableAuth: false, log: (line) => env.lines.push(line) })
    const back: Environment = { ...env, url, host, settings, close: () => host.close() }
    try {
      // What nobody asked for lately is asked for by the catch-up, or by staff at once.
      expect((await fetch(`${url}/headquarters/prospects/${requestId}/repair/look`, posted())).status).toBe(303)
      await quiet(back)
      const prospect = await prospectWhere(
        back,
        requestId,
        'its lead is there',
        ({ sales }) => sales.stage === 'Lead open',
      )
      expect(prospect.flags).toEqual([])
      const seller = await salesUser(back)
      expect((await seller.call('GET', `leads(${requestId})?$select=statecode`))['statecode']).toBe(0)
    } finally {
      await host.close()
    }
  })
})
