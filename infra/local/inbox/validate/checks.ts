// The small checks of which the rules for a mail are made. Mistakes are collected, because one answer names them all.
import { fieldError, type SendGridError } from '../send-grid-error.ts'

export type Fields = Readonly<Record<string, unknown>>

/** Collects mistakes; `anchor` is the part of the documentation that explains the field. */
export type Report = (field: string, message: string, anchor: string) => void

export const collect = (): { report: Report; errors: SendGridError[] } => {
  const errors: SendGridError[] = []
  return { errors, report: (field, message, anchor) => errors.push(fieldError(field, message, anchor)) }
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

export const typeName = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}

const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/i
const domain = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

/** Whether text is one mail address in ASCII; the service supports no Unicode before the `@`. */
export const isAddress = (value: unknown): value is string => {
  if (typeof value !== 'string') return false
  const at = value.lastIndexOf('@')
  const local = value.slice(0, at)
  return at > 0 && localPart.test(local) && !/^\.|\.\.|\.$/.test(local) && domain.test(value.slice(at + 1))
}

/** The elements of a list that must be one when it is there; a list of the wrong type is reported and counts as empty. */
export const listOf = (parent: Fields, name: string, path: string, anchor: string, report: Report): unknown[] => {
  const value = parent[name]
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  report(path, `Invalid type. Expected: array, given: ${typeName(value)}.`, anchor)
  return []
}

/** An object that must be one when it is there. */
export const objectOf = (parent: Fields, name: string, path: string, anchor: string, report: Report): Fields => {
  const value = parent[name]
  if (value === undefined || isFields(value)) return value ?? {}
  report(path, `Invalid type. Expected: object, given: ${typeName(value)}.`, anchor)
  return {}
}
