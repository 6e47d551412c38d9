// Finds the rows a query means: by filter and as far as the caller may see them.
import type { Query } from '../addresses/address.ts'
import { compileTest } from '../expressions/compile.ts'
import { parseExpression } from '../expressions/parse.ts'
import type { Table } from '../schema/types.ts'
import { visible } from '../security/rights.ts'
import type { Row } from '../store/row.ts'
import { narrowed } from './narrow.ts'
import { orderRows } from './order.ts'
import type { Reader } from './project.ts'
import { type Order, readCount, readOrder, readShape, type Shape } from './query.ts'
import { createRowResolver } from './row-resolver.ts'

type Selection = { rows: Row[]; orders: readonly Order[]; shape: Shape; top: number | undefined }

/** The rows a query means, in order, before they are cut into pages. */
export const selectRows = (reader: Reader, table: Table, rows: Iterable<Row>, query: Query): Selection => {
  const { org, userId } = reader
  const text = query.get('$filter')
  const filter = text === undefined ? undefined : parseExpression(text, query)
  const resolver = createRowResolver(org, table, userId)
  const test = filter ? compileTest(resolver, filter) : () => true
  const orders = readOrder(org, userId, table, query.get('$orderby'))
  const seen = visible(org, userId, table)
  const matching: Row[] = []
  for (const row of narrowed(rows, filter, (part) => compileTest(resolver, part))) {
    if (seen(row) && test(row)) matching.push(row)
  }
  return {
    rows: orderRows(matching, orders),
    orders,
    shape: readShape(org, table, query),
    top: readCount('$top', query.get('$top')),
  }
}
