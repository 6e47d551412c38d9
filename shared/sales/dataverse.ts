// A thin client of the Dataverse Web API: one call in, one call out, failures classified.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/compose-http-requests-handle-errors

import type { TakeToken } from './access-token.ts'
import { failureKind, SalesRefused, SalesUnavailable } from './failures.ts'

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

const retryAfter = (header: string | null | undefined): number | undefined => {
  if (header === null || header === undefined) return undefined
  const seconds = Number(header)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) : undefined
}

/**
 * The error that a refused request becomes.
 * @param createOnly whether it carried `If-None-Match: *`
 * @param wait its Retry-After header, seconds
 */
export const failureOf = (
  status: number,
  code: string | undefined,
  createOnly: boolean,
  wait: string | null | undefined,
): SalesRefused | SalesUnavailable => {
  const kind = failureKind(status, code, createOnly)
  const name = code ?? `http-${status}`
  if (kind !== 'transient') return new SalesRefused(name, kind)
  const seconds = retryAfter(wait)
  return new SalesUnavailable(name, seconds === undefined ? {} : { retryAfterSeconds: seconds })
}

const errorCode = async (response: Response): Promise<string | undefined> => {
  const body = (await response.json().catch(() => undefined)) as { error?: { code?: unknown } } | undefined
  const code = body?.error?.code
  return typeof code === 'string' && code !== '' ? code : undefined
}

/**
 * @param url address of the organization
 * @param takeToken gives bearer tokens; asked for a new one once when the service answers 401
 * @param send the fetch function
 */
export const dataverseClient = (
  url: string,
  takeToken: TakeToken,
  send: typeof fetch,
  timeoutMs = 30_000,
): Dataverse => {
  const base = `${new URL(url).origin}/api/data/v9.2/`

  const call = async (request: DataverseRequest, token: string): Promise<Response> => {
    const headers = {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      'odata-version': '4.0',
      'odata-maxversion': '4.0',
      ...(request.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      ...request.headers,
    }
    const text = typeof request.body === 'string' ? request.body : JSON.stringify(request.body)
    const body = request.body === undefined ? {} : { body: text }
    try {
      return await send(base + request.path, {
        method: request.method,
        headers,
        ...body,
        signal: AbortSignal.timeout(timeoutMs),
      })
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
    if (response.ok) {
      try {
        const text = await response.text()
        if (response.headers.get('content-type')?.startsWith('multipart/')) return text
        return text === '' ? undefined : (JSON.parse(text) as unknown)
      } catch (error) {
        throw new SalesUnavailable('answer-cut-off', { cause: error })
      }
    }
    const code = await errorCode(response)
    const createOnly = request.headers?.['if-none-match'] === '*'
    throw failureOf(response.status, code, createOnly, response.headers.get('retry-after'))
  }
}
