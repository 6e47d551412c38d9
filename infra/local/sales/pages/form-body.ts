// Reading a posted form: same origin only, form-encoded only, bounded in size.
import type { IncomingMessage } from 'node:http'

/** The fields of a form, or why the request is not accepted. */
export type FormBody =
  | { readonly ok: true; readonly form: URLSearchParams }
  | { readonly ok: false; readonly status: 403 | 413 | 415; readonly reason: string }

const limit = 256 * 1024

/**
 * Whether a state-changing request comes from our own pages. Browsers tell by Sec-Fetch-Site, older ones by Origin;
 * a request with neither does not come from a web page. See https://web.dev/articles/fetch-metadata
 */
const isSameOrigin = (headers: IncomingMessage['headers']): boolean => {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  if (headers.origin === undefined) return true
  return URL.parse(headers.origin)?.host === headers.host
}

/** Reads the body of a POST; refuses other origins (403), other content types (415) and more than 256 KB (413). */
export const readForm = async (request: IncomingMessage): Promise<FormBody> => {
  if (!isSameOrigin(request.headers)) {
    return { ok: false, status: 403, reason: 'The command came from another site, so it was not carried out.' }
  }
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') {
    return { ok: false, status: 415, reason: 'A form was expected.' }
  }
  const chunks: Buffer[] = []
  let size = 0
  // Not destroyed on return: the refusal still has to go out on this connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > limit) return { ok: false, status: 413, reason: 'The form is too long.' }
    chunks.push(bytes)
  }
  return { ok: true, form: new URLSearchParams(Buffer.concat(chunks).toString('utf8')) }
}
