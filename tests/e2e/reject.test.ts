import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noMailStatus } from '../../shared/sales/sales-states.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, bringToSales, mailsTo, prospectWhere, quiet, runJobs, salesUser, submit } from '../support/people.ts'

describe('from a submission to a rejection', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment()
  })
  afterAll(() => env.close())

  const rejected = (id: string) =>
    prospectWhere(
      env,
      id,
      'the rejection is mailed',
      ({ status, mails }) => status === 'Rejected' && mails[0]?.state === 'Accepted',
    )

  it('rejects when the lead is disqualified, keeps the reason for staff, and mails without it', async () => {
    const request = aRequest('Tailspin Toys', { language: 'en' })
    const { requestId, statusUrl } = await submit(env, request)
    await bringToSales(env, requestId)
    await (await salesUser(env)).disqualify(requestId, 6)
    const prospect = await rejected(requestId)
    expect(prospect.decision).toMatchObject({ number: 1, status: 'Rejected', reason: 'No Longer Interested' })
    expect(prospect.customers).toEqual([])
    const [mail, ...others] = mailsTo(env, request.requestor.email)
    expect(others).toEqual([])
    expect(`${mail?.subject} ${mail?.text} ${mail?.html}`).not.toContain('No Longer Interested')
    await runJobs(env, 'PushCustomersToChannel')
    expect(await (await fetch(statusUrl)).json()).toMatchObject({ status: 'Declined' })
  })

  it('tells nobody by mail where the seller chose so in the standard dialogs, until staff have it sent', async () => {
    const seller = await salesUser(env)
    const spam = aRequest('Free Prizes', { language: 'en' })
    const { requestId } = await submit(env, spam)
    await bringToSales(env, requestId)
    await seller.disqualify(requestId, noMailStatus)
    const quietly = (id: string) =>
      prospectWhere(env, id, 'the mail is left out', ({ mails }) => mails[0]?.state === 'Skipped')
    const prospect = await quietly(requestId)
    expect(prospect.decision).toMatchObject({ reason: 'No e-mail to the applicant', noMail: true })
    expect(prospect.timeline.map(({ what }) => what)).toContain('Rejection mail not sent: no e-mail was wanted')
    const other = aRequest('Litware')
    const lost = await submit(env, other)
    await bringToSales(env, lost.requestId)
    const opportunity = await seller.qualify(lost.requestId)
    await seller.call('POST', 'LoseOpportunity', {
      Status: noMailStatus,
      OpportunityClose: { subject: 'Spam', 'opportunityid@odata.bind': `/opportunities(${opportunity})` },
    })
    await quietly(lost.requestId)
    await quiet(env)
    expect([mailsTo(env, spam.requestor.email), mailsTo(env, other.requestor.email)]).toEqual([[], []])
    const sent = await fetch(`${env.url}/headquarters/prospects/${requestId}/mail/send`, {
      method: 'POST',
      body: new URLSearchParams({ reason: 'A customer after all' }),
      headers: { origin: env.url, 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(await sent.text()).toContain('The e-mail about the decision is wanted again.')
    await rejected(requestId)
    expect(mailsTo(env, spam.requestor.email)).toHaveLength(1)
  })

  it('rejects when the opportunity is closed as lost; the customers stay, without a hierarchy', async () => {
    const request = aRequest('Wide World Importers')
    const { requestId } = await submit(env, request)
    await bringToSales(env, requestId)
    const seller = await salesUser(env)
    await seller.lose(await seller.qualify(requestId))
    const prospect = await rejected(requestId)
    expect(prospect.sales.stage).toBe('Opportunity lost')
    expect(prospect.customers.map((customer) => customer.type)).toEqual(['Organization', 'Person'])
    expect(prospect.hierarchy).toBeUndefined()
    expect(mailsTo(env, request.requestor.email)).toHaveLength(1)
  })

  it('returns a rejected prospect to Open without a mail when Sales reopens it, and mails the next decision', async () => {
    const request = aRequest('Contoso Suites')
    const { requestId, statusUrl } = await submit(env, request)
    await bringToSales(env, requestId)
    const seller = await salesUser(env)
    const opportunity = await seller.qualify(requestId)
    await seller.lose(opportunity)
    await rejected(requestId)
    await seller.reopen(opportunity)
    const open = await prospectWhere(env, requestId, 'the prospect is open again', ({ status }) => status === 'Open')
    expect(open.decision).toMatchObject({ number: 1, status: 'Rejected', stands: false })
    expect(await (await fetch(`${env.url}/headquarters/prospects/${requestId}`)).text()).toContain('Earlier decision')
    await quiet(env)
    await runJobs(env, 'PushCustomersToChannel')
    expect(await (await fetch(statusUrl)).json()).toMatchObject({ status: 'InReview' })
    expect(mailsTo(env, request.requestor.email)).toHaveLength(1)

    await seller.win(opportunity)
    await prospectWhere(env, requestId, 'the prospect is approved', ({ status }) => status === 'Approved')
    await runJobs(env, 'PushCustomersToChannel')
    const approved = await prospectWhere(
      env,
      requestId,
      'both mails are accepted',
      ({ mails }) => mails.filter((mail) => mail.state === 'Accepted').length === 2,
    )
    expect(approved.mails.map((mail) => mail.kind)).toEqual(['rejected', 'approved'])
    expect(approved.decision?.number).toBe(2)
    expect(mailsTo(env, request.requestor.email)).toHaveLength(2)
  })

  it('returns a disqualified prospect to Open when the lead is reactivated', async () => {
    const request = aRequest('Proseware')
    const { requestId } = await submit(env, request)
    await bringToSales(env, requestId)
    const seller = await salesUser(env)
    await seller.disqualify(requestId)
    await rejected(requestId)
    await seller.reactivate(requestId)
    await prospectWhere(env, requestId, 'the prospect is open again', ({ status }) => status === 'Open')
    await seller.disqualify(requestId, 4)
    const again = await prospectWhere(
      env,
      requestId,
      'the second rejection is mailed',
      ({ mails }) => mails.filter((mail) => mail.state === 'Accepted').length === 2,
    )
    expect(again.decision).toMatchObject({ number: 2, reason: 'Lost' })
    expect(mailsTo(env, request.requestor.email)).toHaveLength(2)
  })
})
