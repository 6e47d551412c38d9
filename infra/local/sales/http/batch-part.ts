// The parts of a batch: each one request with its head, and the answer to it as a part.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/execute-batch-operations-using-web-api
import { STATUS_CODES } from 'node:http'
import { belowRoot } from '../addresses/address.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { badRequest, type SalesError } from '../base/errors.ts'
import { type Part, splitHead } from './multipart.ts'
import { parseJson } from './read-request.ts'

/** Addresses of rows made earlier in a change set, by what stands for them, such as `$1`. */
export type References = Map<string, string>

const missingReference = (reference: string): SalesError =>
  badRequest(`Content-ID Reference: '${reference}' does not exist in the batch context.`)

const resolved = (text: string, references: References): string => {
  const reference = /^\/?(\$\d+)(?=\/|$|\?)/.exec(text)?.[1]
  if (!reference) return text
  const address = references.get(reference)
  if (!address) throw missingReference(reference)
  return text.replace(/^\/?\$\d+/, address)
}

/** Puts the addresses of rows made earlier in the change set where `$1` and the like stand for them. */
const withReferences = (value: unknown, references: References): unknown => {
  if (Array.isArray(value)) return value.map((item) => withReferences(item, references))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const isAddress = typeof item === 'string' && /@odata\.(bind|id)$/.test(name)
      return [name, isAddress ? resolved(item, references) : withReferences(item, references)]
    }),
  )
}

/**
 * The request that a part holds, with what the whole batch asked of its reads.
 * @throws SalesError 400 when it cannot be read or refers to what is not there
 */
export const readRequest = (part: Part, references: References, outer: ApiRequest): ApiRequest => {
  const [line = '', ...rest] = part.body.replace(/^\s+/, '').split('\n')
  const match = /^([A-Z]+) (\S.*?)(?: HTTP\/1\.1)?\s*$/.exec(line)
  if (!match?.[1] || !match[2]) throw badRequest(`The request line '${line.trim()}' of a batch part cannot be read.`)
  const { headers, body } = splitHead(rest[0]?.trim() === '' ? `\n${rest.join('\n')}` : rest.join('\n'))
  const annotations = outer.headers['prefer'] === undefined ? {} : { prefer: outer.headers['prefer'] }
  return {
    method: match[1],
    path: belowRoot(resolved(match[2], references)),
    headers: match[1] === 'GET' ? { ...annotations, ...headers } : headers,
    body: withReferences(parseJson(body), references),
  }
}

/** An answer as the text of a part. */
export const writeResponse = ({ status, headers, body }: ApiResponse, contentId: string | undefined): string => {
  const text = body === undefined ? '' : typeof body === 'object' ? JSON.stringify(body) : String(body)
  const type = typeof body === 'object' ? { 'Content-Type': 'application/json; odata.metadata=minimal' } : {}
  const lines = Object.entries({ ...type, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  const id = contentId === undefined ? '' : `Content-ID: ${contentId}\r\n`
  return `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n${id}\r\nHTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${text}`
}

/** The service reads a request only from a part that says it comes as it is. @throws SalesError 400 for another */
export const checkPart = ({ headers }: Part): void => {
  if (!/^application\/http\s*(;|$)/i.test(headers['content-type'] ?? ''))
    throw badRequest('A part of a batch must have the content type application/http.')
  if (headers['content-transfer-encoding']?.toLowerCase() !== 'binary')
    throw badRequest("The header 'Content-Transfer-Encoding' of a batch part is missing or not 'binary'.")
}
