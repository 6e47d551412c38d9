// An empty organization, a client of its administrator, and everything in it row by row.
import { type SalesOptions, startSales } from '../../infra/local/sales/sales.ts'
import { integrationApplicationId } from '../../infra/local/sales/seed.ts'
import { createFetchToken, createTokenCache } from '../../shared/sales/access-token.ts'
import { createDataverse, type Dataverse } from '../../shared/sales/dataverse.ts'

const sets = [
  'accounts',
  'annotations',
  'asyncoperations',
  'businessunits',
  'contacts',
  'leads',
  'opportunities',
  'opportunitycloses',
  'organizations',
  'privileges',
  'publishers',
  'roleprivilegescollection',
  'roles',
  'savedqueries',
  'sdkmessages',
  'sdkmessagefilters',
  'sdkmessageprocessingsteps',
  'sdkmessageprocessingstepimages',
  'serviceendpoints',
  'solutions',
  'systemuserrolescollection',
  'systemusers',
  'teammemberships',
  'teamrolescollection',
  'teams',
  'transactioncurrencies',
  // The definitions of tables with their columns and keys.
  'EntityDefinitions?$expand=Attributes,Keys',
]

export const clientOf = (
  url: string,
  name: 'administrator' | 'integration' | 'salesperson' = 'administrator',
): Dataverse => {
  const secret = { authority: url, tenantId: 'local', clientId: name, clientSecret: name, resource: url }
  return createDataverse(url, createTokenCache(createFetchToken(secret, fetch, Date.now), Date.now), fetch)
}

/** All rows of all tables, row versions and the definitions of the tables included. */
export const rowsOf = async (call: Dataverse): Promise<Record<string, unknown>> => {
  const pages = await Promise.all(
    sets.map(async (set) => [set, ((await call({ method: 'GET', path: set })) as { value: unknown }).value]),
  )
  return Object.fromEntries(pages) as Record<string, unknown>
}

export const startOrg = async (options: Partial<SalesOptions> = {}) => {
  const sales = await startSales({ port: 0, ...options })
  const call = clientOf(sales.url)
  return { sales, url: sales.url, call, close: () => sales.close(), rows: () => rowsOf(call) }
}

/** Switches the tracking of changes of a table by replacing its definition, as the service wants it. */
export const switchTracking = async (call: Dataverse, table: string, ChangeTrackingEnabled: boolean): Promise<void> => {
  const path = `EntityDefinitions(LogicalName='${table}')`
  const definition = (await call({ method: 'GET', path })) as Record<string, unknown>
  await call({ method: 'PUT', path, body: { ...definition, ChangeTrackingEnabled } })
}

/** Values that differ with the time of a run only. */
const ofTheRun = /^(@odata\.etag|createdon|modifiedon|versionnumber)$/

/** The rows without what differs from run to run. */
export const timeless = (rows: Record<string, unknown>): unknown =>
  JSON.parse(JSON.stringify(rows, (name, value: unknown) => (ofTheRun.test(name) ? undefined : value)))

/** The variables with which the commands sign in as the administrator of a local organization. */
export const asAdministrator = { DATAVERSE_CLIENT_ID: 'administrator', DATAVERSE_CLIENT_SECRET: 'administrator' }

/** What the installer is given for an organization, with one key for its events. */
export const installEnvironment = (url: string) => ({
  DATAVERSE_URL: url,
  DATAVERSE_AUTHORITY: url,
  DATAVERSE_TENANT_ID: 'contoso',
  ...asAdministrator,
  SALES_EVENT_KEYS: 'first-key-0123456789',
})

export const eventsUrl = 'https://partners.contoso.example/api/sales/events'

/** Events by the webhook. */
export const webhook = (url = eventsUrl, key = 'first-key-0123456789') => ({ name: 'webhook', url, key }) as const

export const settings = {
  transport: webhook(),
  applicationId: integrationApplicationId,
}
