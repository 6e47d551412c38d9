// Turns one JSON value into what a column holds, refusing what the column cannot hold.
import { asGuid } from '../../../../shared/platform/ids.ts'
import { badPayload, SalesError } from '../base/errors.ts'
import type { Column, Table, Value } from '../schema/types.ts'
import { edmType } from './edm-type.ts'

// Characters that XML cannot carry; the service refuses them in any text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters looked for
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/**
 * Reads an ISO 8601 moment, or a date for a date-only column.
 * @returns the moment in UTC with whole seconds, the date as it is, or undefined when it is neither
 */
const readMoment = (text: string, dateOnly: boolean): string | undefined => {
  const shape = dateOnly
    ? /^\d{4}-\d\d-\d\d$/
    : /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$|^\d{4}-\d\d-\d\d$/
  if (!shape.test(text)) return undefined
  const parsed = new Date(text)
  if (Number.isNaN(parsed.getTime())) return undefined
  return dateOnly ? text : `${parsed.toISOString().slice(0, 19)}Z`
}

const readText = (table: Table, name: string, max: number, text: string): Value => {
  if (unfit.test(text)) throw new SalesError(400, '0x80040278', `Invalid character in field '${name}'.`)
  if (text.length <= max) return text === '' ? null : text
  throw new SalesError(
    400,
    '0x80044331',
    `A validation error occurred. The length of the '${name}' attribute of the '${table.logicalName}' entity exceeded the maximum allowed length of '${max}'.`,
  )
}

const readNumber = (
  table: Table,
  name: string,
  column: Column & { min: number; max: number },
  value: number,
): Value => {
  if (value >= column.min && value <= column.max) return value
  throw new SalesError(
    400,
    column.type === 'integer' ? '0x8004432f' : '0x80044330',
    `A validation error occurred. The value of '${name}' on record of type '${table.logicalName}' is outside the valid range.`,
  )
}

const readOption = (table: Table, name: string, options: Readonly<Record<number, unknown>>, value: number): Value => {
  if (value in options) return value
  throw new SalesError(
    400,
    '0x8004431a',
    `A validation error occurred. The value ${value} of '${name}' on record of type '${table.logicalName}' is outside the valid range. Accepted Values: ${Object.keys(options).join(',')}`,
  )
}

/**
 * Converts a JSON value for a column that is not a lookup.
 * @throws SalesError 400 when the type, length, range or option does not fit
 */
export const readCell = (table: Table, name: string, column: Column, value: unknown): Value => {
  if (value === null) return null
  const wrong = () =>
    badPayload(
      table.setName,
      `Cannot convert the literal '${typeof value === 'object' ? JSON.stringify(value) : String(value)}' to the expected type '${edmType(column)}'.`,
    )
  switch (column.type) {
    case 'string':
    case 'memo':
      if (typeof value !== 'string') throw wrong()
      return readText(table, name, column.max, value)
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) > 2147483648) throw wrong()
      return readNumber(table, name, column, value)
    case 'money':
    case 'decimal':
      if (typeof value !== 'number') throw wrong()
      return readNumber(table, name, column, value)
    case 'bigint':
      if (typeof value !== 'number' || !Number.isInteger(value)) throw wrong()
      return value
    case 'boolean':
      if (typeof value !== 'boolean') throw wrong()
      return value
    case 'picklist':
    case 'state':
    case 'status':
      if (typeof value !== 'number' || !Number.isInteger(value)) throw wrong()
      return readOption(table, name, column.options, value)
    case 'datetime': {
      const moment = typeof value === 'string' ? readMoment(value, column.dateOnly ?? false) : undefined
      if (moment === undefined) throw wrong()
      return moment
    }
    case 'guid': {
      const id = asGuid(value)
      if (id === undefined) throw wrong()
      return id
    }
    case 'lookup':
      throw wrong()
  }
}
