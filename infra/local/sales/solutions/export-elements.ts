// The parts of a solution as its export has them.
import { textXml, type Xml, xml } from '../../build/xml.ts'
import type { Org } from '../organization/session.ts'
import { baseLanguage } from '../organization/traits.ts'
import { labelsOf } from '../rules/row-labels.ts'
import { isReference, type Labels } from '../schema/types.ts'
import { depths } from '../security/privileges.ts'
import type { Row } from '../store/row.ts'
import type { ColumnPart } from './columns-of.ts'

const labelList = (name: string, each: string, labels: Labels): Xml =>
  xml(
    name,
    {},
    Object.entries(labels).map(([languagecode, description]) => xml(each, { description, languagecode })),
  )

const inBase = (org: Org, text: string): Labels => ({ [baseLanguage(org.traits)]: text })

const optionsOf = (org: Org, { table, name, column }: ColumnPart): Xml[] => {
  const set = (type: string, options: Xml): Xml[] => [
    xml('optionset', { Name: `${table}_${name}` }, [textXml('OptionSetType', type), options]),
  ]
  const labels = (text: string) => [labelList('labels', 'label', inBase(org, text))]
  if (column.type === 'picklist') {
    const options = Object.entries(column.options).map(([value, text]) => xml('option', { value }, labels(text)))
    return set('picklist', xml('options', {}, options))
  }
  if (column.type !== 'status') return []
  // All of them, Microsoft's as well.
  const statuses = Object.entries(column.options).map(([value, { label, state }]) =>
    xml('status', { value, state }, labels(label)),
  )
  return set('status', xml('statuses', {}, statuses))
}

const types: Readonly<Record<string, string>> = { string: 'nvarchar', memo: 'ntext', integer: 'int', boolean: 'bit' }

export const columnXml = (org: Org, part: ColumnPart): Xml => {
  const { name, column } = part
  const { DisplayName = {}, Description = {} } = column.labels ?? {}
  return xml('attribute', { PhysicalName: column.schemaName ?? name }, [
    textXml('Type', types[column.type] ?? column.type),
    ...['Name', 'LogicalName'].map((element) => textXml(element, name)),
    textXml('RequiredLevel', column.required === 'application' ? 'required' : 'none'),
    textXml('IsCustomField', column.schemaName === undefined ? 0 : 1),
    ...(column.type === 'string' ? [textXml('Format', 'text'), textXml('MaxLength', column.max)] : []),
    ...optionsOf(org, part),
    labelList('displaynames', 'displayname', DisplayName),
    labelList('Descriptions', 'Description', Description),
  ])
}

export const viewXml = (org: Org, { id, values }: Row): Xml => {
  const labels = (column: string) => labelsOf(org, 'savedquery', id, column, true)
  return xml('savedquery', {}, [
    ...['isquickfindquery', 'isprivate', 'isdefault'].map((name) => textXml(name, values[name] === true ? 1 : 0)),
    textXml('savedqueryid', `{${id}}`),
    xml('layoutxml', {}, String(values['layoutxml'])),
    textXml('querytype', Number(values['querytype'])),
    xml('fetchxml', {}, String(values['fetchxml'])),
    labelList('LocalizedNames', 'LocalizedName', labels('name')),
    labelList('Descriptions', 'Description', labels('description')),
  ])
}

const levels = new Map(Object.entries(depths).map(([name, depth]): [number, string] => [depth, name]))

export const roleXml = ({ store }: Org, { id, values }: Row): Xml => {
  const privileges = store.pointingAt('roleprivileges', 'roleid', id).flatMap(({ values: held }) => {
    const privilege = held['privilegeid']
    const name = isReference(privilege) ? store.get('privilege', privilege.id)?.values['name'] : undefined
    const level = levels.get(Number(held['privilegedepthmask']))
    return name && level ? [xml('RolePrivilege', { name: String(name), level })] : []
  })
  return xml('Role', { name: String(values['name']), id: `{${id}}` }, [xml('RolePrivileges', {}, privileges)])
}

const text = (name: string, value: unknown): Xml[] =>
  typeof value === 'string' || typeof value === 'number' ? [textXml(name, value)] : []

/** Without what authorizes: an organization gives it to nobody. */
export const endpointXml = ({ id, values }: Row): Xml =>
  xml('ServiceEndpoint', { ServiceEndpointId: `{${id}}`, Name: String(values['name']) }, [
    ...text('Contract', values['contract']),
    ...text('AuthType', values['authtype']),
    ...text('Url', values['url']),
  ])

export const stepXml = ({ id, values }: Row): Xml => {
  const handler = values['eventhandler']
  return xml('SdkMessageProcessingStep', { SdkMessageProcessingStepId: `{${id}}`, Name: String(values['name']) }, [
    ...text('FilteringAttributes', values['filteringattributes']),
    ...text('Mode', values['mode']),
    ...text('Rank', values['rank']),
    ...text('EventHandler', isReference(handler) ? handler.id : undefined),
    ...text('Stage', values['stage']),
  ])
}
