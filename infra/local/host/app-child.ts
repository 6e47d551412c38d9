// One app process: its spawning, its pipe to the host and the calls it is working on.
import { spawn } from 'node:child_process'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { createChannel } from './channel.ts'
import type { HostLog } from './host-log.ts'
import type { FromApp, FunctionMetadata, Invocation, InvocationResponse, ToApp } from './protocol.ts'

export type InvocationResult = { response: InvocationResponse; body: Buffer | undefined }

/** What a process tells when it has loaded the app. */
export type Loaded = { functions: FunctionMetadata[]; capabilities: Record<string, string> }

export type AppChild = {
  /** Rejects with one sentence when the app does not load. */
  loaded: Promise<Loaded>
  /** Resolves when the process is gone, with its exit code or the signal that ended it. */
  ended: Promise<string>
  call(invocation: Invocation, body?: Uint8Array): Promise<InvocationResult>
  /** Gives up waiting for one call. */
  fail(id: string, error: Error): void
  /** Asks the process to run its appTerminate hooks and to end. */
  terminate(): void
  kill(): void
}

export type ChildOptions = {
  appFolder: string
  environment: Record<string, string>
  nodeArguments: readonly string[]
  log: HostLog
}

const script = fileURLToPath(new URL('./app-process.ts', import.meta.url))
const loadTimeoutMs = 30_000

type Pending = PromiseWithResolvers<InvocationResult>

const relay = (stream: NodeJS.ReadableStream | null, level: 'information' | 'error', log: HostLog): void => {
  let rest = ''
  stream?.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) log.write('Host.Function.Console', level, line)
  })
  stream?.on('end', () => rest && log.write('Host.Function.Console', level, rest))
}

const failureOf = ({ message, stack }: { message: string; stack?: string }): Error => {
  const error = new Error(message)
  error.stack = stack ?? message
  return error
}

/** Starts an app process. */
export const launchChild = (options: ChildOptions): AppChild => {
  const { log } = options
  const loaded = Promise.withResolvers<Loaded>()
  const ended = Promise.withResolvers<string>()
  const pending = new Map<string, Pending>()
  loaded.promise.catch(() => undefined)

  const child = spawn(process.execPath, [...options.nodeArguments, script, String(process.pid)], {
    cwd: options.appFolder,
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  relay(child.stdout, 'information', log)
  relay(child.stderr, 'error', log)

  const giveUpLoading = (reason: string): void => {
    loaded.reject(new Error(reason))
    child.kill('SIGKILL')
  }

  const onMessage = (message: FromApp, body: Buffer | undefined): void => {
    if (message.type === 'log') {
      const category = message.name ? `Function.${message.name}${message.category === 'user' ? '.User' : ''}` : 'Worker'
      log.write(category, message.level, message.message)
    } else if (message.type === 'loaded') loaded.resolve(message)
    else if (message.type === 'loadFailed') {
      giveUpLoading(`The app could not be loaded: ${message.file ? `${message.file}: ` : ''}${message.message}`)
    } else {
      const call = pending.get(message.id)
      pending.delete(message.id)
      if (message.error) call?.reject(failureOf(message.error))
      else call?.resolve({ response: message.response ?? {}, body })
    }
  }

  const pipe = child.stdio[3] as Duplex
  const channel = createChannel<ToApp, FromApp>(
    pipe,
    pipe,
    ({ message, body }) => onMessage(message, body),
    () => undefined,
  )

  const limit = setTimeout(
    () => giveUpLoading(`The app did not finish loading within ${loadTimeoutMs / 1000} seconds.`),
    loadTimeoutMs,
  )
  loaded.promise.then(
    () => clearTimeout(limit),
    () => clearTimeout(limit),
  )
  child.once('error', (error) => loaded.reject(new Error('The app process could not be started.', { cause: error })))
  child.once('close', (code, signal) => {
    const how = `exit code ${code ?? signal}`
    loaded.reject(new Error(`The app process ended while loading (${how}).`))
    for (const call of pending.values()) call.reject(new Error(`The app process ended during the call (${how}).`))
    pending.clear()
    ended.resolve(how)
  })

  return {
    loaded: loaded.promise,
    ended: ended.promise,
    call: (invocation, body) => {
      const call: Pending = Promise.withResolvers()
      pending.set(invocation.id, call)
      channel.send({ type: 'invoke', invocation }, body)
      return call.promise
    },
    fail: (id, error) => {
      pending.get(id)?.reject(error)
      pending.delete(id)
    },
    terminate: () => channel.send({ type: 'terminate' }),
    kill: () => void child.kill('SIGKILL'),
  }
}
