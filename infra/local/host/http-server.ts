// The host's HTTP front: the admin API, the landing page and the routes of the functions.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isForThisMachine, refuseHost } from '../own-host.ts'
import type { IndexedFunction } from './function-index.ts'
import { callPlain, callStreaming } from './http-call.ts'
import { createGate } from './http-gate.ts'
import { joinHeaders } from './http-request.ts'
import { sendEmpty } from './http-response.ts'
import { pathSegments, readTarget, type Target } from './http-target.ts'
import type { Invoker } from './invoker.ts'
import { type AuthLevel, isEnough } from './keys.ts'
import type { SignIn } from './sign-in.ts'

export type HttpFront = { port: number; close(drainMs: number): Promise<void> }

export type HttpOptions = {
  port: number
  bodyLimit: number
  homepageDisabled: boolean
  maxConcurrentRequests: number
  maxOutstandingRequests: number
  customHeaders: Record<string, string>
  signIn: SignIn | undefined
  /** Resolves to the functions once the app is loaded; requests wait for it. */
  functions: Promise<readonly IndexedFunction[]>
  invoker: Invoker
  isReady: () => boolean
  /** Whether everybody but the admin API is answered with 503. */
  isOffline: () => boolean
  /** Whether the app has a server of its own, to which requests are passed on. */
  isStreaming: () => boolean
  /** What the caller of a request may do with a function. */
  levelOf: (request: IncomingMessage, search: string, functionName: string | undefined) => AuthLevel
  /** Answers a request under /admin. */
  admin: (request: IncomingMessage, response: ServerResponse, path: string, search: string) => Promise<void>
  onError: (error: unknown) => void
}

const landingPage = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Functions host</title></head>
<body><h1>Your function app is up and running</h1></body></html>`

const landing = (response: ServerResponse): void => {
  response
    .writeHead(200, { 'content-type': 'text/html', 'content-length': Buffer.byteLength(landingPage) })
    .end(landingPage)
}

/**
 * Starts the server on 127.0.0.1.
 * @throws Error with `code` EADDRINUSE when the port is taken
 */
export const startHttp = async (options: HttpOptions): Promise<HttpFront> => {
  let routes: readonly IndexedFunction[] = []
  let loaded = false
  const loading = options.functions.then((functions) => {
    routes = functions.filter(({ http }) => http)
    loaded = true
  })
  loading.catch(() => undefined)
  const gate = createGate(options.maxConcurrentRequests, options.maxOutstandingRequests)

  type Found = { function: IndexedFunction; params: Record<string, string> }

  const find = (method: string, path: string): Found | undefined => {
    const segments = pathSegments(path)
    for (const candidate of routes) {
      if (!candidate.http?.methods.includes(method)) continue
      const params = candidate.http.template.match(segments)
      if (params) return { function: candidate, params }
    }
    return undefined
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = readTarget(request.url ?? '/')
    if (!target || !joinHeaders(request)) return sendEmpty(response, 400)
    const { path, search } = target
    const addHeaders = (): void => {
      for (const [name, value] of Object.entries(options.customHeaders)) response.setHeader(name, value)
    }
    if (/^\/admin(\/|$)/i.test(path)) {
      addHeaders()
      return isForThisMachine(request) ? options.admin(request, response, path, search) : refuseHost(request, response)
    }
    if (options.isOffline()) return sendEmpty(response, 503)
    // Throttling stands before routing and keys, and its answer bears no headers of the app
    // (https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.WebHost/Middleware/HttpThrottleMiddleware.cs).
    if (!(await gate.enter())) {
      response.setHeader('X-FUNCTION-SCALEOUT', '1')
      return sendEmpty(response, 429)
    }
    try {
      addHeaders()
      await route(request, response, target)
    } finally {
      gate.leave()
    }
  }

  const route = async (
    request: IncomingMessage,
    response: ServerResponse,
    { path, encoded, search }: Target,
  ): Promise<void> => {
    if (await options.signIn?.handle(request, response, encoded, search)) return
    if (path === '/' && !options.homepageDisabled) return landing(response)
    if (!loaded) await loading
    const found = find(request.method ?? 'GET', path)
    if (!found) return sendEmpty(response, path === '/' ? 204 : 404)
    const level = options.levelOf(request, search, found.function.name)
    if (!isEnough(level, found.function.http?.authLevel ?? 'function')) return sendEmpty(response, 401)
    if (found.function.disabled && !isEnough(level, 'admin')) return sendEmpty(response, 404)
    if (!options.isReady()) return sendEmpty(response, 503)
    const call = { request, response, function: found.function, params: found.params, path: encoded, search }
    await (options.isStreaming()
      ? callStreaming(options.invoker, call)
      : callPlain(options.invoker, call, options.bodyLimit))
  }

  const server = createServer({ keepAliveTimeout: 130_000, requestTimeout: 0 }, (request, response) => {
    // A client may break off at any moment, which the end of its connection tells; unheard, an error ends this process.
    for (const stream of [request, response]) stream.on('error', () => undefined)
    if (!URL.canParse(`http://${request.headers.host ?? ''}/`)) {
      sendEmpty(response, 400)
      return
    }
    handle(request, response).catch((error: unknown) => {
      options.onError(error)
      sendEmpty(response, 500)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
  const { port } = server.address() as AddressInfo

  const close = async (drainMs: number): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeIdleConnections()
    const limit = setTimeout(() => server.closeAllConnections(), drainMs)
    // A kept-alive connection that was busy becomes idle only now and then; it must not hold up the end.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    await closed
    clearTimeout(limit)
    clearInterval(sweep)
  }
  return { port, close }
}
