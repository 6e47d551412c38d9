// What may be asked of the list *All prospects*.

import { type FieldError, problem } from '../domain/field-checks.ts'
import { type ProspectStatus, prospectStatuses } from '../domain/prospect.ts'
import { asCursor, type ListName } from './store/prospect-lists.ts'

export type ListQuery = {
  readonly status: ProspectStatus | undefined
  /** Only those of which something is missing in Sales, whatever their status. */
  readonly missing?: true
  readonly pageSize: number
  readonly cursor?: string
}

export const listLimits = { defaultPage: 50, largestPage: 200 } as const

/** Reads `status` or `missing`, `pageSize` (1 to 200) and `cursor`; absent or empty ones have their defaults. */
export const listQuery = (query: URLSearchParams): ListQuery | { readonly errors: readonly FieldError[] } => {
  const errors: FieldError[] = []
  const given = (name: string) => query.get(name) || undefined
  const statusText = given('status')
  const status = prospectStatuses.find((known) => known === statusText)
  if (statusText !== undefined && !status) errors.push(problem('status', 'unknown-value'))
  const missingText = given('missing')
  if (missingText !== undefined && (missingText !== 'true' || statusText !== undefined))
    errors.push(problem('missing', 'unknown-value'))
  const pageSize = Number(given('pageSize') ?? listLimits.defaultPage)
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > listLimits.largestPage)
    errors.push(problem('pageSize', 'format', `Give a whole number from 1 to ${listLimits.largestPage}.`))
  const cursorText = given('cursor')
  const cursor = cursorText === undefined ? undefined : asCursor(cursorText)
  if (cursorText !== undefined && cursor === undefined)
    errors.push(problem('cursor', 'format', 'Give a cursor that an earlier page returned.'))
  if (errors.length > 0) return { errors }
  const missing = missingText === undefined ? {} : ({ missing: true } as const)
  return { status, ...missing, pageSize, ...(cursor === undefined ? {} : { cursor }) }
}

/** Which list is asked for. */
export const listOf = ({ status, missing }: ListQuery): ListName | undefined => (missing ? 'Missing' : status)
