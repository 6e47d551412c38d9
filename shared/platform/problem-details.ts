// Refusals as problem details (RFC 9457): the codes that any HTTP service has, and how a refusal is written.

import { json, retryAfterSeconds, type WebAnswer } from './http.ts'

/** Status and title of each code. */
type Problems<Code extends string> = Readonly<Record<Code, readonly [status: number, title: string]>>

/** What every service refuses with; an app adds its own. */
export const httpProblems = {
  'unreadable-body': [400, 'The body is not JSON in UTF-8.'],
  'invalid-request': [400, 'Some members of the request are missing or wrong.'],
  'cross-site': [403, 'The form was sent from another site.'],
  unauthenticated: [401, 'Sign in first.'],
  forbidden: [403, 'This is not open to you.'],
  'not-found': [404, 'There is nothing here.'],
  'length-required': [411, 'The body must come with a Content-Length; one in chunks is not taken.'],
  'body-too-large': [413, 'The body is larger than allowed.'],
  'unsupported-media-type': [415, 'The body is not of the media type that is taken here, in UTF-8.'],
  'unsupported-encoding': [415, 'The body must come as it is, without a Content-Encoding.'],
  'too-many-requests': [429, 'Too many requests; try again later.'],
  'internal-error': [500, 'Something went wrong on our side.'],
  'temporarily-unavailable': [503, 'This cannot be done at the moment; try again later.'],
} as const satisfies Problems<string>

/** What in particular is wrong, for problems that have particulars. */
export type ProblemDetail = {
  readonly path: string
  readonly code: string
  readonly message: string
  /** Which character it is, counted from 1. */
  readonly place?: number
}

/**
 * Makes the function that writes refusals. Nothing that was sent is repeated in them; what helps the caller to go on may
 * stand there as `more`.
 * @param problems every code of the app
 * @param prefix of the URI that names the kind of problem; the code follows it
 */
export const createProblem =
  <Code extends string>(problems: Problems<Code>, prefix: string) =>
  (
    code: Code,
    errors?: readonly ProblemDetail[],
    retryAfter: number = retryAfterSeconds,
    more?: Readonly<Record<string, unknown>>,
  ): WebAnswer => {
    const [status, title] = problems[code]
    const wait: Record<string, string> = status === 503 || status === 429 ? { 'retry-after': String(retryAfter) } : {}
    // RFC 9110, 15.5.16: says in what form it would be taken.
    const encoding: Record<string, string> = code === 'unsupported-encoding' ? { 'accept-encoding': 'identity' } : {}
    return json(
      status,
      { type: prefix + code, title, status, code, ...(errors ? { errors } : {}), ...more },
      { ...wait, ...encoding, 'content-type': 'application/problem+json; charset=utf-8' },
    )
  }
