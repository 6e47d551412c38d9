// Turns what the app registered into the functions the host runs. A function that cannot be indexed is reported and
// left out; the others run.
import type { AppConfig } from './app-config.ts'
import { findSetting } from './app-settings.ts'
import type { Binding, FunctionMetadata, RetryOptions } from './protocol.ts'
import { parseRoute, type Route } from './route-template.ts'

type HttpFunction = { methods: readonly string[]; route: string; template: Route; authLevel: string }

export type IndexedFunction = {
  name: string
  /** Trigger type as registered, e.g. `httpTrigger`. */
  type: string
  triggerName: string
  /** The trigger's options with `%Setting%` resolved. */
  trigger: Binding
  bindings: Record<string, Binding>
  retry: RetryOptions | undefined
  disabled: boolean
  http: HttpFunction | undefined
}

export type FunctionIndex = { functions: readonly IndexedFunction[]; errors: ReadonlyMap<string, string> }

const supported = ['httpTrigger', 'timerTrigger', 'serviceBusTrigger']
const outputs = ['http', 'serviceBus']
const everyMethod = ['GET', 'POST', 'DELETE', 'HEAD', 'PATCH', 'PUT', 'OPTIONS', 'TRACE', 'CONNECT']

const resolve = (binding: Binding, settings: Record<string, string>): Binding => {
  const entries = Object.entries(binding).map(([key, value]): [string, unknown] => {
    if (typeof value !== 'string') return [key, value]
    const text = value.replace(/%([^%]+)%/g, (whole, name: string) => {
      const setting = findSetting(settings, name)
      if (setting === undefined) throw new Error(`'${whole}' does not resolve to a value.`)
      return setting
    })
    return [key, text]
  })
  return { ...binding, ...Object.fromEntries(entries) }
}

const httpPart = (app: AppConfig, name: string, trigger: Binding): HttpFunction => {
  const route = (typeof trigger['route'] === 'string' ? trigger['route'] : name).replace(/^\/+/, '')
  if (/^(admin|runtime)/i.test(route)) {
    throw new Error('The specified route conflicts with one or more built in routes.')
  }
  const given = Array.isArray(trigger['methods'])
    ? trigger['methods'].map((method) => String(method).toUpperCase())
    : []
  const prefix = String(app.setting('extensions.http.routePrefix') ?? 'api').replace(/^\/+|\/+$/g, '')
  const whole = [prefix, route].filter((part) => part !== '').join('/')
  return {
    methods: given.length > 0 ? given : everyMethod,
    route: whole,
    template: parseRoute(whole),
    authLevel: String(trigger['authLevel'] ?? 'function').toLowerCase(),
  }
}

const isOn = (value: string | undefined): boolean => value !== undefined && /^(true|1)$/i.test(value)

const indexOne = (app: AppConfig, settings: Record<string, string>, metadata: FunctionMetadata): IndexedFunction => {
  const { name } = metadata
  if (!/^[a-z][a-z0-9_-]{0,127}$/i.test(name) || name.toLowerCase() === 'host') {
    throw new Error(`'${name}' is not a valid function name.`)
  }
  const bindings: Record<string, Binding> = {}
  for (const [key, binding] of Object.entries(metadata.bindings)) bindings[key] = resolve(binding, settings)
  const found = Object.entries(bindings).find(([, { type }]) => /trigger$/i.test(type))
  if (!found) throw new Error('No trigger binding specified. A function must have a trigger input binding.')
  const [triggerName, trigger] = found
  const unknown = Object.values(bindings).find((binding) => {
    const known = binding === trigger ? supported : binding.direction === 'out' ? outputs : []
    return !known.some((type) => type.toLowerCase() === binding.type.toLowerCase())
  })
  if (unknown) {
    throw new Error(
      `The binding type(s) '${unknown.type}' are not registered. Please ensure the type is correct and the binding extension is installed.`,
    )
  }
  const type = supported.find((one) => one.toLowerCase() === trigger.type.toLowerCase()) ?? trigger.type
  return {
    name,
    type,
    triggerName,
    trigger,
    bindings,
    retry: metadata.retryOptions,
    disabled: isOn(
      findSetting(settings, `AzureWebJobs.${name}.Disabled`) ?? findSetting(settings, `AzureWebJobs_${name}_Disabled`),
    ),
    http: type === 'httpTrigger' ? httpPart(app, name, trigger) : undefined,
  }
}

/**
 * Indexes the registered functions, sorted by name without regard to case: routes are tried in this order and the
 * first match wins.
 * @returns the usable functions, and for each other one the reason
 * @see https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Host/ScriptHost.cs
 */
export const indexFunctions = (
  app: AppConfig,
  settings: Record<string, string>,
  registered: FunctionMetadata[],
): FunctionIndex => {
  const functions: IndexedFunction[] = []
  const errors = new Map<string, string>()
  const upper = (text: string): string => text.toUpperCase()
  const sorted = [...registered].sort((left, right) => (upper(left.name) < upper(right.name) ? -1 : 1))
  for (const metadata of sorted) {
    try {
      const one = indexOne(app, settings, metadata)
      if (functions.some(({ name }) => upper(name) === upper(one.name))) {
        throw new Error(
          `A function with the name '${one.name}' exists already; names are compared without regard to case.`,
        )
      }
      const conflict = functions.find(
        ({ http }) =>
          http &&
          one.http &&
          upper(http.route) === upper(one.http.route) &&
          http.methods.some((method) => one.http?.methods.includes(method)),
      )
      if (conflict)
        throw new Error(`The route specified conflicts with the route defined by function '${conflict.name}'.`)
      functions.push(one)
    } catch (error) {
      errors.set(metadata.name, error instanceof Error ? error.message : String(error))
    }
  }
  return { functions, errors }
}
