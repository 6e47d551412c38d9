// Table, blob and queue storage: Azurite, as a child process.

import { fork } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

export type AzuriteOptions = {
  /** Where the data stays; absent = in memory. */
  readonly folder?: string
  /** 0 picks any free port. */
  readonly ports: { readonly blob: number; readonly queue: number; readonly table: number }
}

export type Azurite = { readonly connectionString: string; readonly close: () => Promise<void> }

// The account every Azurite has: https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key
const account = 'devstoreaccount1'
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

const listening = /Azurite (Blob|Queue|Table) service is successfully listening at http:\/\/127\.0\.0\.1:(\d+)/g
const startWithinMs = 30_000
const flushWithinMs = 15_000

/** Starts Azurite on 127.0.0.1 and waits until all three services answer. */
export const startAzurite = async ({ folder, ports }: AzuriteOptions): Promise<Azurite> => {
  if (folder) mkdirSync(folder, { recursive: true })
  const services = (['blob', 'queue', 'table'] as const).flatMap((name) => [
    `--${name}Host`,
    '127.0.0.1',
    `--${name}Port`,
    String(ports[name]),
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
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true, ...(folder ? { cwd: folder } : {}) },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const found = new Map<string, number>()
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`Azurite did not start: ${reason}`))
    const timer = setTimeout(() => fail('it did not answer in time.'), startWithinMs)
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      for (const [, name = '', port] of output.matchAll(listening)) found.set(name, Number(port))
      if (found.size < 3) return
      clearTimeout(timer)
      resolve()
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', () => {
      clearTimeout(timer)
      fail(output.trim().split('\n').at(-1) ?? 'it ended at once.')
    })
  })
  const endpoint = (service: string) => `${service}Endpoint=http://127.0.0.1:${found.get(service)}/${account}`
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${accountKey};${['Blob', 'Queue', 'Table'].map(endpoint).join(';')};`,
    close: async () => {
      // SIGINT makes it write what it holds in memory; anything harder loses the last seconds.
      child.kill('SIGINT')
      const timer = setTimeout(() => child.kill('SIGKILL'), flushWithinMs)
      await ended
      clearTimeout(timer)
    },
  }
}
