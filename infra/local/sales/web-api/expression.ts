// Reads and compiles `$filter` expressions. It knows nothing of tables: what a property is tells the resolver.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/filter-rows
import { dictionary } from '../dictionary.ts'
import { badRequest } from '../errors.ts'
import { comparable, compareValues, edmName, type Plain, type ValueKind } from './plain-values.ts'
import { type Token, tokenize, unquote } from './tokens.ts'

export type Operand<T> = { kind: ValueKind; get(item: T): Plain }

/** How names in an expression are understood. Unknown names throw. */
export type Resolver<T> = {
  property(path: string): Operand<T>
  /** Whether some (or all) rows behind a collection meet the expression `test`. */
  collection(path: string, test: string, every: boolean): (item: T) => boolean
  /** A query function of Dataverse such as `Microsoft.Dynamics.CRM.In`. */
  queryFunction(name: string, parameters: Readonly<Record<string, readonly string[]>>): (item: T) => boolean
}

const comparisons = dictionary<{ name: string; accept: (order: number) => boolean }>({
  eq: { name: 'Equal', accept: (order) => order === 0 },
  ne: { name: 'NotEqual', accept: (order) => order !== 0 },
  gt: { name: 'GreaterThan', accept: (order) => order > 0 },
  ge: { name: 'GreaterThanOrEqual', accept: (order) => order >= 0 },
  lt: { name: 'LessThan', accept: (order) => order < 0 },
  le: { name: 'LessThanOrEqual', accept: (order) => order <= 0 },
})

const textFunctions = dictionary<(text: string, part: string) => boolean>({
  contains: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
})

/**
 * Compiles an expression to a test.
 * @throws SalesError 400 for syntax errors, unknown names and operands of different types
 */
export const compileExpression = <T>(resolver: Resolver<T>, text: string): ((item: T) => boolean) => {
  const tokens = tokenize(text)
  let next = 0
  const peek = (): Token => tokens[next] ?? { type: 'end', text: '', at: text.length }
  const take = (): Token => {
    const token = peek()
    next += 1
    return token
  }
  const fail = (token: Token) =>
    badRequest(`Syntax error: unexpected '${token.text}' at position ${token.at} in '${text}'.`)
  const expect = (symbol: string): Token => {
    const token = take()
    if (token.text !== symbol) throw fail(token)
    return token
  }

  const operand = (): Operand<T> => {
    const token = take()
    const fixed = (kind: ValueKind, value: Plain): Operand<T> => ({ kind, get: () => value })
    if (token.type === 'string') return fixed('string', unquote(token.text))
    if (token.type === 'number') return fixed('number', Number(token.text))
    if (token.type === 'guid') return fixed('guid', token.text.toLowerCase())
    if (token.type === 'date') return fixed('date', token.text)
    if (token.type !== 'word') throw fail(token)
    if (token.text === 'null') return fixed('null', null)
    if (token.text === 'true' || token.text === 'false') return fixed('boolean', token.text === 'true')
    return resolver.property(token.text)
  }

  const comparison = (): ((item: T) => boolean) => {
    const left = operand()
    const token = peek()
    const operator = comparisons[token.text]
    if (!operator) {
      if (left.kind === 'boolean') return (item) => left.get(item) === true
      throw fail(token)
    }
    take()
    const right = operand()
    const kinds = [left.kind, right.kind]
    if (left.kind !== right.kind && !kinds.includes('null') && !kinds.includes('any')) {
      throw badRequest(
        `A binary operator with incompatible types was detected. Found operand types '${edmName[left.kind]}' and '${edmName[right.kind]}' for operator kind '${operator.name}'.`,
      )
    }
    const kind = kinds.includes('date') ? 'date' : left.kind
    const ordering = operator.name !== 'Equal' && operator.name !== 'NotEqual'
    return (item) => {
      const a = comparable(left.get(item), kind)
      const b = comparable(right.get(item), kind)
      if (ordering && (a === null || b === null)) return false
      return operator.accept(compareValues(a, b))
    }
  }

  const textFunction = (test: (text: string, part: string) => boolean): ((item: T) => boolean) => {
    expect('(')
    const left = operand()
    expect(',')
    const right = operand()
    expect(')')
    return (item) => {
      const [a, b] = [left.get(item), right.get(item)]
      return typeof a === 'string' && typeof b === 'string' && test(a.toLowerCase(), b.toLowerCase())
    }
  }

  const lambda = (path: string, every: boolean): ((item: T) => boolean) => {
    expect('(')
    const variable = take().text
    expect(':')
    const from = peek().at
    let depth = 0
    while (depth > 0 || peek().text !== ')') {
      const token = take()
      if (token.type === 'end') throw fail(token)
      depth += token.text === '(' ? 1 : token.text === ')' ? -1 : 0
    }
    const body = text.slice(from, expect(')').at).replaceAll(new RegExp(`\\b${variable}/`, 'g'), '')
    return resolver.collection(path, body, every)
  }

  const queryFunction = (name: string): ((item: T) => boolean) => {
    expect('(')
    const parameters: Record<string, string[]> = {}
    while (peek().text !== ')') {
      const parameter = take().text
      expect('=')
      const list = peek().text === '['
      const values: string[] = []
      do {
        if (list || values.length > 0) take()
        values.push(take().text.replace(/^'|'$/g, ''))
      } while (list && peek().text === ',')
      if (list) expect(']')
      parameters[parameter] = values
      if (peek().text === ',') take()
    }
    expect(')')
    return resolver.queryFunction(name, parameters)
  }

  const unary = (): ((item: T) => boolean) => {
    const token = peek()
    if (token.text === 'not') {
      take()
      const test = unary()
      return (item) => !test(item)
    }
    if (token.text === '(') {
      take()
      const test = either()
      expect(')')
      return test
    }
    if (token.type === 'word' && tokens[next + 1]?.text === '(') {
      take()
      const known = textFunctions[token.text]
      if (known) return textFunction(known)
      const quantified = /^(.+)\/(any|all)$/.exec(token.text)
      if (quantified) return lambda(quantified[1] ?? '', quantified[2] === 'all')
      if (token.text.startsWith('Microsoft.Dynamics.CRM.')) return queryFunction(token.text)
      throw badRequest(`An unknown function with name '${token.text}' was found.`)
    }
    return comparison()
  }
  const both = (): ((item: T) => boolean) => {
    const tests = [unary()]
    while (peek().text === 'and') {
      take()
      tests.push(unary())
    }
    return (item) => tests.every((test) => test(item))
  }
  const either = (): ((item: T) => boolean) => {
    const tests = [both()]
    while (peek().text === 'or') {
      take()
      tests.push(both())
    }
    return (item) => tests.some((test) => test(item))
  }

  const test = either()
  if (peek().type !== 'end') throw fail(peek())
  return test
}
