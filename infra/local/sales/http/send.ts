// Writes an answer of the organization to its socket.
import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { ApiResponse } from '../base/api.ts'

/** Sends an answer with the headers that the service puts on every one. */
export const send = (response: ServerResponse, answer: ApiResponse): void => {
  const { status, headers, body } = answer
  const isJson = typeof body === 'object' && body !== null
  const text = body === undefined ? undefined : isJson ? JSON.stringify(body) : String(body)
  const type = isJson ? 'application/json; odata.metadata=minimal' : 'text/plain'
  const id = randomUUID()
  const own = { REQ_ID: id, 'x-ms-service-request-id': `${id},${randomUUID()}` }
  response.writeHead(status, {
    'Cache-Control': 'no-cache',
    ...(answer.foreign ? {} : own),
    ...(text === undefined ? {} : { 'Content-Type': type, 'Content-Length': String(Buffer.byteLength(text)) }),
    ...headers,
  })
  response.end(text)
}
