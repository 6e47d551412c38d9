// Several writes in one request, each with a result of its own: the multipart bodies of `$batch`.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/execute-batch-operations-using-web-api

import { apiPath, type Dataverse, type DataverseRequest } from './dataverse.ts'
import { errorCodeIn, failureOf, SalesUnavailable } from './failures.ts'

/** One part's answer: `undefined` when it was done. */
export type PartResult = Error | undefined

// Outside a change set no charset is agreed on for the parts, so they are kept to ASCII.
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const writePart = ({ method, path, body, headers = {} }: DataverseRequest): string =>
  [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    `${method} ${apiPath}${path} HTTP/1.1`,
    'Content-Type: application/json; charset=utf-8',
    'Accept: application/json',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    asciiJson(body),
    '',
  ].join('\r\n')

const codeIn = (part: string): string | undefined => {
  const json = /\{[\s\S]*\}/.exec(part)?.[0]
  if (json === undefined) return undefined
  try {
    return errorCodeIn(JSON.parse(json))
  } catch {
    // A part that a gateway wrote has no code.
    return undefined
  }
}

const resultOf = (piece: string): PartResult => {
  const status = /HTTP\/1\.\d (\d{3})/.exec(piece)?.[1]
  if (status === undefined) return new SalesUnavailable('answer-cut-off')
  const retryAfter = /^retry-after:\s*(\d+)/im.exec(piece)?.[1]
  return status.startsWith('2') ? undefined : failureOf(Number(status), codeIn(piece), retryAfter)
}

/**
 * Reads the answer to a batch: one result for each part, in order. A part whose answer did not come is unavailable:
 * whether it was done is not known.
 */
export const readBatchAnswer = (text: string, parts: number): PartResult[] => {
  const boundary = /^\s*(--\S+)/.exec(text)?.[1]
  // What follows the last boundary was cut off, or is the end.
  const pieces = boundary === undefined ? [] : text.split(boundary).slice(1, -1)
  return Array.from({ length: parts }, (_, at) => resultOf(pieces[at] ?? ''))
}

/**
 * Sends writes as one batch in which a refused one does not stop the others.
 * @param boundary a new random text
 * @throws SalesUnavailable, SalesRefused when the batch as a whole was not taken
 */
export const writeInBatch = async (
  call: Dataverse,
  writes: readonly DataverseRequest[],
  boundary: string,
): Promise<PartResult[]> => {
  const body = `${writes.map((write) => `--batch_${boundary}\r\n${writePart(write)}`).join('')}--batch_${boundary}--\r\n`
  const headers = { 'content-type': `multipart/mixed; boundary="batch_${boundary}"`, prefer: 'odata.continue-on-error' }
  const answer = await call({ method: 'POST', path: '$batch', body, headers })
  return readBatchAnswer(typeof answer === 'string' ? answer : '', writes.length)
}
