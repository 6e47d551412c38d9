// What the bridge relies on about the life of leads and opportunities, views, change tracking and definitions.
import { expect, test } from 'vitest'
import { leadOf, type Organization, type Row, refusal } from './organizations.ts'

const bound = 'Microsoft.Dynamics.CRM.QualifyLead'
const everything = { CreateAccount: true, CreateContact: true, CreateOpportunity: true, Status: 3 }

type Made = { readonly accountid?: string; readonly contactid?: string; readonly opportunityid?: string }

/** Declares the tests on an organization; `made` takes note of leads to remove afterwards, `also` of other rows. */
export const contractOfSales = (
  organization: () => Organization,
  made: (leadId: string) => string,
  also: (set: string, id: string | undefined) => void,
): void => {
  const createLead = async (): Promise<string> => {
    const data = leadOf()
    await organization().client().create({ collection: 'leads', data })
    return made(data.leadid)
  }
  const qualify = async (key: string): Promise<Required<Made>> => {
    const client = organization().client()
    const answer = await client.callAction<{ value: Row[] }>({
      collection: 'leads',
      key,
      actionName: bound,
      action: everything,
    })
    const ids = Object.assign({}, ...answer.value) as Made
    also('accounts', ids.accountid)
    also('contacts', ids.contactid)
    also('opportunities', ids.opportunityid)
    const { accountid, contactid, opportunityid } = ids
    if (!accountid || !contactid || !opportunityid) throw new Error('Qualifying made less than it was asked for.')
    return { accountid, contactid, opportunityid }
  }
  const close = (actionName: 'WinOpportunity' | 'LoseOpportunity', id: string, Status: number) => {
    const OpportunityClose = { subject: 'TEST', 'opportunityid@odata.bind': `/opportunities(${id})` }
    return organization().client().callAction({ actionName, action: { Status, OpportunityClose } })
  }
  const stateOf = async (collection: string, key: string): Promise<unknown> =>
    (
      await organization()
        .client()
        .retrieve<Row>({ collection, key, select: ['statecode'] })
    )['statecode']

  test('functions that name a row tell what a new row takes over, who it is shared with, and its texts by language', async () => {
    const id = await createLead()
    const named = (address: string) => `{"@odata.id":"${address}"}`
    const taken = await organization()
      .client()
      .callFunction<Row>({
        name: 'InitializeFrom',
        parameters: {
          EntityMoniker: named(`leads(${id})`),
          TargetEntityName: 'contact',
          TargetFieldType: "Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'",
        },
      })
    expect(String(taken['originatingleadid@odata.bind'])).toContain(id)
    expect(taken['lastname']).toMatch(/^Contract /)
    const shared = await organization()
      .client()
      .callFunction<{ PrincipalAccesses: unknown[] }>({
        name: 'RetrieveSharedPrincipalsAndAccess',
        parameters: { Target: named(`leads(${id})`) },
      })
    expect(shared.PrincipalAccesses).toEqual([])
    const { value: views } = await organization()
      .client()
      .retrieveMultiple<Row>({
        collection: 'savedqueries',
        select: ['name'],
        filter: "returnedtypecode eq 'lead' and querytype eq 0",
        top: 1,
      })
    const labels = await organization()
      .client()
      .callFunction<{ Label: { LocalizedLabels: { Label: string; LanguageCode: number }[] } }>({
        name: 'RetrieveLocLabels',
        parameters: {
          EntityMoniker: named(`savedqueries(${views[0]?.['savedqueryid']})`),
          AttributeName: 'name',
          IncludeUnpublished: true,
        },
      })
    expect(labels.Label.LocalizedLabels.map(({ Label }) => Label)).toContain(views[0]?.['name'])
  })

  test('qualifying makes an account, a contact and an opportunity that lead back to the lead, once', async () => {
    const id = await createLead()
    const ids = await qualify(id)
    const lead = await organization()
      .client()
      .retrieve<Row>({
        collection: 'leads',
        key: id,
        select: ['statecode'],
        expand: [
          { property: 'opportunity_originating_lead', select: ['opportunityid', 'statecode'] },
          { property: 'account_originating_lead', select: ['accountid', 'name'] },
          { property: 'contact_originating_lead', select: ['contactid'] },
        ],
      })
    expect(lead).toMatchObject({
      statecode: 1,
      opportunity_originating_lead: [{ opportunityid: ids.opportunityid, statecode: 0 }],
      account_originating_lead: [{ accountid: ids.accountid, name: 'TEST Contract Company' }],
      contact_originating_lead: [{ contactid: ids.contactid }],
    })
    const again = organization()
      .client()
      .callAction({ collection: 'leads', key: id, actionName: bound, action: everything })
    expect(await refusal(again)).toMatchObject({ code: '0x80040519' })
  })

  test('an opportunity is won once, and can be reopened and lost', async () => {
    const { opportunityid } = await qualify(await createLead())
    await close('WinOpportunity', opportunityid, 3)
    expect(await stateOf('opportunities', opportunityid)).toBe(1)
    expect(await refusal(close('WinOpportunity', opportunityid, 3))).toMatchObject({ code: '0x80040515' })
    await organization()
      .client()
      .update({ collection: 'opportunities', key: opportunityid, data: { statecode: 0 } })
    await close('LoseOpportunity', opportunityid, 4)
    expect(await stateOf('opportunities', opportunityid)).toBe(2)
  })

  test('a lead is disqualified and reactivated, and a reason of another state is refused', async () => {
    const key = await createLead()
    const change = (statecode: number, statuscode: number) =>
      organization().client().update({ collection: 'leads', key, data: { statecode, statuscode } })
    expect(await refusal(change(2, 3))).toMatchObject({ status: 400, code: '0x80048408' })
    await change(2, 7)
    expect(await stateOf('leads', key)).toBe(2)
    await change(0, 1)
    expect(await stateOf('leads', key)).toBe(0)
  })

  test('rows changed since a time are found by a column of the lead they came from, or one of their own, in pages', async () => {
    const since = new Date(Date.now() - 60_000).toISOString()
    const [first, second] = [await qualify(await createLead()), await qualify(await createLead())]
    const client = organization().client()
    const request = {
      collection: 'accounts',
      select: ['accountid'],
      filter: `(websiteurl ne null or originatingleadid/companyname ne null) and modifiedon ge ${since}`,
      orderBy: ['modifiedon', 'accountid'],
      maxPageSize: 1,
    }
    const found: unknown[] = []
    for (let link: string | undefined; ; ) {
      const page = await client.retrieveMultiple<Row>(request, link)
      expect(page.value?.length).toBeLessThanOrEqual(1)
      found.push(...(page.value ?? []).map((row) => row['accountid']))
      link = page.oDataNextLink
      if (!link) break
    }
    expect(found).toEqual(expect.arrayContaining([first.accountid, second.accountid]))
  })

  test('a filter by a column that the table lacks is refused by a code of Dataverse', async () => {
    const request = { collection: 'accounts', select: ['accountid'], filter: 'cb2b_nosuchcolumn ne null' }
    const { status, code } = await refusal(organization().client().retrieveMultiple(request))
    expect([status, /^0x[0-9a-f]{8}$/i.test(code)]).toEqual([400, true])
  })

  test('change tracking tells what changed and what was deleted since the last look', async () => {
    const client = organization().client()
    const request = { collection: 'leads', select: ['leadid', 'statecode'], trackChanges: true }
    const look = async (from?: string): Promise<{ rows: Row[]; link: string }> => {
      const rows: Row[] = []
      for (let link = from; ; ) {
        const page = await client.retrieveMultiple<Row>(request, link)
        rows.push(...(page.value ?? []))
        if (page.oDataDeltaLink) return { rows, link: page.oDataDeltaLink }
        if (!page.oDataNextLink) throw new Error('There is neither another page nor a link for the next look.')
        link = page.oDataNextLink
      }
    }
    const [gone, kept] = [await createLead(), await createLead()]
    const first = await look()
    expect(first.rows.map((row) => row['leadid'])).toEqual(expect.arrayContaining([gone, kept]))
    await client.update({ collection: 'leads', key: kept, data: { statecode: 2, statuscode: 7 } })
    await client.deleteRecord({ collection: 'leads', key: gone })
    const { rows } = await look(first.link)
    expect(rows).toContainEqual(expect.objectContaining({ leadid: kept, statecode: 2 }))
    expect(rows).toContainEqual(expect.objectContaining({ id: gone, reason: 'deleted' }))
  })

  test('change tracking refuses a filter', async () => {
    const request = { collection: 'leads', select: ['leadid'], trackChanges: true, filter: 'statecode eq 0' }
    expect(await refusal(organization().client().retrieveMultiple(request))).toMatchObject({ status: 400 })
  })

  test('a saved view gives its rows', async () => {
    const id = await createLead()
    const client = organization().client()
    const layoutxml =
      '<grid name="resultset" object="4" jump="subject" select="1" preview="1" icon="1"><row name="result" id="leadid"><cell name="subject" width="150"/></row></grid>'
    const fetchxml = `<fetch version="1.0" mapping="logical"><entity name="lead"><attribute name="leadid"/><filter type="and"><condition attribute="leadid" operator="eq" value="{${id}}"/></filter></entity></fetch>`
    const data = { name: 'TEST of the contract', returnedtypecode: 'lead', querytype: 0, fetchxml, layoutxml }
    const view = String(await client.create<unknown, unknown>({ collection: 'savedqueries', data }))
    also('savedqueries', view)
    const rows = await client.retrieveMultiple<Row>({ collection: 'leads', queryParams: [`savedQuery=${view}`] })
    expect(rows.value?.map((row) => row['leadid'])).toEqual([id])
  })

  test('definitions tell names, change tracking and lengths', async () => {
    const client = organization().client()
    const key = "LogicalName='lead'"
    const table = await client.retrieveEntity<Row>({
      key,
      select: ['EntitySetName', 'PrimaryIdAttribute', 'ChangeTrackingEnabled'],
    })
    expect(table).toMatchObject({ EntitySetName: 'leads', PrimaryIdAttribute: 'leadid', ChangeTrackingEnabled: true })
    const column = await client.retrieveAttribute<Row>({
      entityKey: key,
      attributeKey: "LogicalName='companyname'",
      castType: 'Microsoft.Dynamics.CRM.StringAttributeMetadata',
      select: ['LogicalName', 'MaxLength'],
    })
    expect(column['LogicalName']).toBe('companyname')
    expect(column['MaxLength']).toBeGreaterThanOrEqual(100)
  })
}
