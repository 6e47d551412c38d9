// Reads `$filter` expressions: `or` binds less than `and`, `and` less than `not`.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/filter-rows
import { badRequest } from '../base/errors.ts'
import { type Aliases, type Cursor, createCursor } from './cursor.ts'
import { comparisons, textFunctions } from './operators.ts'
import { parseOperand, parseQueryParameters, type Variables, withoutVariable } from './parse-operand.ts'
import type { Expression } from './syntax.ts'

const parseComparison = (cursor: Cursor, variables: Variables): Expression => {
  const left = parseOperand(cursor, variables)
  const token = cursor.peek()
  if (!comparisons[token.text]) return { type: 'alone', operand: left, unexpected: cursor.unexpected(token) }
  const operator = cursor.take().text
  return { type: 'comparison', left, operator, right: parseOperand(cursor, variables) }
}

const parseText = (cursor: Cursor, variables: Variables, name: string): Expression => {
  cursor.expect('(')
  const left = parseOperand(cursor, variables)
  cursor.expect(',')
  const right = parseOperand(cursor, variables)
  cursor.expect(')')
  return { type: 'text', name, left, right }
}

/** `any(o:…)` and `all(o:…)`: in the brackets, names that begin with `o/` are those of the collection's rows. */
const parseCollection = (cursor: Cursor, variables: Variables, path: string, every: boolean): Expression => {
  cursor.expect('(')
  const variable = cursor.take().text
  cursor.expect(':')
  const test = parseOr(cursor, [...variables, variable])
  cursor.expect(')')
  return { type: 'collection', path, every, test }
}

const parseFunction = (cursor: Cursor, variables: Variables): Expression => {
  const name = withoutVariable(cursor.take().text, variables)
  if (textFunctions[name]) return parseText(cursor, variables, name)
  const [, path, quantifier] = /^(.+)\/(any|all)$/.exec(name) ?? []
  if (path !== undefined) return parseCollection(cursor, variables, path, quantifier === 'all')
  if (name.startsWith('Microsoft.Dynamics.CRM.'))
    return { type: 'query-function', name, parameters: parseQueryParameters(cursor) }
  throw badRequest(`An unknown function with name '${name}' was found.`)
}

const parseNot = (cursor: Cursor, variables: Variables): Expression => {
  if (cursor.skip('not')) return { type: 'not', term: parseNot(cursor, variables) }
  if (cursor.skip('(')) {
    const inner = parseOr(cursor, variables)
    cursor.expect(')')
    return inner
  }
  const isCall = cursor.peek().type === 'word' && cursor.peek(1).text === '('
  return isCall ? parseFunction(cursor, variables) : parseComparison(cursor, variables)
}

const combined = (type: 'or' | 'and', terms: readonly [Expression, ...Expression[]]): Expression =>
  terms.length === 1 ? terms[0] : { type, terms }

const parseAnd = (cursor: Cursor, variables: Variables): Expression => {
  const terms: [Expression, ...Expression[]] = [parseNot(cursor, variables)]
  while (cursor.skip('and')) terms.push(parseNot(cursor, variables))
  return combined('and', terms)
}

const parseOr = (cursor: Cursor, variables: Variables): Expression => {
  const terms: [Expression, ...Expression[]] = [parseAnd(cursor, variables)]
  while (cursor.skip('or')) terms.push(parseAnd(cursor, variables))
  return combined('or', terms)
}

/**
 * Reads an expression.
 * @param aliases the values of parameter aliases such as `@p1`
 * @throws SalesError 400 for syntax errors and unknown functions
 */
export const parseExpression = (text: string, aliases?: Aliases): Expression => {
  const cursor = createCursor(text, aliases)
  const expression = parseOr(cursor, [])
  if (cursor.peek().type !== 'end') throw cursor.refuse(cursor.peek())
  return expression
}
