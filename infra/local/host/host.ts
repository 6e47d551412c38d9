// A local Azure Functions host: runs any app of the v4 Node.js model with its HTTP, timer and Service Bus triggers.
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { createAdmin } from './admin-api.ts'
import type { HostState } from './admin-options.ts'
import { numberSetting, readApp, textMap, timeSpanSetting } from './app-config.ts'
import { findSetting, storeOf } from './app-settings.ts'
import { endInOrder } from './end-in-order.ts'
import { appEnvironment, hostIdOf } from './environment.ts'
import { type FunctionIndex, indexFunctions } from './function-index.ts'
import { createHostLog } from './host-log.ts'
import { createModes } from './host-modes.ts'
import type { Host, HostOptions } from './host-options.ts'
import { defaultBodyLimit } from './http-request.ts'
import { startHttp } from './http-server.ts'
import { createInvoker } from './invoker.ts'
import { authLevel, type Keys, loadKeys, saveKeys } from './keys.ts'
import { createListeners } from './listeners.ts'
import { printFunctions } from './print-functions.ts'
import { createOutputs } from './service-bus-output.ts'
import { createSignIn } from './sign-in.ts'
import { createWorker } from './worker.ts'

export type { Host, HostOptions }

/**
 * Starts a host on 127.0.0.1 and resolves when the app is loaded and its listeners run.
 * @throws Error with one sentence when the folder is no function app, the port is taken (`code` EADDRINUSE) or the app
 * does not load
 */
export const startHost = async (options: HostOptions): Promise<Host> => {
  const now = Date.now
  const appFolder = resolve(options.appFolder)
  const { settings } = options
  const app = readApp(appFolder, settings)
  const log = createHostLog(app, options.log ?? (() => undefined))
  const functionTimeoutMs = timeSpanSetting(app, 'functionTimeout', 30 * 60_000)
  const startedAt = now()
  let state: HostState = 'Starting'
  let index: FunctionIndex = { functions: [], errors: new Map() }
  let keys: Keys = { master: '', host: {}, functions: {} }
  const loaded = Promise.withResolvers<FunctionIndex['functions']>()
  loaded.promise.catch(() => undefined)

  const worker = createWorker({
    appFolder,
    environment: () => appEnvironment(settings, http.port, process.env),
    nodeArguments: (findSetting(settings, 'languageWorkers__node__arguments') ?? '')
      .split(' ')
      .filter((part) => part !== ''),
    functionTimeoutMs,
    log,
    now,
    onGiveUp: (reason) => {
      state = 'Error'
      options.onStopped?.(reason)
    },
  })
  const outputs = createOutputs(settings)
  const invoker = createInvoker(worker, outputs, log, now)
  const store = storeOf(settings, now)
  const hostId = hostIdOf(settings, appFolder)

  const listeners = createListeners({ app, settings, invoker, log, now, hostId, store })
  const modes = createModes(listeners)

  const admin = createAdmin({
    index: () => index,
    keys: () => keys,
    saveKeys: () => saveKeys(options.keysFile, keys),
    hostId,
    instanceId: randomUUID().replaceAll('-', ''),
    baseUrl: () => `http://localhost:${http.port}`,
    state: () => (modes.isOffline() && state === 'Running' ? 'Offline' : state),
    startedAt,
    now,
    running: invoker.running,
    extensionBundle: textMap(app, 'extensionBundle')['id'],
    levelOf: (request, search) => (options.enableAuth ? authLevel(keys, request, search, undefined) : 'admin'),
    runByHand: (one, input) => listeners.runByHand(one, input),
    modes,
    restart: () => worker.kill(),
  })

  const http = await startHttp({
    port: options.port,
    bodyLimit: Number(findSetting(settings, 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT') ?? defaultBodyLimit),
    homepageDisabled: /^true$/i.test(findSetting(settings, 'AzureWebJobsDisableHomepage') ?? ''),
    maxConcurrentRequests: numberSetting(app, 'extensions.http.maxConcurrentRequests', -1),
    maxOutstandingRequests: numberSetting(app, 'extensions.http.maxOutstandingRequests', -1),
    customHeaders: textMap(app, 'extensions.http.customHeaders'),
    signIn: options.signIn && createSignIn(options.signIn, Date.now),
    functions: loaded.promise,
    invoker,
    isReady: worker.isReady,
    isOffline: modes.isOffline,
    isStreaming: () => worker.capabilities()['HttpUri'] !== undefined,
    levelOf: (request, search, name) => (options.enableAuth ? authLevel(keys, request, search, name) : 'admin'),
    admin,
    onError: (error) =>
      log.write('Host.General', 'error', error instanceof Error ? (error.stack ?? error.message) : String(error)),
  })
  try {
    const { functions, capabilities } = await worker.start()
    index = indexFunctions(app, settings, functions)
    index = listeners.prepare(index, capabilities)
    const names = index.functions.map(({ name }) => name)
    keys = loadKeys(options.keysFile, names)
  } catch (error) {
    loaded.reject(error)
    await Promise.all([http.close(0), worker.stop()])
    throw error
  }
  printFunctions(index, http.port, log)
  if (!modes.isDraining()) listeners.start()
  state = 'Running'
  loaded.resolve(index.functions)

  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    state = 'Stopping'
    await endInOrder({ drain: modes.drain, http, worker, outputs, log, drainMs: options.drainMs ?? 10_000 })
  }

  return {
    port: http.port,
    url: `http://127.0.0.1:${http.port}`,
    keys,
    functions: index.functions.map(({ name, type, http: part }) => ({
      name,
      type,
      ...(part && { route: part.route }),
    })),
    errors: index.errors,
    idle: invoker.idle,
    close: () => {
      closing ??= close()
      return closing
    },
    kill: worker.kill,
  }
}
