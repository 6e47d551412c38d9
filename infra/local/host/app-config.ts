// Reads what describes an app: host.json, package.json and its entry files. What the host cannot start with is refused
// here, in one sentence.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { entryFiles } from './app-load.ts'
import { parseLenientJson } from './lenient-json.ts'

export type Json = { [name: string]: Json } | Json[] | string | number | boolean | null

export type AppConfig = {
  /** One value of host.json by its path, e.g. `setting('extensions.http.routePrefix')`. */
  setting(path: string): Json | undefined
}

const isObject = (value: unknown): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readJson = (file: string, name: string, parse: (text: string) => unknown): { [name: string]: Json } => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`${name} cannot be read: ${file}`, { cause: error })
  }
  try {
    const value = parse(text)
    if (isObject(value)) return value
  } catch (error) {
    throw new Error(`${name} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  throw new Error(`${name} is not a JSON object: ${file}`)
}

const overridePrefix = 'AzureFunctionsJobHost__'

const literal = (text: string): Json => {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

/**
 * Reads and checks an app folder. Any leaf of host.json can be overridden by a setting `AzureFunctionsJobHost__a__b`
 * (https://learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values).
 * @throws Error with one sentence saying what is wrong with the folder
 */
export const readApp = (appFolder: string, settings: Record<string, string>): AppConfig => {
  const file = join(appFolder, 'host.json')
  if (!existsSync(file)) throw new Error(`There is no host.json in ${appFolder}; it marks the root of a function app.`)
  const host = readJson(file, 'host.json', parseLenientJson)
  if (host['version'] !== '2.0')
    throw new Error(`host.json must have "version": "2.0"; ${file} has ${JSON.stringify(host['version'])}.`)

  const manifest = readJson(join(appFolder, 'package.json'), 'package.json', (text) =>
    JSON.parse(text.replace(/^\uFEFF/, '')),
  )
  const main = manifest['main']
  if (typeof main !== 'string' || main === '') {
    throw new Error(`package.json in ${appFolder} has no "main", which names the files that register the functions.`)
  }
  if (entryFiles(appFolder, main).length === 0) {
    throw new Error(`"main" of package.json matches no file: ${join(appFolder, main)} (is the app built?).`)
  }

  const overrides = new Map(
    Object.entries(settings)
      .filter(([name]) => name.toLowerCase().startsWith(overridePrefix.toLowerCase()))
      .map(([name, value]) => [name.slice(overridePrefix.length).replaceAll('__', '.').toLowerCase(), value]),
  )
  return {
    setting: (path) => {
      const overridden = overrides.get(path.toLowerCase())
      if (overridden !== undefined) return literal(overridden)
      let value: Json | undefined = host
      for (const step of path.split('.')) {
        if (!isObject(value)) return undefined
        const name: string | undefined = Object.keys(value).find((key) => key.toLowerCase() === step.toLowerCase())
        value = name === undefined ? undefined : value[name]
      }
      return value
    },
  }
}

/** An object of host.json as text values; anything else is empty. */
export const textMap = (app: AppConfig, path: string): Record<string, string> => {
  const value = app.setting(path)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]))
}

/** A whole number of host.json, or the default. */
export const numberSetting = (app: AppConfig, path: string, fallback: number): number => {
  const value = app.setting(path)
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback
}

/**
 * A .NET time span (`[d.]hh:mm[:ss[.fffffff]]`) in milliseconds, or undefined when it is none.
 * @see https://learn.microsoft.com/dotnet/standard/base-types/standard-timespan-format-strings
 */
export const parseTimeSpan = (text: string): number | undefined => {
  const match = /^(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2}(?:\.\d{1,7})?))?$/.exec(text.trim())
  if (!match) return undefined
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match
  return Math.round((((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000)
}

/**
 * A time span of host.json in milliseconds; "-1" is Infinity.
 * @throws Error when the value is not a time span
 */
export const timeSpanSetting = (app: AppConfig, path: string, fallback: number): number => {
  const value = app.setting(path)
  if (value === undefined || value === null) return fallback
  if (value === '-1' || value === -1) return Number.POSITIVE_INFINITY
  const span = typeof value === 'string' ? parseTimeSpan(value) : undefined
  if (span === undefined)
    throw new Error(`${path} in host.json is not a time span such as "00:05:00": ${JSON.stringify(value)}.`)
  return span
}
