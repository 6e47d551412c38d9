// What a failed call to Azure Table storage means: the one table of its errors.
// https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes

import { RestError } from '@azure/data-tables'
import { StorageRefused, StorageUnavailable } from './storage-unavailable.ts'

export type TableFailure =
  /** No such row. */
  | 'missing'
  /** The table itself is not there yet. */
  | 'no table'
  /** A row exists already, changed, or is gone: nothing is stored. */
  | 'conflict'
  /** Out of reach: it may succeed later, and whether it happened is not known. */
  | 'transient'
  /** The same call will be refused again. */
  | 'permanent'

/** What the service positively says of a row or a table. */
const byCode: Readonly<Record<string, TableFailure>> = {
  ResourceNotFound: 'missing',
  EntityNotFound: 'missing',
  TableNotFound: 'no table',
  EntityAlreadyExists: 'conflict',
  UpdateConditionNotSatisfied: 'conflict',
  ConditionNotMet: 'conflict',
}

/**
 * Statuses that find fault with the request itself. All else passes when somebody sets it right or some time is over:
 * keys, rights and networks (401, 403), an account or a table that is being made or deleted (409), a page of whoever
 * stands in between.
 */
const faultOfRequest: readonly number[] = [400, 405, 411, 413, 414, 415, 416, 422]

const odataCode = (error: RestError): string | undefined => {
  // A single operation leaves `code` empty and puts it into the details; a transaction does the opposite.
  const details = error.details as { odataError?: { code?: string } } | undefined
  return details?.odataError?.code ?? error.code
}

/** Classifies what the SDK threw. */
export const failureOf = (error: unknown): TableFailure => {
  if (!(error instanceof RestError)) return 'transient'
  const known = byCode[odataCode(error) ?? '']
  if (known) return known
  return faultOfRequest.includes(error.statusCode ?? 0) ? 'permanent' : 'transient'
}

/**
 * The error to throw where a failure is no answer.
 * @param act such as `read a row`
 */
export const unexpected = (act: string, error: unknown): StorageRefused | StorageUnavailable =>
  failureOf(error) === 'permanent'
    ? new StorageRefused(`The table refused to ${act}.`, { cause: error })
    : new StorageUnavailable(`The table could not ${act}.`, { cause: error })
