// $batch: several requests in one, some of them in change sets that take effect entirely or not at all.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/execute-batch-operations-using-web-api
import { randomUUID } from 'node:crypto'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { badRequest, SalesError } from '../base/errors.ts'
import { refusal } from '../base/refusal.ts'
import type { Store } from '../store/store.ts'
import { readPreferences } from '../web-api/prefer.ts'
import { checkPart, type References, readRequest, writeResponse } from './batch-part.ts'
import { boundaryOf, type Part, readParts, writeParts } from './multipart.ts'

const mostRequests = 1000

/** The answer to a part that is refused before it reaches the Web API; the unexpected goes up. */
const partRefusal = (error: unknown): ApiResponse => {
  if (!(error instanceof SalesError)) throw error
  return refusal(error)
}

/** Thrown through the transaction of a change set to undo what its earlier requests did. */
class ChangeSetFailure extends Error {
  readonly part: string
  constructor(part: string) {
    super('A request of the change set failed.')
    this.part = part
  }
}

type Runner = {
  readonly store: Pick<Store, 'transact'>
  readonly outer: ApiRequest
  /** Answers one request of the batch. */
  handlePart(request: ApiRequest): ApiResponse
}

const runOne = (runner: Runner, part: Part, references: References): ApiResponse => {
  try {
    checkPart(part)
    const request = readRequest(part, references, runner.outer)
    if (/^\$batch/.test(request.path)) throw badRequest('A batch cannot contain a batch.')
    return runner.handlePart(request)
  } catch (error) {
    return partRefusal(error)
  }
}

const runChangeSet = (runner: Runner, part: Part): { text: string; failed: boolean } => {
  const boundary = `changesetresponse_${randomUUID()}`
  const references: References = new Map()
  try {
    return runner.store.transact(() => {
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
    return { text: writeResponse(partRefusal(error), undefined), failed: true }
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
