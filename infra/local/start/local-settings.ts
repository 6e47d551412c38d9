// The app settings of a laptop. Only addresses and keys differ from those of a deployment.

import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bodyLimit, settings } from '../../../functions/settings.ts'
import { timerRows } from '../../../functions/timers.ts'
import { linkTo } from '../../../shared/domain/link-to.ts'
import { localChannels, type ShopSite, shopSettings } from './local-channels.ts'

export type LocalSecrets = { readonly statusToken: string; readonly salesEventKey: string }

const readSecrets = (file: string): LocalSecrets => {
  let read: Partial<LocalSecrets> | null = null
  try {
    read = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  const { statusToken, salesEventKey } = read ?? {}
  if (typeof statusToken === 'string' && typeof salesEventKey === 'string') return { statusToken, salesEventKey }
  throw new Error(
    `${file} is damaged. Put back a copy of it, or remove it: then it is made anew, and links to status pages that were given out no longer work.`,
  )
}

/** Secrets of this state folder, made once, so that links given out stay valid over restarts. */
export const localSecrets = (folder: string): LocalSecrets => {
  const file = join(folder, 'secrets.json')
  if (existsSync(file)) return readSecrets(file)
  const secrets = {
    statusToken: randomBytes(32).toString('base64url'),
    salesEventKey: randomBytes(24).toString('base64url'),
  }
  // Renamed into its place, so that no half of it is ever there.
  writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return secrets
}

export type Environment = Readonly<Record<string, string | undefined>>

export type Neighbours = {
  readonly storage: string
  readonly serviceBus: string
  /** Empty where there is no Sales. */
  readonly salesUrl: string
  readonly inboxUrl: string
  readonly publicUrl: string
  /** The example shop, where it runs. */
  readonly shop?: ShopSite
}

/** The tenant of whoever signs in on this machine. */
export const localTenantId = '00000000-0000-4000-8000-10ca10ca10ca'

/** With --enable-auth, in place of App Service authentication. */
export const localSignIn = {
  tenantId: localTenantId,
  roles: ['Headquarters.Reader', 'Headquarters.Approver', 'Headquarters.Admin'],
  protectedPath: linkTo('HeadquartersPage', {}),
}

// Nobody wants to wait a minute for each step while trying it out.
const everyTenSeconds = '*/10 * * * * *'

const names: readonly string[] = settings.map(({ name }) => name)

/** The settings that the environment gives; each may be tried out with `NAME=value npm start`. */
const givenSettings = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )

const salesSettings = (salesUrl: string, { salesEventKey }: LocalSecrets): Record<string, string> => ({
  SALES_EVENT_KEYS: salesEventKey,
  DATAVERSE_URL: salesUrl,
  DATAVERSE_AUTHORITY: salesUrl,
  DATAVERSE_TENANT_ID: 'local',
  DATAVERSE_CLIENT_ID: 'integration',
  DATAVERSE_CLIENT_SECRET: 'integration',
})

/** The app settings of this start. @param environment what it was started with; its settings win */
export const localSettings = (
  neighbours: Neighbours,
  secrets: LocalSecrets,
  enableAuth: boolean,
  environment: Environment = {},
): Record<string, string> => ({
  FUNCTIONS_WORKER_RUNTIME: 'node',
  AzureWebJobsDisableHomepage: 'true',
  AzureWebJobsStorage: neighbours.storage,
  ServiceBusConnection: neighbours.serviceBus,
  PUBLIC_URL: neighbours.publicUrl,
  STATUS_TOKEN_SECRET: secrets.statusToken,
  SITE_NAME: 'Adventure Works for Business',
  PARTNER_PAGES: 'true',
  CUSTOMER_GROUPS: 'wholesale=Wholesale,retail=Retail',
  PRICE_GROUPS: 'standard=Standard,preferred=Preferred',
  PAYMENT_TERMS: 'net30=30 days net,net60=60 days net',
  ...(neighbours.shop ? shopSettings(neighbours.shop) : { CHANNELS: localChannels() }),
  // One person with one address tries out everything here.
  LIMIT_PER_ADDRESS: '0',
  LIMIT_PER_NETWORK: '0',
  LIMIT_IN_ALL: '0',
  LEAST_FILL_SECONDS: '0',
  ...Object.fromEntries(timerRows.map(({ schedule, usually }) => [schedule, usually ?? everyTenSeconds])),
  HEADQUARTERS_TENANT_ID: localTenantId,
  FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: String(bodyLimit),
  HEADQUARTERS_ACCESS: enableAuth ? 'app-service' : 'local',
  ...(enableAuth ? { WEBSITE_AUTH_ENABLED: 'true' } : {}),
  ...(neighbours.salesUrl === '' ? {} : salesSettings(neighbours.salesUrl, secrets)),
  SENDGRID_API_KEY: 'SG.local',
  SENDGRID_URL: neighbours.inboxUrl,
  MAIL_FROM: 'partners@adventure-works.example',
  ...givenSettings(environment),
})
