// What may be asked of the list *All prospects*.

import { type FieldError, problem } from '../domain/field-checks.ts'
import { type ProspectStatus, prospectStatuses } from '../domain/prospect.ts'
import { asCursor } from './store/prospect-lists.ts'

export type ListQuery = {
  readonly status: ProspectStatus | undefined
  readonly pageSize: number
  readonly cursor?: string
}

export const listLimits = { defaultPage: 50, largestPage: 200 } as const

/** Reads `status`, `pageSize` (1 to 200) and `cursor`; absent or empty ones have their defaults. */
export const listQuery = (query: URLSearchParams): ListQuery | { readonly errors: readonly FieldError[] } => {
  const errors: FieldError[] = []
  const given = (name: string) => query.get(name) || undefined
  const statusText = given('status')
  const status = prospectStatuses.find((known) => known === statusText)
  if (statusText !== undefined && !status) errors.push(problem('status', 'unknown-value'))
  const pageSize = Number(given('pageSize') ?? listLimits.defaultPage)
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > listLimits.largestPage)
    errors.push(problem('pageSize', 'format', `Give a whole number from 1 to ${listLimits.largestPage}.`))
  const cursorText = given('cursor')
  const cursor = cursorText === undefined ? undefined : asCursor(cursorText)
  if (cursorText !== undefined && cursor === undefined)
    errors.push(problem('cursor', 'format', 'Give a cursor that an earlier page returned.'))
  return errors.length > 0 ? { errors } : { status, pageSize, ...(cursor === undefined ? {} : { cursor }) }
}
