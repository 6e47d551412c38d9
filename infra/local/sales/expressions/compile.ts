// Compiles `$filter` expressions to tests. It knows nothing of tables: what a name means tells the resolver.
import { badRequest } from '../base/errors.ts'
import { comparable, compareValues, edmName, type Plain, type ValueKind } from '../cells/plain-values.ts'
import type { Aliases } from './cursor.ts'
import { comparisons, textFunctions } from './operators.ts'
import { parseExpression } from './parse.ts'
import type { Expression, OperandSyntax, QueryParameters } from './syntax.ts'

export type Operand<T> = { kind: ValueKind; get(item: T): Plain }

type Test<T> = (item: T) => boolean

/** How names in an expression are understood. Unknown names throw. */
export type Resolver<T> = {
  property(path: string): Operand<T>
  /** Whether some (or all) rows of a collection meet the expression `test`. */
  collection(path: string, test: Expression, every: boolean): Test<T>
  /** A query function of Dataverse such as `Microsoft.Dynamics.CRM.In`. */
  queryFunction(name: string, parameters: QueryParameters): Test<T>
}

const compileOperand = <T>(resolver: Resolver<T>, operand: OperandSyntax): Operand<T> =>
  operand.type === 'property' ? resolver.property(operand.path) : { kind: operand.kind, get: () => operand.value }

type Of<Type extends Expression['type']> = Extract<Expression, { readonly type: Type }>

const compileComparison = <T>(resolver: Resolver<T>, expression: Of<'comparison'>): Test<T> => {
  const operator = comparisons[expression.operator]
  if (!operator) throw new Error(`There is no operator ${expression.operator}.`)
  const left = compileOperand(resolver, expression.left)
  const right = compileOperand(resolver, expression.right)
  const kinds = [left.kind, right.kind]
  if (left.kind !== right.kind && !kinds.includes('null') && !kinds.includes('any')) {
    throw badRequest(
      `A binary operator with incompatible types was detected. Found operand types '${edmName[left.kind]}' and '${edmName[right.kind]}' for operator kind '${operator.name}'.`,
    )
  }
  const kind = kinds.includes('date') ? 'date' : left.kind
  return (item) => {
    const a = comparable(left.get(item), kind)
    const b = comparable(right.get(item), kind)
    if (operator.ordering && (a === null || b === null)) return false
    return operator.accept(compareValues(a, b))
  }
}

const compileText = <T>(resolver: Resolver<T>, expression: Of<'text'>): Test<T> => {
  const test = textFunctions[expression.name]
  if (!test) throw new Error(`There is no function ${expression.name}.`)
  const left = compileOperand(resolver, expression.left)
  const right = compileOperand(resolver, expression.right)
  return (item) => {
    const [a, b] = [left.get(item), right.get(item)]
    return typeof a === 'string' && typeof b === 'string' && test(a.toLowerCase(), b.toLowerCase())
  }
}

const compileAlone = <T>(resolver: Resolver<T>, { operand, unexpected }: Of<'alone'>): Test<T> => {
  const { kind, get } = compileOperand(resolver, operand)
  if (kind !== 'boolean') throw badRequest(unexpected)
  return (item) => get(item) === true
}

/**
 * Compiles an expression to a test.
 * @throws SalesError 400 for unknown names and operands of different types
 */
export const compileTest = <T>(resolver: Resolver<T>, expression: Expression): Test<T> => {
  const tests = (terms: readonly Expression[]): Test<T>[] => terms.map((term) => compileTest(resolver, term))
  switch (expression.type) {
    case 'or': {
      const some = tests(expression.terms)
      return (item) => some.some((test) => test(item))
    }
    case 'and': {
      const every = tests(expression.terms)
      return (item) => every.every((test) => test(item))
    }
    case 'not': {
      const test = compileTest(resolver, expression.term)
      return (item) => !test(item)
    }
    case 'comparison':
      return compileComparison(resolver, expression)
    case 'alone':
      return compileAlone(resolver, expression)
    case 'text':
      return compileText(resolver, expression)
    case 'collection':
      return resolver.collection(expression.path, expression.test, expression.every)
    case 'query-function':
      return resolver.queryFunction(expression.name, expression.parameters)
  }
}

/**
 * Reads an expression and compiles it to a test; without one, everything passes.
 * @throws SalesError 400 for syntax errors, unknown names and operands of different types
 */
export const compileFilter = <T>(resolver: Resolver<T>, text: string | undefined, aliases?: Aliases): Test<T> =>
  text === undefined ? () => true : compileTest(resolver, parseExpression(text, aliases))
