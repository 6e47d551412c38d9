// Turns an incoming HTTP request into what the worker protocol carries.
import type { IncomingMessage } from 'node:http'
import type { HttpData } from './protocol.ts'

export const defaultBodyLimit = 104_857_600

/**
 * Reads the body, but only when the request says its length: the host forwards no body of a chunked request
 * (https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs).
 * @returns the bytes, undefined for none, or 'tooLarge' (nothing was read then) or 'aborted'
 */
export const readBody = async (
  request: IncomingMessage,
  limit: number,
): Promise<Buffer | undefined | 'tooLarge' | 'aborted'> => {
  const length = Number(request.headers['content-length'] ?? 0)
  if (length > limit) return 'tooLarge'
  if (!(length > 0)) {
    request.resume()
    return undefined
  }
  const body = Promise.withResolvers<Buffer | 'aborted'>()
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => body.resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
  // The client went away before its body was complete: there is nobody to answer.
  request.on('close', () => body.resolve('aborted'))
  request.on('error', () => body.resolve('aborted'))
  return body.promise
}

/** Query values by name; names that differ in case only are one, and several values are joined by commas. */
const readQuery = (search: string): Record<string, string> => {
  const query: Record<string, string> = {}
  if (search === '') return query
  const names = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(search)) {
    const known = names.get(name.toLowerCase())
    if (known === undefined) {
      names.set(name.toLowerCase(), name)
      query[name] = value
    } else query[known] = `${query[known]},${value}`
  }
  return query
}

/**
 * Makes one header of those that were sent several times, as the host hands them to a function; the library for HTTP
 * keeps only the first of many. From here on everybody reads the same.
 * @returns false when the request names several hosts, which is refused
 */
export const joinHeaders = (request: IncomingMessage): boolean => {
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (!values || values.length < 2) continue
    if (name === 'host') return false
    // Pieces of one cookie header (https://www.rfc-editor.org/rfc/rfc9113#section-8.2.3).
    request.headers[name] = values.join(name === 'cookie' ? '; ' : ', ')
  }
  return true
}

const readHeaders = (request: IncomingMessage): Record<string, string> => {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return headers
}

/** The request without its body, as an HTTP-triggered function gets it. */
export const toHttpData = (
  request: IncomingMessage,
  path: string,
  search: string,
  params: Record<string, string>,
): HttpData => ({
  method: request.method ?? 'GET',
  url: `http://${request.headers.host ?? 'localhost'}${path}${search}`,
  headers: readHeaders(request),
  params,
  query: readQuery(search),
})
