// The cookies of this app. Their names begin with `__Host-`, so that a browser takes them from this host alone, over a
// connection that nobody reads, and for every path: https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-20#section-4.1.3.2
// Chromium and Firefox count http://127.0.0.1 as such a connection; Safari does not.

import { type WebAnswer, type WebRequest, withHeader } from './http.ts'

/** A random text as such a cookie holds it: 32 bytes in base64url. */
const tokenForm = /^[\w-]{43}$/

/**
 * The token that a browser sends in a cookie; `undefined` where it sends none, or anything else under that name.
 * @param name without its prefix
 */
export const readCookie = (request: Pick<WebRequest, 'headers'>, name: string): string | undefined => {
  const header = request.headers.get('cookie') ?? ''
  for (const pair of header.slice(0, 8192).split(';')) {
    const [key = '', value = ''] = pair.trim().split('=', 2)
    if (key === `__Host-${name}`) return tokenForm.test(value) ? value : undefined
  }
  return undefined
}

/**
 * An answer that gives a browser a cookie which no script reads and no form of another site sends.
 * @param seconds after which the browser forgets it; 0 = at once
 */
export const withCookie = (answer: WebAnswer, name: string, token: string, seconds: number): WebAnswer =>
  withHeader(
    answer,
    'set-cookie',
    `__Host-${name}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${seconds}`,
  )
