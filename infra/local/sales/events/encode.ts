// Values in the JSON form of the remote execution context, which is that of .NET's DataContract serializer.
// https://learn.microsoft.com/power-apps/developer/data-platform/use-webhooks
import { formatted } from '../cells/formatted.ts'
import type { KeyValue, Org } from '../organization/session.ts'
import type { Column, Reference, Table, Value, Values } from '../schema/types.ts'
import { isReference } from '../schema/types.ts'

const contract = (name: string): string => `${name}:http://schemas.microsoft.com/xrm/2011/Contracts`

/** A moment in UTC as `/Date(milliseconds)/`. */
export const encodeDate = (iso: string): string => `/Date(${new Date(iso).getTime()})/`

const nameOf = (org: Org, { table, id }: Reference): string | null => {
  const declared = org.schema.byName(table)
  const name = declared ? org.store.get(table, id)?.values[declared.primaryName] : undefined
  return typeof name === 'string' ? name : null
}

/** A link to a row. */
export const encodeReference = (org: Org, reference: Reference): Record<string, unknown> => ({
  __type: contract('EntityReference'),
  Id: reference.id,
  KeyAttributes: [],
  LogicalName: reference.table,
  Name: nameOf(org, reference),
  RowVersion: null,
})

/** A choice or state. */
export const encodeOption = (value: number): Record<string, unknown> => ({
  __type: contract('OptionSetValue'),
  Value: value,
})

const encodeValue = (org: Org, column: Column | undefined, value: Value): unknown => {
  if (isReference(value)) return encodeReference(org, value)
  if (value === null) return null
  switch (column?.type) {
    case 'picklist':
    case 'state':
    case 'status':
      return encodeOption(Number(value))
    case 'money':
      return { __type: contract('Money'), Value: value }
    case 'datetime':
      return encodeDate(String(value))
    default:
      return value
  }
}

const body = (org: Org, table: Table, id: string, values: Values, formattedValues: KeyValue[]) => ({
  Attributes: Object.entries(values)
    .filter(([name]) => !table.columns[name]?.writeOnly)
    .map(([name, value]) => ({ key: name, value: encodeValue(org, table.columns[name], value) })),
  EntityState: null,
  FormattedValues: formattedValues,
  Id: id,
  KeyAttributes: [],
  LogicalName: table.logicalName,
  RelatedEntities: [],
  RowVersion: null,
})

/** A row as an input parameter. */
export const encodeEntity = (org: Org, table: Table, id: string, values: Values): Record<string, unknown> => ({
  __type: contract('Entity'),
  ...body(org, table, id, values, []),
})

/** A row as an image: without `__type`, without empty cells, with the labels of choices and dates. */
export const encodeImage = (org: Org, table: Table, id: string, values: Values): Record<string, unknown> => {
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
  const labels = Object.entries(filled).flatMap(([name, value]): KeyValue[] => {
    const column = table.columns[name]
    if (!column || !['picklist', 'state', 'status', 'datetime', 'boolean', 'money'].includes(column.type)) return []
    return [{ key: name, value: formatted(org, column, value) ?? '' }]
  })
  return body(org, table, id, filled, labels)
}

/** A list of links, as QualifyLead returns it. */
export const encodeReferences = (org: Org, references: readonly Reference[]): Record<string, unknown>[] =>
  references.map((reference) => encodeReference(org, reference))
