// What a row that we want in an organization looks like. Every row has an id of our own, so that it is found again
// whatever it is called by then, and a create whose answer was lost ends at the same row.

export type Columns = Readonly<Record<string, string | number | boolean>>

/** @property property the navigation property; @property column where the id is read */
export type Link = { readonly property: string; readonly column: string; readonly set: string; readonly id: string }

export type WantedRow = {
  /** What people call it. */
  readonly what: string
  readonly set: string
  readonly key: string
  readonly id: string
  /** A name that is unique in the organization: a row that bears it is taken as it is, and is not ours to remove. */
  readonly unique?: { readonly column: string; readonly value: string }
  /** Read back and compared; what differs is brought up to date. */
  readonly columns: Columns
  /** Rows it points at, read back and compared as well. */
  readonly links?: readonly Link[]
  /** Sent with a create only: names of other rows and what cannot change. */
  readonly onCreate?: Columns
  /** Sent with a create where the organization refuses the row without: its reference calls them required, and samples omit them. */
  readonly ifRefused?: Columns
  /** Cannot be read back, so it is sent every time. */
  readonly secret?: Columns
  /** Has a state, which must be the active one. */
  readonly stateful?: true
  /** Belongs to the solution. */
  readonly component?: true
}
