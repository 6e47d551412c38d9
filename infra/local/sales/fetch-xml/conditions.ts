// The condition operators of FetchXML.
// https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/reference/operators
import { SalesError } from '../base/errors.ts'
import type { Element } from '../base/xml.ts'
import type { Org } from '../organization/session.ts'
import type { Column, Table, Value } from '../schema/types.ts'
import { isReference } from '../schema/types.ts'
import type { Row } from '../store/row.ts'

export type Test = (row: Row, userId: string) => boolean

const dayLength = 86_400_000

const plain = (value: Value | undefined): string | number | boolean | null => {
  if (value === undefined || value === null) return null
  if (isReference(value)) return value.id
  return typeof value === 'string' ? value.toLowerCase() : value
}

const literal = (column: Column, text: string): string | number | boolean => {
  switch (column.type) {
    case 'integer':
    case 'money':
    case 'decimal':
    case 'bigint':
    case 'picklist':
    case 'state':
    case 'status':
      if (text.trim() === '' || Number.isNaN(Number(text))) {
        throw new SalesError(400, '0x80040203', `The value '${text}' in the condition is not a number.`)
      }
      return Number(text)
    case 'boolean':
      return text === '1' || text.toLowerCase() === 'true'
    case 'lookup':
    case 'guid':
      return text.replace(/[{}]/g, '').toLowerCase()
    default:
      return text.toLowerCase()
  }
}

const compare = (a: string | number | boolean, b: string | number | boolean): number => (a < b ? -1 : a > b ? 1 : 0)

const likePattern = (text: string): RegExp =>
  new RegExp(
    `^${text
      .replace(/[.*+?^${}()|\\]/g, '\\$&')
      .replace(/%/g, '.*')
      .replace(/_/g, '.')}$`,
    'is',
  )

const days = (org: Org, value: string | number | boolean | null): number =>
  value === null ? Number.NaN : (org.now().getTime() - new Date(String(value).toUpperCase()).getTime()) / dayLength

const today = (org: Org, value: string | number | boolean | null): boolean =>
  value !== null && String(value).slice(0, 10) === org.now().toISOString().slice(0, 10)

/**
 * Compiles one condition over a column of the table.
 * @throws SalesError 400 for an operator that does not exist or is not served here
 */
export const compileCondition = (org: Org, table: Table, name: string, condition: Element): Test => {
  const column = table.columns[name]
  if (!column) throw new Error(`The column ${name} is not declared.`)
  const operator = condition.attributes['operator'] ?? ''
  const text = condition.attributes['value'] ?? condition.children.find((child) => child.name === 'value')?.text
  const many = () =>
    condition.children.filter((child) => child.name === 'value').map((child) => literal(column, child.text))
  const one = () => {
    if (text === undefined) throw new SalesError(400, '0x80040203', `The condition on '${name}' needs a value.`)
    return literal(column, text)
  }
  const on = (decide: (value: string | number | boolean | null, userId: string) => boolean): Test => {
    return (row, userId) => decide(plain(row.values[name]), userId)
  }
  const ordered = (accept: (order: number) => boolean): Test => {
    const wanted = one()
    return on((value) => value !== null && accept(compare(value, wanted)))
  }
  const listed = (expected: boolean): Test => {
    const wanted = new Set(many())
    return on((value) => value !== null && wanted.has(value) === expected)
  }
  const alike = (expected: boolean): Test => {
    const pattern = likePattern(String(one()))
    return on((value) => value !== null && pattern.test(String(value)) === expected)
  }
  switch (operator) {
    case 'eq':
      return ordered((order) => order === 0)
    case 'ne':
    case 'neq': {
      const wanted = one()
      return on((value) => value === null || value !== wanted)
    }
    case 'gt':
      return ordered((order) => order > 0)
    case 'ge':
    case 'on-or-after':
      return ordered((order) => order >= 0)
    case 'lt':
      return ordered((order) => order < 0)
    case 'le':
      return ordered((order) => order <= 0)
    case 'null':
      return on((value) => value === null)
    case 'not-null':
      return on((value) => value !== null)
    case 'in':
      return listed(true)
    case 'not-in':
      return listed(false)
    case 'like':
      return alike(true)
    case 'not-like':
      return alike(false)
    case 'eq-userid':
      return on((value, userId) => value === userId)
    case 'ne-userid':
      return on((value, userId) => value !== userId)
    case 'today':
      return on((value) => today(org, value))
    case 'last-x-days': {
      const limit = Number(text)
      return on((value) => days(org, value) >= 0 && days(org, value) <= limit)
    }
    default:
      throw new SalesError(400, '0x80041104', `The condition operator '${operator}' is not valid here.`)
  }
}
