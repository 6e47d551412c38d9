// Route templates of ASP.NET Core, as HTTP triggers use them.
import { type Constraint, parseConstraint } from './route-constraint.ts'

type Literal = { kind: 'literal'; text: string }
type Parameter = {
  kind: 'parameter'
  name: string
  optional: boolean
  catchAll: boolean
  fallback: string | undefined
  constraints: Constraint[]
}
type Segment = readonly (Literal | Parameter)[]

export type Route = {
  /** Values of the parameters when the path (segments already decoded) matches, else undefined. */
  match(segments: readonly string[]): Record<string, string> | undefined
}

/** The decoded segments of a path. An encoded slash stays encoded, as Kestrel leaves it. */
export const pathSegments = (path: string): string[] | undefined => {
  const parts = path.split('/').slice(1)
  if (parts.at(-1) === '') parts.pop()
  try {
    return parts.map((part) => decodeURIComponent(part.replaceAll(/%2f/gi, '%252F')))
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

const parseParameter = (text: string): Parameter => {
  const catchAll = /^\*{1,2}/.exec(text)?.[0] ?? ''
  let rest = text.slice(catchAll.length)
  const optional = rest.endsWith('?')
  if (optional) rest = rest.slice(0, -1)
  const name = /^[^:=?*/{}]+/.exec(rest)?.[0]
  if (!name) throw new Error(`The route parameter name '${text}' is invalid.`)
  rest = rest.slice(name.length)
  const constraints: Constraint[] = []
  let fallback: string | undefined
  while (rest !== '') {
    if (rest.startsWith('=')) {
      fallback = rest.slice(1)
      break
    }
    const end = constraintEnd(rest)
    constraints.push(parseConstraint(rest.slice(1, end)))
    rest = rest.slice(end)
  }
  return { kind: 'parameter', name, optional, catchAll: catchAll !== '', fallback, constraints }
}

/** Where the constraint that begins with the colon at 0 ends; what stands in its parentheses belongs to it. */
const constraintEnd = (text: string): number => {
  let depth = 0
  for (let at = 1; at < text.length; at += 1) {
    const character = text[at]
    if (character === '\\') at += 1
    else if (character === '(') depth += 1
    else if (character === ')') depth -= 1
    else if (depth === 0 && (character === ':' || character === '=')) return at
  }
  if (depth !== 0) throw new Error(`The route constraint '${text.slice(1)}' has unbalanced parentheses.`)
  return text.length
}

/** Cuts a template at its slashes outside of braces; `{{` and `}}` stand for the braces themselves. */
const parseSegments = (template: string): Segment[] => {
  const segments: (Literal | Parameter)[][] = [[]]
  let literal = ''
  const flush = (): void => {
    if (literal !== '') segments.at(-1)?.push({ kind: 'literal', text: literal })
    literal = ''
  }
  for (let at = 0; at < template.length; at += 1) {
    const two = template.slice(at, at + 2)
    if (two === '{{' || two === '}}') {
      literal += two[0]
      at += 1
    } else if (template[at] === '{') {
      let end = at + 1
      let inside = ''
      while (end < template.length && (template[end] !== '}' || template[end + 1] === '}')) {
        const doubled = template.slice(end, end + 2)
        inside += template[end]
        end += doubled === '{{' || doubled === '}}' ? 2 : 1
      }
      if (end >= template.length) throw new Error(`The route template '${template}' has an unclosed brace.`)
      flush()
      segments.at(-1)?.push(parseParameter(inside))
      at = end
    } else if (template[at] === '}') throw new Error(`The route template '${template}' has an unopened brace.`)
    else if (template[at] === '/') {
      flush()
      segments.push([])
    } else literal += template[at]
  }
  flush()
  return segments.filter((segment) => segment.length > 0)
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
  const segments = parseSegments(template)
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
