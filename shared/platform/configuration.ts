// Reads an app's settings from its environment, all at once, and names everything that is missing or wrong.

export type Setting<Name extends string = string> = {
  readonly name: Name
  /** What holds when the setting is absent; a setting without a default must be given. */
  readonly default?: string
  /** Where it may be absent although it has no default: when another setting is this. */
  readonly unless?: { readonly name: string; readonly is: string }
  /** Kept in a vault and never shown. */
  readonly secret?: true
  /** What a value must look like. */
  readonly form?: RegExp
}

/** Connections: a connection string, or the name of the resource that the managed identity may use; never both. */
const connections = {
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

export type Configuration<Name extends string> = {
  readonly values: Readonly<Record<Name, string>>
  readonly storage: Connection
  readonly serviceBus: Connection
}

/** Some settings are missing or wrong. The message names every one of them, never a value. */
export class WrongSettings extends Error {
  override readonly name = 'WrongSettings'
}

/**
 * Reads and checks all settings at once.
 * @param table every setting there is
 * @param environment names and values, as the process got them
 * @param contradictions what is wrong between settings that are right by themselves
 * @param about what is said of a setting that is missing or wrong
 * @throws WrongSettings that lists every problem
 */
export const readConfiguration = <Name extends string>(
  table: readonly Setting<Name>[],
  environment: Readonly<Record<string, string | undefined>>,
  contradictions: (values: Configuration<Name>['values']) => readonly string[],
  about: (name: Name) => string,
): Configuration<Name> => {
  const problems: string[] = []
  const values = table.map((setting) => {
    const { unless } = setting
    const standard = unless && environment[unless.name] === unless.is ? '' : setting.default
    const value = environment[setting.name] ?? standard
    if (value === undefined || (value === '' && standard === undefined))
      problems.push(`${setting.name} is missing. ${about(setting.name)}`)
    // A reference that could not be resolved arrives as its own text; as a secret it would be known to everybody.
    else if (value.startsWith('@Microsoft.KeyVault('))
      problems.push(`${setting.name} is a vault reference that was not resolved.`)
    else if (value !== standard && setting.form && !setting.form.test(value))
      problems.push(`${setting.name} has a wrong form. ${about(setting.name)}`)
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
    values: Object.fromEntries(values) as Record<Name, string>,
    storage: connection(connections.storage),
    serviceBus: connection(connections.serviceBus),
  }
  problems.push(...contradictions(configuration.values))
  if (problems.length > 0) throw new WrongSettings(`Settings are wrong:\n- ${problems.join('\n- ')}`)
  return configuration
}
