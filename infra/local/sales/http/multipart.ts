// Reads and writes the multipart bodies of batches.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/execute-batch-operations-using-web-api
import { badRequest } from '../base/errors.ts'

export type Part = { readonly headers: Readonly<Record<string, string>>; readonly body: string }

/** The boundary named in a content type. @throws SalesError 400 when there is none */
export const boundaryOf = (contentType: string | undefined): string => {
  const match = /^multipart\/mixed\s*;.*\bboundary="?([^";]+)"?/i.exec(contentType ?? '')
  if (!match?.[1]) throw badRequest('A multipart/mixed content type with a boundary is expected.')
  return match[1].trim()
}

/** Splits a head from a body at the first empty line; the head's lines become headers with lower-case names. */
export const splitHead = (text: string): Part => {
  const match = /\r?\n\r?\n/.exec(text)
  const head = match ? text.slice(0, match.index) : text
  const body = match ? text.slice(match.index + match[0].length) : ''
  const lines = head.split(/\r?\n/).filter((line) => line.includes(':'))
  const headers = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()]
    }),
  )
  return { headers, body }
}

/** The parts between the boundaries; line ends may be CRLF or LF. @throws SalesError 400 when it has no end */
export const readParts = (text: string, boundary: string): Part[] => {
  const lines = `\n${text.replaceAll('\r\n', '\n')}`
  const pieces = lines.split(`\n--${boundary}`)
  const end = pieces.findIndex((piece) => piece.startsWith('--'))
  if (end < 0) throw badRequest(`The multipart body does not end with the boundary '${boundary}'.`)
  return pieces.slice(1, end).map((piece) => splitHead(piece.replace(/^[ \t]*\n/, '')))
}

/** Writes parts that are already complete, between boundaries. */
export const writeParts = (parts: readonly string[], boundary: string): string =>
  [...parts.map((part) => `--${boundary}\r\n${part}\r\n`), `--${boundary}--\r\n`].join('')
