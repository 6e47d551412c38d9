// The answers that a streaming app is giving: tells when the client of one has gone, which the library does not ask.
// Without that a body that never ends would be produced for nobody, for ever.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

export type Answers = {
  /** Watches a server that the library opens. */
  readonly watch: (server: Server) => void
  /** Resolves when the client of an invocation has gone before its answer was complete. */
  readonly isLeft: (invocationId: string) => Promise<void>
  /** Ends the watch over an invocation that is over. */
  readonly forget: (invocationId: string) => void
}

/** What a body that is still being written meets when its client has gone; it ends that body, and nobody sees it. */
const refuseToWrite = (): never => {
  throw new Error('The client has left.')
}

/** Keeps watch over the answers of this process. */
export const watchAnswers = (): Answers => {
  const left = new Map<string, PromiseWithResolvers<void>>()

  const stateOf = (id: string): PromiseWithResolvers<void> => {
    const state = left.get(id) ?? Promise.withResolvers<void>()
    left.set(id, state)
    return state
  }

  const attend = (request: IncomingMessage, response: ServerResponse): void => {
    const id = request.headers['x-ms-invocation-id']
    if (typeof id !== 'string') return
    const state = stateOf(id)
    response.on('error', () => undefined)
    response.once('close', () => {
      if (response.writableFinished) return
      response.write = refuseToWrite
      state.resolve()
    })
  }

  return {
    watch: (server) => void server.prependListener('request', attend),
    isLeft: (id) => stateOf(id).promise,
    forget: (id) => void left.delete(id),
  }
}
