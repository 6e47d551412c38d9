// Spares reading a crowd row by row: what a filter says about its prototype and its dates tells which of its rows may
// meet it, as an index would.
import type { Expression } from '../expressions/syntax.ts'
import type { Crowd, Span } from '../store/crowd.ts'
import type { Row } from '../store/row.ts'
import type { Rows } from '../store/rows.ts'

type Compile = (expression: Expression) => (row: Row) => boolean

const dates = new Set(['createdon', 'modifiedon'])

/** The columns that an expression asks about; undefined when that cannot be told. */
const columnsIn = (expression: Expression): readonly string[] | undefined => {
  switch (expression.type) {
    case 'and':
    case 'or': {
      const all = expression.terms.map(columnsIn)
      return all.some((columns) => columns === undefined) ? undefined : all.flatMap((columns) => columns ?? [])
    }
    case 'not':
      return columnsIn(expression.term)
    case 'comparison':
    case 'text':
      return [expression.left, expression.right].flatMap((side) => (side.type === 'property' ? [side.path] : []))
    case 'alone':
      return expression.operand.type === 'property' ? [expression.operand.path] : []
    default:
      return undefined
  }
}

const spanOfDate = (crowd: Crowd, operator: string, milliseconds: number): Span | undefined => {
  // Dates have whole seconds.
  const first = crowd.firstChangedAt(milliseconds)
  const after = crowd.firstChangedAt(Math.floor(milliseconds / 1000) * 1000 + 1000)
  switch (operator) {
    case 'ge':
      return [first, crowd.count]
    case 'gt':
      return [after, crowd.count]
    case 'le':
      return [0, after]
    case 'lt':
      return [0, first]
    case 'eq':
      return [first, after]
    default:
      return undefined
  }
}

/** The rows of a crowd among which all that meet the expression are. */
const spanOf = (expression: Expression, crowd: Crowd, compile: Compile): Span => {
  const all: Span = [0, crowd.count]
  const columns = columnsIn(expression)
  if (columns && !columns.some((name) => crowd.varying.has(name))) {
    return compile(expression)(crowd.prototype) ? all : [0, 0]
  }
  switch (expression.type) {
    case 'and': {
      const spans = expression.terms.map((term) => spanOf(term, crowd, compile))
      return [Math.max(...spans.map(([from]) => from)), Math.min(...spans.map(([, to]) => to))]
    }
    case 'or': {
      const spans = expression.terms.map((term) => spanOf(term, crowd, compile)).filter(([from, to]) => from < to)
      return spans.length === 0
        ? [0, 0]
        : [Math.min(...spans.map(([from]) => from)), Math.max(...spans.map(([, to]) => to))]
    }
    case 'comparison': {
      const { left, operator, right } = expression
      if (left.type === 'property' && left.path === crowd.primaryId && operator === 'eq' && right.type === 'literal') {
        const number = crowd.numberOf(String(right.value))
        return number === undefined ? [0, 0] : [number, number + 1]
      }
      const isDate = left.type === 'property' && dates.has(left.path) && right.type === 'literal'
      const at = isDate && typeof right.value === 'string' ? Date.parse(right.value) : Number.NaN
      return (Number.isNaN(at) ? undefined : spanOfDate(crowd, operator, at)) ?? all
    }
    default:
      return all
  }
}

/** The rows among which all that meet the filter are. @param compile makes a test of a part of the filter */
export const narrowed = (
  rows: Iterable<Row> | Rows,
  filter: Expression | undefined,
  compile: Compile,
): Iterable<Row> => (filter && 'within' in rows ? rows.within((crowd) => spanOf(filter, crowd, compile)) : rows)
