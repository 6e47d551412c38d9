// Puts into a Dataverse organization what this system needs there: the view of our leads, and the endpoint with its
// steps by which Sales tells of changes. Safe to repeat: what is there already is brought up to date, not doubled.

import type { Dataverse } from '../../shared/sales/dataverse.ts'

export type SalesInstallation = {
  /** Address of ReceiveSalesEvent. */
  readonly eventsUrl: string
  /** One of the keys that ReceiveSalesEvent accepts. */
  readonly eventKey: string
}

type Rows = { readonly value?: readonly Readonly<Record<string, unknown>>[] }

const viewName = 'All commerce B2B leads'
const endpointName = 'Commerce B2B Sales events'

// Dataverse raises Update for a change of state whatever message made it, so these few steps see every decision.
// https://learn.microsoft.com/power-apps/developer/data-platform/special-update-operation-behavior
const steps = [
  { table: 'lead', message: 'Update', filter: 'statecode' },
  { table: 'lead', message: 'Delete' },
  { table: 'opportunity', message: 'Update', filter: 'statecode', image: 'originatingleadid' },
] as const

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Leads that the application user made: nothing else does, and a lead that is handed to somebody stays in the view. */
const viewFetchXml = (userId: string): string =>
  `<fetch version="1.0" output-format="xml-platform" mapping="logical"><entity name="lead"><attribute name="leadid"/>` +
  `<attribute name="fullname"/><attribute name="subject"/><attribute name="companyname"/><attribute name="statuscode"/><attribute name="createdon"/>` +
  `<filter type="and"><condition attribute="createdby" operator="eq" value="{${userId}}"/></filter>` +
  `<order attribute="createdon" descending="true"/></entity></fetch>`

const viewLayoutXml =
  `<grid name="resultset" object="4" jump="subject" select="1" preview="1" icon="1"><row name="result" id="leadid">` +
  ['fullname', 'subject', 'companyname', 'statuscode', 'createdon']
    .map((column) => `<cell name="${column}" width="150"/>`)
    .join('') +
  `</row></grid>`

/**
 * @param call a client that may customize the organization
 * @param applicationCall a client of the application user that writes the leads
 */
export const installInSales = async (
  call: Dataverse,
  applicationCall: Dataverse,
  settings: SalesInstallation,
): Promise<void> => {
  const find = async (set: string, filter: string, key: string): Promise<string | undefined> => {
    const rows = (await call({
      method: 'GET',
      path: `${set}?$select=${key}&$filter=${encodeURIComponent(filter)}`,
    })) as Rows
    const id = rows.value?.[0]?.[key]
    return typeof id === 'string' ? id : undefined
  }
  /** Creates the row, or changes the one that the filter finds. */
  const ensure = async (set: string, key: string, filter: string, body: Record<string, unknown>): Promise<string> => {
    const existing = await find(set, filter, key)
    if (existing) {
      await call({ method: 'PATCH', path: `${set}(${existing})`, body, headers: { 'if-match': '*' } })
      return existing
    }
    const row = (await call({
      method: 'POST',
      path: set,
      body,
      headers: { prefer: 'return=representation' },
    })) as Record<string, unknown>
    return String(row[key])
  }

  const { UserId } = (await applicationCall({ method: 'GET', path: 'WhoAmI' })) as { UserId: string }
  await ensure('savedqueries', 'savedqueryid', `name eq ${quoted(viewName)} and returnedtypecode eq 'lead'`, {
    name: viewName,
    returnedtypecode: 'lead',
    querytype: 0,
    fetchxml: viewFetchXml(UserId),
    layoutxml: viewLayoutXml,
    description: 'Leads that the dual-write bridge made from onboarding requests of the B2B site.',
  })

  const endpoint = await ensure('serviceendpoints', 'serviceendpointid', `name eq ${quoted(endpointName)}`, {
    name: endpointName,
    url: settings.eventsUrl,
    contract: 8,
    authtype: 5,
    authvalue: `<settings><setting name="x-sales-event-key" value="${xml(settings.eventKey)}"/></settings>`,
  })

  for (const step of steps) {
    const name = `Commerce B2B: ${step.message} of ${step.table}`
    const messageId = await find('sdkmessages', `name eq ${quoted(step.message)}`, 'sdkmessageid')
    const filterId = await find(
      'sdkmessagefilters',
      `primaryobjecttypecode eq ${quoted(step.table)} and _sdkmessageid_value eq ${messageId}`,
      'sdkmessagefilterid',
    )
    if (!messageId || !filterId)
      throw new Error(`The organization does not know the message ${step.message} of ${step.table}.`)
    const existing = await find('sdkmessageprocessingsteps', `name eq ${quoted(name)}`, 'sdkmessageprocessingstepid')
    if (existing) continue
    const row = (await call({
      method: 'POST',
      path: 'sdkmessageprocessingsteps',
      headers: { prefer: 'return=representation' },
      body: {
        name,
        stage: 40,
        mode: 1,
        rank: 1,
        supporteddeployment: 0,
        asyncautodelete: true,
        ...('filter' in step ? { filteringattributes: step.filter } : {}),
        'eventhandler_serviceendpoint@odata.bind': `/serviceendpoints(${endpoint})`,
        'sdkmessageid@odata.bind': `/sdkmessages(${messageId})`,
        'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${filterId})`,
      },
    })) as Record<string, unknown>
    if (!('image' in step)) continue
    await call({
      method: 'POST',
      path: 'sdkmessageprocessingstepimages',
      body: {
        name: 'lead',
        entityalias: 'lead',
        imagetype: 1,
        messagepropertyname: 'Target',
        attributes: step.image,
        'sdkmessageprocessingstepid@odata.bind': `/sdkmessageprocessingsteps(${row['sdkmessageprocessingstepid']})`,
      },
    })
  }
}
