// What the Azure template reads: the settings that have a default, the variables that may change them, and the queues.

import { queueSettings } from '../../functions/queues.ts'
import { settings } from '../../functions/settings.ts'
import type { Setting } from '../../shared/platform/configuration.ts'

/** Settings that the template works out by itself. */
const computed = ['HEADQUARTERS_ACCESS', 'HEADQUARTERS_TENANT_ID', 'DATAVERSE_TENANT_ID', 'DATAVERSE_CLIENT_ID']

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

const begin = '      # Written by npm run generate: the variables that the template reads, each by name.\n'
const end = '      # End of what is generated.\n'

/**
 * The deploying workflow with the variables that the parameters name; the rest is written by hand.
 * @param parameters text of the parameters file
 * @throws Error when the workflow has no place for them
 */
export const workflowVariables = (present: string, parameters: string): string => {
  const [before, rest] = present.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error('The workflow has no place for its variables.')
  const names = [...parameters.matchAll(/\$\{(\w+)(?:=\w+)?\}/g)].map(([, name = '']) => name)
  const lines = [...new Set(names)]
    .filter((name) => !before.includes(`      ${name}: `))
    .map((name) => `      ${name}: \${{ vars.${name} }}\n`)
  return [before, begin, ...lines, end, after].join('')
}
