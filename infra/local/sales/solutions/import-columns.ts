// Imports the columns of a table: new ones are made, those that are there get the names and choices of the package.
import { randomUUID } from 'node:crypto'
import { SalesError } from '../base/errors.ts'
import type { Element } from '../base/xml.ts'
import { addColumn, setColumnLabels, setOptions } from '../definitions/customizations.ts'
import { componentTypes } from '../rules/solution-components.ts'
import type { Column, Table } from '../schema/types.ts'
import { attributeId } from '../security/secured-columns.ts'
import { baseText, type Importing, importFailed, labelsOf, place } from './importing.ts'
import { at, textAt } from './read-package.ts'

const optionsOf = (importing: Importing, attribute: Element, what: string): Record<number, string> =>
  Object.fromEntries(
    (at(attribute, 'optionset', 'options')?.children ?? []).map((option) => [
      Number(option.attributes['value']),
      baseText(importing.session.org, labelsOf(importing, at(option, 'labels')), `A choice of ${what}`),
    ]),
  )

const columnOf = (importing: Importing, attribute: Element, schemaName: string, what: string): Column => {
  const labels = {
    DisplayName: labelsOf(importing, at(attribute, 'displaynames')),
    Description: labelsOf(importing, at(attribute, 'Descriptions')),
  }
  baseText(importing.session.org, labels.DisplayName, what)
  const level = textAt(attribute, 'RequiredLevel')
  const common = { schemaName, labels, ...(level === 'required' ? { required: 'application' as const } : {}) }
  const type = textAt(attribute, 'Type')
  if (type === 'picklist') return { type, options: optionsOf(importing, attribute, what), ...common }
  const max = Number(textAt(attribute, 'MaxLength'))
  if (type === 'nvarchar' && max > 0) return { type: 'string', max, ...common }
  throw importFailed(`${what}: columns of the type '${type}' are not imported here, texts and choices are.`)
}

const importColumn = (importing: Importing, table: Table, attribute: Element): void => {
  const { org } = importing.session
  const schemaName = attribute.attributes['PhysicalName'] ?? ''
  const name = schemaName.toLowerCase()
  if (!name.startsWith(`${importing.manifest.publisher.prefix.toLowerCase()}_`))
    throw new SalesError(
      400,
      '0x80048062',
      `Invalid name for attribute ${schemaName}. Custom attribute names must start with a valid customization prefix.`,
    )
  const what = `The column ${name} of ${table.logicalName}`
  const wanted = columnOf(importing, attribute, schemaName, what)
  const present = table.columns[name]
  const part = { type: componentTypes.column, id: attributeId(table, name), what: 'Attribute', isThere: !!present }
  place(importing, part)
  if (!present) {
    addColumn(org, table, randomUUID(), name, wanted)
    return
  }
  if (present.type !== wanted.type) throw importFailed(`${what} is there with the type ${present.type}.`)
  if (wanted.labels) setColumnLabels(org, table, name, wanted.labels)
  const changed = org.schema.byName(table.logicalName) ?? table
  if (wanted.type === 'picklist') setOptions(org, changed, name, wanted.options)
}

/** @param entity the table's `Entity` element */
export const importColumns = (importing: Importing, tableName: string, entity: Element): void => {
  for (const attribute of at(entity, 'EntityInfo', 'entity', 'attributes')?.children ?? []) {
    const table = importing.session.org.schema.byName(tableName)
    if (table) importColumn(importing, table, attribute)
  }
}
