// A thin client of the Dataverse Web API: one call in, one call out, failures classified.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/compose-http-requests-handle-errors

import type { TakeToken } from './access-token.ts'
import { errorCodeIn, failureOf, SalesUnavailable } from './failures.ts'

export type DataverseRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/data/v9.2/`, already escaped. */
  readonly path: string
  /** Sent as JSON; text is sent as it is, with the content type among the headers. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Makes one call. The parsed body, or `undefined` when there is none; a multipart body is given as text.
 * @throws SalesUnavailable when it may succeed later; SalesRefused when it will not
 */
export type Dataverse = (request: DataverseRequest) => Promise<unknown>

/** Where the Web API is, below the address of an organization. */
export const apiPath = '/api/data/v9.2/'

const readBody = async (response: Response): Promise<unknown> => {
  try {
    const text = await response.text()
    if (response.headers.get('content-type')?.startsWith('multipart/')) return text
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  } catch (error) {
    throw new SalesUnavailable('answer-cut-off', { cause: error })
  }
}

const isFromSales = (response: Response, body: unknown): boolean =>
  response.headers.has('odata-version') || (typeof body === 'object' && body !== null && '@odata.context' in body)

/** Every answer of the Web API says which OData it speaks; what a gateway answers in its place is no answer. */
const readAnswer = async (response: Response): Promise<unknown> => {
  const body = await readBody(response)
  if (!isFromSales(response, body)) throw new SalesUnavailable('answer-of-somebody-else')
  return body
}

const readFailure = async (response: Response): Promise<Error> => {
  // A gateway in between answers with a page, which has no code.
  const body: unknown = await response.json().catch(() => undefined)
  return failureOf(response.status, errorCodeIn(body), response.headers.get('retry-after'))
}

/**
 * @param url address of the organization
 * @param takeToken gives bearer tokens; asked for a new one once when the service answers 401
 * @param send the fetch function
 */
export const createDataverse = (
  url: string,
  takeToken: TakeToken,
  send: typeof fetch,
  timeoutMs = 30_000,
): Dataverse => {
  const base = new URL(url).origin + apiPath

  const call = async ({ method, path, body, headers }: DataverseRequest, token: string): Promise<Response> => {
    const init: RequestInit = {
      method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        'odata-version': '4.0',
        'odata-maxversion': '4.0',
        ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      // Followed, it would end at a page to sign in with, and a write would be a read.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    }
    try {
      return await send(base + path, init)
    } catch (error) {
      throw new SalesUnavailable('unreachable', { cause: error })
    }
  }

  return async (request) => {
    let response = await call(request, await takeToken())
    if (response.status === 401) {
      await response.body?.cancel()
      response = await call(request, await takeToken(true))
    }
    if (response.ok) return readAnswer(response)
    throw await readFailure(response)
  }
}
