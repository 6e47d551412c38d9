// What the shop's pages need of HTTP: reading a visit, and answers that are safe to show.

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Html } from '../../../shared/platform/html.ts'
import { readBody, reply } from '../plain-http.ts'

export type Reply = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What the app tells at once may be some hundred changes. */
const mostBytes = 256 * 1024

/** The whole body; `undefined` for one that is larger than any of ours. */
export const readText = async (request: IncomingMessage): Promise<string | undefined> =>
  (await readBody(request, mostBytes))?.toString('utf8')

export const cookieOf = (request: IncomingMessage, name: string): string | undefined =>
  (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim().split('=', 2))
    .find(([key]) => key === name)?.[1]

/** Nothing from elsewhere, no script: a page says which more it needs. */
const policy = (more = ''): string =>
  `default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'${more}`

/** @param scripts origins that a script of the shop calls; absent = the page has none */
export const page = (markup: Html, status = 200, scripts?: readonly string[]): Reply => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy(scripts && `; script-src 'self'; connect-src ${scripts.join(' ')}`),
  },
  body: markup.toString(),
})

export const json = (status: number, value: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

/** After a form: the browser goes on to a page that may be loaded again. */
export const seeOther = (location: string): Reply => ({ status: 303, headers: { location } })

export const file = (type: string, body: string): Reply => ({
  status: 200,
  headers: { 'content-type': `${type}; charset=utf-8` },
  body,
})

/**
 * A cookie that no script reads and no form of another site sends. Over https its name makes browsers keep it for this very
 * host: https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-20#section-4.1.3.2
 */
export const sessionCookie = (origin: string) => {
  const isSecure = origin.startsWith('https:')
  const name = isSecure ? '__Host-shop' : 'shop'
  return {
    name,
    /** @param seconds after which the browser forgets it; 0 = at once */
    header: (token: string, seconds: number): string =>
      `${name}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${isSecure ? '; Secure' : ''}`,
  }
}

export const send = (response: ServerResponse, { status, headers = {}, body }: Reply): void =>
  reply(response, status, headers, body)
