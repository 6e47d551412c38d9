// What can come of handing a mail to the provider, and the table that decides it.

import type { MailFailureCode } from '../domain/failures.ts'

export type MailOutcome =
  /** The provider has taken the mail. */
  | { readonly outcome: 'accepted'; readonly messageId?: string }
  /** It has certainly not been taken; trying again later may help. */
  | { readonly outcome: 'transient'; readonly retryAfterSeconds?: number; readonly code: MailFailureCode }
  /** It may have been taken: trying again may send it twice. */
  | { readonly outcome: 'unknown'; readonly code: MailFailureCode }
  /** It has not been taken, and will not be as it is. */
  | { readonly outcome: 'permanent'; readonly code: MailFailureCode }

export type FailureKind = 'transient' | 'unknown' | 'permanent'

/**
 * Answers of the service, by status. A gateway's 502 or 504 does not tell whether the service behind it took the mail.
 * Source: https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/errors
 */
const statuses: Readonly<Record<number, FailureKind>> = {
  400: 'permanent',
  401: 'permanent',
  403: 'permanent',
  404: 'permanent',
  405: 'permanent',
  408: 'transient',
  413: 'permanent',
  415: 'permanent',
  425: 'transient',
  429: 'transient',
  500: 'transient',
  502: 'unknown',
  503: 'transient',
  504: 'unknown',
}

/**
 * Failures of the connection, by code. Those before anything was written are safe to repeat; whatever is not listed may
 * have happened after the request was written.
 * Sources: https://nodejs.org/api/errors.html#common-system-errors, https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const connectionFailures: Readonly<Record<string, FailureKind>> = {
  ECONNREFUSED: 'transient',
  ENOTFOUND: 'transient',
  EAI_AGAIN: 'transient',
  EHOSTUNREACH: 'transient',
  ENETUNREACH: 'transient',
  EADDRNOTAVAIL: 'transient',
  CERT_HAS_EXPIRED: 'transient',
  CERT_NOT_YET_VALID: 'transient',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'transient',
  SELF_SIGNED_CERT_IN_CHAIN: 'transient',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'transient',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'transient',
  ERR_TLS_CERT_ALTNAME_INVALID: 'transient',
  ECONNABORTED: 'unknown',
  ETIMEDOUT: 'unknown',
  ECONNRESET: 'unknown',
  EPIPE: 'unknown',
  ERR_BAD_RESPONSE: 'unknown',
  ERR_NETWORK: 'unknown',
  ERR_INVALID_URL: 'permanent',
  ERR_BAD_OPTION: 'permanent',
  ERR_BAD_OPTION_VALUE: 'permanent',
}

/** Decides about an answer that is not the acceptance: other 4xx are refusals, other 5xx troubles, 3xx a wrong address. */
export const failureOfStatus = (status: number): FailureKind => {
  const listed = statuses[status]
  if (listed) return listed
  if (status >= 500) return 'transient'
  return status >= 300 ? 'permanent' : 'unknown'
}

/** Decides about a connection that failed. */
export const failureOfConnection = (code: string): FailureKind => connectionFailures[code] ?? 'unknown'
