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

/** The label of a row's status reason, in the language of the organization. */
export const statusReason = (row: SalesRow): string | undefined =>
  textOf(row['statuscode@OData.Community.Display.V1.FormattedValue'])

/** The members that have a value. */
export const present = <T extends object>(values: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
