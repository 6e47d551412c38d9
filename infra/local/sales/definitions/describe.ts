// Tables, columns and alternate keys as their definitions describe them.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api
import type { Org } from '../organization/session.ts'
import { isActive } from '../rows/keys.ts'
import type { Column, Labels, Table } from '../schema/types.ts'
import { guidOf } from '../security/privileges.ts'
import { attributeId } from '../security/secured-columns.ts'

/** A definition as it is served. */
export type Definition = Record<string, unknown>

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

/** Keys, names, states, owners and what the platform writes by itself cannot be secured. */
const canBeSecured = (table: Table, name: string, column: Column): boolean =>
  name !== table.primaryId &&
  name !== table.primaryName &&
  column.type !== 'state' &&
  column.type !== 'status' &&
  column.required !== 'system' &&
  !column.readOnly

/** A label as it is served. */
const labelOf = (labels: Labels = {}): Definition => {
  const LocalizedLabels = Object.entries(labels).map(([code, Label]) => ({ Label, LanguageCode: Number(code) }))
  return { LocalizedLabels, UserLocalizedLabel: LocalizedLabels[0] ?? null }
}

const attributeOf = (table: Table, name: string, column: Column): Definition => {
  const type = typeNames[column.type]
  return {
    '@odata.type': `#Microsoft.Dynamics.CRM.${type === 'Uniqueidentifier' ? '' : type}AttributeMetadata`,
    MetadataId: attributeId(table, name),
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
    IsSecured: column.secured === true,
    CanBeSecuredForRead: canBeSecured(table, name, column),
    CanBeSecuredForCreate: canBeSecured(table, name, column),
    CanBeSecuredForUpdate: canBeSecured(table, name, column),
    DisplayName: labelOf(column.labels?.DisplayName),
    Description: labelOf(column.labels?.Description),
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

/** The alternate keys of a table. */
export const keysOf = (org: Org, table: Table): Definition[] => table.keys.map((key) => keyOf(org, table, key))

/** The id of the definition of a table. */
export const tableId = (table: Table): string => guidOf(`table ${table.logicalName}`)

/** The properties of a table that are served. */
export const tableDefinition = (table: Table): Definition => ({
  MetadataId: tableId(table),
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

/** The columns of a table. */
export const attributesOf = (table: Table): Definition[] =>
  Object.entries(table.columns).map(([name, column]) => attributeOf(table, name, column))
