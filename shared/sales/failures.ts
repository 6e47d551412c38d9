// What a failed call to Dataverse means for the work that made it: try again later, already done, or never.
// Codes: https://learn.microsoft.com/power-apps/developer/data-platform/reference/web-service-error-codes

import { NeighbourUnavailable } from '../platform/neighbour-unavailable.ts'

export type SalesFailureKind = 'transient' | 'exists' | 'missing' | 'closed' | 'changed' | 'secured' | 'permanent'

/** Codes that decide by themselves, whatever the HTTP status. */
const kindByCode = new Map<string, SalesFailureKind>(
  Object.entries({
    '0x80072322': 'transient', // requests in the window used up
    '0x80072321': 'transient', // execution time in the window used up
    '0x80072326': 'transient', // too many concurrent requests
    '0x8005f103': 'transient', // older form of the three above
    '0x80044353': 'transient', // which organization is meant cannot be told, as while one is copied or moved
    '0x80044352': 'permanent', // version stamp expired: change tracking must start anew
    '0x80040237': 'exists', // a row with this primary key exists
    '0x80060892': 'permanent', // an alternate key is taken by another row
    '0x80040333': 'permanent', // a duplicate detection rule objects
    '0x80060882': 'changed', // since it was read
    '0x80048d19': 'permanent', // the body names a column that the organization lacks
    '0x80040217': 'missing',
    '0x80060891': 'missing',
    '0x80040515': 'closed',
    '0x80040519': 'closed',
    '0x80040230': 'closed', // inactive rows are read-only
    '0x8004f502': 'secured', // a column that the app may not create
    '0x8004f507': 'secured', // a column that the app may not update
  }),
)

const transientStatuses = new Set([408, 429, 500, 502, 503, 504])

// Whatever stands in between has codes of its own, or a page.
const ownCode = /^0x[0-9a-f]{8}$/

/**
 * Classifies an answer. Only Dataverse's own codes speak for Dataverse: a refusal without one was written by somebody in
 * between, so nothing follows from it but that Sales was not reached.
 * @param status of the HTTP answer
 * @param code `error.code` of its body; often empty
 */
export const failureKind = (status: number, code: string | undefined): SalesFailureKind => {
  const own = code?.toLowerCase() ?? ''
  const known = kindByCode.get(own)
  if (known) return known
  if (!ownCode.test(own) || transientStatuses.has(status)) return 'transient'
  // Tokens and rights are set right by people; until then the work waits rather than fails.
  if (status === 401 || status === 403) return 'transient'
  // An address that is not there says nothing of a row.
  if (status === 404) return 'transient'
  return status === 412 ? 'changed' : 'permanent'
}

/** Sales is out of reach, too busy, or does not let us in now. */
export class SalesUnavailable extends NeighbourUnavailable {
  override readonly name = 'SalesUnavailable'
  readonly code: string
  readonly retryAfterSeconds: number | undefined
  constructor(code: string, options: { cause?: unknown; retryAfterSeconds?: number } = {}) {
    super(`Sales is unavailable (${code}).`, { cause: options.cause })
    this.code = code
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** Sales understood the request and refused it; the same request will be refused again. */
export class SalesRefused extends Error {
  override readonly name = 'SalesRefused'
  readonly code: string
  readonly kind: Exclude<SalesFailureKind, 'transient'>
  constructor(code: string, kind: Exclude<SalesFailureKind, 'transient'>) {
    super(`Sales refused (${code}).`)
    this.code = code
    this.kind = kind
  }
}

const mostRetryAfterSeconds = 3600

const retryAfterOf = (header: string | null | undefined): { retryAfterSeconds?: number } => {
  if (header === null || header === undefined) return {}
  const seconds = Number(header)
  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfterSeconds: Math.min(seconds, mostRetryAfterSeconds) } : {}
}

/**
 * The error that a refused request becomes.
 * @param retryAfter its Retry-After header, seconds
 */
export const failureOf = (
  status: number,
  code: string | undefined,
  retryAfter: string | null | undefined,
): SalesRefused | SalesUnavailable => {
  const kind = failureKind(status, code)
  const name = code ?? `http-${status}`
  return kind === 'transient' ? new SalesUnavailable(name, retryAfterOf(retryAfter)) : new SalesRefused(name, kind)
}

/** The code in the body of a refusal, if it has one. */
export const errorCodeIn = (body: unknown): string | undefined => {
  const code = (body as { error?: { code?: unknown } | null } | null | undefined)?.error?.code
  return typeof code === 'string' && code !== '' ? code : undefined
}

/** Whether Sales refused with one of these codes. @param codes in lower case */
export const isRefusal = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof SalesRefused && codes.includes(error.code.toLowerCase())

/** The answer of a call, or `undefined` when Sales has no such row. */
export const unlessMissing = async <T>(call: Promise<T>): Promise<T | undefined> => {
  try {
    return await call
  } catch (error) {
    if (error instanceof SalesRefused && error.kind === 'missing') return undefined
    throw error
  }
}

/** Whether Sales refused because of a secured column. */
export const isSecured = (error: unknown): boolean => error instanceof SalesRefused && error.kind === 'secured'

/** Whether the app lacks a privilege for what it asked. */
export const isDenied = (error: unknown): boolean =>
  error instanceof SalesUnavailable && error.code.toLowerCase() === '0x80040220'

/**
 * The answer of a call about a definition, or `undefined` when Sales knows no such table, column or property: it says so
 * by other codes than of a row.
 */
export const unlessUndefined = async <T>(call: Promise<T>): Promise<T | undefined> => {
  try {
    return await unlessMissing(call)
  } catch (error) {
    const isUndefined =
      error instanceof SalesUnavailable && ['0x80060888', '0x8006088a'].includes(error.code.toLowerCase())
    if (isUndefined) return undefined
    throw error
  }
}
