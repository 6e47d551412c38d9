// Runs once before all tests: builds the bundle that the hosts run, and starts the storage that they share.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildApp } from '../../infra/local/build/build.ts'
import { startSharedStorage } from './storage.ts'

export const setup = async (): Promise<() => Promise<void>> => {
  await buildApp(resolve(import.meta.dirname, '..', '..'))
  // Some hundred processes of the same few programs are started: each but the first finds them compiled.
  const compiled = mkdtempSync(join(tmpdir(), 'compiled-'))
  process.env['NODE_COMPILE_CACHE'] = compiled
  const end = await startSharedStorage()
  return async () => {
    await end()
    // A process that is just ending may still write there.
    rmSync(compiled, { recursive: true, maxRetries: 5 })
  }
}
