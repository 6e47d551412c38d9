// A Sales organization for the tests of the pages: the stand-in with the commerce view, and leads that are not the salesperson's.
import { randomUUID } from 'node:crypto'
import { salesPages } from '../../infra/local/sales/pages/pages.ts'
import { startSales } from '../../infra/local/sales/sales.ts'
import { browser } from './sales-pages-support.ts'

type Row = Record<string, unknown>

const token = async (url: string, client: string): Promise<string> => {
  const response = await fetch(`${url}/tenant/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client,
      client_secret: client,
      scope: `${url}/.default`,
    }),
  })
  const { access_token: value } = (await response.json()) as { access_token: string }
  return value
}

/** Starts an organization with the view of commerce leads, and gives the salesperson's browser and the administrator's hands. */
export const startOrg = async () => {
  let ahead = 0
  const sales = await startSales({ port: 0, pages: salesPages, now: () => new Date(Date.now() + ahead) })
  const authorization = `Bearer ${await token(sales.url, 'administrator')}`
  const call = async (method: string, path: string, body?: Row): Promise<Row> => {
    const response = await fetch(`${sales.url}/api/data/v9.2/${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json', prefer: 'return=representation' },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    return text ? JSON.parse(text) : {}
  }
  const { UserId: owner } = await call('GET', 'WhoAmI')
  await call('POST', 'savedqueries', {
    name: 'All commerce B2B leads',
    returnedtypecode: 'lead',
    querytype: 0,
    fetchxml: `<fetch version="1.0" mapping="logical"><entity name="lead"><attribute name="leadid"/><attribute name="fullname"/><attribute name="subject"/><attribute name="companyname"/><attribute name="statecode"/><attribute name="statuscode"/><attribute name="createdon"/><order attribute="createdon" descending="true"/><filter type="and"><condition attribute="ownerid" operator="eq" value="${owner}"/></filter></entity></fetch>`,
    layoutxml:
      '<grid name="resultset" object="4" jump="fullname" select="1" preview="1" icon="1"><row name="result" id="leadid"><cell name="fullname" width="150"/></row></grid>',
  })
  return {
    sales,
    call,
    visitor: browser(sales.url),
    /** Moves the organization's clock. */
    advance: (seconds: number): void => {
      ahead += seconds * 1000
    },
    /** Writes a lead of somebody else, and answers its id. */
    lead: async (columns: Row = {}): Promise<string> => {
      const leadid = randomUUID()
      await call('POST', 'leads', {
        leadid,
        subject: 'B2B onboarding: Fabrikam GmbH',
        firstname: 'Ada',
        lastname: 'Roth',
        companyname: 'Fabrikam GmbH',
        emailaddress1: 'ada@fabrikam.example',
        websiteurl: 'https://fabrikam.example',
        leadsourcecode: 8,
        ...columns,
      })
      return leadid
    },
  }
}

/** An organization under test. */
export type Org = Awaited<ReturnType<typeof startOrg>>
