// The people of the flow, as programs: the applicant's site, the salesperson in Sales, the clerk at headquarters.

import type { Customer } from '../../shared/domain/customer.ts'
import type { ProspectJson } from '../../shared/headquarters/prospect-json.ts'
import type { Environment } from './environment.ts'
import { until } from './until.ts'

/** The same for a name: companies of other names have other numbers. */
const digitsOf = (name: string): string =>
  String(100_000_000 + [...name].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 900_000_000, 7))

const hostOf = (name: string): string => `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example`

/** A complete request; members can be replaced. Companies of other names share neither addresses nor numbers. */
export const aRequest = (name: string, more: Record<string, unknown> = {}) => ({
  company: {
    name,
    website: `https://${hostOf(name)}`,
    registrationNumber: `HRB ${digitsOf(name).slice(0, 6)}`,
    taxId: `DE${digitsOf(name)}`,
    phone: `+49 30 ${digitsOf(name).slice(2)}`,
    address: {
      line1: 'Hauptstr. 1',
      line2: '',
      city: 'Berlin',
      stateOrProvince: '',
      postalCode: '10115',
      country: 'DE',
    },
  },
  requestor: {
    firstName: 'Ada',
    lastName: 'Roth',
    email: `ada@${hostOf(name)}`,
    phone: `+49 170 ${digitsOf(name).slice(2)}`,
    jobTitle: 'Buyer',
  },
  comments: 'We sell garden tools.',
  language: 'nl',
  channel: 'default',
  attributes: { expectedVolume: '10-50k' },
  ...more,
})

export type Submitted = { requestId: string; status: string; statusUrl: string }

