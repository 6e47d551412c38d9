// Answers questions about the tables themselves: their names, columns and keys.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api

import type { Query } from '../addresses/address.ts'
import { type Segment, splitTop } from '../addresses/address.ts'
import type { ApiResponse } from '../base/api.ts'
import { badRequest, noSuchSegment, SalesError } from '../base/errors.ts'
import type { Plain } from '../cells/plain-values.ts'
import { compileFilter, type Resolver } from '../expressions/compile.ts'
import type { Org } from '../organization/session.ts'
import { isActive } from '../rows/keys.ts'
import type { Column, Table } from '../schema/types.ts'

type Definition = Record<string, unknown>

const typeNames: Record<Column['type'], string> = {
  string: 'String',
  memo: 'Memo',
  integer: 'Integer',
  bigint: 'BigInt',
  money: 'Money',
  decimal: 'Decimal',
  boolean: 'Boolean',
  picklist: 'Picklist',
  state: 'State',
  status: 'Status',
  datetime: 'DateTime',
  lookup: 'Lookup',
  guid: 'Uniqueidentifier',
}

const levels = { application: 'ApplicationRequired', system: 'SystemRequired', none: 'None' }

const attributeOf = (table: Table, name: string, column: Column): Definition => {
  const type = typeNames[column.type]
  return {
    '@odata.type': `#Microsoft.Dynamics.CRM.${type === 'Uniqueidentifier' ? '' : type}AttributeMetadata`,
    LogicalName: name,
    SchemaName: column.schemaName ?? name,
    EntityLogicalName: table.logicalName,
    AttributeType: type,
    AttributeTypeName: { Value: `${type}Type` },
    IsCustomAttribute: column.schemaName !== undefined,
    IsPrimaryId: name === table.primaryId,
    IsPrimaryName: name === table.primaryName,
    IsValidForCreate: !column.readOnly,
    IsValidForUpdate: !column.readOnly && !column.createOnly,
    IsValidForRead: !column.writeOnly,
    RequiredLevel: { Value: levels[column.required ?? 'none'] },
    ...('max' in column && (column.type === 'string' || column.type === 'memo') ? { MaxLength: column.max } : {}),
    ...('min' in column ? { MinValue: column.min, MaxValue: column.max } : {}),
    ...(column.type === 'lookup' ? { Targets: column.targets.map((target) => target.table) } : {}),
  }
}

const keyOf = (org: Org, table: Table, key: Table['keys'][number]): Definition => ({
  LogicalName: key.name.toLowerCase(),
  SchemaName: key.name,
  EntityLogicalName: table.logicalName,
  KeyAttributes: key.columns,
  EntityKeyIndexStatus: key.failed ? 'Failed' : isActive(org, key) ? 'Active' : 'Pending',
})

/** The properties of a table that are served. */
export const tableDefinition = (table: Table): Definition => ({
  LogicalName: table.logicalName,
  SchemaName: table.schemaName,
  EntitySetName: table.setName,
  LogicalCollectionName: table.setName,
  PrimaryIdAttribute: table.primaryId,
  PrimaryNameAttribute: table.primaryName,
  ObjectTypeCode: table.objectTypeCode,
  OwnershipType: table.userOwned ? 'UserOwned' : 'OrganizationOwned',
  ChangeTrackingEnabled: table.changeTracking,
  IsOptimisticConcurrencyEnabled: true,
  IsCustomEntity: false,
})

const plain = (value: unknown): Plain => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return value !== null && typeof value === 'object' && 'Value' in value ? plain(value.Value) : null
}

const definitionResolver: Resolver<Definition> = {
  property: (path) => ({ kind: 'any', get: (item) => plain(item[path.split('/')[0] ?? '']) }),
  collection: (path) => {
    throw badRequest(`'${path}' cannot be filtered by.`)
  },
  queryFunction: (name) => {
    throw badRequest(`The query function '${name}' is not served for definitions.`)
  },
}

const selected = (definition: Definition, query: Query): Definition => {
  const names = splitTop(query.get('$select') ?? '', ',')
  for (const name of names) {
    if (name in definition || /^(MaxLength|MinValue|MaxValue|Targets)$/.test(name)) continue
    throw badRequest(`Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.MetadataBase'.`)
  }
  const kept = names.length === 0 ? Object.keys(definition) : ['@odata.type', ...names]
  return Object.fromEntries(Object.entries(definition).filter(([name]) => kept.includes(name)))
}

const expandedWith = (org: Org, table: Table, definition: Definition, query: Query): Definition => {
  const wanted = splitTop(query.get('$expand') ?? '', ',').map((part) => part.split('(')[0])
  return {
    ...selected(definition, query),
    ...(wanted.includes('Attributes') ? { Attributes: attributes(table) } : {}),
    ...(wanted.includes('Keys') ? { Keys: table.keys.map((key) => keyOf(org, table, key)) } : {}),
  }
}

const attributes = (table: Table): Definition[] =>
  Object.entries(table.columns).map(([name, column]) => attributeOf(table, name, column))

const answer = (org: Org, path: string, body: Definition): ApiResponse => ({
  status: 200,
  headers: {},
  body: { '@odata.context': `${org.serviceRoot()}$metadata#${path}`, ...body },
})

const list = (org: Org, path: string, items: readonly Definition[], query: Query): ApiResponse => {
  const test = compileFilter(definitionResolver, query.get('$filter'))
  return answer(org, path, { value: items.filter(test).map((item) => selected(item, query)) })
}

/** The name in `(LogicalName='…')`. @throws SalesError 400 for a key of another form */
export const nameInKey = (segment: Segment): string => {
  const name = /^(?:LogicalName=)?'(\w+)'$/.exec(segment.key ?? '')?.[1]
  if (name === undefined) throw badRequest(`The key of '${segment.name}' must be LogicalName='…'.`)
  return name.toLowerCase()
}

const missing = (what: string, name: string) =>
  new SalesError(404, '0x80060888', `Could not find ${what} with LogicalName='${name}'.`)

/** Reads `EntityDefinitions`, one table of it, or its `Attributes` and `Keys`. */
export const readEntityDefinitions = (org: Org, segments: readonly Segment[], query: Query): ApiResponse => {
  const [first, part, cast] = segments
  if (!first) throw noSuchSegment('')
  if (first.key === undefined) {
    return list(org, 'EntityDefinitions', org.schema.tables().map(tableDefinition), query)
  }
  const table = org.schema.byName(nameInKey(first))
  if (!table) throw missing('an entity', nameInKey(first))
  const path = `EntityDefinitions('${table.logicalName}')`
  if (!part) {
    return answer(org, 'EntityDefinitions/$entity', expandedWith(org, table, tableDefinition(table), query))
  }
  if (part.name === 'Keys')
    return list(
      org,
      `${path}/Keys`,
      table.keys.map((key) => keyOf(org, table, key)),
      query,
    )
  if (part.name !== 'Attributes') throw noSuchSegment(part.name)
  const ofType = attributes(table).filter((item) => !cast || item['@odata.type'] === `#${cast.name}`)
  if (part.key === undefined) return list(org, `${path}/Attributes`, ofType, query)
  const found = ofType.find((item) => item['LogicalName'] === nameInKey(part))
  if (!found) throw missing('an attribute', nameInKey(part))
  return answer(org, `${path}/Attributes/$entity`, selected(found, query))
}
