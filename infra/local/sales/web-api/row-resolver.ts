// Tells expressions over rows what their names mean: columns, columns of linked rows, and rows of collections.
import { noSuchProperty } from '../base/errors.ts'
import { cellOf } from '../cells/cell-of.ts'
import type { ValueKind } from '../cells/plain-values.ts'
import { compileTest, type Operand, type Resolver } from '../expressions/compile.ts'
import type { Org } from '../organization/session.ts'
import { columnOfProperty } from '../schema/schema.ts'
import type { Column, Table, Value } from '../schema/types.ts'
import { isReference } from '../schema/types.ts'
import { mayRead } from '../security/secured-columns.ts'
import type { Row } from '../store/row.ts'
import { queryFunctionTest } from './query-functions.ts'

const kinds: Record<Column['type'], ValueKind> = {
  string: 'string',
  memo: 'string',
  integer: 'number',
  bigint: 'number',
  money: 'number',
  decimal: 'number',
  picklist: 'number',
  state: 'number',
  status: 'number',
  boolean: 'boolean',
  datetime: 'date',
  lookup: 'guid',
  guid: 'guid',
}

/** Resolves names over the rows of one table. */
export const createRowResolver = (org: Org, table: Table, userId: string): Resolver<Row> => {
  const linked = (navigationName: string, property: string): Operand<Row> => {
    const navigation = org.schema.navigation(table, navigationName)
    if (navigation?.kind !== 'single') throw noSuchProperty(navigationName, table.logicalName)
    const resolvers = navigation.tables.flatMap((name) => {
      const other = org.schema.byName(name)
      return other && columnOfProperty(other, property) ? [[name, createRowResolver(org, other, userId)] as const] : []
    })
    const [first] = resolvers
    if (!first) throw noSuchProperty(property, navigation.tables[0] ?? '')
    const { kind } = first[1].property(property)
    return {
      kind,
      get: (row) => {
        const reference = linkOf(org, userId, table, row, navigation.column)
        if (!isReference(reference)) return null
        const target = org.store.get(reference.table, reference.id)
        const resolver = resolvers.find(([name]) => name === reference.table)?.[1]
        return target && resolver ? resolver.property(property).get(target) : null
      },
    }
  }
  return {
    property: (path) => {
      const [head = '', ...rest] = path.split('/')
      if (rest.length > 0) return linked(head, rest.join('/'))
      const found = columnOfProperty(table, head)
      if (!found) throw noSuchProperty(head, table.logicalName)
      const hidden = found.column.secured && !mayRead(org, userId, table, found.name)
      return { kind: kinds[found.column.type], get: (row) => (hidden ? null : cellOf(row, found.name)) }
    },
    collection: (path, test, every) => {
      const navigation = org.schema.navigation(table, path)
      const other = navigation?.kind === 'many' ? org.schema.byName(navigation.table) : undefined
      if (navigation?.kind !== 'many' || !other) throw noSuchProperty(path, table.logicalName)
      const meets = compileTest(createRowResolver(org, other, userId), test)
      return (row) => {
        const rows = rowsPointingAt(org, userId, navigation, row.id)
        return every ? rows.every(meets) : rows.some(meets)
      }
    },
    queryFunction: (name, parameters) => {
      const property = parameters['PropertyName']?.[0] ?? ''
      const found = columnOfProperty(table, property) ?? columnOfProperty(table, `_${property}_value`)
      if (!found) throw noSuchProperty(property, table.logicalName)
      const test = queryFunctionTest(org, found.column, name, parameters)
      const hidden = found.column.secured && !mayRead(org, userId, table, found.name)
      return (row) => test(hidden ? null : cellOf(row, found.name), userId)
    },
  }
}

/** What a link of a row holds, as this user sees it: nothing in a column that they may not read. */
export const linkOf = (org: Org, userId: string, table: Table, row: Row, column: string): Value =>
  mayRead(org, userId, table, column) ? (row.values[column] ?? null) : null

/** The rows of another table that point at a row, by their key, as far as this user may read what points. */
export const rowsPointingAt = (
  org: Org,
  userId: string,
  navigation: { table: string; column: string },
  id: string,
): Row[] => {
  const table = org.schema.byName(navigation.table)
  if (!table || !mayRead(org, userId, table, navigation.column)) return []
  return org.store.pointingAt(navigation.table, navigation.column, id).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
