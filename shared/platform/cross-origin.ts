// What browsers on other origins are told. https://fetch.spec.whatwg.org/#http-cors-protocol

import { type WebAnswer, type WebRequest, withHeader } from './http.ts'

/** Asks whether a page of another origin may send what follows; nothing of it is done. */
export const isPreflight = ({ method }: WebRequest): boolean => method === 'OPTIONS'

/**
 * Says what may be sent. The origin is said by `forOrigin`; without it the browser sends nothing.
 * @param methods the address takes
 * @param headers that may be sent beside the usual ones
 */
export const preflightAnswer = (methods: readonly string[], headers: readonly string[] = []): WebAnswer => ({
  status: 204,
  headers: {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': ['content-type', 'idempotency-key', ...headers].join(', '),
    'access-control-max-age': '600',
  },
})

/**
 * Lets the pages of an origin read an answer, without credentials. Caches keep the answers for different origins apart.
 * @param origin that may; absent for everybody else
 * @param exposed headers that those pages may read beside the usual ones
 */
export const forOrigin = (
  answer: WebAnswer,
  origin: string | undefined,
  exposed: readonly string[] = [],
): WebAnswer => {
  const { vary } = answer.headers ?? {}
  const apart = withHeader(answer, 'vary', vary ? `${vary}, origin` : 'origin')
  if (origin === undefined) return apart
  return withHeader(
    withHeader(apart, 'access-control-allow-origin', origin),
    'access-control-expose-headers',
    ['retry-after', ...exposed].join(', '),
  )
}
