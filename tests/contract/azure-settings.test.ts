// The settings that the template gives are settings with which the app starts.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings } from '../../functions/settings.ts'
import { localSettings } from '../../infra/local/start/local-settings.ts'
import { WrongSettings } from '../../shared/platform/configuration.ts'
import { modulePath, readFiles, root, textOf } from './azure-files.ts'

const defaults = JSON.parse(readFileSync(join(root, 'infra/azure/app-settings.json'), 'utf8')) as Record<string, string>
const template = textOf(readFiles(), modulePath('function-app'))

/** What the expressions of the template come to, for an environment that was just made. */
const given: Record<string, string> = {
  AzureWebJobsStorage__credential: 'managedidentity',
  AzureWebJobsStorage__clientId: 'c0ffee00-0000-4000-8000-000000000001',
  AzureWebJobsStorage__blobServiceUri: 'https://stabc.blob.core.windows.net/',
  AzureWebJobsStorage__tableServiceUri: 'https://stabc.table.core.windows.net/',
  ServiceBusConnection__credential: 'managedidentity',
  ServiceBusConnection__clientId: 'c0ffee00-0000-4000-8000-000000000001',
  ServiceBusConnection__fullyQualifiedNamespace: 'sb-abc.servicebus.windows.net',
  PUBLIC_URL: 'https://func-abc.azurewebsites.net',
  DATAVERSE_URL: 'https://contoso.crm.dynamics.com',
  DATAVERSE_CLIENT_ID: 'c0ffee00-0000-4000-8000-000000000001',
  MAIL_FROM: 'partners@contoso.example',
  HEADQUARTERS_ACCESS: 'app-service',
  STATUS_TOKEN_SECRET: 'a'.repeat(64),
  SALES_EVENT_KEYS: 'b'.repeat(64),
  SENDGRID_API_KEY: 'SG.key',
}

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

describe('an environment that was just made', () => {
  it('lets the app start, with identities for storage, Service Bus and Sales', () => {
    const { values, storage, serviceBus } = readSettings({ ...defaults, ...given })
    const identity = given['AzureWebJobsStorage__clientId']
    expect(storage).toEqual({ resource: given['AzureWebJobsStorage__tableServiceUri'], clientId: identity })
    expect(serviceBus).toEqual({ resource: 'sb-abc.servicebus.windows.net', clientId: identity })
    expect(values).toMatchObject({ DATAVERSE_CLIENT_SECRET: '', DATAVERSE_CLIENT_ID: identity })
  })

  it.each(Object.keys(given))('gets %s from the template', (name) => {
    expect(template).toMatch(new RegExp(`^ +${name}: `, 'm'))
  })

  it('lets the app start with a client secret as well, and not with half of one', () => {
    const secret = { DATAVERSE_CLIENT_SECRET: 'secret', DATAVERSE_TENANT_ID: 'contoso' }
    expect(readSettings({ ...defaults, ...given, ...secret }).values).toMatchObject(secret)
    expect(() => readSettings({ ...defaults, ...given, DATAVERSE_CLIENT_SECRET: 'secret' })).toThrow(WrongSettings)
  })
})
