// The environment of the app process: the app's settings and nothing of this shell but what a process needs to run.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findSetting } from './app-settings.ts'
import { parseLenientJson } from './lenient-json.ts'

const inherited = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'TMPDIR',
  'TMP',
  'TEMP',
  'SystemRoot',
  'LANG',
  'TZ',
  'NODE_EXTRA_CA_CERTS',
  'NODE_COMPILE_CACHE',
]

/**
 * Settings become environment variables, beside those that Core Tools sets.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-app-settings
 */
export const appEnvironment = (
  settings: Record<string, string>,
  port: number,
  shell: Record<string, string | undefined>,
): Record<string, string> => {
  const base: Record<string, string> = {}
  for (const name of inherited) {
    const value = shell[name]
    if (value !== undefined) base[name] = value
  }
  return {
    ...base,
    FUNCTIONS_WORKER_RUNTIME: 'node',
    FUNCTIONS_EXTENSION_VERSION: '~4',
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    WEBSITE_HOSTNAME: `localhost:${port}`,
    ...settings,
  }
}

/** The id under which the host keeps its documents in storage; it names the app, not the run. */
export const hostIdOf = (settings: Record<string, string>, appFolder: string): string => {
  const given = findSetting(settings, 'AzureFunctionsWebHost__hostid') ?? findSetting(settings, 'WEBSITE_SITE_NAME')
  const hash = createHash('sha256').update(appFolder).digest('hex').slice(0, 24)
  return (given ?? `local-${hash}`).slice(0, 32).toLowerCase()
}

/**
 * The `Values` of local.settings.json; variables that are set already win, as with Core Tools. No file, no values.
 * @throws Error when the file is not JSON, is encrypted or holds a value that is not text
 */
export const localSettings = (appFolder: string, shell: Record<string, string | undefined>): Record<string, string> => {
  const file = join(appFolder, 'local.settings.json')
  if (!existsSync(file)) return {}
  let content: { IsEncrypted?: boolean; Values?: Record<string, unknown> }
  try {
    content = parseLenientJson(readFileSync(file, 'utf8')) as typeof content
  } catch (error) {
    throw new Error(`local.settings.json is not valid JSON: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
  if (content.IsEncrypted === true)
    throw new Error('local.settings.json is encrypted; decrypt it with "func settings decrypt".')
  const settings: Record<string, string> = {}
  for (const [name, value] of Object.entries(content.Values ?? {})) {
    // Numbers and yes or no become text, as .NET writes them.
    const text = typeof value === 'boolean' ? (value ? 'True' : 'False') : value
    if (typeof text !== 'string' && typeof text !== 'number')
      throw new Error(`local.settings.json: the value of "${name}" must be a text.`)
    settings[name] = shell[name] ?? String(text)
  }
  return settings
}
