// The settings that the template gives are settings with which the app starts.

import { beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../functions/settings.ts'
import { localSettings } from '../../infra/local/start/local-settings.ts'
import { WrongSettings } from '../../shared/platform/configuration.ts'
import {
  type EnvironmentName,
  type Estate,
  environmentNames,
  filledIn,
  readEstate,
  search,
  settingsOf,
} from './azure-estate.ts'

describe('the settings of a laptop', () => {
  const neighbours = {
    storage: 'UseDevelopmentStorage=true',
    serviceBus: 'Endpoint=sb://127.0.0.1;UseDevelopmentEmulator=true;',
    salesUrl: 'http://127.0.0.1:5555',
    inboxUrl: 'http://127.0.0.1:8025',
    publicUrl: 'http://127.0.0.1:7071',
  }
  const local = localSettings(neighbours, { statusToken: 'a'.repeat(43), salesEventKey: 'b'.repeat(32) }, true)

  it('let the app start, and are all settings of the table, of the host or of the platform', () => {
    const { values } = readSettings(local)
    const platform = ['FUNCTIONS_WORKER_RUNTIME', 'AzureWebJobsDisableHomepage', 'WEBSITE_AUTH_ENABLED']
    const connections = ['AzureWebJobsStorage', 'ServiceBusConnection']
    const known = [...Object.keys(values), ...platform, ...connections]
    expect(Object.keys(local).filter((name) => !known.includes(name))).toEqual([])
  })
})

const secrets: Readonly<Record<string, string>> = {
  'STATUS-TOKEN-SECRET': 'a'.repeat(64),
  'SALES-EVENT-KEYS': 'b'.repeat(64),
  'SENDGRID-API-KEY': 'SG.key',
  'DATAVERSE-CLIENT-SECRET': 'secret',
  'SITE-KEYS': JSON.stringify({ default: ['c'.repeat(40)] }),
  'SITE-EVENT-SECRETS': JSON.stringify({ default: [`whsec_${'c'.repeat(40)}`] }),
}

describe.skipIf(!search.compiler)('an environment that was just made', () => {
  let estate: Estate
  beforeAll(async () => {
    estate = await readEstate()
  }, 120_000)

  /** What the app finds in its environment: what Azure knows is filled in, references are read from the vault. */
  const environmentOf = (name: EnvironmentName): Record<string, string> =>
    Object.fromEntries(
      Object.entries(settingsOf(estate[name])).map(([setting, value]) => {
        const known = filledIn(value)
        return [setting, secrets[/secrets\/([\w-]+)\)$/.exec(known)?.[1] ?? ''] ?? known]
      }),
    )

  it.each(environmentNames)('lets the app start: %s', (name) => {
    const { values, storage, serviceBus } = readSettings(environmentOf(name))
    const identity = 'c0ffee00-0000-4000-8000-000000000001'
    expect(storage).toEqual({ resource: 'https://stabc.table.core.windows.net/', clientId: identity })
    expect(serviceBus).toEqual({
      resource: expect.stringMatching(/^sb-[a-z0-9]{13}\.servicebus\.windows\.net$/),
      clientId: identity,
    })
    expect(values).toMatchObject({ STATUS_TOKEN_SECRET: 'a'.repeat(64), SENDGRID_API_KEY: 'SG.key' })
  })

  it('signs in to Sales with its identity, or with the secret that was asked for', () => {
    expect(readSettings(environmentOf('plain')).values).toMatchObject({ DATAVERSE_CLIENT_SECRET: '' })
    expect(readSettings(environmentOf('secret')).values).toMatchObject({
      DATAVERSE_CLIENT_SECRET: 'secret',
      DATAVERSE_CLIENT_ID: 'c0ffee00-0000-4000-8000-0000000000bb',
    })
  })

  it('does not start with half of a secret', () => {
    const { DATAVERSE_TENANT_ID: _, ...half } = environmentOf('secret')
    expect(() => readSettings(half)).toThrow(WrongSettings)
  })
})
