// The organizations that the contract is tried on: the local one always, a real one when the environment names it.
import { randomUUID } from 'node:crypto'
import { type Config, DynamicsWebApi } from 'dynamics-web-api'
import { startSales } from '../../infra/local/sales/sales.ts'
import { createConnection, organizationUrl } from '../../infra/sales/organization/connection.ts'

/** A row as the independent client gives it. */
export type Row = { readonly [name: string]: unknown }

export type Organization = {
  /** A client of its own, because the client keeps the state of a batch. */
  readonly client: (config?: Config) => DynamicsWebApi
  readonly close: () => Promise<void>
}

type Environment = Readonly<Record<string, string | undefined>>

const organization = (url: string, env: Environment, close: () => Promise<void>): Organization => {
  const { takeToken } = createConnection(url, env, fetch, Date.now)
  const base: Config = {
    serverUrl: url,
    dataApi: { version: '9.2' },
    propagateErrors: true,
    onTokenRefresh: () => takeToken(),
  }
  return { client: (config = {}) => new DynamicsWebApi({ ...base, ...config }), close }
}

export const localOrganization = async (): Promise<Organization> => {
  const sales = await startSales({ port: 0 })
  const env = {
    DATAVERSE_AUTHORITY: sales.url,
    DATAVERSE_TENANT_ID: 'contoso',
    DATAVERSE_CLIENT_ID: 'administrator',
    DATAVERSE_CLIENT_SECRET: 'administrator',
  }
  return organization(sales.url, env, () => sales.close())
}

/** The organization of DATAVERSE_URL; `undefined` when there is none. */
export const realOrganization = (env: Environment): (() => Promise<Organization>) | undefined => {
  const url = env['DATAVERSE_URL']
  if (!url) return undefined
  return async () => organization(organizationUrl(url), env, async () => undefined)
}

export const leadOf = (changes: Row = {}): Row & { leadid: string } => ({
  leadid: randomUUID(),
  subject: 'TEST of the contract, removed by itself',
  firstname: 'TEST',
  lastname: `Contract ${randomUUID()}`,
  companyname: 'TEST Contract Company',
  ...changes,
})

/** What a refused call says. @throws Error when it was not refused */
export const refusal = async (call: Promise<unknown>): Promise<{ status: number; code: string }> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => (Array.isArray(reason) ? (reason[0] as unknown) : reason),
  )
  if (error === undefined) throw new Error('The call was expected to be refused.')
  const { status, code, error: inner } = error as { status?: number; code?: string; error?: { code?: string } }
  return { status: status ?? 0, code: code ?? inner?.code ?? '' }
}
