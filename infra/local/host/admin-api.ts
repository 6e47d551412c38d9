// The admin API of the host: its status, its functions, and running a function by hand.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { hostname } from 'node:os'
import type { FunctionIndex, IndexedFunction } from './function-index.ts'
import { readBody } from './http-request.ts'
import { sendEmpty } from './http-response.ts'
import { isEnough } from './http-server.ts'
import type { AuthLevel, Keys } from './keys.ts'
import { pathSegments } from './route-template.ts'

export type HostState = 'Starting' | 'Running' | 'Error' | 'Stopping'

export type AdminOptions = {
  index: () => FunctionIndex
  keys: () => Keys
  hostId: string
  instanceId: string
  baseUrl: () => string
  state: () => HostState
  startedAt: number
  now: () => number
  running: () => number
  extensionBundle: string | undefined
  levelOf: (request: IncomingMessage, search: string) => AuthLevel
  /** Starts a function by hand with the given input; it returns at once. */
  runByHand: (one: IndexedFunction, input: string) => void
  /** Stops the listeners; running calls go on. */
  drain: () => void
  isDraining: () => boolean
  restart: () => void
}

const hostVersion = '4.1037.0.0'

const sendJson = (response: ServerResponse, value: unknown, status = 200): void => {
  const text = JSON.stringify(value)
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) })
    .end(text)
}

const describe = (options: AdminOptions, one: IndexedFunction): Record<string, unknown> => {
  const base = options.baseUrl()
  return {
    name: one.name,
    script_root_path_href: null,
    script_href: null,
    config_href: null,
    test_data_href: null,
    href: `${base}/admin/functions/${one.name}`,
    invoke_url_template: one.http ? `${base}/${one.http.route}` : null,
    language: 'node',
    config: { name: one.name, bindings: Object.entries(one.bindings).map(([name, binding]) => ({ ...binding, name })) },
    files: null,
    test_data: null,
    isDisabled: one.disabled,
    isDirect: false,
    isProxy: false,
  }
}

/** The text of `{"input": …}`: a string as it is, anything else as JSON, nothing as an empty text. */
const inputOf = (body: Buffer): { input: string } | undefined => {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    const input: unknown = Object.entries(value).find(([key]) => key.toLowerCase() === 'input')?.[1]
    if (input === undefined || input === null) return { input: '' }
    return { input: typeof input === 'string' ? input : JSON.stringify(input) }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const bodyLimit = 1_048_576

/**
 * Answers requests under /admin. Without an admin key (when keys are enforced) everything but ping is 401.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http
 */
export const createAdmin = (options: AdminOptions) => {
  const find = (name: string): IndexedFunction | undefined =>
    options.index().functions.find((one) => one.name.toLowerCase() === name.toLowerCase())

  const status = () => ({
    id: options.hostId,
    state: options.state(),
    version: hostVersion,
    versionDetails: hostVersion,
    platformVersion: '',
    instanceId: options.instanceId,
    computerName: hostname(),
    processUptime: options.now() - options.startedAt,
    functionAppContentEditingState: 'Unknown',
    ...(options.extensionBundle && { extensionBundle: { id: options.extensionBundle } }),
    ...(options.index().errors.size > 0 && {
      errors: [...options.index().errors].map(([name, reason]) => `The '${name}' function is in error: ${reason}`),
    }),
  })

  const host = (call: string): { status: number; json?: unknown } => {
    if (call === 'GET status') return { status: 200, json: status() }
    if (call === 'GET drain/status') {
      const outstanding = options.running()
      const state = !options.isDraining() ? 'Disabled' : outstanding === 0 ? 'Completed' : 'InProgress'
      return { status: 200, json: { state, outstandingInvocations: outstanding, outstandingRetries: 0 } }
    }
    if (call === 'POST drain') {
      options.drain()
      return { status: 202 }
    }
    if (call === 'POST restart') {
      options.restart()
      return { status: 200, json: {} }
    }
    if (call === 'POST synctriggers') return { status: 200, json: { status: 'success' } }
    return { status: 404 }
  }

  const runByHand = async (request: IncomingMessage, response: ServerResponse, one: IndexedFunction): Promise<void> => {
    const body = await readBody(request, bodyLimit)
    if (body === 'aborted') return
    const given = body instanceof Buffer ? inputOf(body) : undefined
    if (!given) return sendEmpty(response, 400)
    options.runByHand(one, given.input)
    sendEmpty(response, 202)
  }

  const functions = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const [name = '', part] = path.split('/')
    const method = request.method ?? 'GET'
    if (name === '' && method === 'GET')
      return sendJson(
        response,
        options.index().functions.map((one) => describe(options, one)),
      )
    const one = find(name)
    const error = [...options.index().errors].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
    if (part === 'status' && method === 'GET' && (one || error))
      return sendJson(response, error ? { errors: [error] } : {})
    if (!one) return sendEmpty(response, 404)
    if (part === 'keys' && method === 'GET') {
      const own = Object.entries(options.keys().functions[one.name] ?? {})
      return sendJson(response, { keys: own.map(([key, value]) => ({ name: key, value })), links: [] })
    }
    if (part !== undefined) return sendEmpty(response, 404)
    if (method === 'GET') return sendJson(response, describe(options, one))
    if (method === 'POST') return runByHand(request, response, one)
    // The app's files are not the host's to change.
    return sendEmpty(response, method === 'PUT' || method === 'DELETE' ? 400 : 404)
  }

  return async (request: IncomingMessage, response: ServerResponse, path: string, search: string): Promise<void> => {
    const rest = (pathSegments(path) ?? []).slice(1).join('/')
    const method = request.method ?? 'GET'
    if (/^host\/ping$/i.test(rest) && (method === 'GET' || method === 'POST')) return sendEmpty(response, 200)
    if (!isEnough(options.levelOf(request, search), 'admin')) return sendEmpty(response, 401)
    if (/^host\//i.test(rest)) {
      const answer = host(`${method} ${rest.slice('host/'.length).toLowerCase()}`)
      return answer.json === undefined
        ? sendEmpty(response, answer.status)
        : sendJson(response, answer.json, answer.status)
    }
    if (/^functions(\/|$)/i.test(rest)) return functions(request, response, rest.slice('functions/'.length))
    return sendEmpty(response, 404)
  }
}
