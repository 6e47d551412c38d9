// Calls a function for an HTTP request and sends its answer, in the plain way or by streaming.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { IndexedFunction } from './function-index.ts'
import { readBody, toHttpData } from './http-request.ts'
import { sendEmpty, sendReturnValue } from './http-response.ts'
import { type Forwarding, forwardRequest, streamMetadata } from './http-stream.ts'
import type { Call, Invoker } from './invoker.ts'
import type { Accompany } from './worker.ts'

export type HttpCall = {
  request: IncomingMessage
  response: ServerResponse
  function: IndexedFunction
  params: Record<string, string>
  /** Encoded, as the function sees it. */
  path: string
  search: string
}

const answerMs = 2_000

const describe = (call: HttpCall): Omit<Call, 'body'> => {
  const { traceparent, tracestate } = call.request.headers
  return {
    function: call.function,
    reason: 'This function was programmatically called via the host APIs.',
    data: { http: toHttpData(call.request, call.path, call.search, call.params) },
    traceParent: typeof traceparent === 'string' ? traceparent : undefined,
    traceState: typeof tracestate === 'string' ? tracestate : undefined,
  }
}

/** Reads the body, runs the function, sends what it returned; a failure is 500 and nothing more. */
export const callPlain = async (invoker: Invoker, call: HttpCall, bodyLimit: number): Promise<void> => {
  const { request, response } = call
  const body = await readBody(request, bodyLimit)
  if (body === 'aborted') return
  if (body === 'tooLarge') {
    response.setHeader('connection', 'close')
    sendEmpty(response, 413)
    return
  }
  try {
    const { response: answer, body: bytes } = await invoker.run({ ...describe(call), body })
    sendReturnValue(response, answer.returnValue, bytes)
  } catch {
    // The invoker has written the failure to the log; the client only learns that there was one.
    sendEmpty(response, 500)
  }
}

/**
 * Runs the function while its request and answer stream past the host. A function that fails or answers nothing gets
 * 500 here, where on Azure the client waits until its own time limit
 * (https://github.com/Azure/azure-functions-nodejs-library/issues/324).
 */
export const callStreaming = async (invoker: Invoker, call: HttpCall): Promise<void> => {
  const { request, response } = call
  // Who left while waiting for a place gets no answer, and there is no request any more that the function could read.
  if (request.destroyed || response.destroyed) return
  const id = randomUUID()
  const described = describe(call)
  const triggerMetadata = streamMetadata(described.data.http ?? {})
  const limit = Promise.withResolvers<void>()
  let forwarding: Forwarding | undefined
  let timer: NodeJS.Timeout | undefined
  const accompany: Accompany = (httpUri, fail) => {
    if (httpUri === undefined) fail(new Error('The app has no HTTP server any more.'))
    else forwarding = forwardRequest(request, response, httpUri, call.path + call.search, id, fail)
  }
  try {
    await invoker.run({ ...described, id, triggerMetadata, accompany })
    timer = setTimeout(() => (response.headersSent ? undefined : limit.resolve()), answerMs)
    await Promise.race([forwarding?.over, limit.promise])
  } catch {
    // As above: it stands in the log already. An answer that has begun cannot say so, its connection ends instead.
  } finally {
    clearTimeout(timer)
  }
  if (response.writableEnded || response.destroyed) return
  forwarding?.abort()
  sendEmpty(response, 500)
}
