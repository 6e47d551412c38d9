// What the admin API knows of the host, and what it may have it do.
import type { IncomingMessage } from 'node:http'
import type { FunctionIndex, IndexedFunction } from './function-index.ts'
import type { HostModes } from './host-modes.ts'
import type { AuthLevel, Keys } from './keys.ts'

export type HostState = 'Starting' | 'Running' | 'Error' | 'Stopping' | 'Offline'

export type AdminOptions = {
  index: () => FunctionIndex
  keys: () => Keys
  /** Keeps keys that were changed. */
  saveKeys: () => void
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
  modes: HostModes
  restart: () => void
}
