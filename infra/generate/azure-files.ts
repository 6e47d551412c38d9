// What the Azure template reads: the settings that have a default, the variables that may change them, and the queues.

import { queueSettings } from '../../functions/queues.ts'
import { settings } from '../../functions/settings.ts'
import type { Setting } from '../../shared/platform/configuration.ts'

/** Settings that the template works out by itself. */
const computed = ['HEADQUARTERS_ACCESS', 'DATAVERSE_TENANT_ID', 'DATAVERSE_CLIENT_ID']

const optional = settings.filter(
  ({ name, default: standard, secret }: Setting) => standard !== undefined && !secret && !computed.includes(name),
)

/** The defaults by name. */
export const azureSettings = (): Record<string, string> =>
  Object.fromEntries(optional.map(({ name, default: standard = '' }: Setting) => [name, standard]))

type Parameters = { readonly parameters: Readonly<Record<string, { readonly value: unknown }>> }

/** The parameters of the template. Only the settings follow from the table; the rest is written by hand. */
export const azureParameters = (present: Parameters): Parameters => ({
  ...present,
  parameters: {
    ...present.parameters,
    appSettings: { value: Object.fromEntries(optional.map(({ name }) => [name, `\${${name}}`])) },
  },
})

export const azureQueues = () => queueSettings
