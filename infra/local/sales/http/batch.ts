// $batch: several requests in one, some of them in change sets that take effect entirely or not at all.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/execute-batch-operations-using-web-api
import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { badRequest, SalesError } from '../base/errors.ts'
import type { User } from '../organization/session.ts'
import { type Engine, handle } from '../web-api/handle.ts'
import { readPreferences } from '../web-api/prefer.ts'
import { boundaryOf, type Part, readParts, splitHead, writeParts } from './multipart.ts'

const mostRequests = 1000
type References = Map<string, string>

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

const belowRoot = (target: string): string =>
  target.replace(/^https?:\/\/[^/]+/i, '').replace(/^\/?(?:api\/data\/v\d+\.\d+\/)?/i, '')

const readRequest = (part: Part, references: References, outer: ApiRequest): ApiRequest => {
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

const writeResponse = ({ status, headers, body }: ApiResponse, contentId: string | undefined): string => {
  const text = body === undefined ? '' : typeof body === 'object' ? JSON.stringify(body) : String(body)
  const type = typeof body === 'object' ? { 'Content-Type': 'application/json; odata.metadata=minimal' } : {}
  const lines = Object.entries({ ...type, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  const id = contentId === undefined ? '' : `Content-ID: ${contentId}\r\n`
  return `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n${id}\r\nHTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${text}`
}

const failure = (error: unknown): ApiResponse => {
  if (!(error instanceof SalesError)) throw error
  return { status: error.status, headers: {}, body: { error: { code: error.code, message: error.message } } }
}

/** Thrown through the transaction of a change set to undo what its earlier requests did. */
class ChangeSetFailure extends Error {
  readonly part: string
  constructor(part: string) {
    super('A request of the change set failed.')
    this.part = part
  }
}

type Runner = { engine: Engine; user: User; outer: ApiRequest; onRequest(request: ApiRequest): void }

/** The service reads a request only from a part that says it comes as it is. */
const checkPart = ({ headers }: Part): void => {
  if (!/^application\/http\s*(;|$)/i.test(headers['content-type'] ?? ''))
    throw badRequest('A part of a batch must have the content type application/http.')
  if (headers['content-transfer-encoding']?.toLowerCase() !== 'binary')
    throw badRequest("The header 'Content-Transfer-Encoding' of a batch part is missing or not 'binary'.")
}

const runOne = (runner: Runner, part: Part, references: References): ApiResponse => {
  try {
    checkPart(part)
    const request = readRequest(part, references, runner.outer)
    if (/^\$batch/.test(request.path)) throw badRequest('A batch cannot contain a batch.')
    runner.onRequest(request)
    return handle(runner.engine, runner.user, request)
  } catch (error) {
    return failure(error)
  }
}

const runChangeSet = (runner: Runner, part: Part): { text: string; failed: boolean } => {
  const boundary = `changesetresponse_${randomUUID()}`
  const references: References = new Map()
  try {
    return runner.engine.org.store.transact(() => {
      const texts = readParts(part.body, boundaryOf(part.headers['content-type'])).map((inner) => {
        const contentId = inner.headers['content-id']
        if (/^\s*GET /.test(inner.body)) throw badRequest('A change set cannot contain GET requests.')
        const response = runOne(runner, inner, references)
        const text = writeResponse(response, contentId)
        if (response.status >= 400) throw new ChangeSetFailure(text)
        const address = response.headers['OData-EntityId']
        if (contentId !== undefined && address !== undefined) references.set(`$${contentId}`, address)
        return text
      })
      return {
        text: `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${writeParts(texts, boundary)}`,
        failed: false,
      }
    })
  } catch (error) {
    if (error instanceof ChangeSetFailure) return { text: error.part, failed: true }
    return { text: writeResponse(failure(error), undefined), failed: true }
  }
}

const countRequests = (parts: readonly Part[]): number =>
  parts.reduce((total, part) => {
    const type = part.headers['content-type'] ?? ''
    return total + (/^multipart/i.test(type) ? readParts(part.body, boundaryOf(type)).length : 1)
  }, 0)

/**
 * Runs a batch whose body is the multipart text. Without `Prefer: odata.continue-on-error` the first failure ends it and
 * the answer is 400.
 * @throws SalesError 400 when the body cannot be read or has more than 1000 requests
 */
export const runBatch = (runner: Runner): ApiResponse => {
  const { outer } = runner
  const parts = readParts(String(outer.body ?? ''), boundaryOf(outer.headers['content-type']))
  if (countRequests(parts) > mostRequests) {
    throw badRequest(`The maximum number of requests in a batch is ${mostRequests}.`)
  }
  const { continueOnError } = readPreferences(outer.headers['prefer'])
  const texts: string[] = []
  let failed = false
  for (const part of parts) {
    const isChangeSet = /^multipart/i.test(part.headers['content-type'] ?? '')
    const one = () => {
      const response = runOne(runner, part, new Map())
      return { text: writeResponse(response, part.headers['content-id']), failed: response.status >= 400 }
    }
    const result = isChangeSet ? runChangeSet(runner, part) : one()
    texts.push(result.text)
    if (!result.failed || continueOnError) continue
    failed = true
    break
  }
  const boundary = `batchresponse_${randomUUID()}`
  return {
    status: failed ? 400 : 200,
    headers: { 'OData-Version': '4.0', 'Content-Type': `multipart/mixed; boundary=${boundary}` },
    body: writeParts(texts, boundary),
  }
}
