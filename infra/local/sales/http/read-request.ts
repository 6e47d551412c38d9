// Reads what an HTTP request brings: its body, bounded, and its headers.
import type { IncomingMessage } from 'node:http'
import { SalesError } from '../base/errors.ts'

const largestBody = 32 * 1024 * 1024

/** The body as text. @throws SalesError 413 when it is larger than 32 MiB */
export const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largestBody) throw new SalesError(413, '0x80060888', 'The request body is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The headers by their lower-case names. */
export const lowerHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )

/** The body as JSON. @throws SalesError 400 when it is none */
export const parseJson = (text: string): unknown => {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new SalesError(400, '0x80048d19', `The request body is not valid JSON: ${error.message}`)
  }
}
