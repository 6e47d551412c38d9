// Faults that can be asked of the Web API, to see how clients bear them. Ready ones stand in `ready-faults.ts`.
import type { ApiResponse } from '../base/api.ts'
import { SalesError } from '../base/errors.ts'
import { refusal } from '../base/refusal.ts'

/**
 * What a fault decides on. `operation` is for example `POST leads`, `QualifyLead`, `$batch` or `token`; `headers` by
 * their lower-case names. A request in a batch is asked for by itself too, with `inBatch`.
 */
export type FaultRequest = {
  readonly method: string
  readonly path: string
  readonly operation: string
  readonly headers: Readonly<Record<string, string>>
  readonly inBatch: boolean
}

/**
 * A refusal with a status (nothing happens), a lost request (the connection ends before anything happens), or a lost
 * reply (everything happens, but the connection ends instead of an answer). `delayMs` makes the answer late.
 * `by` says who answers with the status: Dataverse, with an error that has a code (the default), or something between
 * it and the client: an HTML page, JSON of its own, or no body at all. A part of a batch can only be refused by
 * Dataverse, and come late.
 */
export type SalesFault = {
  readonly status?: number
  readonly by?: 'dataverse' | 'page' | 'json' | 'nothing'
  /** The code and message of Dataverse's error; without one, that of a limit for 429 and of an unexpected error else. */
  readonly code?: string
  readonly message?: string
  readonly retryAfterSeconds?: number
  readonly lose?: 'request' | 'reply'
  readonly delayMs?: number
}

/** Asked once for each request, and once for each request in a batch; undefined means no fault. */
export type SalesFaults = (request: FaultRequest) => SalesFault | undefined

const page = (status: number): string =>
  `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>The page is not available</h1><p>Our services aren't available right now.</p></body></html>\n`

/** The answer that a fault gives instead of the organization's; undefined when it gives none. */
export const faultAnswer = (fault: SalesFault): ApiResponse | undefined => {
  const { status, by = 'dataverse' } = fault
  if (status === undefined) return undefined
  const headers: Record<string, string> =
    fault.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(fault.retryAfterSeconds) }
  switch (by) {
    case 'page':
      return { status, headers: { ...headers, 'Content-Type': 'text/html' }, body: page(status), foreign: true }
    case 'json':
      return { status, headers, body: { statusCode: status, message: 'The request was not forwarded.' }, foreign: true }
    case 'nothing':
      return { status, headers, body: undefined, foreign: true }
    case 'dataverse': {
      const code = fault.code ?? (status === 429 ? '0x80072322' : '0x80040216')
      return refusal(new SalesError(status, code, fault.message ?? 'The request could not be processed.', headers))
    }
  }
}
