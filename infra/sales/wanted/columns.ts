// The columns that the bridge writes and no stock organization has, as data.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-column-definitions-using-web-api

import {
  type ChoiceName,
  choiceCodes,
  type ShownName,
  type ShownTable,
  shownIn,
} from '../../../shared/sales/shown-columns.ts'
import { choiceTexts, shownTexts } from './shown-texts.ts'
import { type Languages, labelOf, type Text, texts } from './texts.ts'

/** Tables that get columns of ours, with the sets of their rows. */
export const extendedTables = {
  lead: 'leads',
  account: 'accounts',
  contact: 'contacts',
  opportunity: 'opportunities',
} as const
export type ExtendedTable = keyof typeof extendedTables

export type WantedColumn = {
  readonly table: ExtendedTable
  readonly schemaName: `cb2b_${string}`
  readonly label: Text
  readonly description: Text
} & ({ readonly maxLength: number } | { readonly options: readonly WantedOption[] })

/** A choice: its number is stored, and shown to each person in their own language. */
export type WantedOption = { readonly value: number; readonly label: Text }

/** The prefix of the names that our publisher gives. */
export const prefix = 'cb2b'

const marker = (table: ExtendedTable, description: Text): WantedColumn => ({
  table,
  schemaName: 'cb2b_CustomerNumber',
  label: texts.customer,
  description,
  maxLength: 20,
})

const isChoice = (name: ShownName): name is ChoiceName => name in choiceCodes

const optionsOf = (name: ChoiceName): readonly WantedOption[] => {
  const codes: Readonly<Record<string, number>> = choiceCodes[name]
  return Object.entries<Text>(choiceTexts[name]).map(([word, label]) => ({ value: codes[word] ?? 0, label }))
}

/** In what headquarters made of it is shown: texts stay short, everything else is a choice. */
const shown = ([table, set]: readonly [ExtendedTable, ShownTable]): WantedColumn[] =>
  Object.keys(shownIn[set]).flatMap((name) => {
    const known = name as ShownName
    const texts = shownTexts[known]
    if (texts === undefined) return []
    const { schemaName, label, description } = texts
    const common = { table, schemaName, label, description } as const
    return [isChoice(known) ? { ...common, options: optionsOf(known) } : { ...common, maxLength: 20 }]
  })

const columns: readonly WantedColumn[] = [
  {
    table: 'lead',
    schemaName: 'cb2b_ProspectNumber',
    label: texts.prospect,
    description: texts.prospectExplained,
    maxLength: 20,
  },
  {
    table: 'lead',
    schemaName: 'cb2b_RegistrationNumber',
    label: texts.registration,
    description: texts.registrationExplained,
    maxLength: 50,
  },
  {
    table: 'lead',
    schemaName: 'cb2b_TaxId',
    label: texts.tax,
    description: texts.taxExplained,
    maxLength: 50,
  },
  marker('account', texts.accountExplained),
  marker('contact', texts.contactExplained),
  ...(Object.entries(extendedTables) as [ExtendedTable, ShownTable][]).flatMap(shown),
]

/** Table by table, and in each what the flow needs before what is shown. */
export const wantedColumns: readonly WantedColumn[] = Object.keys(extendedTables).flatMap((table) =>
  columns.filter((column) => column.table === table),
)

export const logicalName = ({ schemaName }: WantedColumn): string => schemaName.toLowerCase()

/** The type of the column's definition. */
export const definitionOf = (column: WantedColumn) =>
  `Microsoft.Dynamics.CRM.${'options' in column ? 'Picklist' : 'String'}AttributeMetadata` as const

const kindOf = (column: WantedColumn, languages: Languages) =>
  'options' in column
    ? {
        AttributeType: 'Picklist',
        AttributeTypeName: { Value: 'PicklistType' },
        OptionSet: {
          '@odata.type': 'Microsoft.Dynamics.CRM.OptionSetMetadata',
          IsGlobal: false,
          OptionSetType: 'Picklist',
          Options: column.options.map(({ value, label }) => ({ Value: value, Label: labelOf(label, languages) })),
        },
      }
    : {
        AttributeType: 'String',
        AttributeTypeName: { Value: 'StringType' },
        FormatName: { Value: 'Text' },
        MaxLength: column.maxLength,
      }

/** The definition that creates the column. @param languages those of the organization */
export const columnDefinition = (column: WantedColumn, languages: Languages) => ({
  '@odata.type': definitionOf(column),
  SchemaName: column.schemaName,
  DisplayName: labelOf(column.label, languages),
  Description: labelOf(column.description, languages),
  RequiredLevel: {
    Value: 'None',
    CanBeChanged: true,
    ManagedPropertyLogicalName: 'canmodifyrequirementlevelsettings',
  },
  ...kindOf(column, languages),
})
