// Log lines of the host, filtered by the levels of host.json and worded as Core Tools words them.
import type { AppConfig, Json } from './app-config.ts'
import type { LogLevel } from './protocol.ts'

export type HostLog = {
  /** Writes a line of a category such as `Function.Name.User`. */
  write(category: string, level: LogLevel, text: string): void
  /** Writes a line that no level filters: what Core Tools prints itself. */
  print(text: string): void
}

const order: readonly string[] = ['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none']

const levels = (app: AppConfig): [string, number][] => {
  const given: Json | undefined = app.setting('logging.logLevel')
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return []
  return Object.entries(given)
    .map(([category, level]): [string, number] => [category.toLowerCase(), order.indexOf(String(level).toLowerCase())])
    .filter(([, level]) => level >= 0)
    .sort(([left], [right]) => right.length - left.length)
}

/** Whether a rule is about a category: by its beginning, or by what stands around one asterisk. */
const isAbout = (name: string, rule: string): boolean => {
  const [before = '', after] = rule.split('*')
  return after === undefined
    ? name === rule || name.startsWith(`${rule}.`)
    : name.length >= rule.length - 1 && name.startsWith(before) && name.endsWith(after)
}

/**
 * A log whose lines pass when their category's level allows it: the longest matching rule of
 * `logging.logLevel` decides, then `default`, then Information.
 * @see https://learn.microsoft.com/azure/azure-functions/configure-monitoring#configure-log-levels
 * @see https://github.com/dotnet/runtime/blob/main/src/libraries/Microsoft.Extensions.Logging/src/LoggerRuleSelector.cs
 */
export const createHostLog = (app: AppConfig, line: (text: string) => void): HostLog => {
  const rules = levels(app)
  const fallback = rules.find(([category]) => category === 'default')?.[1] ?? order.indexOf('information')
  const cache = new Map<string, number>()
  const levelOf = (category: string): number => {
    const known = cache.get(category)
    if (known !== undefined) return known
    const name = category.toLowerCase()
    const level = rules.find(([rule]) => isAbout(name, rule))?.[1] ?? fallback
    cache.set(category, level)
    return level
  }
  return {
    write: (category, level, text) => {
      if (level !== 'none' && order.indexOf(level) >= levelOf(category)) line(text)
    },
    print: line,
  }
}
