// What a failed call to Azure Table storage means: the one table of its errors.
// https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes

import { RestError } from '@azure/data-tables'
import { StorageUnavailable } from './storage-unavailable.ts'

export type TableFailure =
  /** No such row. */
  | 'missing'
  /** The table itself is not there yet. */
  | 'no table'
  /** A row exists already, changed, or is gone: nothing is stored. */
  | 'conflict'
  /** It may succeed later; whether it happened is not known. */
  | 'transient'
  /** The same call will be refused again. */
  | 'permanent'

const byStatus: Readonly<Record<number, TableFailure>> = {
  404: 'missing',
  408: 'transient',
  409: 'conflict',
  412: 'conflict',
  429: 'transient',
}

const odataCode = (error: RestError): string | undefined => {
  // A single operation leaves `code` empty and puts it into the details; a transaction does the opposite.
  const details = error.details as { odataError?: { code?: string } } | undefined
  return details?.odataError?.code ?? error.code
}

const statusOf = (error: unknown): number | undefined => (error instanceof RestError ? error.statusCode : undefined)

/** Classifies what the SDK threw. */
export const failureOf = (error: unknown): TableFailure => {
  if (error instanceof RestError && odataCode(error) === 'TableNotFound') return 'no table'
  const status = statusOf(error)
  if (status === undefined) return 'transient'
  return byStatus[status] ?? (status >= 400 && status < 500 ? 'permanent' : 'transient')
}

/**
 * The error to throw where a failure is no answer.
 * @param act such as `read a row`
 */
export const unexpected = (act: string, error: unknown): Error => {
  const status = statusOf(error)
  const isLasting = status !== undefined && status >= 400 && status < 500 && failureOf(error) !== 'transient'
  return isLasting
    ? new Error(`The table refused to ${act} (${status}).`, { cause: error })
    : new StorageUnavailable(`The table could not ${act}.`, { cause: error })
}
