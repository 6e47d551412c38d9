// Installing into an organization: the plan, repeating it, repairing what somebody changed, and removing everything.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readApplicationUser } from '../../infra/sales/plan/application-user.ts'
import { installInSales } from '../../infra/sales/plan/install.ts'
import { planInstallation } from '../../infra/sales/plan/plan-installation.ts'
import { sameXml } from '../../infra/sales/plan/same-xml.ts'
import { findInstalled, uninstallFromSales } from '../../infra/sales/plan/uninstall.ts'
import { endpointIds, wantedSteps } from '../../infra/sales/wanted/steps.ts'
import { viewId } from '../../infra/sales/wanted/view.ts'
import { owningTeamId } from '../../shared/sales/lead-rows.ts'
import { noMailStatus } from '../../shared/sales/sales-states.ts'
import { choiceCodes } from '../../shared/sales/shown-columns.ts'
import { clientOf, settings, startOrg, timeless, webhook } from './install-support.ts'
import { startReceiver } from './sales-api-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
beforeEach(async () => {
  org = await startOrg()
})
afterEach(() => org.close())

const plan = () => planInstallation(org.call, settings)
const actions = async () => (await plan()).items.map((item) => `${item.action} ${item.what}`)
const install = (changes = {}) => installInSales(org.call, { ...settings, ...changes })

test('the plan of an empty organization creates everything and making it changes nothing', async () => {
  const before = await org.rows()
  expect(await actions()).toEqual([
    'create publisher Commerce B2B',
    'create solution Commerce B2B onboarding',
    'create column cb2b_prospectnumber of lead',
    'create column cb2b_registrationnumber of lead',
    'create column cb2b_taxid of lead',
    'create column cb2b_headquartersstatus of lead',
    'create column cb2b_heldbackbecause of lead',
    'create column cb2b_customernumber of account',
    'create column cb2b_hierarchynumber of account',
    'create column cb2b_partnerstatus of account',
    'create column cb2b_customernumber of contact',
    'create column cb2b_role of contact',
    'create column cb2b_userstatus of contact',
    'create column cb2b_headquartersstatus of opportunity',
    'create column cb2b_heldbackbecause of opportunity',
    'create status reason 727000001 of lead',
    'create status reason 727000001 of opportunity',
    'create security role Commerce B2B bridge',
    'create privileges of the role Commerce B2B bridge',
    'create security role Commerce B2B leads',
    'create privileges of the role Commerce B2B leads',
    'create team Commerce B2B onboarding',
    'create role Commerce B2B bridge of the application user',
    'create role Commerce B2B leads of the team',
    'create view All commerce B2B leads',
    'create view B2B approvals held back',
    'create view B2B partners',
    'create view B2B users',
    'create webhook endpoint',
    'create step Update of lead',
    'create step Delete of lead',
    'create step Update of opportunity',
    'create image of step Update of opportunity',
    'create step Delete of opportunity',
    'create image of step Delete of opportunity',
    'create step Update of account',
    'create image of step Update of account',
    'create step Delete of account',
    'create image of step Delete of account',
    'create step Update of contact',
    'create image of step Update of contact',
    'create step Delete of contact',
    'create image of step Delete of contact',
  ])
  expect(await org.rows()).toEqual(before)
})

test('after the installation nothing is left to do but to set the key anew', async () => {
  await install()
  expect((await actions()).filter((line) => !line.startsWith('keep '))).toEqual(['update webhook endpoint'])
  const once = timeless(await org.rows())
  await install()
  expect(timeless(await org.rows())).toEqual(once)
})

test('events carry the key of the newest installation', async () => {
  const receiver = await startReceiver()
  try {
    for (const eventKey of ['old-key-0123456789', 'new "key" <&> 0123456789']) {
      await install({ transport: webhook(receiver.url, eventKey) })
      const leadid = randomUUID()
      await org.call({ method: 'POST', path: 'leads', body: { leadid, subject: 'Lead', lastname: 'Roth' } })
      await org.call({ method: 'PATCH', path: `leads(${leadid})`, body: { statecode: 2, statuscode: 7 } })
      await org.sales.webhooksIdle()
    }
    const keys = receiver.received.map(({ headers }) => headers['x-sales-event-key'])
    expect(keys).toEqual(['old-key-0123456789', 'new "key" <&> 0123456789'])
  } finally {
    await receiver.close()
  }
})

