// The columns that the bridge writes and no stock organization has, as data.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-column-definitions-using-web-api

import { type Languages, labelOf, type Text, texts } from './texts.ts'

/** Tables that get columns of ours, with the sets of their rows. */
export const extendedTables = { lead: 'leads', account: 'accounts', contact: 'contacts' } as const
export type ExtendedTable = keyof typeof extendedTables

export type WantedColumn = {
  readonly table: ExtendedTable
  readonly schemaName: `cb2b_${string}`
  readonly label: Text
  readonly description: Text
  readonly maxLength: number
}

/** The prefix of the names that our publisher gives. */
export const prefix = 'cb2b'

const marker = (table: ExtendedTable, description: Text): WantedColumn => ({
  table,
  schemaName: 'cb2b_CustomerNumber',
  label: texts.customer,
  description,
  maxLength: 20,
})

export const wantedColumns: readonly WantedColumn[] = [
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
]

export const logicalName = ({ schemaName }: WantedColumn): string => schemaName.toLowerCase()

/** The definition that creates the column. @param languages those of the organization */
export const columnDefinition = (column: WantedColumn, languages: Languages) => ({
  '@odata.type': 'Microsoft.Dynamics.CRM.StringAttributeMetadata',
  AttributeType: 'String',
  AttributeTypeName: { Value: 'StringType' },
  SchemaName: column.schemaName,
  DisplayName: labelOf(column.label, languages),
  Description: labelOf(column.description, languages),
  RequiredLevel: {
    Value: 'None',
    CanBeChanged: true,
    ManagedPropertyLogicalName: 'canmodifyrequirementlevelsettings',
  },
  FormatName: { Value: 'Text' },
  MaxLength: column.maxLength,
})
