// Answers `$apply`: groups the rows of a table and computes over the groups, after a filter.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/aggregate-data
import { type Query, splitTop } from '../addresses/address.ts'
import type { ApiResponse } from '../base/api.ts'
import { badRequest, noSuchProperty } from '../base/errors.ts'
import { compareValues, type Plain } from '../cells/plain-values.ts'
import { compileFilter } from '../expressions/compile.ts'
import { aggregate, aggregateFunction, type Measure } from '../fetch-xml/aggregate.ts'
import type { Table } from '../schema/types.ts'
import { visible } from '../security/rights.ts'
import type { Row } from '../store/row.ts'
import { contextOf } from './links.ts'
import type { Reader } from './project.ts'
import { createRowResolver } from './row-resolver.ts'

const functions: Readonly<Record<string, { name: string; distinct: boolean }>> = {
  average: { name: 'avg', distinct: false },
  countdistinct: { name: 'countcolumn', distinct: true },
  max: { name: 'max', distinct: false },
  min: { name: 'min', distinct: false },
  sum: { name: 'sum', distinct: false },
}

type Named = (path: string) => (row: Row) => Plain

const readMeasure = (named: Named, text: string): Measure<Row> => {
  const count = /^\$count\s+as\s+(\w+)$/.exec(text)
  if (count?.[1]) return { alias: count[1], group: false, get: () => null, compute: aggregateFunction('count', false) }
  const [, path = '', method = '', alias] = /^([\w/]+)\s+with\s+(\w+)\s+as\s+(\w+)$/.exec(text) ?? []
  const known = Object.hasOwn(functions, method) ? functions[method] : undefined
  if (alias === undefined || !known) throw badRequest(`The aggregate expression '${text}' is not valid.`)
  return { alias, group: false, get: named(path), compute: aggregateFunction(known.name, known.distinct) }
}

const inside = (text: string, name: string): string | undefined =>
  new RegExp(`^${name}\\((.*)\\)$`, 's').exec(text.trim())?.[1]

const readAggregates = (named: Named, text: string): Measure<Row>[] => {
  const list = inside(text, 'aggregate')
  if (list === undefined) throw badRequest(`'${text}' is not supported in $apply.`)
  return splitTop(list, ',').map((part) => readMeasure(named, part))
}

const readMeasures = (named: Named, text: string): Measure<Row>[] => {
  const group = inside(text, 'groupby')
  if (group === undefined) return readAggregates(named, text)
  const [columns = '', ...rest] = splitTop(group, ',')
  const paths = /^\((.*)\)$/s.exec(columns)?.[1]
  if (paths === undefined || rest.length > 1) throw badRequest(`Syntax error in $apply: '${text}'.`)
  const groups = splitTop(paths, ',').map((path): Measure<Row> => ({ alias: path, group: true, get: named(path) }))
  return [...groups, ...rest.flatMap((part) => readAggregates(named, part))]
}

/** A value of a related row stands in an object of its own, as in `{ "parentaccountid": { "name": … } }`. */
const nested = (entry: Readonly<Record<string, Plain>>): Record<string, unknown> => {
  const result: Record<string, unknown> = {}
  for (const [path, value] of Object.entries(entry)) {
    const [head = '', ...rest] = path.split('/')
    const present = result[head]
    if (rest.length === 0) result[head] = value
    else result[head] = { ...(typeof present === 'object' ? present : {}), [rest.join('/')]: value }
  }
  return result
}

const ordered = (entries: Record<string, Plain>[], text: string | undefined): Record<string, Plain>[] => {
  const orders = splitTop(text ?? '', ',').map((part) => {
    const [name = '', direction = 'asc'] = part.split(/\s+/)
    if (!entries.every((entry) => name in entry)) throw badRequest(`There is no '${name}' to order by.`)
    return { name, sign: direction === 'desc' ? -1 : 1 }
  })
  return entries.toSorted((a, b) =>
    orders.reduce((order, { name, sign }) => order || compareValues(a[name] ?? null, b[name] ?? null) * sign, 0),
  )
}

/**
 * Answers a read with `$apply`: `filter(…)/`, `groupby((…),aggregate(…))` and `aggregate(…)`.
 * @throws SalesError 400 for what is neither, and for other query options than `$orderby`; 400 0x8004e023 for more than
 *   50,000 rows
 */
export const applyQuery = (reader: Reader, table: Table, query: Query, rows: Iterable<Row>): ApiResponse => {
  const { org, userId } = reader
  const other = [...query.keys()].find((name) => name.startsWith('$') && !['$apply', '$orderby'].includes(name))
  if (other !== undefined) throw badRequest(`The query option '${other}' cannot be combined with $apply.`)
  const resolver = createRowResolver(org, table, userId)
  const named: Named = (path) => {
    if (path === '') throw noSuchProperty(path, table.logicalName)
    return resolver.property(path).get
  }
  const steps = splitTop(query.get('$apply') ?? '', '/')
  const filters = steps.slice(0, -1).map((step) => {
    const text = inside(step, 'filter')
    if (text === undefined) throw badRequest(`'${step}' is not supported before the last step of $apply.`)
    return compileFilter(resolver, text, query)
  })
  const measures = readMeasures(named, steps.at(-1) ?? '')
  const seen = visible(org, userId, table)
  const matching = [...rows].filter((row) => seen(row) && filters.every((test) => test(row)))
  const value = ordered(aggregate(matching, measures), query.get('$orderby')).map(nested)
  return { status: 200, headers: {}, body: { '@odata.context': contextOf(reader, table, query), value } }
}
