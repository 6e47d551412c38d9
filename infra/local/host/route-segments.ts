// Reads route templates: segments of fixed text and of parameters, with their constraints.
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
export type Segment = readonly (Literal | Parameter)[]

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

/** Cuts a template at its slashes outside of braces; `{{` and `}}` stand for the braces themselves. @throws Error */
export const parseTemplate = (template: string): Segment[] => {
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
