// The whole local environment for one test file: own ports, nothing on disk, jobs that run only when the test says so.

import { resolve } from 'node:path'
import { startHost } from '../../infra/local/host/host.ts'
import type { SalesOptions } from '../../infra/local/sales/sales.ts'
import { localSecrets, localSettings } from '../../infra/local/start/local-settings.ts'
import { anyPorts, installLocally, startNeighbours } from '../../infra/local/start/neighbours.ts'
import { freePort } from './free-port.ts'
import { openStorage } from './storage.ts'
import { watchAnswers } from './watched-fetch.ts'

const root = resolve(import.meta.dirname, '..', '..')

// The first of January at midnight: jobs of a test run by hand.
const never = '0 0 0 1 1 *'

type EnvironmentOptions = {
  /** The storage connection given to the app in place of the real one, such as one through a proxy. */
  readonly detour?: (storage: string) => string | Promise<string>
  /** The app that runs; this project, unless a test runs a package of it. */
  readonly appFolder?: string
  readonly sales?: Partial<SalesOptions>
  /** A state folder, as `npm start` keeps one; absent = everything in memory. */
  readonly folder?: string
}

export type Environment = Awaited<ReturnType<typeof startEnvironment>>

/**
 * @param overrides settings that differ from those of a laptop
 * @param enableAuth enforce keys and identities
 */
export const startEnvironment = async (
  overrides: Record<string, string> = {},
  enableAuth = false,
  { detour = (storage) => storage, appFolder = root, sales = {}, folder }: EnvironmentOptions = {},
) => {
  const running = await startNeighbours(
    anyPorts,
    folder,
    undefined,
    sales,
    folder === undefined ? openStorage : undefined,
  )
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const secrets =
    folder === undefined
      ? {
          statusToken: 'status-token-secret-of-the-tests-0123456789',
          salesEventKey: 'sales-event-key-of-the-tests',
        }
      : localSecrets(folder)
  await installLocally(running.sales.url, `${url}/api/sales/events`, secrets.salesEventKey)
  const storage = await detour(running.storage)
  const settings: Record<string, string> = {
    ...localSettings(
      {
        storage,
        serviceBus: running.serviceBus.connectionString,
        salesUrl: running.sales.url,
        inboxUrl: running.inbox.url,
        publicUrl: url,
      },
      secrets,
      enableAuth,
    ),
    PULL_CHANNEL_REQUESTS_SCHEDULE: never,
    SYNCHRONIZE_CHANNEL_REQUESTS_SCHEDULE: never,
    PUSH_CUSTOMERS_TO_CHANNEL_SCHEDULE: never,
    CATCH_UP_WITH_SALES_SCHEDULE: never,
    ...overrides,
  }
  const lines: string[] = []
  const host = await startHost({ appFolder, port, settings, enableAuth, log: (line) => lines.push(line) })
  const endWatch = watchAnswers(url)
  return {
    url,
    settings,
    secrets,
    host,
    lines,
    storage: running.storage,
    sales: running.sales,
    inbox: running.inbox,
    serviceBus: running.serviceBus,
    close: async () => {
      await host.close()
      await running.close()
      endWatch()
    },
  }
}