export const postRequest = (env: Environment, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${env.url}/api/onboarding-requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** Sends a request that must be taken in. */
export const submit = async (
  env: Environment,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Submitted> => {
  const response = await postRequest(env, body, headers)
  if (response.status !== 202) throw new Error(`The request was refused (${response.status}): ${await response.text()}`)
  return (await response.json()) as Submitted
}

/** Runs functions by hand, one after the other, as an operator does. */
export const runJobs = async (env: Environment, ...names: string[]): Promise<void> => {
  for (const name of names) {
    const response = await fetch(`${env.url}/admin/functions/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ input: '' }),
    })
    if (response.status !== 202) throw new Error(`${name} could not be run (${response.status}).`)
    await env.host.idle()
  }
}

/** A prospect as it is given where Sales decides. */
export type ProspectOfSales = ProspectJson & Required<Pick<ProspectJson, 'sales'>>

export const readProspect = async (env: Environment, id: string): Promise<ProspectOfSales | undefined> => {
  const response = await fetch(`${env.url}/api/prospects/${id}`)
  return response.ok ? ((await response.json()) as ProspectOfSales) : undefined
}

/** Waits until the prospect is as described. */
export const prospectWhere = (
  env: Environment,
  id: string,
  what: string,
  holds: (prospect: ProspectOfSales) => boolean,
): Promise<ProspectOfSales> =>
  until(what, async () => {
    const prospect = await readProspect(env, id)
    return prospect && holds(prospect) ? prospect : undefined
  })

/** From a request to a lead in Sales. */
export const bringToSales = async (env: Environment, requestId: string): Promise<ProspectOfSales> => {
  await runJobs(env, 'PullChannelRequests', 'SynchronizeChannelRequests')
  return prospectWhere(env, requestId, 'the lead is written', (prospect) => prospect.sales.lead.writtenAt !== undefined)
}

export type Row = Record<string, unknown>

/** A client of the Web API for one of the identities. Answers that are no success throw. */
export const salesUser = async (
  env: Pick<Environment, 'sales'>,
  name: 'administrator' | 'integration' | 'salesperson' = 'salesperson',
) => {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: name,
    client_secret: name,
    scope: `${env.sales.url}/.default`,
  })
  const answer = await fetch(`${env.sales.url}/any-tenant/oauth2/v2.0/token`, { method: 'POST', body: form })
  const { access_token } = (await answer.json()) as { access_token: string }
  const call = async (method: string, path: string, body?: unknown): Promise<Row> => {
    const response = await fetch(`${env.sales.url}/api/data/v9.2/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${access_token}`,
        'content-type': 'application/json',
        prefer: 'return=representation',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? {} : (JSON.parse(text) as Row)
  }
  const rows = async (path: string): Promise<Row[]> => (await call('GET', path))['value'] as Row[]
  const close = (action: 'Win' | 'Lose', id: string) =>
    call('POST', `${action}Opportunity`, {
      Status: action === 'Win' ? 3 : 5,
      OpportunityClose: { subject: action, 'opportunityid@odata.bind': `/opportunities(${id})` },
    })
  return {
    call,
    rows,
    /** Qualifies a lead; returns the id of its opportunity, if one is made. */
    qualify: async (leadId: string, make: { account?: boolean; contact?: boolean; opportunity?: boolean } = {}) => {
      const { account = true, contact = true, opportunity = true } = make
      const made = await call('POST', `leads(${leadId})/Microsoft.Dynamics.CRM.QualifyLead`, {
        CreateAccount: account,
        CreateContact: contact,
        CreateOpportunity: opportunity,
        Status: 3,
      })
      const ids = (made['value'] as Row[]).map((row) => row['opportunityid']).filter((id) => typeof id === 'string')
      return ids[0] ?? ''
    },
    win: (opportunityId: string) => close('Win', opportunityId),
    lose: (opportunityId: string) => close('Lose', opportunityId),
    reopen: (opportunityId: string) =>
      call('PATCH', `opportunities(${opportunityId})`, { statecode: 0, statuscode: 1 }),
    disqualify: (leadId: string, reason = 6) => call('PATCH', `leads(${leadId})`, { statecode: 2, statuscode: reason }),
    reactivate: (leadId: string) => call('PATCH', `leads(${leadId})`, { statecode: 0, statuscode: 1 }),
    /** Merges one row into another, as with duplicates. */
    merge: (table: 'lead' | 'account' | 'contact', master: string, subordinate: string) => {
      const type = `Microsoft.Dynamics.CRM.${table}`
      return call('POST', 'Merge', {
        Target: { '@odata.type': type, [`${table}id`]: master },
        Subordinate: { '@odata.type': type, [`${table}id`]: subordinate },
        UpdateContent: { '@odata.type': type },
        PerformParentingChecks: false,
      })
    },
  }
}

/** Waits until Sales' events have been delivered and everything they caused has been worked off. */
export const quiet = async (env: Environment): Promise<void> => {
  await env.sales.webhooksIdle()
  await until('the queues are empty', async () => {
    await env.host.idle()
    return ['sales-writes', 'sales-changes', 'mail', 'site-events'].every((name) => {
      const { active, locked } = env.serviceBus.peek(name)
      return active === 0 && locked === 0
    })
  })
  await env.host.idle()
}

/** The mails somebody got, newest first. */
export const mailsTo = (env: Pick<Environment, 'inbox'>, address: string) =>
  env.inbox.messages().filter((mail) => JSON.stringify(mail).includes(`"${address}"`))

type Seller = Awaited<ReturnType<typeof salesUser>>

/** From a request to an approved partner whose users the site knows. */
export const approve = async (env: Environment, seller: Seller, name: string) => {
  const request = aRequest(name)
  const { requestId } = await submit(env, request)
  await bringToSales(env, requestId)
  await seller.win(await seller.qualify(requestId))
  const { customers } = await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
  await runJobs(env, 'PushCustomersToChannel')
  await quiet(env)
  const [accountId = '', contactId = ''] = customers.map(({ customerId }) => customerId)
  return { requestId, email: request.requestor.email, accountId, contactId }
}

export const readCustomer = async <T extends Customer>(env: Environment, id: string): Promise<T> =>
  (await (await fetch(`${env.url}/api/customers/${id}`)).json()) as T

const editPage = (env: Environment, customerId: string): string =>
  `${env.url}/headquarters/customers/${customerId}/edit`

/** The values of the form in which a clerk changes a customer, as a browser would send them. */
export const editForm = async (env: Environment, customerId: string): Promise<URLSearchParams> => {
  const html = await (await fetch(editPage(env, customerId))).text()
  const plain = (text = '') => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
  const fields = new URLSearchParams()
  for (const [tag] of html.matchAll(/<input [^>]*>/g))
    fields.set(/ name="([^"]*)"/.exec(tag)?.[1] ?? '', plain(/ value="([^"]*)"/.exec(tag)?.[1]))
  const country = /<option value="([^"]*)" selected>/.exec(html)?.[1]
  if (html.includes('<select')) fields.set('address.country', country ?? '')
  return fields
}

export const sendEdit = (env: Environment, customerId: string, body: URLSearchParams): Promise<Response> =>
  fetch(editPage(env, customerId), { method: 'POST', body, redirect: 'manual' })

/** A clerk changes fields of a customer. */
export const editCustomer = async (
  env: Environment,
  customerId: string,
  changes: Readonly<Record<string, string>>,
): Promise<Response> => {
  const form = await editForm(env, customerId)
  for (const [path, text] of Object.entries(changes)) form.set(path, text)
  return sendEdit(env, customerId, form)
}
