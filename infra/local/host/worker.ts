// Keeps an app process alive: starts it, restarts it when it dies, ends calls that take too long, ends it in order.
import { type AppChild, type InvocationResult, type Loaded, launchChild } from './app-child.ts'
import { createFailureLimit } from './failure-limit.ts'
import type { HostLog } from './host-log.ts'
import type { Invocation } from './protocol.ts'

/**
 * Brings to the process what a call needs beside its message, at the moment when the process gets that.
 * `fail` gives the call up when it cannot be brought.
 */
export type Accompany = (httpUri: string | undefined, fail: (error: Error) => void) => void

export type Worker = {
  /** Starts the first process and waits until it has loaded the app. @throws Error when it does not */
  start(): Promise<Loaded>
  /** @throws Error when the function fails, the call takes too long or the process dies under it */
  invoke(invocation: Invocation, body?: Uint8Array, accompany?: Accompany): Promise<InvocationResult>
  /** False when the host is ending or has given up; while a process is restarted calls just wait. */
  isReady(): boolean
  /** What the running process declared, e.g. the address of its own HTTP server. */
  capabilities(): Record<string, string>
  /** Kills the process, which is then started anew. */
  kill(): void
  /** Runs the app's appTerminate hooks and ends the process; it is killed after the grace period. */
  stop(): Promise<void>
}

export type WorkerOptions = {
  appFolder: string
  environment: () => Record<string, string>
  nodeArguments: readonly string[]
  functionTimeoutMs: number
  log: HostLog
  now: () => number
  /** Called when the process died too often; nothing will be restarted any more. */
  onGiveUp: (reason: string) => void
}

const graceMs = 5_000
const gaveUp =
  'Exceeded language worker restart retry count for runtime:node. Shutting down and proactively recycling the Functions Host to recover'

/**
 * Supervises the app process as the host's dispatcher does
 * (https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Workers/Rpc/FunctionRegistration/RpcFunctionInvocationDispatcher.cs).
 */
export const createWorker = (options: WorkerOptions): Worker => {
  const { log, now } = options
  const failures = createFailureLimit(now)
  let current: AppChild | undefined
  let ready = Promise.withResolvers<AppChild>()
  let capabilities: Record<string, string> = {}
  let over = false

  const awaitNext = (): void => {
    ready = Promise.withResolvers<AppChild>()
    ready.promise.catch(() => undefined)
  }
  awaitNext()

  /** Takes a process out of use: calls from now on wait for the next one. */
  const retire = (child: AppChild): void => {
    if (current === child) {
      current = undefined
      awaitNext()
    }
    child.kill()
  }

  const launch = async (): Promise<Loaded> => {
    const child = launchChild({
      appFolder: options.appFolder,
      environment: options.environment(),
      nodeArguments: options.nodeArguments,
      log,
    })
    current = child
    void child.ended.then((how) => onEnd(child, how))
    const loaded = await child.loaded
    log.write('Host.Startup', 'information', 'Worker process started and initialized.')
    if (current === child) {
      capabilities = loaded.capabilities
      ready.resolve(child)
    }
    return loaded
  }

  const onEnd = (child: AppChild, how: string): void => {
    if (over) return
    // A process that was not retired ended by itself.
    if (current === child) {
      log.write('Host.Startup', 'error', `Worker process ended with ${how}; it is restarted.`)
      failures.add()
      current = undefined
      awaitNext()
    }
    if (failures.isExceeded()) {
      over = true
      log.write('Host.Startup', 'critical', gaveUp)
      ready.reject(new Error(gaveUp))
      options.onGiveUp(gaveUp)
    } else if (!current) launch().catch((error: Error) => log.write('Host.Startup', 'error', error.message))
  }

  const onTimeout = (child: AppChild, { name, id }: Invocation): void => {
    const limit = options.functionTimeoutMs
    log.write(
      'Host.Startup',
      'error',
      `Timeout value of ${limit} ms exceeded by function 'Functions.${name}' (Id: '${id}'). Initiating cancellation.`,
    )
    child.fail(id, new Error(`Timeout value of ${limit} ms was exceeded by function: Functions.${name}`))
    retire(child)
  }

  const invoke: Worker['invoke'] = async (invocation, body, accompany) => {
    const child = await ready.promise
    const call = child.call(invocation, body)
    accompany?.(capabilities['HttpUri'], (error) => child.fail(invocation.id, error))
    if (!Number.isFinite(options.functionTimeoutMs)) return call
    const timer = setTimeout(() => onTimeout(child, invocation), options.functionTimeoutMs)
    try {
      return await call
    } finally {
      clearTimeout(timer)
    }
  }

  const stop = async (): Promise<void> => {
    over = true
    ready.reject(new Error('The host is stopping.'))
    if (!current) return
    current.terminate()
    const limit = setTimeout(() => current?.kill(), graceMs)
    await current.ended
    clearTimeout(limit)
  }

  return {
    start: async () => {
      try {
        return await launch()
      } catch (error) {
        over = true
        throw error
      }
    },
    invoke,
    isReady: () => !over,
    capabilities: () => capabilities,
    kill: () => {
      if (current) retire(current)
    },
    stop,
  }
}
