// The part of the admin API that is about functions: the list, one of them, its keys, and running it by hand.
import { type AdminAnswer, answerKeys } from './admin-keys.ts'
import type { AdminOptions } from './admin-options.ts'
import type { IndexedFunction } from './function-index.ts'

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
const inputOf = (value: unknown): { input: string } | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const input: unknown = Object.entries(value).find(([key]) => key.toLowerCase() === 'input')?.[1]
  if (input === undefined || input === null) return { input: '' }
  return { input: typeof input === 'string' ? input : JSON.stringify(input) }
}

const runByHand = (options: AdminOptions, one: IndexedFunction, body: unknown): AdminAnswer => {
  const given = inputOf(body)
  if (!given) return { status: 400 }
  options.runByHand(one, given.input)
  return { status: 202 }
}

const answerOne = (options: AdminOptions, one: IndexedFunction, method: string, body: unknown): AdminAnswer => {
  if (method === 'GET') return { status: 200, json: describe(options, one) }
  if (method === 'POST') return runByHand(options, one, body)
  // The app's files are not the host's to change.
  return { status: method === 'PUT' || method === 'DELETE' ? 400 : 404 }
}

const sameName = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase()

/** Answers a call below `/admin/functions`. @param path what follows that @param body the JSON that came with it */
export const answerFunctions = (options: AdminOptions, method: string, path: string, body: unknown): AdminAnswer => {
  const [name = '', part, key = '', ...more] = path.split('/')
  const { functions, errors } = options.index()
  if (name === '' && method === 'GET') return { status: 200, json: functions.map((one) => describe(options, one)) }
  const one = functions.find((each) => sameName(each.name, name))
  const error = [...errors].find(([each]) => sameName(each, name))?.[1]
  if (part === 'status' && key === '' && method === 'GET' && (one || error))
    return { status: 200, json: error ? { errors: [error] } : {} }
  if (!one || more.length > 0) return { status: 404 }
  if (part === 'keys') {
    const all = options.keys().functions
    const keys = all[one.name] ?? {}
    all[one.name] = keys
    return answerKeys({ keys, changed: options.saveKeys }, method, key, body)
  }
  return part === undefined ? answerOne(options, one, method, body) : { status: 404 }
}
