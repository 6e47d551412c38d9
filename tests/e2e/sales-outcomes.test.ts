import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wantedViews } from '../../infra/sales/wanted/view.ts'
import { owningTeamId } from '../../shared/sales/lead-rows.ts'
import { choiceCodes } from '../../shared/sales/shown-columns.ts'
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

  it('shows on account and contact what they are to the partner, once, and leaves the number that a seller gave', async () => {
    const [first, second] = [await lead('Shown Works'), await lead('Numbered Works')]
    const seller = await salesUser(env)
    for (const { requestId } of [first, second]) await seller.win(await seller.qualify(requestId))
    const [one, other] = [await approved(first.requestId), await approved(second.requestId)]
    const account = (prospect: typeof one) => `accounts(${prospect.customers[0]?.customerId})`
    const contact = `contacts(${one.customers[1]?.customerId})`
    await seller.call('PATCH', account(other), { accountnumber: 'SELLER-7' })
    await quiet(env)
    await runJobs(env, 'CatchUpWithSales')
    await quiet(env)
    expect(await seller.call('GET', account(one))).toMatchObject({
      accountnumber: one.customers[0]?.number,
      cb2b_hierarchynumber: one.hierarchy?.number,
      cb2b_partnerstatus: choiceCodes.partner.Active,
    })
    expect((await seller.call('GET', account(other)))['accountnumber']).toBe('SELLER-7')
    const shown = await seller.call('GET', contact)
    expect(shown).toMatchObject({ cb2b_role: choiceCodes.role.Admin, cb2b_userstatus: choiceCodes.user.Active })
    const [, , partners, users] = wantedViews(1033)
    const inView = async (set: string, view: string | undefined, key: string) =>
      (await seller.rows(`${set}?savedQuery=${view}`)).map((row) => row[key])
    expect(await inView('accounts', partners?.id, 'accountid')).toContain(one.customers[0]?.customerId)
    expect(await inView('contacts', users?.id, 'contactid')).toContain(one.customers[1]?.customerId)

    await runJobs(env, 'CatchUpWithSales')
    await quiet(env)
    expect((await seller.call('GET', contact))['modifiedon']).toBe(shown['modifiedon'])
  })

  it('lists partners and users, and finds them by number, name and e-mail', async () => {
    const { requestId, request } = await lead('Listed Works')
    const seller = await salesUser(env)
    await seller.win(await seller.qualify(requestId))
    const { hierarchy, customers } = await approved(requestId)
    await runJobs(env, 'PushCustomersToChannel')
    await quiet(env)
    const items = async (path: string) =>
      ((await (await fetch(`${env.url}/api/${path}`)).json()) as { items: Record<string, unknown>[] }).items
    const partner = { organizationId: hierarchy?.organizationId, number: hierarchy?.number, name: 'Listed Works' }
    for (const search of [hierarchy?.number, customers[0]?.number, 'listed wor'])
      expect(await items(`partners?search=${search}`)).toMatchObject([
        { ...partner, status: 'Active', users: 1, admins: 1 },
      ])
    expect((await items('partners?pageSize=1'))[0]).toMatchObject(partner)
    const user = { userId: customers[1]?.customerId, partner: hierarchy?.number, role: 'Admin', status: 'Active' }
    for (const search of [request.requestor.email, customers[1]?.number, hierarchy?.number])
      expect(await items(`users?search=${search}`)).toMatchObject([
        { ...user, email: request.requestor.email, isTold: true },
      ])
    expect((await items('users?status=Active&search=ada%20roth')).map(({ userId }) => userId)).toContain(user.userId)
    expect(await items('users?status=Removed&search=ada')).toEqual([])
    expect((await fetch(`${env.url}/api/users?status=Pending`)).status).toBe(400)
    for (const path of ['partners', 'users']) {
      const shown = await (await fetch(`${env.url}/headquarters/${path}?search=${hierarchy?.number}`)).text()
      expect(shown).toContain(`/headquarters/customer-hierarchies/${hierarchy?.hierarchyId}"`)
    }
  })

  it('tells the seller by a note on the lead why an approval is held back, once', async () => {
    const first = await lead('First Of Two')
    const seller = await salesUser(env)
    await seller.win(await seller.qualify(first.requestId))
    await approved(first.requestId)
    const second = await lead('Second Of Two', { requestor: first.request.requestor })
    const opportunity = await seller.qualify(second.requestId)
    await seller.win(opportunity)
    await prospectWhere(env, second.requestId, 'the flag is set', ({ flags }) => flags.length > 0)
    await quiet(env)
    const notes = async () =>
      (await seller.rows(`annotations?$select=subject,notetext&$filter=_objectid_value eq ${second.requestId}`)).filter(
        ({ subject }) => String(subject).endsWith('is held back'),
      )
    expect(await notes()).toMatchObject([
      { notetext: expect.stringContaining('Give the contact an address of its own') },
    ])
    await runJobs(env, 'CatchUpWithSales')
    await quiet(env)
    expect(await notes()).toHaveLength(1)
    expect((await seller.call('GET', `leads(${second.requestId})`))['cb2b_headquartersstatus']).toBe(
      choiceCodes.status.Open,
    )
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
    // The hierarchy is kept with the first onboarding, and is told once the approval is stored.
    const joined = await prospectWhere(
      env,
      second.requestId,
      'the requestor is in the hierarchy',
      ({ status, hierarchy }) => status === 'Approved' && hierarchy?.members.length === 2,
    )
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
    const person = (await readProspect(env, first.requestId))?.customers.find(({ type }) => type === 'Person')
    expect(blocked).toMatchObject({
      status: 'Open',
      flags: [{ code: 'duplicate-sign-in' }],
      signInTakenBy: { customerId: person?.customerId, name: 'Ada Roth' },
    })
    const page = await (await fetch(`${env.url}/headquarters/prospects/${second.requestId}`)).text()
    expect(page).toContain(`href="/headquarters/customers/${person?.customerId}"`)
    expect(page).toContain('Give one of the two')
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
    const { company, requestor } = aRequest('Lucerne Publishing')
    expect(found).toMatchObject({
      firstname: 'Ada',
      lastname: 'Roth',
      jobtitle: 'Buyer',
      mobilephone: requestor.phone,
      companyname: 'Lucerne Publishing',
      telephone1: company.phone,
      address1_city: 'Berlin',
      cb2b_prospectnumber: (await readProspect(env, requestId))?.number,
      cb2b_registrationnumber: company.registrationNumber,
      cb2b_taxid: company.taxId,
      _owningteam_value: owningTeamId,
      _owninguser_value: null,
    })
    const page = await (await fetch(`${env.sales.url}/leads/${requestId}`)).text()
    for (const shown of ['B2B prospect', company.registrationNumber, company.taxId, 'Commerce B2B onboarding'])
      expect(page).toContain(shown)
    const notes = found['Lead_Annotation'] as { notetext: string }[]
    expect(notes).toHaveLength(1)
    expect(notes[0]?.notetext).toContain('dual-write')
  })
})
