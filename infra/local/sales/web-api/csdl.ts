// The metadata document: the tables with their columns and what leads from one to another, in the XML of OData.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/web-api-service-documents#csdl-metadata-document
import type { ApiResponse } from '../base/api.ts'
import { edmType } from '../cells/edm-type.ts'
import type { Org } from '../organization/session.ts'
import { readName } from '../schema/schema.ts'
import type { Table } from '../schema/types.ts'

const navigations = (org: Org, table: Table): string[] => {
  const single = Object.values(table.columns).flatMap((column) => (column.type === 'lookup' ? column.targets : []))
  const many = org.schema.incoming(table).flatMap(({ table: other, column: name }) => {
    const column = other.columns[name]
    return (column?.type === 'lookup' ? column.targets : []).flatMap((target) =>
      target.table === table.logicalName && target.collection ? [[target.collection, other.logicalName] as const] : [],
    )
  })
  const singles = new Map(single.map((target) => [target.navigation, target.table]))
  const counts = Map.groupBy(single, ({ navigation }) => navigation)
  return [
    ...[...singles].map(([name, target]) => {
      const type = (counts.get(name)?.length ?? 0) > 1 ? 'principal' : target
      return `<NavigationProperty Name="${name}" Type="mscrm.${type}"/>`
    }),
    ...[...new Map(many)].map(
      ([name, other]) => `<NavigationProperty Name="${name}" Type="Collection(mscrm.${other})"/>`,
    ),
  ]
}

const entityType = (org: Org, table: Table): string => {
  const properties = Object.entries(table.columns)
    .filter(([, column]) => !column.writeOnly)
    .map(([name, column]) => `<Property Name="${readName(name, column)}" Type="${edmType(column)}"/>`)
  return [
    `<EntityType Name="${table.logicalName}" BaseType="mscrm.crmbaseentity">`,
    `<Key><PropertyRef Name="${table.primaryId}"/></Key>`,
    ...properties,
    ...navigations(org, table),
    '</EntityType>',
  ].join('')
}

/** The document, as text. */
export const metadataDocument = (org: Org): ApiResponse => {
  const tables = org.schema.tables()
  const body = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>',
    '<Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">',
    '<EntityType Name="crmbaseentity" Abstract="true"/>',
    '<EntityType Name="principal" BaseType="mscrm.crmbaseentity" Abstract="true"/>',
    ...tables.map((table) => entityType(org, table)),
    '<EntityContainer Name="System">',
    ...tables.map(
      (table) => `<EntitySet Name="${table.setName}" EntityType="Microsoft.Dynamics.CRM.${table.logicalName}"/>`,
    ),
    '</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>',
  ].join('\n')
  return { status: 200, headers: { 'Content-Type': 'application/xml' }, body }
}