test('a view that comes back written otherwise is no difference, one that means something else is', () => {
  const wanted =
    '<fetch version="1.0"><entity name="lead"><order attribute="createdon" descending="true"/></entity></fetch>'
  const rewritten =
    "<fetch mapping='logical' version='1.0'>\n  <entity name='lead'><order descending='true' attribute='createdon' /></entity>\n</fetch>"
  expect(sameXml(wanted, rewritten)).toBe(true)
  expect(sameXml(wanted, rewritten.replace("'true'", "'false'"))).toBe(false)
  expect(sameXml(wanted, wanted.replace('<order', '<attribute name="x"/><order'))).toBe(false)
})

test('a renamed view, a moved endpoint and a disabled step are set right', async () => {
  await install()
  const right = timeless(await org.rows())
  const change = (path: string, body: unknown) => org.call({ method: 'PATCH', path, body })
  await change(`savedqueries(${viewId})`, { name: 'Renamed' })
  await change(`serviceendpoints(${endpointIds.webhook})`, { url: 'https://elsewhere.example/' })
  await change(`sdkmessageprocessingsteps(${wantedSteps[1]?.id})`, { statecode: 1, statuscode: 2 })
  expect((await plan()).items.flatMap(({ differing }) => differing)).toEqual(['name', 'url', 'key', 'statecode'])
  await install()
  expect(timeless(await org.rows())).toEqual(right)
})

test('removing gives back the organization as it was, row by row, and can be repeated', async () => {
  const before = await org.rows()
  await install()
  const installed = await findInstalled(org.call)
  expect(installed).toHaveLength(39)
  expect(await uninstallFromSales(org.call, installed)).toEqual([])
  expect(await org.rows()).toEqual(before)
  expect(await findInstalled(org.call)).toEqual([])
  await uninstallFromSales(org.call, installed)
  expect(await org.rows()).toEqual(before)
})

test('columns in which leads hold values stay unless asked otherwise, and the leads of the team get another owner', async () => {
  const before = timeless(await org.rows())
  await install()
  const leadid = randomUUID()
  const team = { 'ownerid@odata.bind': `/teams(${owningTeamId})` }
  const body = { leadid, subject: 'Lead', lastname: 'Roth', cb2b_taxid: 'DE123', ...team }
  await org.call({ method: 'POST', path: 'leads', body })
  const kept = await uninstallFromSales(org.call, await findInstalled(org.call))
  expect(kept).toEqual(['column cb2b_taxid of lead: leads hold values in it; --delete-columns deletes them too'])
  expect(await org.call({ method: 'GET', path: `leads(${leadid})` })).toMatchObject({
    cb2b_taxid: 'DE123',
    _owninguser_value: (await readApplicationUser(org.call, settings.applicationId)).id,
  })
  await install()
  expect(await uninstallFromSales(org.call, await findInstalled(org.call, true))).toEqual([])
  await org.call({ method: 'DELETE', path: `leads(${leadid})` })
  expect(timeless(await org.rows())).toEqual(before)
})

test('what sellers see of partners and users stays with its values unless asked otherwise, and what is theirs always', async () => {
  await install()
  const [accountid, contactid, leadid] = [randomUUID(), randomUUID(), randomUUID()]
  const account = {
    accountid,
    name: 'Fabrikam GmbH',
    accountnumber: 'C-000001',
    cb2b_hierarchynumber: 'H-000001',
    cb2b_partnerstatus: choiceCodes.partner.Active,
  }
  const contact = {
    contactid,
    lastname: 'Roth',
    cb2b_role: choiceCodes.role.Admin,
    cb2b_userstatus: choiceCodes.user.Active,
  }
  await org.call({ method: 'POST', path: 'accounts', body: account })
  await org.call({ method: 'POST', path: 'contacts', body: contact })
  await org.call({ method: 'POST', path: 'leads', body: { leadid, subject: 'Lead', lastname: 'Roth' } })
  const decided = { statecode: 2, statuscode: noMailStatus }
  await org.call({ method: 'PATCH', path: `leads(${leadid})`, body: decided })
  const holds = (set: string) => `${set} hold values in it; --delete-columns deletes them too`
  expect(await uninstallFromSales(org.call, await findInstalled(org.call))).toEqual([
    `column cb2b_hierarchynumber of account: ${holds('accounts')}`,
    `column cb2b_partnerstatus of account: ${holds('accounts')}`,
    `column cb2b_role of contact: ${holds('contacts')}`,
    `column cb2b_userstatus of contact: ${holds('contacts')}`,
    `status reason ${noMailStatus} of lead: leads were decided with it; --delete-columns deletes it, and they keep its bare number`,
  ])
  const read = (path: string) => org.call({ method: 'GET', path })
  expect(await read(`accounts(${accountid})`)).toMatchObject(account)
  expect(await read(`contacts(${contactid})`)).toMatchObject(contact)
  await install()
  expect(await uninstallFromSales(org.call, await findInstalled(org.call, true))).toEqual([])
  expect(await read(`accounts(${accountid})`)).toMatchObject({ name: 'Fabrikam GmbH', accountnumber: 'C-000001' })
  expect(await read(`contacts(${contactid})`)).not.toHaveProperty('cb2b_role')
  expect(await read(`leads(${leadid})`)).toMatchObject(decided)
  expect(await findInstalled(org.call)).toEqual([])
})

