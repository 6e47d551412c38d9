// Runs once before all tests: builds the bundle that the host runs.

import { resolve } from 'node:path'
import { buildApp } from '../../infra/local/build/build.ts'

export const setup = async (): Promise<void> => {
  await buildApp(resolve(import.meta.dirname, '..', '..'))
}
