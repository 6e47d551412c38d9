// The two ways in which the shop calls the app: as itself, with its site key, and for whoever has signed in, with a
// statement about them.

import type { Stated } from './statements.ts'

/** A refusal: decide on `code`, and for a field on its `path` and `code`; the rest is for people and may be reworded. */
export type Problem = {
  readonly code: string
  readonly title: string
  readonly errors?: readonly { readonly path: string; readonly code: string; readonly message: string }[]
}

/** @member status 0 where there was no answer */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly problem: Problem; readonly retryAfter?: number }

type Call = { readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

export type CallApi = <T>(method: Method, path: string, call?: Call) => Promise<Answer<T>>

const unreachable: Answer<never> = { ok: false, status: 0, problem: { code: 'unreachable', title: 'No answer.' } }
const withinMs = 10_000

type Deps = {
  /** Address of the app, without a path. */
  readonly appUrl: string
  readonly siteKey: string
  /** Signs a statement about a user. */
  readonly state: (about: Stated) => Promise<string>
  /** Ends calls that are under way. */
  readonly stop: AbortSignal
}

export const createPartnerApi = ({ appUrl, siteKey, state, stop }: Deps) => {
  const send = async <T>(method: Method, path: string, { headers, body }: Call): Promise<Answer<T>> => {
    try {
      const answer = await fetch(appUrl + path, {
        method,
        headers: { accept: 'application/json', ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
        redirect: 'error',
        signal: AbortSignal.any([stop, AbortSignal.timeout(withinMs)]),
      })
      const value: unknown = await answer.json()
      if (answer.ok) return { ok: true, value: value as T }
      const retryAfter = Number(answer.headers.get('retry-after') || 0)
      return {
        ok: false,
        status: answer.status,
        problem: value as Problem,
        ...(retryAfter > 0 ? { retryAfter } : {}),
      }
    } catch {
      // No connection, no answer in time, or one of somebody in between: all of that may pass.
      return unreachable
    }
  }

  /** What has an Idempotency-Key is safe to send once more, and is, where nobody knows what became of it. */
  const call = async <T>(method: Method, path: string, given: Call): Promise<Answer<T>> => {
    const first = await send<T>(method, path, given)
    const isRepeatable = method === 'GET' || given.headers?.['idempotency-key'] !== undefined
    return !first.ok && isRepeatable && !stop.aborted && (first.status === 0 || first.status >= 500)
      ? send<T>(method, path, given)
      : first
  }

  const callSite: CallApi = (method, path, { headers, body } = {}) =>
    call(method, path, { headers: { ...headers, 'x-site-key': siteKey }, body })

  /** Calls for somebody, in one of their organizations. */
  const callFor =
    ({ userId, organizationId, email }: Stated & { readonly organizationId: string }): CallApi =>
    async (method, path, { headers, body } = {}) =>
      call(method, path, {
        headers: {
          ...headers,
          authorization: `Bearer ${await state({ userId, email })}`,
          'x-organization-id': organizationId,
        },
        body,
      })

  return { callSite, callFor }
}
