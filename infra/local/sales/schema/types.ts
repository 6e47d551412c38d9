// The shape of the declared tables: what a column holds, what a lookup points at, and what a table allows. Everything
// else (validation, reading, filtering, metadata) is derived from these declarations.

/** A row that a lookup points at. */
export type Reference = { readonly table: string; readonly id: string }

/** What one cell holds. Dates are ISO 8601 text in UTC; a choice is its number. */
export type Value = string | number | boolean | null | Reference

export type Values = Readonly<Record<string, Value>>

/**
 * One table that a lookup may point at. `navigation` is the property used in `@odata.bind` and `$expand`, `collection`
 * the property of the other table that lists the rows pointing at it. `onDelete` says what a deletion of the other row
 * does to this one: the link is removed (default), the row is deleted too, or the deletion is refused.
 */
export type Target = {
  readonly table: string
  readonly navigation: string
  readonly collection?: string
  readonly onDelete?: 'remove' | 'cascade' | 'restrict'
}

export type StateOption = { readonly label: string; readonly status: number }
export type StatusOption = { readonly label: string; readonly state: number }

/** Texts by LCID. */
export type Labels = Readonly<Record<string, string>>

type Kind =
  | { readonly type: 'string' | 'memo'; readonly max: number }
  | { readonly type: 'integer' | 'money' | 'decimal'; readonly min: number; readonly max: number }
  | { readonly type: 'bigint' }
  | { readonly type: 'boolean'; readonly initial?: boolean }
  | { readonly type: 'picklist'; readonly options: Readonly<Record<number, string>>; readonly initial?: number }
  | { readonly type: 'state'; readonly options: Readonly<Record<number, StateOption>> }
  | { readonly type: 'status'; readonly options: Readonly<Record<number, StatusOption>> }
  | { readonly type: 'datetime'; readonly dateOnly?: boolean }
  | { readonly type: 'lookup'; readonly targets: readonly Target[] }
  | { readonly type: 'guid' }

/**
 * `required`: 'application' is asked for by forms only, 'system' by the API as well. `readOnly` and `createOnly` cells are
 * ignored when a client sends them (as the service does); `writeOnly` ones are never given out.
 */
export type Column = Kind & {
  readonly required?: 'application' | 'system'
  readonly readOnly?: boolean
  readonly createOnly?: boolean
  readonly writeOnly?: boolean
  /** Under column security. */
  readonly secured?: boolean
  /** Set for columns that were added to the organization. */
  readonly schemaName?: string
  /** Names and descriptions of columns that were added. */
  readonly labels?: { readonly DisplayName: Labels; readonly Description: Labels }
}

/**
 * An alternate key over columns of the table. Its index is built in the background: until `activeFrom` (milliseconds
 * since 1970) it neither constrains nor addresses rows; a failed one never does.
 */
export type AlternateKey = {
  readonly name: string
  readonly columns: readonly string[]
  readonly activeFrom: number
  readonly failed: boolean
}

/** What the Web API lets clients do with the rows of a table, if they have the privileges. */
export type Access = 'open' | 'read' | 'no-create'

export type Table = {
  readonly logicalName: string
  readonly schemaName: string
  readonly setName: string
  readonly primaryId: string
  readonly primaryName: string
  readonly objectTypeCode: number
  readonly changeTracking: boolean
  readonly userOwned: boolean
  readonly access: Access
  /** The table's name in the names of its privileges, such as `Note` in `prvReadNote`. */
  readonly privilege: string
  readonly columns: Readonly<Record<string, Column>>
  readonly keys: readonly AlternateKey[]
}

export const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' && value !== null && 'table' in value && 'id' in value
