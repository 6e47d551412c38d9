// An applicant takes a request back: on the status page, in headquarters and in Sales.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import {
  aRequest,
  bringToSales,
  mailsTo,
  prospectWhere,
  quiet,
  readProspect,
  runJobs,
  salesUser,
  submit,
} from '../support/people.ts'

describe('a request that is withdrawn', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment()
  })
  afterAll(() => env.close())

  const jobs = ['PullChannelRequests', 'SynchronizeChannelRequests', 'PushCustomersToChannel'] as const

  /** Submits, and finds the pages of the applicant. */
  const applied = async (name: string) => {
    const request = aRequest(name, { language: 'en' })
    const { requestId, statusUrl } = await submit(env, request)
    const token = new URL(statusUrl).searchParams.get('token') ?? ''
    const page = (path: string) => `${env.url}/requests/${requestId}${path}?token=${token}&language=en`
    const press = async () => {
      const answer = await fetch(page('/withdrawal'), {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      })
      expect(answer.status).toBe(303)
      return new URL(answer.headers.get('location') ?? '', env.url)
    }
    const lead = async () =>
      (await salesUser(env)).call(
        'GET',
        `leads(${requestId})?$select=statecode&$expand=Lead_Annotation($select=subject)`,
      )
    return { request, requestId, statusUrl, page, press, lead }
  }

  it('says so at once, and closes the lead that nobody works on, with a note and without a mail', async () => {
    const { request, requestId, statusUrl, page, press, lead } = await applied('Withdrawn GmbH')
    await bringToSales(env, requestId)
    expect(await (await fetch(page(''))).text()).toContain('Withdraw request')
    expect(await (await fetch(page('/withdrawal'))).text()).toContain('This cannot be undone')
    expect(await (await fetch(await press())).text()).toContain('You withdrew this request.')
    expect(await (await fetch(statusUrl)).json()).toMatchObject({ status: 'Declined', withdrawnAt: expect.any(String) })

    await runJobs(env, ...jobs)
    await quiet(env)
    const prospect = await prospectWhere(
      env,
      requestId,
      'the lead is closed',
      ({ sales }) => sales.stage === 'Lead disqualified',
    )
    expect(prospect).toMatchObject({ status: 'Rejected', withdrawn: { because: 'applicant' }, flags: [] })
    const row = await lead()
    expect(row['statecode']).toBe(2)
    expect(JSON.stringify(row['Lead_Annotation'])).toContain('was withdrawn')
    await runJobs(env, ...jobs)
    await quiet(env)
    expect(mailsTo(env, request.requestor.email)).toEqual([])
    expect(await (await fetch(page(''))).text()).toContain('Withdrawn')
    expect((await fetch(page('/withdrawal'), { redirect: 'manual' })).status).toBe(303)
  })

  it('that a seller works on is flagged, and what is decided there later changes nothing', async () => {
    const { request, requestId, press, lead } = await applied('Worked On GmbH')
    await bringToSales(env, requestId)
    const seller = await salesUser(env)
    const opportunity = await seller.qualify(requestId)
    await prospectWhere(env, requestId, 'it is worked on', ({ sales }) => sales.stage === 'Opportunity open')
    await press()
    await runJobs(env, ...jobs)
    await quiet(env)
    const flagged = await prospectWhere(env, requestId, 'it is flagged', ({ flags }) => flags.length > 0)
    expect(flagged.flags.map(({ code }) => code)).toEqual(['withdrawn-in-sales'])
    expect((await lead())['statecode']).toBe(1)
    await seller.win(opportunity)
    await quiet(env)
    const won = await prospectWhere(
      env,
      requestId,
      'the win is told',
      ({ flags }) => flags[0]?.code !== 'withdrawn-in-sales',
    )
    expect(won).toMatchObject({ status: 'Rejected', flags: [{ code: 'won-after-withdrawal' }] })
    expect(won.hierarchy).toBeUndefined()
    expect(mailsTo(env, request.requestor.email)).toEqual([])
  })

  it('before its lead was written gets none', async () => {
    const { requestId, press } = await applied('Early GmbH')
    await press()
    await runJobs(env, ...jobs)
    await quiet(env)
    expect(await readProspect(env, requestId)).toMatchObject({ status: 'Rejected' })
    await expect((await salesUser(env)).call('GET', `leads(${requestId})`)).rejects.toThrow()
  })

  it('is not withdrawn by a link that is wrong, nor by another site', async () => {
    const { page, statusUrl } = await applied('Guarded GmbH')
    const wrong = page('/withdrawal').replace('token=', 'token=x')
    const refused = await fetch(wrong, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
    expect(refused.status).toBe(404)
    expect(await refused.text()).toContain('This link does not work')
    const foreign = await fetch(page('/withdrawal'), { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })
    expect(foreign.status).toBe(403)
    expect(await (await fetch(statusUrl)).json()).toMatchObject({ status: 'Submitted' })
  })
})
