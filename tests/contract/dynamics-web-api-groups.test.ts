// The independent client, group of features by group: what a tool of salespeople that uses it would call. All twenty
// groups that a Sales organization without files, search and background operations can serve are right.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { salespersonId } from '../../infra/local/sales/seed.ts'
import { leadOf, localOrganization, type Organization, type Row, refusal } from './organizations.ts'

for (const name of ['http_proxy', 'https_proxy']) delete process.env[name]

let organization: Organization
let account = ''

const client = (...config: Parameters<Organization['client']>) => organization.client(...config)

beforeAll(async () => {
  organization = await localOrganization()
  account = await client().create<Row, string>({ collection: 'accounts', data: { name: 'TEST account' } })
})
afterAll(() => organization.close())

const newLead = async (changes: Row = {}): Promise<string> => {
  const data = leadOf(changes)
  await client().create({ collection: 'leads', data })
  return data.leadid
}
const leadNamed = (key: string, ...select: string[]) => client().retrieve<Row>({ collection: 'leads', key, select })
const marked = async (jobtitle: string, number: number): Promise<void> => {
  for (let at = 0; at < number; at += 1) await newLead({ jobtitle, firstname: `F${at}` })
}
const byTitle = (jobtitle: string) => ({ collection: 'leads', filter: `jobtitle eq '${jobtitle}'` })

