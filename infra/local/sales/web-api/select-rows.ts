// Finds the rows a query means: by filter, by view, and as far as the caller may see them.
import { asGuid } from '../../../../shared/platform/ids.ts'
import type { Query } from '../addresses/address.ts'
import { notFound } from '../base/errors.ts'
import { compileTest } from '../expressions/compile.ts'
import { parseExpression } from '../expressions/parse.ts'
import { compileFetch } from '../fetch-xml/fetch-xml.ts'
import type { Table } from '../schema/types.ts'
import { visible } from '../security/rights.ts'
import type { Row } from '../store/row.ts'
import { narrowed } from './narrow.ts'
import { orderRows } from './order.ts'
import type { Reader } from './project.ts'
import { type Order, readCount, readOrder, readShape, type Shape } from './query.ts'
import { createRowResolver } from './row-resolver.ts'

type Selection = { rows: Row[]; orders: readonly Order[]; shape: Shape; top: number | undefined }

const viewSource = (reader: Reader, query: Query): string | undefined => {
  const id = query.get('savedQuery')?.toLowerCase()
  if (id === undefined) return query.get('fetchXml')
  const view = asGuid(id) ? reader.org.store.get('savedquery', id) : undefined
  if (!view) throw notFound('savedquery', id)
  return String(view.values['fetchxml'])
}

/** The rows a query means, in order, before they are cut into pages. */
export const selectRows = (reader: Reader, table: Table, rows: Iterable<Row>, query: Query): Selection => {
  const { org, userId } = reader
  const text = query.get('$filter')
  const filter = text === undefined ? undefined : parseExpression(text)
  const resolver = createRowResolver(org, table, userId)
  const test = filter ? compileTest(resolver, filter) : () => true
  const source = viewSource(reader, query)
  const view = source === undefined ? undefined : compileFetch(org, source)
  if (view && view.table !== table) throw notFound('savedquery', query.get('savedQuery') ?? view.table.logicalName)
  const given = readOrder(table, query.get('$orderby'))
  const orders = given.length > 0 ? given : (view?.orders ?? [])
  const shape = readShape(org, table, query)
  const seen = visible(org, userId, table)
  const matching: Row[] = []
  for (const row of narrowed(rows, filter, (part) => compileTest(resolver, part))) {
    if (seen(row) && test(row) && (!view || view.matches(row, userId))) matching.push(row)
  }
  return {
    rows: orderRows(matching, orders),
    orders,
    shape: { ...shape, select: shape.select ?? view?.columns },
    top: readCount('$top', query.get('$top')) ?? view?.top,
  }
}
