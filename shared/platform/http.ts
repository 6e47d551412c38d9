// Requests and answers over HTTP, and the wrapper every HTTP function runs in. The security headers that all
// answers have in common are the host's business (`customHeaders` of host.json), so its own refusals carry them too; what
// is said here wins over them (TryAdd, once the answer starts):
// https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.WebHost/Middleware/CustomHttpHeadersMiddleware.cs

import { type Html, isScripted } from './html.ts'
import { describeError } from './log.ts'
import { NeighbourUnavailable } from './neighbour-unavailable.ts'

/** How long a caller waits who is told nothing better. */
export const retryAfterSeconds = 5

/** A request as a function gets it. The types are this program's own: only the composition root knows the host's package. */
export type WebRequest = {
  readonly method: string
  readonly url: string
  readonly headers: { readonly get: (name: string) => string | null }
  readonly query: URLSearchParams
  /** Values of the route's parameters. */
  readonly params: Readonly<Record<string, string>>
  readonly arrayBuffer: () => Promise<ArrayBuffer>
}

export type WebAnswer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Which run of which function this is. */
type Invocation = { readonly functionName: string; readonly invocationId: string }

const pagePolicy = (images: string, scripts: string): string =>
  `default-src 'none'; ${scripts}style-src 'self'; img-src data:${images}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

/** An answer without a body that is worth anything, such as an acknowledgement. */
export const empty = (status: number): WebAnswer => ({ status })

/** A JSON answer. */
export const json = (status: number, body: unknown, headers: Record<string, string> = {}): WebAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
})

/** A page. @param image address of an image from elsewhere; its origin is the only one that may be asked for one */
export const page = (markup: Html, status = 200, image?: string): WebAnswer => ({
  status,
  // With no referrer at all, browsers would not say which site a form was sent from.
  headers: {
    'referrer-policy': 'same-origin',
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': pagePolicy(
      image === undefined ? '' : ` ${new URL(image).origin}`,
      isScripted(markup) ? "script-src 'self'; " : '',
    ),
    'cross-origin-opener-policy': 'same-origin',
  },
  body: markup.toString(),
})

/** A stylesheet; browsers may keep it for a while. */
export const stylesheet = (css: string): WebAnswer => ({
  status: 200,
  headers: { 'cache-control': 'public, max-age=300', 'content-type': 'text/css; charset=utf-8' },
  body: css,
})

/** A script; browsers may keep it for a while. */
export const script = (text: string): WebAnswer => ({
  status: 200,
  headers: { 'cache-control': 'public, max-age=300', 'content-type': 'text/javascript; charset=utf-8' },
  body: text,
})

/** An answer with one more header. */
export const withHeader = (answer: WebAnswer, name: string, value: string): WebAnswer => ({
  ...answer,
  headers: { ...answer.headers, [name]: value },
})

/** Sends a browser on with a GET. */
export const seeOther = (location: string): WebAnswer => ({ status: 303, headers: { location } })

export type Answer = (request: WebRequest, context: Invocation) => Promise<WebAnswer>

/** The refusals that any address can answer with. */
type UnexpectedCode = 'temporarily-unavailable' | 'internal-error'

/** Which refusal an unexpected failure is. */
const codeOf = (error: unknown): UnexpectedCode =>
  error instanceof NeighbourUnavailable ? 'temporarily-unavailable' : 'internal-error'

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
  (log: FailureLog, handler: Answer, refuse: (code: UnexpectedCode) => WebAnswer | Promise<WebAnswer>): Answer =>
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
export const readBytes = async (request: WebRequest, limit: number): Promise<Uint8Array | undefined> => {
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
export const hasMediaType = (request: WebRequest, mediaType: string): boolean => {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase())
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '')
  return type === mediaType && (charset === undefined || charset === 'utf-8' || charset === 'utf8')
}

/** Which header tells where a caller is, and how many proxies of one's own stand behind the one that wrote it. */
export type AddressTrust = { readonly header: string; readonly hops: number }

export const platformTrust: AddressTrust = { header: 'x-forwarded-for', hops: 0 }

const entryOf = (request: WebRequest, { header, hops }: AddressTrust): string | undefined =>
  request.headers
    .get(header)
    ?.split(',')
    .at(-1 - hops)
    ?.trim()

/**
 * The address under which the outermost trusted proxy saw the caller: of the entries of a header, the one it added. What
 * stands before that was sent by the caller and is not believed. A request that did not come through all the proxies is
 * seen as the platform's own front end saw it.
 */
export const callerAddress = (request: WebRequest, trust: AddressTrust = platformTrust): string | undefined => {
  const seen = entryOf(request, trust) || entryOf(request, platformTrust)
  if (!seen) return undefined
  return seen.replace(/^\[([^\]]+)\](?::\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
}

/**
 * Where a form was sent from, as the browser says; a program that sends neither header has no cookies to abuse. `hidden`
 * is what older browsers say of forms of a page that gives away no referrer, and what every page can make them say.
 * @param ownOrigins origins under which this app is reached
 */
export const formOrigin = (request: WebRequest, ownOrigins: readonly string[]): 'own' | 'hidden' | 'foreign' => {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none' ? 'own' : 'foreign'
  const origin = request.headers.get('origin')
  if (origin === 'null') return 'hidden'
  return origin === null || ownOrigins.includes(origin) ? 'own' : 'foreign'
}

/** How much a media type is wanted by an Accept header, from 0 to 1; the most exact range decides (RFC 9110, 12.5.1). */
const wanted = (accept: string, mediaType: string): number => {
  const [type] = mediaType.split('/')
  const ranges = accept
    .slice(0, 1000)
    .split(',')
    .map((part) => {
      const [range = '', ...given] = part.split(';').map((item) => item.trim().toLowerCase())
      const weight = Number(given.find((item) => item.startsWith('q='))?.slice(2) ?? 1)
      return { range, weight: weight >= 0 && weight <= 1 ? weight : 0 }
    })
  // No range of the standard, but said by programs.
  const suffixed = mediaType.endsWith('json') ? ['application/*+json'] : []
  for (const exact of [mediaType, ...suffixed, `${type}/*`, '*/*']) {
    const found = ranges.find(({ range }) => range === exact)
    if (found) return found.weight
  }
  return 0
}

/** Whether a caller would rather have a page than JSON. Who wants both alike is a program. */
export const prefersPage = (request: WebRequest): boolean => {
  const accept = request.headers.get('accept') ?? ''
  const most = (...types: readonly string[]): number => Math.max(...types.map((type) => wanted(accept, type)))
  return most('text/html', 'application/xhtml+xml') > most('application/json', 'application/problem+json')
}

/** Whether a body is packed in a way that is not taken here. */
export const isEncoded = (request: WebRequest): boolean => {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? ''
  return encoding !== '' && encoding !== 'identity'
}

/**
 * Whether a body came in pieces of unannounced length, of which the host hands on nothing:
 * https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs
 */
export const isWithoutLength = (request: WebRequest): boolean =>
  request.headers.get('content-length') === null &&
  (request.headers.get('transfer-encoding')?.toLowerCase().includes('chunked') ?? false)
