// The part of the admin API that is about the host itself: its status, its keys, drain, resume, restart, offline.
import { hostname } from 'node:os'
import { type AdminAnswer, answerKeys, answerMasterKey } from './admin-keys.ts'
import type { AdminOptions } from './admin-options.ts'

const hostVersion = '4.1037.0.0'

const statusOf = (options: AdminOptions) => ({
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

/**
 * Takes the app off its addresses or brings it back; other states cannot be asked for
 * (https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.WebHost/Controllers/HostController.cs). The
 * genuine host remembers it by a file among those of the app, this one for as long as it runs.
 */
const setState = (options: AdminOptions, wanted: unknown): AdminAnswer => {
  const state = typeof wanted === 'string' ? wanted.toLowerCase() : ''
  if (state !== 'offline' && state !== 'running') return { status: 400 }
  const current = options.state().toLowerCase()
  if (state === current) return { status: 200 }
  if (state === 'running' && current !== 'offline') return { status: 400 }
  void (state === 'offline' ? options.modes.goOffline() : options.modes.resume())
  return { status: 202 }
}

/** `keys` and `functionkeys` are the same here; no extension has a key of the system. */
const keyPaths = /^(keys|functionkeys|systemkeys)(?:\/([^/]+))?$/i

const answerHostKeys = (
  options: AdminOptions,
  method: string,
  kind: string,
  name: string,
  body: unknown,
): AdminAnswer => {
  const { keys, saveKeys } = options
  if (name === '_master') return answerMasterKey(keys(), saveKeys, method, body)
  if (kind === 'systemkeys') return answerKeys({ keys: {}, changed: () => undefined }, 'GET', name, undefined)
  return answerKeys({ keys: keys().host, changed: saveKeys }, method, name, body)
}

/** Answers a call below `/admin/host/`, such as `GET` of `status`. @param body the JSON that came with it */
export const answerHost = (options: AdminOptions, method: string, path: string, body: unknown): AdminAnswer => {
  const { modes } = options
  const [, kind, name = ''] = keyPaths.exec(path) ?? []
  if (kind !== undefined) return answerHostKeys(options, method, kind.toLowerCase(), name, body)
  const call = `${method} ${path.toLowerCase()}`
  if (call === 'GET status') return { status: 200, json: statusOf(options) }
  if (call === 'GET drain/status') {
    const outstanding = options.running()
    const state = !modes.isDraining() ? 'Disabled' : outstanding === 0 ? 'Completed' : 'InProgress'
    return { status: 200, json: { state, outstandingInvocations: outstanding, outstandingRetries: 0 } }
  }
  if (call === 'POST drain') {
    void modes.drain()
    return { status: 202 }
  }
  if (call === 'POST resume') {
    void modes.resume()
    return { status: 200, json: { state: options.state() } }
  }
  if (call === 'GET state') return { status: 200, json: options.state() }
  if (call === 'PUT state') return setState(options, body)
  if (call === 'POST restart') {
    options.restart()
    void modes.resume()
    return { status: 200, json: {} }
  }
  if (call === 'POST synctriggers') return { status: 200, json: { status: 'success' } }
  return { status: 404 }
}
