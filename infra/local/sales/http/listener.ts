// The HTTP side of the organization: token endpoint, Web API and, for everything else, the salesperson's pages.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiResponse, SalesApi } from '../base/api.ts'
import { SalesError } from '../base/errors.ts'
import { refusal } from '../base/refusal.ts'
import { answerApi, type Service } from './answer-api.ts'
import { answerToken } from './answer-token.ts'
import { send } from './send.ts'

/** Answers a request of the pages. @returns false when it is not for them */
export type Pages = (request: IncomingMessage, response: ServerResponse, api: SalesApi) => Promise<boolean>

export type Listener = Service & { readonly pages: Pages | undefined; readonly pagesApi: SalesApi }

const errorAnswer = (error: unknown): ApiResponse => {
  const { status, headers, body } = refusal(error)
  return { status, headers: { 'OData-Version': '4.0', ...headers }, body }
}

/** Answers one HTTP request. */
export const listen = async (listener: Listener, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = request.url ?? '/'
  const reply = (answer: ApiResponse | 'lost'): void => {
    if (answer === 'lost') request.socket.destroy()
    else send(response, answer)
  }
  try {
    const api = /^\/api\/data\/v9\.[0-2]\/(.*)$/s.exec(url)?.[1]
    if (api !== undefined) {
      reply(await answerApi(listener, request, api))
      return
    }
    const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token(?:\?|$)/.exec(url)?.[1]
    if (tenant !== undefined) {
      if (request.method !== 'POST') throw new SalesError(405, '0x80060888', 'Tokens are asked for with POST.')
      reply(await answerToken(listener, request, tenant))
      return
    }
    if (!url.startsWith('/api/') && (await listener.pages?.(request, response, listener.pagesApi))) return
    throw new SalesError(404, '0x8006088a', `Resource not found for the segment '${url.split('?')[0]}'.`)
  } catch (error) {
    if (response.headersSent) response.destroy()
    else send(response, errorAnswer(error))
  }
}
