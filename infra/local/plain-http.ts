// What small servers of this machine need of HTTP: reading a body that may be too large, and answers that are never cached.

import type { IncomingMessage, ServerResponse } from 'node:http'

export type Headers = Readonly<Record<string, string>>

/** Ends a response; it is never cached and never interpreted as something else. */
export const reply = (response: ServerResponse, status: number, headers: Headers, body = ''): void => {
  response.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // With less, browsers would not say from which site a form comes.
    'referrer-policy': 'same-origin',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  })
  response.end(body)
}

/**
 * Reads a body. Gives `undefined` when it is larger than allowed; the rest is then read and thrown away, so that the
 * sender gets to see the answer.
 */
export const readBody = async (request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size <= maxBytes) chunks.push(bytes)
    else chunks.length = 0
  }
  return size <= maxBytes ? Buffer.concat(chunks) : undefined
}
