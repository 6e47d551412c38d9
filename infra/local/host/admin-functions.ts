// The part of the admin API that is about functions: the list, one of them, its keys, and running it by hand.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AdminOptions } from './admin-options.ts'
import type { IndexedFunction } from './function-index.ts'
import { readBody } from './http-request.ts'
import { sendEmpty, sendJson } from './http-response.ts'

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
const json = /^(application|text)\/([\w.-]+\+)?json\s*(;|$)/i

const runByHand = async (
  options: AdminOptions,
  request: IncomingMessage,
  response: ServerResponse,
  one: IndexedFunction,
): Promise<void> => {
  const type = request.headers['content-type'] ?? ''
  const isEmpty = !(Number(request.headers['content-length'] ?? 0) > 0)
  if (!json.test(type) && !(type === '' && isEmpty)) return sendEmpty(response, 415)
  const body = await readBody(request, bodyLimit)
  if (body === 'aborted') return
  const given = body instanceof Buffer ? inputOf(body) : undefined
  if (!given) return sendEmpty(response, 400)
  options.runByHand(one, given.input)
  sendEmpty(response, 202)
}

/** Answers a request below `/admin/functions`. @param path what follows that */
export const answerFunctions = async (
  options: AdminOptions,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> => {
  const [name = '', part] = path.split('/')
  const method = request.method ?? 'GET'
  if (name === '' && method === 'GET')
    return sendJson(
      response,
      options.index().functions.map((one) => describe(options, one)),
    )
  const one = options.index().functions.find((each) => each.name.toLowerCase() === name.toLowerCase())
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
  if (method === 'POST') return runByHand(options, request, response, one)
  // The app's files are not the host's to change.
  return sendEmpty(response, method === 'PUT' || method === 'DELETE' ? 400 : 404)
}
