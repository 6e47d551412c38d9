// Answers over HTTP: JSON, pages and problems, and the wrapper every HTTP function runs in. The security headers that all
// answers have in common are the host's business (`customHeaders` of host.json), so its own refusals carry them too; what
// is said here wins over them (TryAdd, once the answer starts):
// https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.WebHost/Middleware/CustomHttpHeadersMiddleware.cs

import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions'
import type { Html } from './html.ts'
import { describeError } from './log.ts'
import { QueueUnavailable } from './service-bus.ts'
import { StorageUnavailable } from './table.ts'

/** Every code a problem can carry, with its status and its title. The README's table of errors is this one. */
export const problems = {
  'unreadable-body': [400, 'The body is not JSON in UTF-8.'],
  'invalid-request': [400, 'Some members of the request are missing or wrong.'],
  'invalid-idempotency-key': [400, 'The Idempotency-Key must be 1 to 255 visible ASCII characters.'],
  'cross-site': [403, 'The form was sent from another site.'],
  unauthenticated: [401, 'Sign in first.'],
  forbidden: [403, 'This is not open to you.'],
  'not-found': [404, 'There is nothing here.'],
  'changed-meanwhile': [409, 'Somebody else changed this meanwhile.'],
  'body-too-large': [413, 'The body is larger than allowed.'],
  'unsupported-media-type': [415, 'The body is not of the media type that is taken here, in UTF-8.'],
  'idempotency-key-reused': [422, 'The Idempotency-Key was used for another request.'],
  'too-many-requests': [429, 'Too many requests; try again later.'],
  'internal-error': [500, 'Something went wrong on our side.'],
  'temporarily-unavailable': [503, 'This cannot be done at the moment; try again later.'],
} as const satisfies Record<string, readonly [number, string]>

/** What in particular is wrong, for problems that have particulars. */
export type ProblemDetail = { readonly path: string; readonly code: string; readonly message: string }

export type ProblemCode = keyof typeof problems

const retryAfterSeconds = 5

const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** An answer without a body that is worth anything, such as an acknowledgement. */
export const empty = (status: number): HttpResponseInit => ({ status })

/** A JSON answer. */
export const json = (status: number, body: unknown, headers: Record<string, string> = {}): HttpResponseInit => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
})

/** A page. */
export const page = (markup: Html, status = 200): HttpResponseInit => ({
  status,
  // With no referrer at all, browsers would not say which site a form was sent from.
  headers: {
    'referrer-policy': 'same-origin',
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': pagePolicy,
    'cross-origin-opener-policy': 'same-origin',
  },
  body: markup.toString(),
})

/** A stylesheet; browsers may keep it for a while. */
export const stylesheet = (css: string): HttpResponseInit => ({
  status: 200,
  headers: { 'cache-control': 'public, max-age=300', 'content-type': 'text/css; charset=utf-8' },
  body: css,
})

/** Sends a browser on with a GET. */
export const seeOther = (location: string): HttpResponseInit => ({ status: 303, headers: { location } })

/** A refusal as RFC 9457 has it. Nothing that was sent is repeated in it. */
export const problem = (code: ProblemCode, errors?: readonly ProblemDetail[]): HttpResponseInit => {
  const [status, title] = problems[code]
  const wait: Record<string, string> =
    status === 503 || status === 429 ? { 'retry-after': String(retryAfterSeconds) } : {}
  return json(
    status,
    { type: `urn:b2b-onboarding:${code}`, title, status, code, ...(errors ? { errors } : {}) },
    {
      ...wait,
      'content-type': 'application/problem+json; charset=utf-8',
    },
  )
}

export type Answer = (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit>

/** Which refusal an unexpected failure is. */
const codeOf = (error: unknown): ProblemCode =>
  error instanceof StorageUnavailable || error instanceof QueueUnavailable
    ? 'temporarily-unavailable'
    : 'internal-error'

/** Where a failure is told. */
type FailureLog = {
  readonly error: (
    event: 'request-failed',
    fields: Readonly<Record<'function' | 'invocationId' | 'code' | 'error', string>>,
  ) => void
}

/**
 * Runs a handler so that whatever happens becomes an answer without detail; the log gets the kind of the failure.
 * @param refuse makes the refusal's answer: a problem for programs, a page for people
 */
export const answering =
  (
    log: FailureLog,
    handler: Answer,
    refuse: (code: ProblemCode) => HttpResponseInit | Promise<HttpResponseInit> = problem,
  ): Answer =>
  async (request, context) => {
    try {
      return await handler(request, context)
    } catch (error) {
      const code = codeOf(error)
      log.error('request-failed', {
        function: context.functionName,
        invocationId: context.invocationId,
        code,
        error: describeError(error),
      })
      return refuse(code)
    }
  }

/**
 * Reads a body.
 * @param limit in bytes
 * @returns `undefined` when the body is larger
 */
export const readBytes = async (request: HttpRequest, limit: number): Promise<Uint8Array | undefined> => {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return undefined
  const bytes = new Uint8Array(await request.arrayBuffer())
  return bytes.byteLength > limit ? undefined : bytes
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text of bytes in UTF-8; `undefined` when they are not. */
export const decodeText = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** Whether a content type names the given media type; a charset other than UTF-8 is refused. */
export const hasMediaType = (request: HttpRequest, mediaType: string): boolean => {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase())
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '')
  return type === mediaType && (charset === undefined || charset === 'utf-8' || charset === 'utf8')
}

/**
 * The address under which the platform's front end saw the caller: the last one it added. What stands before it was sent
 * by the caller and is not believed.
 */
export const callerAddress = (request: HttpRequest): string | undefined => {
  const last = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  if (!last) return undefined
  return last.replace(/^\[([^\]]+)\](?::\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
}

/**
 * Whether a form may have been sent by another site. Browsers say so themselves; a program that sends neither header has
 * no cookies to abuse.
 * @param ownOrigins origins under which this app is reached
 */
export const isCrossSite = (request: HttpRequest, ownOrigins: readonly string[]): boolean => {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  const origin = request.headers.get('origin')
  return origin !== null && !ownOrigins.includes(origin)
}
