// Table, blob and queue storage: Azurite, as a child process.

import { fork } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

export type AzuriteOptions = {
  /** Where the data stays; absent = in memory. */
  readonly folder?: string
  /** 0 picks any free port. */
  readonly ports: StoragePorts
  /** Hears what is wrong with it while it runs, and that it was started again. */
  readonly say?: (line: string) => void
  /** Called when it ended and could not be started again. */
  readonly onLost?: (reason: string) => void
}

export type StoragePorts = { readonly blob: number; readonly queue: number; readonly table: number }

export type Azurite = { readonly connectionString: string; readonly close: () => Promise<void> }

// The account every Azurite has: https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key
const account = 'devstoreaccount1'
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

const listening = /Azurite (Blob|Queue|Table) service is successfully listening at http:\/\/127\.0\.0\.1:(\d+)/g
const startWithinMs = 30_000
const flushWithinMs = 15_000
/** One that ends so often in so many milliseconds will not stay the next time either. */
const mostEnds = 5
const endsWithinMs = 60_000

/** A connection that is closed in the moment in which a request goes out on it fails that request; idle ones stay for longer. */
const keepAliveSeconds = 240

type Running = { readonly ports: StoragePorts; readonly ended: Promise<string>; readonly end: () => Promise<void> }

/** Starts the process and waits until all three services answer. */
const launch = async ({ folder, ports, say = () => undefined }: AzuriteOptions): Promise<Running> => {
  if (folder) mkdirSync(folder, { recursive: true })
  const services = (['blob', 'queue', 'table'] as const).flatMap((name) => [
    `--${name}Host`,
    '127.0.0.1',
    `--${name}Port`,
    String(ports[name]),
    `--${name}KeepAliveTimeout`,
    String(keepAliveSeconds),
  ])
  const child = fork(
    join(import.meta.dirname, 'azurite-process.ts'),
    [
      '--silent',
      '--disableTelemetry',
      '--skipApiVersionCheck',
      ...services,
      ...(folder ? ['--location', folder] : ['--inMemoryPersistence']),
    ],
    // A group of its own: Ctrl-C must reach it only after the app has stopped writing.
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
      env: { ...process.env, STORAGE_STARTED_BY: String(process.pid) },
      ...(folder ? { cwd: folder } : {}),
    },
  )
  const ended = new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(String(signal ?? code))))
  const found = new Map<string, number>()
  let output = ''
  const isReady = () => found.size === 3
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => {
      child.kill('SIGKILL')
      reject(new Error(`Azurite did not start: ${reason}`))
    }
    const timer = setTimeout(() => fail('it did not answer in time.'), startWithinMs)
    const read = (chunk: string) => {
      if (isReady()) return
      output += chunk
      for (const [, name = '', port] of output.matchAll(listening)) found.set(name.toLowerCase(), Number(port))
      if (!isReady()) return
      clearTimeout(timer)
      resolve()
    }
    child.stdout?.setEncoding('utf8').on('data', read)
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (isReady() ? say(text.trimEnd()) : read(text)))
    child.once('exit', () => {
      clearTimeout(timer)
      fail(output.trim().split('\n').at(-1) ?? 'it ended at once.')
    })
  })
  const portOf = (name: string): number => found.get(name) ?? 0
  return {
    ports: { blob: portOf('blob'), queue: portOf('queue'), table: portOf('table') },
    ended,
    end: async () => {
      // SIGINT makes it save a whole copy, so that the next start is quick.
      child.kill('SIGINT')
      const timer = setTimeout(() => child.kill('SIGKILL'), flushWithinMs)
      await ended
      clearTimeout(timer)
    },
  }
}

/**
 * Starts Azurite on 127.0.0.1 and waits until it answers. When its process ends by itself, it is started again with
 * everything it had answered for.
 */
export const startAzurite = async (options: AzuriteOptions): Promise<Azurite> => {
  const { say = () => undefined, onLost = () => undefined } = options
  let running = await launch(options)
  const { ports } = running
  let closing = false
  let restarting: Promise<void> | undefined

  const ends: number[] = []

  const restart = async (how: string): Promise<void> => {
    ends.push(performance.now())
    if (performance.now() - (ends.at(-mostEnds) ?? Number.NEGATIVE_INFINITY) < endsWithinMs)
      throw new Error(`Storage (Azurite) ended again and again (${how}).`)
    say(`Storage (Azurite) ended (${how}); it is started again.`)
    running = await launch({ ...options, ports })
    say('Storage (Azurite) runs again.')
    attend()
  }
  const attend = (): void => {
    void running.ended.then((how) => {
      // In memory everything is gone, and nobody must go on with what is left.
      if (closing || !options.folder) return
      restarting = restart(how).catch((error: unknown) => onLost(String(error)))
    })
  }
  attend()
  const endpoint = (name: 'blob' | 'queue' | 'table') =>
    `${name[0]?.toUpperCase()}${name.slice(1)}Endpoint=http://127.0.0.1:${ports[name]}/${account}`
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${accountKey};${(['blob', 'queue', 'table'] as const).map(endpoint).join(';')};`,
    close: async () => {
      closing = true
      await restarting
      await running.end()
    },
  }
}
