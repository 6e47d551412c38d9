// Rows of Sales as its Web API gives them, and what is read from any of them.

export type SalesRow = Readonly<Record<string, unknown>>

/** The column that names the lead a row came from. */
export const originatingLeadColumn = '_originatingleadid_value'

/** A text of a row; an empty one is none. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** An id as it is spelled here: the spelling of Sales differs from place to place. */
export const idOf = (value: unknown): string | undefined => textOf(value)?.toLowerCase()

/** The lead a row came from. */
export const leadIdOf = (row: SalesRow): string | undefined => idOf(row[originatingLeadColumn])

/** How a value of a row is shown: the label of a code, the name of what a lookup names. */
export const shownOf = (row: SalesRow, column: string): string | undefined =>
  textOf(row[`${column}@OData.Community.Display.V1.FormattedValue`])

/** The table of the row that a lookup names. */
export const tableOf = (row: SalesRow, column: string): string | undefined =>
  textOf(row[`${column}@Microsoft.Dynamics.CRM.lookuplogicalname`])

/** The rows of an expanded collection; `undefined` when it is not there, or goes on elsewhere. */
export const rowsAt = (row: SalesRow, name: string): readonly SalesRow[] | undefined =>
  Array.isArray(row[name]) && row[`${name}@odata.nextLink`] === undefined ? (row[name] as SalesRow[]) : undefined

/** The row that an expanded lookup leads to. */
export const rowAt = (row: SalesRow, name: string): SalesRow | undefined =>
  typeof row[name] === 'object' && row[name] !== null ? (row[name] as SalesRow) : undefined

/** The members that have a value. */
export const present = <T extends object>(values: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
