// The few things every route of the inbox needs from HTTP.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Refusal } from './send-grid-error.ts'

export type Headers = Readonly<Record<string, string>>

/** Ends a response; pages and data of the inbox are never cached and never interpreted as something else. */
export const reply = (response: ServerResponse, status: number, headers: Headers, body = ''): void => {
  response.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  })
  response.end(body)
}

export const replyJson = (response: ServerResponse, status: number, value: unknown, headers: Headers = {}): void =>
  reply(response, status, { 'content-type': 'application/json', ...headers }, JSON.stringify(value))

export const replyRefusal = (response: ServerResponse, { status, errors }: Refusal, headers: Headers = {}): void =>
  replyJson(response, status, { errors }, headers)

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
