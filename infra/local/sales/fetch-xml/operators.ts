// What the condition operators of FetchXML mean for the value of a cell. The query functions of the Web API are the same
// operators under other names.
// https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/reference/operators
import { SalesError } from '../base/errors.ts'
import { comparable, compareValues, type Plain } from '../cells/plain-values.ts'
import type { Org } from '../organization/session.ts'
import type { Column } from '../schema/types.ts'
import { isReference } from '../schema/types.ts'
import { teamsOf } from '../security/rights.ts'
import { dateOperatorTakes, dateRange } from './date-ranges.ts'

/** Whether a value meets a condition, for the user who asks. */
export type ValueTest = (value: Plain, userId: string) => boolean

const invalid = (message: string) => new SalesError(400, '0x80040203', message)

const numeric = new Set(['integer', 'money', 'decimal', 'bigint', 'picklist', 'state', 'status'])

const literal = (column: Column, text: string): Plain => {
  if (numeric.has(column.type)) {
    if (text.trim() === '' || Number.isNaN(Number(text)))
      throw invalid(`The value '${text}' in the condition is not a number.`)
    return Number(text)
  }
  switch (column.type) {
    case 'boolean':
      return text === '1' || text.toLowerCase() === 'true'
    case 'lookup':
    case 'guid':
      return text.replace(/[{}]/g, '').toLowerCase()
    case 'datetime': {
      const at = Date.parse(text)
      if (Number.isNaN(at)) throw invalid(`The value '${text}' in the condition is not a date.`)
      return at
    }
    default:
      return text.toLowerCase()
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|\\]/g, '\\$&')

/** `%` stands for any text, `_` for one character, brackets for one of several. */
const likePattern = (text: string): RegExp =>
  new RegExp(`^${escaped(text).replace(/%/g, '.*').replace(/_/g, '.')}$`, 'is')

const unitOf = (org: Org, userId: string): Plain => {
  const unit = org.store.get('systemuser', userId)?.values['businessunitid']
  return isReference(unit) ? unit.id : null
}

const ofCaller = (org: Org, operator: string): ValueTest | undefined => {
  switch (operator) {
    case 'eq-userid':
      return (value, userId) => value === userId
    case 'ne-userid':
      return (value, userId) => value !== userId
    case 'eq-userteams':
      return (value, userId) => teamsOf(org, userId).includes(String(value))
    case 'eq-useroruserteams':
      return (value, userId) => value === userId || teamsOf(org, userId).includes(String(value))
    case 'eq-businessid':
      return (value, userId) => value !== null && value === unitOf(org, userId)
    case 'ne-businessid':
      return (value, userId) => value !== unitOf(org, userId)
    default:
      return undefined
  }
}

const dayLength = 86_400_000

const ofDay = (operator: string, at: number): ValueTest | undefined => {
  const from = Math.floor(at / dayLength) * dayLength
  switch (operator) {
    case 'on':
      return (value) => value !== null && Number(value) >= from && Number(value) < from + dayLength
    case 'not-on':
      return (value) => value === null || Number(value) < from || Number(value) >= from + dayLength
    case 'on-or-before':
      return (value) => value !== null && Number(value) < from + dayLength
    case 'on-or-after':
      return (value) => value !== null && Number(value) >= from
    default:
      return undefined
  }
}

const ofOrder = (operator: string, wanted: Plain): ValueTest | undefined => {
  const ordered =
    (accept: (order: number) => boolean): ValueTest =>
    (value) =>
      value !== null && accept(compareValues(value, wanted))
  switch (operator) {
    case 'eq':
      return ordered((order) => order === 0)
    case 'ne':
    case 'neq':
      return (value) => value !== wanted
    case 'gt':
      return ordered((order) => order > 0)
    case 'ge':
      return ordered((order) => order >= 0)
    case 'lt':
      return ordered((order) => order < 0)
    case 'le':
      return ordered((order) => order <= 0)
    default:
      return undefined
  }
}

const patternOf: Readonly<Record<string, (text: string) => string>> = {
  like: (text) => text,
  'begins-with': (text) => `${text}%`,
  'ends-with': (text) => `%${text}`,
  contains: (text) => `%${text}%`,
}

const ofText = (operator: string, text: string): ValueTest | undefined => {
  const negative = /^not-(like|begin-with|end-with)$/.exec(operator)?.[1]
  const name = negative ? negative.replace('begin-', 'begins-').replace('end-', 'ends-') : operator
  const make = Object.hasOwn(patternOf, name) ? patternOf[name] : undefined
  if (!make) return undefined
  const pattern = likePattern(make(text.toLowerCase()))
  return (value) => value !== null && pattern.test(String(value)) === !negative
}

const ofList = (operator: string, wanted: readonly Plain[]): ValueTest | undefined => {
  const [from = null, to = null] = wanted
  const within = (value: Plain) => compareValues(value, from) >= 0 && compareValues(value, to) <= 0
  if ((operator === 'between' || operator === 'not-between') && wanted.length !== 2)
    throw invalid(`The operator '${operator}' needs two values.`)
  switch (operator) {
    case 'in':
      return (value) => value !== null && wanted.includes(value)
    case 'not-in':
      return (value) => value !== null && !wanted.includes(value)
    case 'between':
      return (value) => value !== null && within(value)
    case 'not-between':
      return (value) => value !== null && !within(value)
    default:
      return undefined
  }
}

const lists = new Set(['in', 'not-in', 'between', 'not-between'])

const build = (org: Org, column: Column, operator: string, values: readonly string[]): ValueTest | undefined => {
  if (operator === 'null') return (value) => value === null
  if (operator === 'not-null') return (value) => value !== null
  const takes = dateOperatorTakes(operator)
  const [text] = values
  if (takes !== undefined) {
    if (column.type !== 'datetime') throw invalid(`The operator '${operator}' is for dates only.`)
    if (takes === 1 && !/^\d+$/.test(text ?? '')) throw invalid(`The operator '${operator}' needs a number.`)
    const [from, to] = dateRange(operator, Number(text ?? 0), org.now().getTime()) ?? [0, 0]
    return (value) => value !== null && Number(value) >= from && Number(value) < to
  }
  const caller = ofCaller(org, operator)
  if (caller) return caller
  const parsed = () => values.map((value) => literal(column, value))
  if (lists.has(operator)) return ofList(operator, parsed())
  if (text === undefined) throw invalid(`The operator '${operator}' needs a value, or does not exist.`)
  const asText = ofText(operator, text)
  if (asText) return asText
  const [wanted = null] = parsed()
  if (column.type === 'datetime' && typeof wanted === 'number')
    return ofDay(operator, wanted) ?? ofOrder(operator, wanted)
  return ofOrder(operator, wanted)
}

/**
 * The test of an operator over the values of a column.
 * @param values what the condition compares with, as text
 * @throws SalesError 400: 0x80041104 for an operator that does not exist or is not had here, 0x80040203 for a wrong value
 */
export const valueTest = (org: Org, column: Column, operator: string, values: readonly string[]): ValueTest => {
  const test = build(org, column, operator, values)
  if (!test) throw new SalesError(400, '0x80041104', `The condition operator '${operator}' is not valid here.`)
  const kind = column.type === 'datetime' ? 'date' : 'any'
  return (value, userId) => test(comparable(value, kind), userId)
}
