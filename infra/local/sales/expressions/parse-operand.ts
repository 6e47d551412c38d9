// Reads what stands beside an operator, and what stands in the brackets of a query function.
import type { Plain, ValueKind } from '../cells/plain-values.ts'
import type { Cursor } from './cursor.ts'
import type { OperandSyntax, QueryParameters } from './syntax.ts'
import { unquote } from './tokens.ts'

/** The variables of the collections around an expression, the innermost last. */
export type Variables = readonly string[]

/** A name without the variable before it. */
export const withoutVariable = (name: string, variables: Variables): string => {
  const [first = '', ...rest] = name.split('/')
  return rest.length > 0 && variables.includes(first) ? rest.join('/') : name
}

const literal = (kind: ValueKind, value: Plain): OperandSyntax => ({ type: 'literal', kind, value })

/** @throws SalesError 400 when it is neither a literal nor a name */
export const parseOperand = (cursor: Cursor, variables: Variables): OperandSyntax => {
  const token = cursor.take()
  switch (token.type) {
    case 'string':
      return literal('string', unquote(token.text))
    case 'number':
      return literal('number', Number(token.text))
    case 'guid':
      return literal('guid', token.text.toLowerCase())
    case 'date':
      return literal('date', token.text)
    case 'word':
      if (token.text === 'null') return literal('null', null)
      if (token.text === 'true' || token.text === 'false') return literal('boolean', token.text === 'true')
      return { type: 'property', path: withoutVariable(token.text, variables) }
    default:
      throw cursor.refuse(token)
  }
}

const parseValues = (cursor: Cursor): string[] => {
  const value = () => {
    const token = cursor.take()
    return token.type === 'string' ? unquote(token.text) : token.text
  }
  if (!cursor.skip('[')) return [value()]
  const values = [value()]
  while (cursor.skip(',')) values.push(value())
  cursor.expect(']')
  return values
}

/** `(Name='text',Other=['a','b'])`. */
export const parseQueryParameters = (cursor: Cursor): QueryParameters => {
  cursor.expect('(')
  const parameters: Record<string, string[]> = {}
  while (cursor.peek().text !== ')') {
    const name = cursor.take().text
    cursor.expect('=')
    parameters[name] = parseValues(cursor)
    cursor.skip(',')
  }
  cursor.expect(')')
  return parameters
}
