// Starts an organization for a test and talks to it over genuine HTTP.
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type Sales, type SalesOptions, startSales } from '../../infra/local/sales/sales.ts'
import { closeLocally, listenLocally } from '../support/local-server.ts'

export type Json = { [name: string]: Json } & { value: Json[]; error: { code: string; message: string } }
export type Answer = { status: number; headers: Headers; body: Json; text: string }
export type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
export type Rig = { sales: Sales; administrator: Call; integration: Call; salesperson: Call; close(): Promise<void> }

/** Asks for a token as a client application does. */
export const tokenAnswer = async (url: string, changes: Record<string, string> = {}) => {
  const form = { grant_type: 'client_credentials', client_id: 'administrator', client_secret: 'administrator' }
  const body = new URLSearchParams({ ...form, scope: `${url}/.default`, ...changes })
  const response = await fetch(`${url}/contoso/oauth2/v2.0/token`, { method: 'POST', body })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

/** A client that sends JSON with a bearer token and reads JSON. */
export const caller =
  (url: string, token: string): Call =>
  async (method, path, body, headers = {}) => {
    const content: Record<string, string> =
      body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json; charset=utf-8' }
    const response = await fetch(path.startsWith('http') ? path : `${url}/api/data/v9.2/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...content, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
    return { status: response.status, headers: response.headers, text, body: (isJson ? JSON.parse(text) : {}) as Json }
  }

/** Signs in, and signs in again when the token is no longer taken. */
const client = async (url: string, name: string): Promise<Call> => {
  const signIn = async () => {
    const { body } = await tokenAnswer(url, { client_id: name, client_secret: name })
    return caller(url, body['access_token'] ?? '')
  }
  let call = await signIn()
  return async (...request) => {
    const answer = await call(...request)
    if (answer.status !== 401) return answer
    call = await signIn()
    return call(...request)
  }
}

/** An organization on a free port with its users signed in. */
export const startRig = async (options: Partial<SalesOptions> = {}): Promise<Rig> => {
  const sales = await startSales({ port: 0, ...options })
  const administrator = await client(sales.url, 'administrator')
  const integration = await client(sales.url, 'integration')
  const salesperson = await client(sales.url, 'salesperson')
  return { sales, administrator, integration, salesperson, close: () => sales.close() }
}

export const leadBody = (changes: Record<string, unknown> = {}) => ({
  subject: 'B2B onboarding: Fabrikam GmbH',
  firstname: 'Ada',
  lastname: 'Roth',
  companyname: 'Fabrikam GmbH',
  emailaddress1: 'ada@fabrikam.example',
  leadsourcecode: 8,
  ...changes,
})

/** Creates a row and gives its id. */
export const create = async (call: Call, set: string, body: unknown): Promise<string> => {
  const answer = await call('POST', set, body)
  if (answer.status !== 204) throw new Error(`${set} could not be created: ${answer.text}`)
  return /\(([0-9a-f-]{36})\)$/.exec(answer.headers.get('odata-entityid') ?? '')?.[1] ?? ''
}

export const qualifyAll = { CreateAccount: true, CreateContact: true, CreateOpportunity: true, Status: 3 }
export const qualify = (call: Call, lead: string, body: unknown = qualifyAll): Promise<Answer> =>
  call('POST', `leads(${lead})/Microsoft.Dynamics.CRM.QualifyLead`, body)

export type Received = { url: string; headers: IncomingHttpHeaders; text: string; body: Json }
export type Receiver = { url: string; received: Received[]; close(): Promise<void> }

/** A webhook receiver on a free port; `answer` gives the status of the nth call, 0 leaves it without an answer. */
export const startReceiver = async (answer: (call: number) => number = () => 200): Promise<Receiver> => {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      received.push({ url: request.url ?? '', headers: request.headers, text, body: JSON.parse(text) as Json })
      const status = answer(received.length)
      if (status > 0) response.writeHead(status).end()
    })
  })
  const port = await listenLocally(server)
  return {
    url: `http://127.0.0.1:${port}/api/sales/events`,
    received,
    close: () => closeLocally(server),
  }
}

export type StepWishes = { message: string; table: string } & Record<string, unknown>

/** Registers a step for a message of a table, as the installer does: look up, then create. */
export const registerStep = async (call: Call, endpoint: string, wishes: StepWishes): Promise<string> => {
  const { message, table, ...changes } = wishes
  const messages = await call('GET', `sdkmessages?$filter=name eq '${message}'&$select=sdkmessageid`)
  const messageId = messages.body.value[0]?.['sdkmessageid']
  const filters = await call(
    'GET',
    `sdkmessagefilters?$filter=primaryobjecttypecode eq '${table}' and _sdkmessageid_value eq ${messageId}`,
  )
  return create(call, 'sdkmessageprocessingsteps', {
    name: `B2B: ${message} of ${table}`,
    stage: 40,
    mode: 1,
    rank: 1,
    supporteddeployment: 0,
    asyncautodelete: true,
    'eventhandler_serviceendpoint@odata.bind': `/serviceendpoints(${endpoint})`,
    'sdkmessageid@odata.bind': `/sdkmessages(${messageId})`,
    'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${filters.body.value[0]?.['sdkmessagefilterid']})`,
    ...changes,
  })
}

/** Registers a webhook endpoint. */
export const registerEndpoint = (call: Call, url: string, changes: Record<string, unknown> = {}): Promise<string> =>
  create(call, 'serviceendpoints', { name: 'events', url, contract: 8, authtype: 4, authvalue: 'k3y', ...changes })
