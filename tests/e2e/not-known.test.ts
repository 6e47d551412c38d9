// What Sales does not say decides nothing: deleted opportunities, customers that only an opportunity names, reasons that were
// written, and rights that the app lacks.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import {
  aRequest,
  bringToSales,
  mailsTo,
  prospectWhere,
  quiet,
  type Row,
  readProspect,
  runJobs,
  salesUser,
  submit,
} from '../support/people.ts'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment()
}, 60_000)
afterAll(() => env.close())

const inSales = async (company: string) => {
  const request = aRequest(company)
  const { requestId } = await submit(env, request)
  await bringToSales(env, requestId)
  return { requestId, email: request.requestor.email, seller: await salesUser(env) }
}

describe('a rejected applicant', () => {
  it('stays rejected, and is flagged, when the lost opportunity is deleted in Sales', async () => {
    const { requestId, email, seller } = await inSales('Tidy Traders')
    const opportunity = await seller.qualify(requestId)
    await seller.lose(opportunity)
    const { decision } = await prospectWhere(env, requestId, 'it is rejected', ({ status }) => status === 'Rejected')
    await quiet(env)
    await (await salesUser(env, 'administrator')).call('DELETE', `opportunities(${opportunity})`)
    const flagged = await prospectWhere(env, requestId, 'it is flagged', ({ flags }) => flags.length > 0)
    expect(flagged).toMatchObject({
      status: 'Rejected',
      decision,
      flags: [{ code: 'qualified-without-opportunity' }],
    })
    await quiet(env)
    expect(mailsTo(env, email)).toHaveLength(1)
  })
})

describe('an opportunity', () => {
  it('that names its account as customer only is approved with that account; none is made beside it', async () => {
    const { requestId, seller } = await inSales('Only Customer Ltd')
    const opportunity = await seller.qualify(requestId, { account: false, contact: true, opportunity: true })
    const account = await seller.call('POST', 'accounts', { name: 'Holding of the seller' })
    await seller.call('PATCH', `opportunities(${opportunity})`, {
      'customerid_account@odata.bind': `/accounts(${account['accountid']})`,
    })
    const found = await seller.call('GET', `opportunities(${opportunity})?$select=_parentaccountid_value`)
    expect(found['_parentaccountid_value']).toBeNull()
    await seller.win(opportunity)
    const approved = await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
    expect(approved.customers.find(({ type }) => type === 'Organization')).toMatchObject({
      customerId: account['accountid'],
      name: 'Holding of the seller',
    })
    await quiet(env)
    expect(await seller.rows(`accounts?$select=name&$filter=name eq 'Only Customer Ltd'`)).toEqual([])
  })

  it('that is closed says why, who closed it and when, once', async () => {
    const { requestId, seller } = await inSales('Told Why GmbH')
    const opportunity = await seller.qualify(requestId)
    await seller.call('POST', 'LoseOpportunity', {
      Status: 5,
      OpportunityClose: {
        subject: 'Lost',
        description: 'Their market is outside of our region.',
        'opportunityid@odata.bind': `/opportunities(${opportunity})`,
      },
    })
    const { decision, timeline } = await prospectWhere(env, requestId, 'it is rejected', (p) => p.status === 'Rejected')
    expect(decision).toMatchObject({
      status: 'Rejected',
      reason: 'Their market is outside of our region.',
      statusReason: 'Out-Sold',
      decidedBy: expect.stringMatching(/\S/),
      closedAt: expect.stringMatching(/^\d{4}-/),
    })
    const told = timeline.filter(({ why }) => why?.includes('outside of our region'))
    expect(told).toEqual([
      expect.objectContaining({
        what: 'Prospect rejected',
        by: decision?.decidedBy,
        why: expect.stringContaining('Out-Sold'),
      }),
    ])
  })
})

describe('a disqualified lead', () => {
  it('says who disqualified it', async () => {
    const { requestId, seller } = await inSales('Who Did It')
    await seller.disqualify(requestId, 7)
    await prospectWhere(env, requestId, 'it is rejected', ({ status }) => status === 'Rejected')
    expect((await readProspect(env, requestId))?.decision).toMatchObject({
      reason: 'Canceled',
      decidedBy: expect.stringMatching(/\S/),
    })
  })
})

