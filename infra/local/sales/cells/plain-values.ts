// Values as expressions and orders see them, and how they compare.

export type Plain = string | number | boolean | null
export type ValueKind = 'string' | 'number' | 'boolean' | 'guid' | 'date' | 'null' | 'any'

/** The names under which OData knows the kinds. */
export const edmName: Record<ValueKind, string> = {
  string: 'Edm.String',
  number: 'Edm.Int32',
  boolean: 'Edm.Boolean',
  guid: 'Edm.Guid',
  date: 'Edm.DateTimeOffset',
  null: '<null>',
  any: '<any>',
}

/** A value as it is compared: text without regard to case, moments by their time. */
export const comparable = (value: Plain, kind: ValueKind): Plain => {
  if (kind === 'date' && typeof value === 'string') return Date.parse(value)
  return typeof value === 'string' ? value.toLowerCase() : value
}

/** Orders two values as the database does: without regard to case, nothing before everything. */
export const compareValues = (a: Plain, b: Plain): number => {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  return a < b ? -1 : a > b ? 1 : 0
}
