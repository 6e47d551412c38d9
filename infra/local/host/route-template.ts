// Matches paths with route templates of ASP.NET Core, as HTTP triggers use them.
import { parseTemplate, type Segment } from './route-segments.ts'

export type Route = {
  /** Values of the parameters when the path (segments already decoded) matches, else undefined. */
  match(segments: readonly string[]): Record<string, string> | undefined
}

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const segmentPattern = (segment: Segment): RegExp =>
  new RegExp(
    `^${segment.map((part) => (part.kind === 'literal' ? escapeRegex(part.text) : part.optional ? '(.+)?' : '(.+)')).join('')}$`,
    'is',
  )

/**
 * Compiles a template such as `orders/{id:guid}/{*rest}`.
 * @throws Error when the template breaks the grammar
 * @see https://learn.microsoft.com/aspnet/core/fundamentals/routing#route-templates
 */
export const parseRoute = (template: string): Route => {
  const segments = parseTemplate(template)
  const parameters = segments.flatMap((segment) => segment.filter((part) => part.kind === 'parameter'))
  const names = parameters.map(({ name }) => name.toLowerCase())
  const double = names.find((name, at) => names.indexOf(name) !== at)
  if (double) throw new Error(`The route parameter name '${double}' appears more than once in '${template}'.`)
  const patterns = segments.map(segmentPattern)
  const isOptional = (segment: Segment | undefined): boolean => {
    const [only] = segment ?? []
    return (
      segment?.length === 1 &&
      only?.kind === 'parameter' &&
      (only.optional || only.catchAll || only.fallback !== undefined)
    )
  }

  const match: Route['match'] = (path) => {
    const values: Record<string, string> = {}
    for (const [at, segment] of segments.entries()) {
      const [first] = segment
      if (first?.kind === 'parameter' && first.catchAll) {
        const rest = path.slice(at).join('/')
        if (rest !== '') values[first.name] = rest
        return check(values)
      }
      const text = path[at]
      if (text === undefined) {
        if (!segments.slice(at).every(isOptional)) return undefined
        return check(values)
      }
      const found = patterns[at]?.exec(text)
      if (!found) return undefined
      const names = segment.filter((part) => part.kind === 'parameter')
      for (const [index, { name }] of names.entries()) {
        const value = found[index + 1]
        if (value !== undefined) values[name] = value
      }
    }
    return path.length > segments.length ? undefined : check(values)
  }

  const check = (values: Record<string, string>): Record<string, string> | undefined => {
    for (const { name, fallback, constraints } of parameters) {
      if (values[name] === undefined && fallback !== undefined) values[name] = fallback
      const value = values[name]
      if (value !== undefined && !constraints.every((holds) => holds(value))) return undefined
    }
    return values
  }
  return { match }
}
