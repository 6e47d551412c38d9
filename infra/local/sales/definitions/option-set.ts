// The options of a choice, as its definition lists them for those who ask.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api
import { type Query, splitTop } from '../addresses/address.ts'
import { badRequest } from '../base/errors.ts'
import { english } from '../organization/traits.ts'
import type { Column, Table } from '../schema/types.ts'
import type { Definition } from './describe.ts'

// Labels of choices exist in one language here.
const labelOf = (Label: string): Definition => {
  const label = { Label, LanguageCode: english }
  return { LocalizedLabels: [label], UserLocalizedLabel: label }
}

const optionsOf = (column: Column): Definition[] | undefined => {
  switch (column.type) {
    case 'picklist':
      return Object.entries(column.options).map(([value, label]) => ({ Value: Number(value), Label: labelOf(label) }))
    case 'state':
      return Object.entries(column.options).map(([value, { label, status }]) => ({
        '@odata.type': '#Microsoft.Dynamics.CRM.StateOptionMetadata',
        Value: Number(value),
        Label: labelOf(label),
        DefaultStatus: status,
        InvariantName: label,
      }))
    case 'status':
      return Object.entries(column.options).map(([value, { label, state }]) => ({
        '@odata.type': '#Microsoft.Dynamics.CRM.StatusOptionMetadata',
        Value: Number(value),
        Label: labelOf(label),
        State: state,
      }))
    default:
      return undefined
  }
}

/**
 * What `$expand` adds to the definition of a column: its options.
 * @throws SalesError 400 for what the definition does not have
 */
export const expandedOptions = (table: Table, name: string, query: Query): Definition => {
  const wanted = splitTop(query.get('$expand') ?? '', ',').map((part) => part.split('(')[0]?.trim() ?? '')
  const column = table.columns[name]
  const Options = column && optionsOf(column)
  return Object.fromEntries(
    wanted.map((property): [string, unknown] => {
      if (Options === undefined || (property !== 'OptionSet' && property !== 'GlobalOptionSet'))
        throw badRequest(`Could not find a property named '${property}' on the definition of '${name}'.`)
      if (property === 'GlobalOptionSet') return [property, null]
      return [property, { Name: `${table.logicalName}_${name}`, IsGlobal: false, Options }]
    }),
  )
}
