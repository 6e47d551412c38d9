// The answer that an error becomes.
import type { ApiResponse } from './api.ts'
import { SalesError } from './errors.ts'

/** The answer to a refusal, or to an error nobody expected, whose cause is written to standard error. */
export const refusal = (error: unknown): ApiResponse => {
  if (!(error instanceof SalesError)) console.error(error)
  const known = error instanceof SalesError ? error : new SalesError(500, '0x80040216', 'An unexpected error occurred.')
  return {
    status: known.status,
    headers: { ...known.headers },
    body: { error: { code: known.code, message: known.message } },
  }
}
