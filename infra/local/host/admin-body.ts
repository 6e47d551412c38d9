// Reads what a call of the admin API brings, and sends its answer.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AdminAnswer } from './admin-keys.ts'
import { readBody } from './http-request.ts'
import { sendEmpty, sendJson } from './http-response.ts'

const bodyLimit = 1_048_576
const json = /^(application|text)\/([\w.-]+\+)?json\s*(;|$)/i

/** The JSON that came with a request; `undefined` for a body that is none. */
const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * Answers a call by the JSON that it brings; none is undefined.
 * @param takesJson whether another kind of body is 415
 * @see https://learn.microsoft.com/aspnet/core/web-api/#define-supported-request-content-types-with-the-consumes-attribute
 */
export const answerWithBody = async (
  request: IncomingMessage,
  response: ServerResponse,
  takesJson: boolean,
  answer: (body: unknown) => AdminAnswer,
): Promise<void> => {
  const type = request.headers['content-type'] ?? ''
  const isEmpty = !(Number(request.headers['content-length'] ?? 0) > 0)
  if (takesJson && !json.test(type) && !(type === '' && isEmpty)) return sendEmpty(response, 415)
  const body = await readBody(request, bodyLimit)
  if (body === 'aborted') return
  if (body === 'tooLarge') return sendEmpty(response, 413)
  const { status, json: value } = answer(body && parse(body))
  if (value === undefined) sendEmpty(response, status)
  else sendJson(response, value, status)
}
