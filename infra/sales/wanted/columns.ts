// The columns that the bridge writes and no stock organization has, as data.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-column-definitions-using-web-api

/** Tables that get columns of ours, with the sets of their rows. */
export const extendedTables = { lead: 'leads', account: 'accounts', contact: 'contacts' } as const
export type ExtendedTable = keyof typeof extendedTables

export type WantedColumn = {
  readonly table: ExtendedTable
  readonly schemaName: `cb2b_${string}`
  readonly label: string
  readonly description: string
  readonly maxLength: number
}

/** The prefix of the names that our publisher gives. */
export const prefix = 'cb2b'

const marker = (table: ExtendedTable, what: string): WantedColumn => ({
  table,
  schemaName: 'cb2b_CustomerNumber',
  label: 'B2B customer',
  description: `Number of the customer in headquarters that this ${what} is. By it the changes of customers are found.`,
  maxLength: 20,
})

export const wantedColumns: readonly WantedColumn[] = [
  {
    table: 'lead',
    schemaName: 'cb2b_ProspectNumber',
    label: 'B2B prospect',
    description: 'Number of the prospect in headquarters that this lead was made from.',
    maxLength: 20,
  },
  {
    table: 'lead',
    schemaName: 'cb2b_RegistrationNumber',
    label: 'Registration number',
    description: 'Registration number of the company that asked to become a partner.',
    maxLength: 50,
  },
  {
    table: 'lead',
    schemaName: 'cb2b_TaxId',
    label: 'Tax id',
    description: 'Tax id of the company that asked to become a partner.',
    maxLength: 50,
  },
  marker('account', 'account'),
  marker('contact', 'contact'),
]

export const logicalName = ({ schemaName }: WantedColumn): string => schemaName.toLowerCase()

const label = (text: string) => ({
  '@odata.type': 'Microsoft.Dynamics.CRM.Label',
  LocalizedLabels: [{ '@odata.type': 'Microsoft.Dynamics.CRM.LocalizedLabel', Label: text, LanguageCode: 1033 }],
})

/** The definition that creates the column. */
export const columnDefinition = (column: WantedColumn) => ({
  '@odata.type': 'Microsoft.Dynamics.CRM.StringAttributeMetadata',
  AttributeType: 'String',
  AttributeTypeName: { Value: 'StringType' },
  SchemaName: column.schemaName,
  DisplayName: label(column.label),
  Description: label(column.description),
  RequiredLevel: {
    Value: 'None',
    CanBeChanged: true,
    ManagedPropertyLogicalName: 'canmodifyrequirementlevelsettings',
  },
  FormatName: { Value: 'Text' },
  MaxLength: column.maxLength,
})