test('a choice that an earlier version did not have is added to the column that it made', async () => {
  await install()
  const removed = {
    EntityLogicalName: 'contact',
    AttributeLogicalName: 'cb2b_userstatus',
    Value: choiceCodes.user.Refused,
  }
  const body = { lastname: 'Roth', cb2b_userstatus: choiceCodes.user.Refused }
  await org.call({ method: 'POST', path: 'DeleteOptionValue', body: removed })
  await expect(org.call({ method: 'POST', path: 'contacts', body })).rejects.toThrow()
  await install()
  await org.call({ method: 'POST', path: 'contacts', body })
  expect((await plan()).items.filter(({ action }) => action !== 'keep').map(({ what }) => what)).toEqual([
    'webhook endpoint',
  ])
})

test('a view of the same name, and a publisher that others use, are left alone', async () => {
  const publisher = {
    uniquename: 'commerceb2bonboarding',
    friendlyname: 'Of the partner',
    customizationprefix: 'cb2b',
    customizationoptionvalueprefix: 20_000,
  }
  await org.call({ method: 'POST', path: 'publishers', body: publisher })
  const view = { name: 'All commerce B2B leads', returnedtypecode: 'lead', querytype: 0 }
  const fetchxml = '<fetch><entity name="lead"><attribute name="leadid"/></entity></fetch>'
  const layoutxml = '<grid name="resultset" object="4"><row name="result" id="leadid"/></grid>'
  await org.call({ method: 'POST', path: 'savedqueries', body: { ...view, fetchxml, layoutxml } })
  const before = await org.rows()
  await install()
  await uninstallFromSales(org.call, await findInstalled(org.call))
  expect(await org.rows()).toEqual(before)
})

test('a publisher that another solution came to use stays, and the rest goes', async () => {
  await install()
  const publisher = ((await org.rows())['publishers'] as { publisherid: string }[])[0]
  const body = {
    uniquename: 'Other',
    friendlyname: 'Other',
    version: '1.0',
    'publisherid@odata.bind': `/publishers(${publisher?.publisherid})`,
  }
  await org.call({ method: 'POST', path: 'solutions', body })
  expect(await uninstallFromSales(org.call, await findInstalled(org.call))).toEqual([
    'publisher Commerce B2B: something else in the organization uses it',
  ])
})

test('who may not customize is refused, and a person is not taken for the application user', async () => {
  const { applicationId: _, ...nobodyNamed } = settings
  await expect(planInstallation(org.call, nobodyNamed)).rejects.toThrow('--application-id')
  await expect(installInSales(clientOf(org.url, 'salesperson'), settings)).rejects.toThrow('0x80040220')
})

test('an unknown application user is reported, and so is a publisher whose name is ours and whose prefix is not', async () => {
  const unknown = { ...settings, applicationId: wantedSteps[0]?.id ?? '' }
  await expect(planInstallation(org.call, unknown)).rejects.toThrow('No application user')
  const publisher = { uniquename: 'commerceb2bonboarding', friendlyname: 'Other', customizationprefix: 'part' }
  const body = { ...publisher, customizationoptionvalueprefix: 20_000 }
  await org.call({ method: 'POST', path: 'publishers', body })
  await expect(plan()).rejects.toThrow('another prefix')
})
