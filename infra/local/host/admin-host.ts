// The part of the admin API that is about the host itself: its status, drain and restart.
import { hostname } from 'node:os'
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

/** Answers a call below `/admin/host/`, such as `GET status`. */
export const answerHost = (options: AdminOptions, call: string): { status: number; json?: unknown } => {
  if (call === 'GET status') return { status: 200, json: statusOf(options) }
  if (call === 'GET drain/status') {
    const outstanding = options.running()
    const state = !options.isDraining() ? 'Disabled' : outstanding === 0 ? 'Completed' : 'InProgress'
    return { status: 200, json: { state, outstandingInvocations: outstanding, outstandingRetries: 0 } }
  }
  if (call === 'POST drain') {
    options.drain()
    return { status: 202 }
  }
  if (call === 'GET keys') {
    const keys = Object.entries(options.keys().host).map(([name, value]) => ({ name, value }))
    return { status: 200, json: { keys, links: [] } }
  }
  if (call === 'POST restart') {
    options.restart()
    return { status: 200, json: {} }
  }
  if (call === 'POST synctriggers') return { status: 200, json: { status: 'success' } }
  return { status: 404 }
}
