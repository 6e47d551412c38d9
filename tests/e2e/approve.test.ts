import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, bringToSales, mailsTo, prospectWhere, quiet, runJobs, salesUser, submit } from '../support/people.ts'

describe('from a submission to an approved business partner', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment()
  })
  afterAll(() => env.close())

  it('approves the prospect when the opportunity is closed as won, and mails the requestor once', async () => {
    const request = aRequest('Fabrikam GmbH')
    const submitted = await submit(env, request)
    expect(submitted.status).toBe('Submitted')
    const status = async () => (await (await fetch(submitted.statusUrl)).json()) as Record<string, string>
    expect(await status()).toMatchObject({ requestId: submitted.requestId, status: 'Submitted' })

    await runJobs(env, 'PullChannelRequests')
    expect((await status())['status']).toBe('InReview')
    const waiting = await bringToSales(env, submitted.requestId)
    expect(waiting).toMatchObject({
      type: 'B2B prospect',
      status: 'Open',
      number: 'P-000001',
      customers: [],
      flags: [],
    })

    const seller = await salesUser(env)
    const opportunity = await seller.qualify(submitted.requestId)
    const qualified = await prospectWhere(
      env,
      submitted.requestId,
      'the customers arrive',
      ({ customers }) => customers.length === 2,
    )
    expect(qualified.status).toBe('Open')
    expect(qualified.sales.stage).toBe('Opportunity open')
    expect(qualified.hierarchy).toBeUndefined()

    await seller.win(opportunity)
    const approved = await prospectWhere(
      env,
      submitted.requestId,
      'the prospect is approved',
      (prospect) => prospect.status === 'Approved',
    )
    await quiet(env)
    expect(env.inbox.messages()).toHaveLength(0)
    const [organization, person] = approved.customers
    expect(organization).toMatchObject({ type: 'Organization', name: 'Fabrikam GmbH' })
    expect(person).toMatchObject({ type: 'Person', name: 'Ada Roth' })
    expect(approved.hierarchy).toMatchObject({
      number: 'H-000001',
      name: 'Fabrikam GmbH',
      purpose: 'B2B organization',
      organizationId: organization?.customerId,
      members: [{ customerId: person?.customerId, role: 'Admin' }],
    })

    await runJobs(env, 'PushCustomersToChannel')
    await prospectWhere(env, submitted.requestId, 'the mail is accepted', ({ mails }) => mails[0]?.state === 'Accepted')
    const [mail, ...others] = mailsTo(env, request.requestor.email)
    expect(others).toEqual([])
    expect(mail?.subject).toContain('Fabrikam GmbH')
    expect(mail?.html).toContain('lang="nl"')
    expect(await status()).toMatchObject({ status: 'Approved', decidedAt: approved.decision?.decidedAt })
  })

  it('gives account and contact of Sales the ids and values of the customers', async () => {
    const { requestId } = await submit(env, aRequest('Northwind BV'))
    await bringToSales(env, requestId)
    const seller = await salesUser(env)
    await seller.qualify(requestId)
    const prospect = await prospectWhere(
      env,
      requestId,
      'the customers arrive',
      ({ customers }) => customers.length === 2,
    )
    const [account] = await seller.rows(`accounts?$filter=_originatingleadid_value eq ${requestId}`)
    const [contact] = await seller.rows(`contacts?$filter=_originatingleadid_value eq ${requestId}`)
    const [organization, person] = await Promise.all(
      prospect.customers.map(
        async ({ customerId }) =>
          (await (await fetch(`${env.url}/api/customers/${customerId}`)).json()) as Record<string, unknown>,
      ),
    )
    expect(organization).toMatchObject({
      customerId: account?.['accountid'],
      name: account?.['name'],
      website: 'https://northwind-bv.example',
      registrationNumber: aRequest('Northwind BV').company.registrationNumber,
      address: { line1: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'DE' },
    })
    expect(person).toMatchObject({
      customerId: contact?.['contactid'],
      firstName: 'Ada',
      lastName: 'Roth',
      email: 'ada@northwind-bv.example',
      invoiceAccount: account?.['accountid'],
    })
  })
})