const groups: Readonly<Record<string, () => Promise<void>>> = {
  'create, with the row returned': async () => {
    const row = await client().create<Row, Row>({ collection: 'leads', data: leadOf(), returnRepresentation: true })
    expect(row['statecode']).toBe(0)
  },
  'retrieve, with columns, related rows and annotations': async () => {
    const key = await newLead({ 'parentaccountid@odata.bind': `/accounts(${account})` })
    const expand = [{ property: 'parentaccountid', select: ['name'] }]
    const row = await client().retrieve<Row>({ collection: 'leads', key, expand, includeAnnotations: '*' })
    expect([row['statecode_Formatted'], row['parentaccountid']]).toMatchObject(['Open', { name: 'TEST account' }])
  },
  'update, of a row and of one property': async () => {
    const key = await newLead()
    await client().update({ collection: 'leads', key, data: { jobtitle: 'Buyer' } })
    await client().updateSingleProperty({ collection: 'leads', key, fieldValuePair: { firstname: 'Only' } })
    expect(await leadNamed(key, 'jobtitle', 'firstname')).toMatchObject({ jobtitle: 'Buyer', firstname: 'Only' })
  },
  'upsert, with conditions': async () => {
    const data = leadOf()
    const upsert = (conditions: object) =>
      client().upsert({ collection: 'leads', key: data.leadid, data: { ...data }, ...conditions })
    expect(await refusal(upsert({ ifmatch: '*' }))).toMatchObject({ status: 404 })
    await upsert({ ifnonematch: '*' })
    expect(await refusal(upsert({ ifnonematch: '*' }))).toMatchObject({ status: 412 })
  },
  'delete, of a row and of one property': async () => {
    const key = await newLead({ jobtitle: 'Gone soon' })
    await client().deleteRecord({ collection: 'leads', key, property: 'jobtitle' })
    expect((await leadNamed(key, 'jobtitle'))['jobtitle']).toBeNull()
    await client().deleteRecord({ collection: 'leads', key })
    expect(await refusal(leadNamed(key, 'leadid'))).toEqual({ status: 404, code: '0x80040217' })
  },
  'retrieveMultiple, with filter, order, count and top': async () => {
    await marked('Many', 3)
    const found = await client().retrieveMultiple<Row>({
      ...byTitle('Many'),
      select: ['firstname'],
      orderBy: ['firstname desc'],
      count: true,
      top: 2,
    })
    expect([found.oDataCount, found.value.map((row) => row['firstname'])]).toEqual([3, ['F2', 'F1']])
  },
  'retrieveAll, over pages': async () => {
    await marked('All', 5)
    const { value } = await client({ maxPageSize: 2 }).retrieveAll<Row>(byTitle('All'))
    expect(new Set(value.map((row) => row['leadid'])).size).toBe(5)
  },
  'count and countAll': async () => {
    await marked('Counted', 2)
    expect(await client().count(byTitle('Counted'))).toBe(2)
    expect(await client().countAll({ ...byTitle('Counted'), select: ['leadid'] })).toBe(2)
  },
  'aggregates with $apply': async () => {
    await marked('Applied', 3)
    const apply = "filter(jobtitle eq 'Applied')/groupby((jobtitle),aggregate($count as number))"
    const { value } = await client().retrieveMultiple<Row>({ collection: 'leads', apply })
    expect(value).toEqual([{ jobtitle: 'Applied', number: 3 }])
  },
  'change tracking': async () => {
    const select = ['lastname']
    const first = await client().retrieveMultiple<Row>({ collection: 'leads', select, trackChanges: true })
    const id = await newLead()
    const next = await client().retrieveMultiple<Row>({ collection: 'leads', select }, first.oDataDeltaLink)
    expect(next.value.map((row) => row['leadid'])).toEqual([id])
  },
  'fetch and fetchAll, over pages with the cookie': async () => {
    await marked('Fetched', 5)
    const filter = '<filter><condition attribute="jobtitle" operator="eq" value="Fetched"/></filter>'
    const fetchXml = `<fetch count="2"><entity name="lead"><attribute name="firstname"/><order attribute="firstname"/>${filter}</entity></fetch>`
    const first = await client().fetch<Row>({ collection: 'leads', fetchXml })
    const { cookie = '', nextPage = 0 } = first.PagingInfo ?? {}
    expect([first.value.length, nextPage]).toEqual([2, 2])
    const second = await client().fetch<Row>({
      collection: 'leads',
      fetchXml,
      pageNumber: nextPage,
      pagingCookie: cookie,
    })
    expect(second.value.map((row) => row['firstname'])).toEqual(['F2', 'F3'])
    const all = await client().fetchAll<Row>({ collection: 'leads', fetchXml })
    expect(all.value.map((row) => row['firstname'])).toEqual(['F0', 'F1', 'F2', 'F3', 'F4'])
  },
  'savedQuery and userQuery': async () => {
    await marked('Viewed', 2)
    const filter = '<filter><condition attribute="jobtitle" operator="eq" value="Viewed"/></filter>'
    const fetchxml = `<fetch><entity name="lead"><attribute name="lastname"/>${filter}</entity></fetch>`
    const view = { name: 'TEST view', returnedtypecode: 'lead', querytype: 0, fetchxml, layoutxml: '<grid/>' }
    const savedQuery = await client().create<Row, string>({ collection: 'savedqueries', data: view })
    const userQuery = await client().create<Row, string>({ collection: 'userqueries', data: view })
    for (const query of [{ savedQuery }, { userQuery }]) {
      const { value } = await client().retrieveMultiple<Row>({ collection: 'leads', ...query })
      expect(value).toHaveLength(2)
    }
  },
  'associate and disassociate, in a collection': async () => {
    const relatedKey = await newLead()
    const link = { collection: 'accounts', primaryKey: account, relationshipName: 'lead_parent_account', relatedKey }
    await client().associate({ ...link, relatedCollection: 'leads' })
    expect((await leadNamed(relatedKey, '_parentaccountid_value'))['_parentaccountid_value']).toBe(account)
    await client().disassociate(link)
    expect((await leadNamed(relatedKey, '_parentaccountid_value'))['_parentaccountid_value']).toBeNull()
  },
  'associate and disassociate, of a single value': async () => {
    const primaryKey = await newLead()
    const link = { collection: 'leads', primaryKey, navigationProperty: 'parentaccountid' }
    await client().associateSingleValued({ ...link, relatedCollection: 'accounts', relatedKey: account })
    expect((await leadNamed(primaryKey, '_parentaccountid_value'))['_parentaccountid_value']).toBe(account)
    await client().disassociateSingleValued(link)
    expect((await leadNamed(primaryKey, '_parentaccountid_value'))['_parentaccountid_value']).toBeNull()
  },
  'actions, bound to a row, to a table and unbound': async () => {
    const key = await newLead()
    const flags = { CreateAccount: false, CreateContact: false, CreateOpportunity: true, Status: 3 }
    await client().callAction({
      collection: 'leads',
      key,
      actionName: 'Microsoft.Dynamics.CRM.QualifyLead',
      action: {
        ...flags,
        OpportunityCustomerId: { accountid: account, '@odata.type': 'Microsoft.Dynamics.CRM.account' },
      },
    })
    const filter = `_originatingleadid_value eq ${key}`
    const { value } = await client().retrieveMultiple<Row>({ collection: 'opportunities', filter })
    const id = String(value[0]?.['opportunityid'])
    const OpportunityClose = { subject: 'Won', 'opportunityid@odata.bind': `/opportunities(${id})` }
    await client().callAction({ actionName: 'WinOpportunity', action: { Status: 3, OpportunityClose } })
    const won = await client().retrieve<Row>({ collection: 'opportunities', key: id, select: ['statecode'] })
    expect(won['statecode']).toBe(1)
    const Targets = [{ ...leadOf({ jobtitle: 'Multiple' }), '@odata.type': 'Microsoft.Dynamics.CRM.lead' }]
    await client().callAction({
      collection: 'leads',
      actionName: 'Microsoft.Dynamics.CRM.CreateMultiple',
      action: { Targets },
    })
    expect(await client().count(byTitle('Multiple'))).toBe(1)
  },
  'functions, unbound and with parameters': async () => {
    const { UserId } = await client().callFunction<Row>('WhoAmI')
    expect(UserId).toMatch(/^[0-9a-f-]{36}$/)
    const counted = await client().callFunction<Row>({
      functionName: 'RetrieveTotalRecordCount',
      parameters: { EntityNames: ['account'] },
    })
    expect(counted['EntityRecordCountCollection']).toMatchObject({ Keys: ['account'] })
  },
  'batches and change sets': async () => {
    const batch = client()
    const data = leadOf()
    batch.startBatch()
    void batch.create({ collection: 'leads', data, contentId: '1' })
    void batch.create({
      collection: 'annotations',
      data: { subject: 'N', 'objectid_lead@odata.bind': '$1' },
      contentId: '2',
    })
    void batch.retrieveMultiple({ collection: 'leads', filter: `leadid eq ${data.leadid}`, inChangeSet: false })
    expect(await batch.executeBatch()).toMatchObject([{}, {}, { value: [{ leadid: data.leadid }] }])
  },
  'definitions: tables, columns, keys and the whole document': async () => {
    const [lead] = (
      await client().retrieveEntities<Row>({ select: ['LogicalName', 'MetadataId'], filter: "LogicalName eq 'lead'" })
    ).value
    const key = String(lead?.['MetadataId'])
    const entity = await client().retrieveEntity<Row>({ key, select: ['EntitySetName'] })
    expect(entity['EntitySetName']).toBe('leads')
    const columns = await client().retrieveAttributes<Row>({ entityKey: key, select: ['LogicalName', 'MetadataId'] })
    const [column] = columns.value.filter((row) => row['LogicalName'] === 'companyname')
    const attributeKey = String(column?.['MetadataId'])
    const read = await client().retrieveAttribute<Row>({ entityKey: key, attributeKey, select: ['SchemaName'] })
    expect(read['SchemaName']).toBe('companyname')
    expect(await client().retrieveCsdlMetadata()).toContain('<EntitySet Name="leads"')
  },
  impersonation: async () => {
    const data = leadOf()
    await client({ impersonate: salespersonId }).create({ collection: 'leads', data })
    expect((await leadNamed(data.leadid, '_createdby_value'))['_createdby_value']).toBe(salespersonId)
  },
  'abort and time-out': async () => {
    const stop = new AbortController()
    const asked = client().retrieveMultiple({ collection: 'leads', signal: stop.signal })
    stop.abort()
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  },
}

test('there are twenty groups', () => {
  expect(Object.keys(groups)).toHaveLength(20)
})

test.each(Object.entries(groups))('%s', async (_name, run) => {
  await run()
})
