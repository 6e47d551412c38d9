// Runs once before all tests: builds the bundle that the hosts run, and starts the storage that they share.

import { resolve } from 'node:path'
import { buildApp } from '../../infra/local/build/build.ts'
import { startSharedStorage } from './storage.ts'

export const setup = async (): Promise<() => Promise<void>> => {
  await buildApp(resolve(import.meta.dirname, '..', '..'))
  return startSharedStorage()
}
