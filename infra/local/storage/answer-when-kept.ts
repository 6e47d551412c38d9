// Lets no answer out of a server before what it tells of is kept, and none to what was meant for another host.
import type http from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { isForThisMachine, refuseHost } from '../own-host.ts'
import type { Durable } from './durable.ts'

/** What Azure Storage answers when it cannot work now; its clients try again. */
const busy =
  '{"odata.error":{"code":"ServerBusy","message":{"lang":"en-US","value":"The storage cannot be written now."}}}'

const refuse = (request: IncomingMessage, response: ServerResponse): void => {
  request.resume()
  response.writeHead(503, { 'content-type': 'application/json', 'x-ms-error-code': 'ServerBusy' }).end(busy)
}

/**
 * Watches every server that is made from now on.
 * @param say hears once that the disk cannot be written, and once that it can again
 */
export const answerWhenKept = (module: typeof http, durable: Durable, say: (line: string) => void): void => {
  let failing = false
  const kept = (): boolean => {
    try {
      durable.keep()
      if (failing) say('Storage can be written again.')
      failing = false
      return true
    } catch (error) {
      if (!failing) say(`Storage cannot be written, so it refuses everything: ${String(error)}`)
      failing = true
      return false
    }
  }

  const attend = (server: Server): Server => {
    const emit = server.emit.bind(server)
    server.emit = (event: string, ...given: unknown[]): boolean => {
      if (event !== 'request') return emit(event, ...given)
      const [request, response] = given as [IncomingMessage, ServerResponse]
      if (!isForThisMachine(request)) {
        refuseHost(request, response)
        return true
      }
      if (failing && !kept()) {
        refuse(request, response)
        return true
      }
      const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => ServerResponse
      response.writeHead = (...head: unknown[]) => {
        // Whoever hears nothing asks again; whoever hears a yes relies on it.
        if (!kept()) response.destroy()
        return writeHead(...head)
      }
      return emit(event, ...given)
    }
    return server
  }

  const create = module.createServer as (...given: unknown[]) => Server
  module.createServer = ((...given: unknown[]) => attend(create(...given))) as typeof module.createServer
}
