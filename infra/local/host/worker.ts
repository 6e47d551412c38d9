// Keeps the app process alive: starts it, hands it invocations, restarts it when it dies and ends it in order.
import { type ChildProcess, spawn } from 'node:child_process'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { type Channel, openChannel } from './channel.ts'
import type { HostLog } from './host-log.ts'
import type { FromApp, FunctionMetadata, Invocation, InvocationResponse, ToApp } from './protocol.ts'

export type InvocationResult = { response: InvocationResponse; body: Buffer | undefined }

/** What the app answered: its functions, or why it could not be loaded. */
export type Loaded = { functions: FunctionMetadata[]; capabilities: Record<string, string> }

export type Worker = {
  /** Starts the first process and waits until it has loaded the app. */
  start(): Promise<Loaded>
  /** @throws Error when the function fails, the call takes too long or the process dies under it */
  invoke(invocation: Invocation, body?: Uint8Array): Promise<InvocationResult>
  isReady(): boolean
  pid(): number | undefined
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

const script = fileURLToPath(new URL('./app-process.ts', import.meta.url))
const loadTimeoutMs = 30_000
const graceMs = 5_000
// More failures than this within the window end the host, so that the platform can replace the instance.
const failureLimit = 3
const failureWindowMs = 30 * 60_000
const stalledMarginMs = 5_000

type Pending = {
  invocation: Invocation
  resolve: (result: InvocationResult) => void
  reject: (error: Error) => void
  timer: NodeJS.Timeout | undefined
}

type Running = {
  child: ChildProcess
  channel: Channel<ToApp>
  pending: Map<string, Pending>
  ended: Promise<void>
  expected: boolean
  lastBeat: number
}

export const createWorker = (options: WorkerOptions): Worker => {
  const { log, now } = options
  const failures: number[] = []
  let current: Running | undefined
  let ready = Promise.withResolvers<Running>()
  let stopping = false
  ready.promise.catch(() => undefined)

  const failAll = (running: Running, reason: string): void => {
    for (const pending of running.pending.values()) {
      clearTimeout(pending.timer)
      pending.reject(new Error(reason))
    }
    running.pending.clear()
  }

  /** Ends a process whose end is the host's own decision; calls from now on wait for the next one. */
  const retire = (running: Running): void => {
    running.expected = true
    if (current === running) awaitNext()
    running.child.kill('SIGKILL')
  }

  const awaitNext = (): void => {
    ready = Promise.withResolvers<Running>()
    ready.promise.catch(() => undefined)
  }

  const onMessage = (running: Running, message: FromApp, body: Buffer | undefined): void => {
    if (message.type === 'beat') running.lastBeat = now()
    if (message.type === 'log') {
      const category = message.name ? `Function.${message.name}${message.category === 'user' ? '.User' : ''}` : 'Worker'
      log.write(category, message.level, message.message)
    }
    if (message.type !== 'result') return
    const pending = running.pending.get(message.id)
    if (!pending) return
    running.pending.delete(message.id)
    clearTimeout(pending.timer)
    if (message.error) {
      const error = new Error(message.error.message)
      error.stack = message.error.stack ?? message.error.message
      pending.reject(error)
    } else pending.resolve({ response: message.response ?? {}, body })
  }

  const relay = (stream: NodeJS.ReadableStream | null, level: 'information' | 'error'): void => {
    let rest = ''
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const lines = `${rest}${text}`.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) log.write('Host.Function.Console', level, line)
    })
    stream?.on('end', () => rest && log.write('Host.Function.Console', level, rest))
  }

  const launch = (): Promise<Loaded> => {
    const loaded = Promise.withResolvers<Loaded>()
    const child = spawn(process.execPath, [...options.nodeArguments, script], {
      cwd: options.appFolder,
      env: options.environment(),
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    })
    relay(child.stdout, 'information')
    relay(child.stderr, 'error')
    const pipe = child.stdio[3] as Duplex
    const ended = Promise.withResolvers<void>()
    const pending = new Map<string, Pending>()
    const channel = openChannel<ToApp, FromApp>(
      pipe,
      pipe,
      ({ message, body }) => {
        if (message.type === 'loaded') {
          loaded.resolve(message)
          running.lastBeat = now()
          log.write('Host.Startup', 'information', 'Worker process started and initialized.')
          ready.resolve(running)
        } else if (message.type === 'loadFailed') {
          const where = message.file ? `${message.file}: ` : ''
          running.expected = true
          loaded.reject(new Error(`The app could not be loaded: ${where}${message.message}`))
          child.kill('SIGKILL')
        } else onMessage(running, message, body)
      },
      () => undefined,
    )
    const running: Running = { child, channel, pending, ended: ended.promise, expected: false, lastBeat: now() }
    current = running
    const limit = setTimeout(() => {
      running.expected = true
      loaded.reject(new Error(`The app did not finish loading within ${loadTimeoutMs / 1000} seconds.`))
      child.kill('SIGKILL')
    }, loadTimeoutMs)
    const watch = setInterval(() => {
      // Timers of a blocked event loop never fire; its missing heartbeat tells.
      if (pending.size > 0 && now() - running.lastBeat > options.functionTimeoutMs + stalledMarginMs)
        child.kill('SIGKILL')
    }, 1000).unref()
    child.once('error', (error) => loaded.reject(new Error('The app process could not be started.', { cause: error })))
    child.once('close', (code, signal) => {
      clearTimeout(limit)
      clearInterval(watch)
      loaded.reject(new Error(`The app process ended while loading (exit code ${code ?? signal}).`))
      failAll(running, `The app process ended during the call (exit code ${code ?? signal}).`)
      ended.resolve()
      onExit(running, code, signal)
    })
    return loaded.promise
  }

  const onExit = (running: Running, code: number | null, signal: string | null): void => {
    if (current !== running) return
    current = undefined
    if (stopping) return
    if (!running.expected) {
      awaitNext()
      log.write('Host.Startup', 'error', `Worker process ended with exit code ${code ?? signal}; it is restarted.`)
      failures.push(now())
    }
    restart()
  }

  const restart = (): void => {
    const recent = failures.filter((at) => at > now() - failureWindowMs)
    if (recent.length > failureLimit) {
      const reason = `Exceeded language worker restart retry count for runtime:node. Shutting down and proactively recycling the Functions Host to recover`
      log.write('Host.Startup', 'critical', reason)
      ready.reject(new Error(reason))
      options.onGiveUp(reason)
      return
    }
    launch().catch((error: Error) => {
      log.write('Host.Startup', 'error', error.message)
      failures.push(now())
    })
  }

  const onTimeout = (running: Running, pending: Pending): void => {
    const { name, id } = pending.invocation
    const limit = options.functionTimeoutMs
    running.pending.delete(id)
    log.write(
      'Host.Startup',
      'error',
      `Timeout value of ${limit} ms exceeded by function 'Functions.${name}' (Id: '${id}'). Initiating cancellation.`,
    )
    pending.reject(new Error(`Timeout value of ${limit} ms was exceeded by function: Functions.${name}`))
    retire(running)
  }

  const invoke = async (invocation: Invocation, body?: Uint8Array): Promise<InvocationResult> => {
    const running = await ready.promise
    const call = Promise.withResolvers<InvocationResult>()
    const pending: Pending = { invocation, resolve: call.resolve, reject: call.reject, timer: undefined }
    if (Number.isFinite(options.functionTimeoutMs)) {
      pending.timer = setTimeout(() => onTimeout(running, pending), options.functionTimeoutMs)
    }
    running.pending.set(invocation.id, pending)
    running.channel.send({ type: 'invoke', invocation }, body)
    return call.promise
  }

  const stop = async (): Promise<void> => {
    stopping = true
    const running = current
    if (!running) return
    running.channel.send({ type: 'terminate' })
    const limit = setTimeout(() => running.child.kill('SIGKILL'), graceMs)
    await running.ended
    clearTimeout(limit)
  }

  return {
    start: async () => {
      try {
        return await launch()
      } catch (error) {
        stopping = true
        throw error
      }
    },
    invoke,
    isReady: () => current !== undefined && !stopping,
    pid: () => current?.child.pid,
    kill: () => {
      // The instance is taken away, which is not the app's failure.
      if (current) retire(current)
    },
    stop,
  }
}
