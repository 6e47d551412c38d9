// Faults that can be asked of the Web API, to see how clients bear them.
import { SalesError } from '../base/errors.ts'

/** What a fault decides on. `operation` is for example `POST leads`, `QualifyLead`, `$batch` or `token`. */
type FaultRequest = { readonly method: string; readonly path: string; readonly operation: string }

/**
 * A refusal with a status (nothing happens), a lost request (the connection ends before anything happens), or a lost
 * reply (everything happens, but the connection ends instead of an answer). `delayMs` makes the answer late.
 */
export type SalesFault = {
  readonly status?: number
  readonly retryAfterSeconds?: number
  readonly lose?: 'request' | 'reply'
  readonly delayMs?: number
}

/** Asked once for each request; undefined means no fault. */
export type SalesFaults = (request: FaultRequest) => SalesFault | undefined

/** The refusal that a fault with a status asks for. */
export const faultError = (fault: SalesFault, status: number): SalesError =>
  new SalesError(
    status,
    status === 429 ? '0x80072322' : '0x80040216',
    'The request could not be processed.',
    fault.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(fault.retryAfterSeconds) },
  )
