// The app's own process: plain Node.js that loads the function app and runs one call after another for the host.
import { Server } from 'node:http'
import net from 'node:net'
import { endWithParent } from '../parent-watch.ts'
import { watchAnswers } from './app-answers.ts'
import { appContext, invoke, runHooks } from './app-invoke.ts'
import { LoadError, loadApp } from './app-load.ts'
import { createChannel } from './channel.ts'
import { installCoreModule, type Log } from './core-module.ts'
import type { FromApp, InvocationResponse, ToApp, TypedData } from './protocol.ts'

// The pipe tells when the host is gone, but a function that hangs hears nothing.
endWithParent(Number(process.argv[2] ?? process.ppid), 2_000)
const pipe = new net.Socket({ fd: 3, readable: true, writable: true })

// Ctrl-C and a closed terminal reach the whole group of processes, but only the host decides when this one ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

const textOf = (error: unknown): { message: string; stack?: string } => {
  if (error instanceof Error) return { message: error.message, stack: error.stack ?? error.message }
  return { message: typeof error === 'string' ? error : (JSON.stringify(error) ?? String(error)) }
}

const channel = createChannel<FromApp, ToApp>(
  pipe,
  pipe,
  ({ message, body }) => {
    if (message.type === 'invoke') void run(message.invocation, body)
    else void terminate()
  },
  () => process.exit(0),
)

const log: Log = (level, category, message, call) =>
  channel.send({ type: 'log', level, category, message, ...(call && { id: call.id, name: call.name }) })

const core = installCoreModule(log)
const answers = watchAnswers()

const die = (error: unknown): void => {
  const { message, stack } = textOf(error)
  log('error', 'system', `Worker uncaught exception: ${stack ?? message}`)
  // The line must be out before the process is.
  setImmediate(() => pipe.write('', () => process.exit(1)))
}
process.on('uncaughtException', die)

/** The body of an HTTP answer is taken out, so that it travels as bytes beside the message. */
const splitBody = (response: InvocationResponse): Uint8Array | undefined => {
  const http = response.returnValue?.http
  const bytes = http?.body?.bytes
  if (!http || !(bytes instanceof Uint8Array)) return undefined
  http.body = null
  return bytes
}

const portable = (data: TypedData | null | undefined): TypedData | null | undefined =>
  data?.bytes instanceof Uint8Array ? { bytes: { base64: Buffer.from(data.bytes).toString('base64') } } : data

const run = async (call: Extract<ToApp, { type: 'invoke' }>['invocation'], body: Buffer | undefined): Promise<void> => {
  try {
    const response = await invoke(core, log, answers, call, body)
    const bytes = splitBody(response)
    const returnValue = portable(response.returnValue)
    const outputData = response.outputData?.map(({ name, data }) => ({ name, data: portable(data) ?? {} }))
    channel.send(
      {
        type: 'result',
        id: call.id,
        response: { ...(returnValue !== undefined && { returnValue }), ...(outputData && { outputData }) },
      },
      bytes,
    )
  } catch (error) {
    channel.send({ type: 'result', id: call.id, error: textOf(error) })
  } finally {
    answers.forget(call.id)
  }
}

const terminate = async (): Promise<void> => {
  try {
    await runHooks(core, 'appTerminate', appContext())
  } catch (error) {
    log('error', 'system', `Error in appTerminate hook: ${textOf(error).message}`)
  }
  setImmediate(() => pipe.end(() => process.exit(0)))
}

/**
 * A streaming app opens a server on all interfaces; while that happens, listening is confined to this machine, and the
 * server is watched.
 */
const listenLocally = async <T>(work: () => Promise<T>): Promise<T> => {
  const prototype = net.Server.prototype as { listen: (...given: unknown[]) => unknown }
  const { listen } = prototype
  prototype.listen = function (this: unknown, ...given: unknown[]) {
    const callback = given.find((one) => typeof one === 'function')
    const port = typeof given[0] === 'number' ? given[0] : 0
    if (this instanceof Server) answers.watch(this)
    return listen.call(this, port, '127.0.0.1', callback)
  }
  try {
    return await work()
  } finally {
    prototype.listen = listen
  }
}

const start = async (): Promise<void> => {
  try {
    await loadApp(process.cwd())
    await runHooks(core, 'appStart', appContext())
    core.endLoading()
    const capabilities = await listenLocally(async () => core.model()?.getCapabilities({ RawHttpBodyBytes: 'true' }))
    const functions = [...core.functions.values()].map(({ metadata }) => metadata)
    channel.send({ type: 'loaded', functions, capabilities: capabilities ?? {} })
  } catch (error) {
    const file = error instanceof LoadError ? error.file : undefined
    channel.send({ type: 'loadFailed', message: textOf(error).message, ...(file && { file }) })
  }
}

await start()
