// Reads the JSON body of a create or an update into typed cells, links and rows to be made along with it.
import { badPayload, badRequest, noSuchProperty } from '../base/errors.ts'
import { readCell } from '../cells/read-cell.ts'
import type { Navigation, Schema } from '../schema/schema.ts'
import type { Reference, Table, Value } from '../schema/types.ts'

export type RowInput = {
  /** The primary key the client chose, if any. */
  id?: string
  values: Record<string, Value>
  /** Rows to be made before this one, which then links to them. */
  parents: { column: string; table: string; input: RowInput }[]
  /** Rows to be made after this one, linked to it. */
  children: { column: string; table: string; input: RowInput }[]
}

/** Finds the row named in an `@odata.bind` value: `/accounts(…)`, `accounts(…)`, an absolute address, or `$1`. */
type ResolveBind = (target: string) => Reference

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const undeclared = (table: Table, property: string) =>
  badPayload(
    table.setName,
    `An undeclared property '${property}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.`,
  )

type Reading = { schema: Schema; table: Table; resolve: ResolveBind; deep: boolean }

const readBind = ({ schema, table, resolve }: Reading, property: string, value: unknown, input: RowInput): void => {
  const navigation = schema.navigation(table, property)
  if (navigation?.kind !== 'single') throw undeclared(table, property)
  if (value === null) {
    input.values[navigation.column] = null
    return
  }
  if (typeof value !== 'string')
    throw badPayload(table.setName, `The value of '${property}@odata.bind' must be a string.`)
  const reference = resolve(value)
  if (!navigation.tables.includes(reference.table)) {
    throw badPayload(
      table.setName,
      `A resource of type '${reference.table}' cannot be bound to the navigation property '${property}'.`,
    )
  }
  input.values[navigation.column] = reference
}

const typeOf = (value: Record<string, unknown>): string | undefined =>
  typeof value['@odata.type'] === 'string' ? value['@odata.type'].split('.').at(-1) : undefined

const readNested = (
  reading: Reading,
  navigation: Navigation,
  property: string,
  value: unknown,
  input: RowInput,
): void => {
  const { schema, table, deep } = reading
  if (navigation.kind === 'single' && value === null) {
    input.values[navigation.column] = null
    return
  }
  if (!deep) throw badPayload(table.setName, `Related rows can be written with POST only: '${property}'.`)
  const list = navigation.kind === 'single' ? [value] : value
  if (!Array.isArray(list) || !list.every(isRecord)) {
    throw badPayload(table.setName, `The value of the navigation property '${property}' does not fit its type.`)
  }
  for (const item of list) {
    const only = navigation.kind === 'single' && navigation.tables.length === 1 ? navigation.tables[0] : undefined
    const name = navigation.kind === 'many' ? navigation.table : (only ?? typeOf(item) ?? '')
    const related = schema.byName(name)
    if (!related) throw badPayload(table.setName, `The type of '${property}' is missing or unknown.`)
    const nested = readInput({ ...reading, table: related }, item)
    const target = navigation.kind === 'single' ? input.parents : input.children
    target.push({ column: navigation.column, table: name, input: nested })
  }
}

/**
 * Reads a body. Annotations are skipped; unknown properties, wrong types and wrong lengths are refused.
 * @param reading.deep whether rows may be nested (POST)
 * @throws SalesError 400; 404 when a bound row does not exist
 */
export const readInput = (reading: Reading, body: unknown): RowInput => {
  const { schema, table } = reading
  if (!isRecord(body)) throw badPayload(table.setName, 'A JSON object is expected.')
  const input: RowInput = { values: {}, parents: [], children: [] }
  for (const [property, value] of Object.entries(body)) {
    if (property.endsWith('@odata.bind')) {
      readBind(reading, property.slice(0, -'@odata.bind'.length), value, input)
      continue
    }
    if (property.includes('@')) continue
    const column = table.columns[property]
    if (property === table.primaryId && column) {
      const id = readCell(table, property, column, value)
      if (typeof id === 'string') input.id = id
      continue
    }
    if (column && column.type !== 'lookup') {
      input.values[property] = readCell(table, property, column, value)
      continue
    }
    const navigation = schema.navigation(table, property)
    if (navigation) {
      readNested(reading, navigation, property, value, input)
      continue
    }
    if (column || /^_.+_value$/.test(property)) {
      throw badRequest(
        'CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.',
      )
    }
    throw badPayload(table.setName, noSuchProperty(property, table.logicalName).message)
  }
  return input
}
