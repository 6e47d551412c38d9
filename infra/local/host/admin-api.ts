// The admin API of the host: who may use it, and which part of it a request is for.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerWithBody } from './admin-body.ts'
import { answerFunctions } from './admin-functions.ts'
import { answerHost } from './admin-host.ts'
import type { AdminOptions } from './admin-options.ts'
import { sendEmpty } from './http-response.ts'
import { pathSegments } from './http-target.ts'
import { isEnough } from './keys.ts'

/**
 * Answers requests under /admin. Without an admin key (when keys are enforced) everything but ping is 401.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http
 */
export const createAdmin = (options: AdminOptions) => {
  return async (request: IncomingMessage, response: ServerResponse, path: string, search: string): Promise<void> => {
    const rest = pathSegments(path).slice(1).join('/')
    const method = request.method ?? 'GET'
    if (/^host\/ping$/i.test(rest) && (method === 'GET' || method === 'POST')) return sendEmpty(response, 200)
    if (!isEnough(options.levelOf(request, search), 'admin')) return sendEmpty(response, 401)
    if (/^host\//i.test(rest)) {
      const path = rest.slice('host/'.length)
      return answerWithBody(request, response, method === 'PUT', (body) => answerHost(options, method, path, body))
    }
    if (/^functions(\/|$)/i.test(rest))
      return answerWithBody(request, response, method === 'POST' || method === 'PUT', (body) =>
        answerFunctions(options, method, rest.slice('functions/'.length), body),
      )
    return sendEmpty(response, 404)
  }
}
