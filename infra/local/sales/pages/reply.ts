// What a page handler answers, and how it goes out: every answer carries the same strict security headers.
import type { ServerResponse } from 'node:http'
import type { Html } from '../../../../shared/platform/html.ts'

/** A whole page, a redirect after a successful POST, or a style sheet. */
export type Reply =
  | { readonly kind: 'page'; readonly status: number; readonly page: Html; readonly allow?: string }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'style'; readonly css: string }

/** Answers a POST with 303 See Other, so that reloading the page never repeats the command. */
export const seeOther = (location: string): Reply => ({ kind: 'redirect', location })

// same-origin and not no-referrer: with no-referrer browsers send "Origin: null" on form posts, which the origin check refuses.
const security = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const contentOf = (reply: Reply): { status: number; headers: Record<string, string>; body: string } => {
  if (reply.kind === 'redirect') return { status: 303, headers: { location: reply.location }, body: '' }
  if (reply.kind === 'style') {
    return {
      status: 200,
      headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' },
      body: reply.css,
    }
  }
  return {
    status: reply.status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...(reply.allow !== undefined && { allow: reply.allow }),
    },
    body: `<!doctype html>\n${reply.page}`,
  }
}

/** Writes a reply; a HEAD request gets the headers alone. */
export const send = (response: ServerResponse, reply: Reply, withBody: boolean): void => {
  const { status, headers, body } = contentOf(reply)
  response.writeHead(status, { ...security, ...headers, 'content-length': Buffer.byteLength(body) })
  response.end(withBody ? body : undefined)
}
