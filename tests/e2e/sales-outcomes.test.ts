import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { owningTeamId } from '../../shared/sales/lead-rows.ts'
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

describe('what salespeople do besides winning and losing', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment()
  })
  afterAll(() => env.close())

  const lead = async (name: string, more: Record<string, unknown> = {}) => {
    const request = aRequest(name, more)
    const { requestId } = await submit(env, request)
    await bringToSales(env, requestId)
    return { requestId, request }
  }
  const approved = (id: string) =>
    prospectWhere(env, id, 'the prospect is approved', ({ status }) => status === 'Approved')

  it('flags a lead that was qualified without an opportunity and leaves the prospect open', async () => {
    const { requestId } = await lead('Alpine Ski House')
    await (await salesUser(env)).qualify(requestId, { opportunity: false })
    const prospect = await prospectWhere(env, requestId, 'the flag is set', ({ flags }) => flags.length > 0)
    expect(prospect).toMatchObject({ status: 'Open', flags: [{ code: 'qualified-without-opportunity' }] })
  })

  it('makes the customers from the request, and writes them to Sales, when account and contact were unticked', async () => {
    const { requestId } = await lead('Litware')
    const seller = await salesUser(env)
    await seller.win(await seller.qualify(requestId, { account: false, contact: false }))
    const prospect = await approved(requestId)
    await quiet(env)
    const [organization, person] = prospect.customers
    expect(await seller.call('GET', `accounts(${organization?.customerId})`)).toMatchObject({
      name: 'Litware',
      _originatingleadid_value: requestId,
    })
    expect(await seller.call('GET', `contacts(${person?.customerId})`)).toMatchObject({
      lastname: 'Roth',
      _parentcustomerid_value: organization?.customerId,
    })
    expect(prospect.hierarchy?.members).toMatchObject([{ customerId: person?.customerId, role: 'Admin' }])
  })

  it('updates the customer instead of doubling it when an existing account is chosen, and adds the requestor as User', async () => {
    const first = await lead('Trey Research')
    const seller = await salesUser(env)
    await seller.win(await seller.qualify(first.requestId))
    const partner = await approved(first.requestId)
    const [organization] = partner.customers

    const second = await lead('Trey Research Sales Office', {
      requestor: { firstName: 'Ben', lastName: 'Vos', email: 'ben@trey-research.example' },
    })
    await seller.call('PATCH', `leads(${second.requestId})`, {
      'parentaccountid@odata.bind': `/accounts(${organization?.customerId})`,
    })
    await seller.call('PATCH', `accounts(${organization?.customerId})`, { telephone1: '+49 30 999' })
    const opportunity = await seller.qualify(second.requestId, { account: false })
    await seller.win(opportunity)
    const joined = await approved(second.requestId)
    expect(joined.customers[0]).toMatchObject({ customerId: organization?.customerId, number: organization?.number })
    expect(joined.hierarchy?.number).toBe(partner.hierarchy?.number)
    expect(joined.hierarchy?.members.map((member) => [member.name, member.role])).toEqual([
      ['Ada Roth', 'Admin'],
      ['Ben Vos', 'User'],
    ])
    const customer = await (await fetch(`${env.url}/api/customers/${organization?.customerId}`)).json()
    expect(customer).toMatchObject({ phone: '+49 30 999' })
  })

  it('approves when any of several opportunities is won, whatever happens to the others', async () => {
    const { requestId } = await lead('Margies Travel')
    const seller = await salesUser(env)
    const first = await seller.qualify(requestId)
    const [account] = await seller.rows(`accounts?$filter=_originatingleadid_value eq ${requestId}`)
    const second = await seller.call('POST', 'opportunities', {
      name: 'Second try',
      'originatingleadid@odata.bind': `/leads(${requestId})`,
      'parentaccountid@odata.bind': `/accounts(${account?.['accountid']})`,
    })
    await seller.lose(first)
    await quiet(env)
    expect((await readProspect(env, requestId))?.status).toBe('Open')
    await seller.win(String(second['opportunityid']))
    expect((await approved(requestId)).sales.opportunity?.name).toBe('Second try')
  })

  it('never revokes an approval: later changes in Sales are flagged only', async () => {
    const { requestId, request } = await lead('Fourth Coffee')
    const seller = await salesUser(env)
    const opportunity = await seller.qualify(requestId)
    await seller.win(opportunity)
    await approved(requestId)
    await runJobs(env, 'PushCustomersToChannel')
    await seller.reopen(opportunity)
    await seller.lose(opportunity)
    const prospect = await prospectWhere(env, requestId, 'the flag is set', ({ flags }) => flags.length > 0)
    expect(prospect).toMatchObject({ status: 'Approved', flags: [{ code: 'changed-after-approval' }] })
    await quiet(env)
    expect(mailsTo(env, request.requestor.email)).toHaveLength(1)
  })

  it('flags a deleted lead and never rejects for it', async () => {
    const { requestId, request } = await lead('School of Fine Art')
    await (await salesUser(env)).call('DELETE', `leads(${requestId})`)
    const prospect = await prospectWhere(env, requestId, 'the flag is set', ({ flags }) => flags.length > 0)
    expect(prospect).toMatchObject({
      status: 'Open',
      flags: [{ code: 'lead-missing' }],
      sales: { stage: 'Lead missing' },
    })
    expect(mailsTo(env, request.requestor.email)).toEqual([])
  })

  it('holds an approval back, visibly, while another person signs in with the same e-mail address', async () => {
    const requestor = { firstName: 'Ada', lastName: 'Roth', email: 'shared@woodgrove.example' }
    const first = await lead('Woodgrove Bank', { requestor })
    const second = await lead('Woodgrove Insurance', { requestor })
    const seller = await salesUser(env)
    await seller.win(await seller.qualify(first.requestId))
    await approved(first.requestId)
    await seller.win(await seller.qualify(second.requestId))
    const blocked = await prospectWhere(env, second.requestId, 'the flag is set', ({ flags }) => flags.length > 0)
    expect(blocked).toMatchObject({ status: 'Open', flags: [{ code: 'duplicate-sign-in' }] })
    expect(blocked.hierarchy).toBeUndefined()
  })

  it('shows the lead in the view of our leads, not among the open leads of a person, with one note on its Timeline', async () => {
    const { requestId } = await lead('Lucerne Publishing')
    const seller = await salesUser(env)
    const view = async (name: string) => {
      const [row] = await seller.rows(
        `savedqueries?$filter=name eq '${name}' and returnedtypecode eq 'lead'&$select=savedqueryid`,
      )
      return (await seller.rows(`leads?savedQuery=${row?.['savedqueryid']}`)).map((found) => found['leadid'])
    }
    expect(await view('All commerce B2B leads')).toContain(requestId)
    expect(await view('My Open Leads')).not.toContain(requestId)
    const found = await seller.call('GET', `leads(${requestId})?$expand=Lead_Annotation($select=subject,notetext)`)
    expect(found).toMatchObject({
      firstname: 'Ada',
      lastname: 'Roth',
      jobtitle: 'Buyer',
      mobilephone: '+49 170 1234567',
      companyname: 'Lucerne Publishing',
      telephone1: '+49 30 1234567',
      address1_city: 'Berlin',
      cb2b_prospectnumber: (await readProspect(env, requestId))?.number,
      cb2b_registrationnumber: 'HRB 1234',
      cb2b_taxid: 'DE123456789',
      _owningteam_value: owningTeamId,
      _owninguser_value: null,
    })
    const page = await (await fetch(`${env.sales.url}/leads/${requestId}`)).text()
    for (const shown of ['B2B prospect', 'HRB 1234', 'DE123456789', 'Commerce B2B onboarding'])
      expect(page).toContain(shown)
    const notes = found['Lead_Annotation'] as { notetext: string }[]
    expect(notes).toHaveLength(1)
    expect(notes[0]?.notetext).toContain('dual-write')
  })
})