describe('an address that a seller corrects', () => {
  it('on the lead gets the rejection', async () => {
    const { requestId, email, seller } = await inSales('Mistyped Traders')
    await seller.call('PATCH', `leads(${requestId})`, { emailaddress1: 'right@mistyped-traders.example' })
    await seller.disqualify(requestId)
    await prospectWhere(env, requestId, 'it is mailed', ({ mails }) => mails[0]?.state === 'Accepted')
    expect([mailsTo(env, email).length, mailsTo(env, 'right@mistyped-traders.example').length]).toEqual([0, 1])
  })

  it('on the lead, before it is qualified and won, gets the approval', async () => {
    const { requestId, email, seller } = await inSales('Corrected Garden')
    await seller.call('PATCH', `leads(${requestId})`, { emailaddress1: 'right@corrected-garden.example' })
    await seller.win(await seller.qualify(requestId))
    await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
    await runJobs(env, 'PushCustomersToChannel')
    await prospectWhere(env, requestId, 'it is mailed', ({ mails }) => mails[0]?.state === 'Accepted')
    expect([mailsTo(env, email).length, mailsTo(env, 'right@corrected-garden.example').length]).toEqual([0, 1])
  })
})

describe('what was merged in Sales', () => {
  it('if a lead, decides nothing: nobody is rejected or mailed, and the other lead is named', async () => {
    const first = await inSales('Twice Asked')
    const second = await inSales('Twice Asked Again')
    const master = await readProspect(env, second.requestId)
    await first.seller.merge('lead', second.requestId, first.requestId)
    const merged = await prospectWhere(env, first.requestId, 'it is flagged', ({ flags }) => flags.length > 0)
    expect(merged).toMatchObject({
      status: 'Open',
      flags: [{ code: 'lead-merged' }],
      sales: { stage: 'Lead merged', mergedInto: { leadId: second.requestId, number: master?.number } },
    })
    await quiet(env)
    expect(mailsTo(env, first.email)).toEqual([])
    expect(await (await fetch(`${env.url}/headquarters/prospects/${first.requestId}`)).text()).toContain(
      `/headquarters/prospects/${second.requestId}`,
    )
    // What happens to the other one decides neither.
    await second.seller.win(await second.seller.qualify(second.requestId))
    await prospectWhere(env, second.requestId, 'it is approved', ({ status }) => status === 'Approved')
    expect((await readProspect(env, first.requestId))?.status).toBe('Open')
  })

  it('if an account of a partner, is followed: the customer goes on with the one that stands for it', async () => {
    const { requestId, seller } = await inSales('Merged Account')
    await seller.win(await seller.qualify(requestId))
    const approved = await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
    const { customerId = '' } = approved.customers.find(({ type }) => type === 'Organization') ?? {}
    const other = await seller.call('POST', 'accounts', { name: 'Account of before' })
    await seller.merge('account', String(other['accountid']), customerId)
    const customer = async () => (await (await fetch(`${env.url}/api/customers/${customerId}`)).json()) as Row
    await expect.poll(async () => (await customer())['salesId'], { timeout: 20_000 }).toBe(other['accountid'])
    await seller.call('PATCH', `accounts(${other['accountid']})`, { telephone1: '+49 30 999' })
    await quiet(env)
    await runJobs(env, 'CatchUpWithSales')
    await quiet(env)
    await expect.poll(async () => (await customer())['phone'], { timeout: 20_000 }).toBe('+49 30 999')
    expect((await readProspect(env, requestId))?.status).toBe('Approved')
  })
})

describe('an equal request on the day of a decision', () => {
  it('is a new one, with a link of its own, and becomes a prospect', async () => {
    const request = aRequest('Asks Again BV')
    const first = await submit(env, request)
    await bringToSales(env, first.requestId)
    await (await salesUser(env)).disqualify(first.requestId)
    await prospectWhere(env, first.requestId, 'it is mailed', ({ mails }) => mails[0]?.state === 'Accepted')
    await runJobs(env, 'PushCustomersToChannel')
    const second = await submit(env, request)
    expect(second.requestId).not.toBe(first.requestId)
    expect(await (await fetch(second.statusUrl)).json()).toMatchObject({ status: 'Submitted' })
    expect(await (await fetch(first.statusUrl)).json()).toMatchObject({ status: 'Declined' })
    await bringToSales(env, second.requestId)
    expect((await submit(env, request)).requestId).toBe(second.requestId)
  })
})
