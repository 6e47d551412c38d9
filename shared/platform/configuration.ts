// Reads the app's settings from its environment, all at once, and names everything that is missing or wrong.

import { type Setting, type SettingName, settings } from './settings.ts'

/** Connections: a connection string, or the name of the resource that the managed identity may use; never both. */
export const connections = {
  storage: {
    string: 'AzureWebJobsStorage',
    identity: 'AzureWebJobsStorage__tableServiceUri',
    of: 'a storage account',
    form: /^UseDevelopmentStorage=true;?$|(^|;)(AccountName|TableEndpoint)=[^;]+/i,
    resource: /^https:\/\/[^\s/]+\/?$/,
  },
  serviceBus: {
    string: 'ServiceBusConnection',
    identity: 'ServiceBusConnection__fullyQualifiedNamespace',
    of: 'a Service Bus namespace',
    form: /(^|;)Endpoint=sb:\/\/[^;]+/i,
    resource: /^[\w-]+(\.[\w-]+)+$/,
  },
} as const

export type Connection =
  | { readonly connectionString: string }
  | { readonly resource: string; readonly clientId?: string }

export type Configuration = {
  readonly values: Readonly<Record<SettingName, string>>
  readonly storage: Connection
  readonly serviceBus: Connection
}

/** Some settings are missing or wrong. The message names every one of them, never a value. */
export class WrongSettings extends Error {
  override readonly name = 'WrongSettings'
}

/**
 * Reads and checks all settings at once.
 * @param environment names and values, as the process got them
 * @throws WrongSettings that lists every problem
 */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): Configuration => {
  const problems: string[] = []
  const values = settings.map((setting: Setting) => {
    const value = environment[setting.name] ?? setting.default
    if (value === undefined || (value === '' && setting.default === undefined))
      problems.push(`${setting.name} is missing. ${setting.about}`)
    // A reference that could not be resolved arrives as its own text; as a secret it would be known to everybody.
    else if (value.startsWith('@Microsoft.KeyVault('))
      problems.push(`${setting.name} is a vault reference that was not resolved.`)
    else if (setting.form && !setting.form.test(value))
      problems.push(`${setting.name} has a wrong form. ${setting.about}`)
    return [setting.name, value ?? '']
  })
  const connection = (names: (typeof connections)[keyof typeof connections]): Connection => {
    const connectionString = environment[names.string]
    const resource = environment[names.identity]
    const clientId = environment[`${names.string}__clientId`]
    if (connectionString && resource)
      problems.push(`${names.string} and ${names.identity} contradict each other; give one of them.`)
    if (connectionString) {
      if (!names.form.test(connectionString)) problems.push(`${names.string} is no connection string of ${names.of}.`)
      return { connectionString }
    }
    if (!resource)
      problems.push(`${names.string} (a connection string) or ${names.identity} (with a managed identity) is missing.`)
    else if (!names.resource.test(resource)) problems.push(`${names.identity} is no address of ${names.of}.`)
    return clientId ? { resource: resource ?? '', clientId } : { resource: resource ?? '' }
  }
  const configuration = {
    values: Object.fromEntries(values) as Record<SettingName, string>,
    storage: connection(connections.storage),
    serviceBus: connection(connections.serviceBus),
  }
  const {
    DATAVERSE_CLIENT_SECRET: secret,
    DATAVERSE_TENANT_ID: tenant,
    DATAVERSE_CLIENT_ID: client,
  } = configuration.values
  if (secret && !(tenant && client))
    problems.push('DATAVERSE_CLIENT_SECRET needs DATAVERSE_TENANT_ID and DATAVERSE_CLIENT_ID as well.')
  if (tenant && !secret)
    problems.push('DATAVERSE_TENANT_ID is for a client secret; give DATAVERSE_CLIENT_SECRET as well, or neither.')
  if (problems.length > 0) throw new WrongSettings(`Settings are wrong:\n- ${problems.join('\n- ')}`)
  return configuration
}
