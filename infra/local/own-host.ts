// Refuses requests that were meant for another host: a page of the web may have its own name resolve to 127.0.0.1, and
// would then reach what trusts this machine (DNS rebinding).
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

const own = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i

/** Whether a request names this machine as its host. */
export const isForThisMachine = (request: IncomingMessage): boolean => own.test(request.headers.host ?? '')

/** Answers as ASP.NET Core does where the hosts are limited (400, Invalid Hostname). */
export const refuseHost = (request: IncomingMessage, response: ServerResponse): void => {
  request.resume()
  const text = 'Invalid Hostname'
  response.writeHead(400, { 'content-type': 'text/plain', 'content-length': text.length }).end(text)
}

/** Lets a server hear only requests that name this machine as their host. */
export const onlyThisMachine = <S extends Server>(server: S): S => {
  const emit = server.emit.bind(server) as (event: string, ...given: unknown[]) => boolean
  server.emit = (event: string, ...given: unknown[]): boolean => {
    const [request, response] = given as [IncomingMessage, ServerResponse]
    if (event !== 'request' || isForThisMachine(request)) return emit(event, ...given)
    refuseHost(request, response)
    return true
  }
  return server
}
